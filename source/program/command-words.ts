/** The words of a command line. Pairs of quotes hold blanks; a single one is a character like any other. */
export const wordsOf = (line: string): readonly string[] =>
	[...line.matchAll(/(?:"[^"]*"|'[^']*'|\\.|\S)+/g)].map(([word]) =>
		word.replace(
			/"([^"]*)"|'([^']*)'|\\(.)/g,
			(_all, double, single, escaped) => double ?? single ?? escaped,
		),
	);
