/** All keys that have a name, and how people write them. */
export const labels: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	'shift-left': 'Shift-←',
	'shift-right': 'Shift-→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	enter: 'Enter',
	escape: 'Esc',
	space: 'Space',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	backspace: 'Backspace',
	delete: 'Delete',
};

/** A key as people write it: `↑`, `Enter`, `ctrl-d`, `Space`. */
export const keyLabel = (key: string): string => labels[key] ?? key;

/** All keys of a command as people write them; digits in a row as `1-9`. */
export const keyLabels = (keys: readonly string[], label: (key: string) => string = keyLabel): string => {
	const [first, last] = [keys[0], keys.at(-1)];
	const areDigits = keys.length > 2 && keys.every((key, index) => key === String(Number(first) + index));
	return areDigits ? `${first}-${last}` : keys.map(label).join(' ');
};
