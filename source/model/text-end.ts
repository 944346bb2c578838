/** A text without any of these characters at its end. Unlike a pattern with `+$` it looks at no other run of them. */
export const withoutEnd = (text: string, characters: string): string => {
	let end = text.length;
	while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
	return text.slice(0, end);
};

/** Where the word begins that a text ends with; its length where it ends with a blank. */
export const wordStart = (text: string): number => {
	let start = text.length;
	while (start > 0 && text.charAt(start - 1).trim() !== '') start--;
	return start;
};
