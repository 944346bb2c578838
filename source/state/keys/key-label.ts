/** All keys that have a name, and how people write them. */
export const labels: Readonly<Record<string, string>> = {
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
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
