/** A recorded situation with what explains it: with the answers of its server, and by its row alone. */
export type Explained = {
	readonly file: string;
	readonly known: readonly string[];
	readonly byRow: readonly string[];
};

/**
 * Reads situations: the name of a file, and below it one line for each finding, which begins with what it goes by (`asked`,
 * `row` or `both`).
 */
export const situationsOf = (text: string): readonly Explained[] => {
	const found: {file: string; known: string[]; byRow: string[]}[] = [];
	for (const line of text.trim().split('\n')) {
		const [, by = '', finding = ''] = /^\t(asked|row|both) (.*)$/.exec(line) ?? [];
		const last = found.at(-1);
		if (by === '') found.push({file: line, known: [], byRow: []});
		if (by === 'asked' || by === 'both') last?.known.push(finding);
		if (by === 'row' || by === 'both') last?.byRow.push(finding);
	}

	return found;
};
