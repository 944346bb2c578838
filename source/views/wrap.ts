import {cutToWidth, displayWidth, graphemes} from './glyphs.ts';

const isPlain = (text: string): boolean => displayWidth(text) === text.length;

/** A text in pieces of at most `width` cells; one empty piece for an empty text. Wide characters are not halved. */
export const wrapped = (text: string, width: number): readonly string[] => {
	if (width < 2 || displayWidth(text) <= width) return [text];
	const pieces: string[] = [];
	let rest = text;
	while (rest !== '') {
		// Plain text is cut by length; the rest piece by piece, so that a long line costs what is shown of it.
		const piece = isPlain(rest.slice(0, width))
			? rest.slice(0, width)
			: cutToWidth(rest.slice(0, width * 4), width);
		pieces.push(piece);
		rest = rest.slice(Math.max(1, piece.length));
	}

	return pieces;
};

/** What is left of a text without its first `count` cells. */
export const withoutStart = (text: string, count: number): string => {
	if (count <= 0) return text;
	if (isPlain(text.slice(0, count))) return text.slice(count);
	let left = count;
	let length = 0;
	for (const grapheme of graphemes(text)) {
		if (left <= 0) break;
		left -= displayWidth(grapheme);
		length += grapheme.length;
	}

	return text.slice(length);
};
