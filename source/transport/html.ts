/** What an error answer has to say stands in its first so many characters. */
export const maxErrorCharacters = 65_536;
const maxText = 1000;

/** The text of the first element of this name in a page, without the tags in it; null where there is none. Linear. */
export const elementText = (page: string, name: 'p' | 'title'): string | null => {
	const start = page.slice(0, maxErrorCharacters);
	const lower = start.toLowerCase();
	const open = lower.search(name === 'p' ? /<p[\s>]/ : /<title[\s>]/);
	const from = open === -1 ? -1 : lower.indexOf('>', open);
	const to = from === -1 ? -1 : lower.indexOf(`</${name}>`, from);
	if (to === -1) return null;
	return start
		.slice(from + 1, to)
		.slice(0, maxText)
		.replace(/<[^<>]*>/g, '');
};
