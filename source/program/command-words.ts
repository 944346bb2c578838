/** The words of a command line; quotes hold blanks. */
export const wordsOf = (line: string): readonly string[] =>
	[...line.matchAll(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g)].map(([word]) =>
		word.replace(
			/"([^"]*)"|'([^']*)'|\\(.)/g,
			(_all, double, single, escaped) => double ?? single ?? escaped,
		),
	);
