/** Words as a sentence lists them: `one, two or three`. */
export const wordList = (words: readonly string[], join: 'and' | 'or'): string => {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${join} ${last}`;
};
