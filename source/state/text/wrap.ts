import {cutToWidth, displayWidth, graphemesIn} from './display-width.js';

const isPlain = (text: string): boolean => displayWidth(text) === text.length;

// Plain text is cut by length, other text piece by piece, so that only the visible part of a long line costs time.
const firstPiece = (text: string, width: number): string =>
	isPlain(text.slice(0, width)) ? text.slice(0, width) : cutToWidth(text.slice(0, width * 4), width);

type Cut = {readonly end: number; readonly next: number};

const cutUp = (
	text: string,
	width: number,
	cutAt: (rest: string, length: number) => Cut,
): readonly string[] => {
	if (width < 2 || displayWidth(text) <= width) return [text];
	const pieces: string[] = [];
	let rest = text;
	while (rest !== '') {
		const {length} = firstPiece(rest, width);
		const {end, next} = length === rest.length ? {end: length, next: length} : cutAt(rest, length);
		pieces.push(rest.slice(0, end));
		rest = rest.slice(Math.max(1, next));
	}

	return pieces;
};

/**
 * Splits a text into pieces of at most `width` cells; one empty piece for an empty text. Wide characters are not
 * halved.
 */
export const wrapped = (text: string, width: number): readonly string[] =>
	cutUp(text, width, (_rest, length) => ({end: length, next: length}));

/** As `wrapped`, but splits between words, unless a word alone is longer than a line. */
export const wrappedWords = (text: string, width: number): readonly string[] =>
	cutUp(text, width, (rest, length) => {
		const blank = rest.lastIndexOf(' ', length);
		const word = rest.slice(blank + 1, blank + length + 2);
		const fits = word.length <= length || word.includes(' ');
		return fits && rest.slice(0, Math.max(0, blank)).trim() !== ''
			? {end: blank, next: blank + 1}
			: {end: length, next: length};
	});

/** A text without its first `count` cells. */
export const withoutStart = (text: string, count: number): string => {
	if (count <= 0) return text;
	if (isPlain(text.slice(0, count))) return text.slice(count);
	let left = count;
	let length = 0;
	for (const grapheme of graphemesIn(text)) {
		if (left <= 0) break;
		left -= displayWidth(grapheme);
		length += grapheme.length;
	}

	return text.slice(length);
};
