// Private modes of a terminal that a full-screen program may turn on, by their number.
const modes: Readonly<Record<string, string>> = {
	1: 'application cursor keys',
	47: 'alternate screen',
	1000: 'mouse',
	1002: 'mouse',
	1003: 'mouse',
	1004: 'focus events',
	1006: 'mouse',
	1047: 'alternate screen',
	1049: 'alternate screen',
	2004: 'bracketed paste',
	2026: 'synchronized output',
};

/** What these bytes, written to a terminal, leave behind that is not its usual state. */
export const leftovers = (bytes: string): readonly string[] => {
	const on = new Set<string>();
	let cursorHidden = false;
	// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
	for (const [, numbers = '', final] of bytes.matchAll(/\u001B\[\?([\d;]+)([hl])/g)) {
		for (const number of numbers.split(';')) {
			if (number === '25') cursorHidden = final === 'l';
			else if (final === 'h') on.add(number);
			else on.delete(number);
		}
	}

	const left = [...on].map(number => modes[number] ?? `mode ${number}`);
	return cursorHidden ? [...left, 'hidden cursor'] : left;
};
