import stringWidth from 'string-width';
import {isSimple} from '../../model/simple-glyph.js';

// Cache of texts measured lately.
const maxWidths = 4096;

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const widths = new Map<string, number>();

/** Cells that a text takes, as `string-width` counts; ASCII and other simple text without measuring. */
export const displayWidth = (text: string): number => {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if ((code < 0x20 || code > 0x7e) && !isSimple(code)) return measured(text);
	}

	return text.length;
};

const measured = (text: string): number => {
	if (text.length > piece) {
		let width = 0;
		for (const grapheme of graphemesIn(text)) width += displayWidth(grapheme);
		return width;
	}

	const known = widths.get(text);
	if (known !== undefined) return known;
	if (widths.size >= maxWidths) widths.clear();
	const width = stringWidth(text);
	widths.set(text, width);
	return width;
};

const plain = /^[ -~]*$/;

// The segmenter's time for a character grows with the text, so it gets one piece at a time.
const piece = 128;

/**
 * The user-perceived characters of a text; for plain text without the slow segmenter. Characters of more than 128 units,
 * which no script has, are split.
 */
export function* graphemesIn(text: string): Generator<string> {
	for (let from = 0; from < text.length; ) {
		const isPairCut = (text.charCodeAt(from + piece - 1) & 0xfc_00) === 0xd8_00;
		const part = text.slice(from, from + piece - (isPairCut ? 1 : 0));
		const whole = plain.test(part) ? part.split('') : Array.from(segmenter.segment(part), one => one.segment);
		// The last character of a piece may continue in the next.
		if (from + part.length < text.length && whole.length > 1) whole.pop();
		for (const grapheme of whole) {
			yield grapheme;
			from += grapheme.length;
		}
	}
}

/** The same as a list. */
export const graphemes = (text: string): string[] =>
	plain.test(text) ? text.split('') : [...graphemesIn(text)];

/** Cuts a text to at most `width` cells; wide characters are not halved. */
export const cutToWidth = (text: string, width: number): string => {
	let taken = '';
	let left = width;
	for (const grapheme of graphemesIn(text)) {
		left -= displayWidth(grapheme);
		if (left < 0) break;
		taken += grapheme;
	}

	return taken;
};
