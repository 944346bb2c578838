import stringWidth from 'string-width';

/** The glyph of an empty cell. */
export const blank = 0x20;
/** The right half of a wide character. */
export const tail = 0;
/** In the upper layer: a blank that hides what lies under it (no-break space). */
export const opaqueBlank = 0xa0;

const firstCluster = 0x11_00_00;
// Enough for any real screen; text made to exhaust memory loses its combining marks instead.
const mostClusters = 4096;
const longestCluster = 16;

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const widths = new Map<string, number>();

/** Cells that a text takes, as `string-width` counts; plain text without measuring. */
export const displayWidth = (text: string): number => {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (code < 0x20 || code > 0x7e) return measured(text);
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
	if (widths.size >= mostClusters) widths.clear();
	const width = stringWidth(text);
	widths.set(text, width);
	return width;
};

const plain = /^[ -~]*$/;

// The segmenter takes a time for each character that grows with the text: it gets a piece at a time.
const piece = 128;

/**
 * The user-perceived characters of a text, one after the other; those of plain text without the slow segmenter. One of
 * more than 128 units, which no script has, is cut.
 */
export function* graphemesIn(text: string): Generator<string> {
	for (let from = 0; from < text.length; ) {
		const isPairCut = (text.charCodeAt(from + piece - 1) & 0xfc_00) === 0xd8_00;
		const part = text.slice(from, from + piece - (isPairCut ? 1 : 0));
		const whole = plain.test(part) ? part.split('') : Array.from(segmenter.segment(part), one => one.segment);
		// The last one of a piece may go on in the next.
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

/** Cuts a text at the right so that it takes at most `width` cells; wide characters are not halved. */
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

/** One cell wide everywhere and never joined with what follows: lines, blocks, arrows, braille, Latin. */
export const isSimple = (code: number): boolean =>
	(code >= 0xa0 && code < 0x300 && code !== 0xad) ||
	(code >= 0x2010 && code < 0x2028) ||
	(code >= 0x2190 && code < 0x2194) ||
	(code >= 0x2500 && code < 0x25fd) ||
	(code >= 0x2713 && code < 0x2719) ||
	(code >= 0x2800 && code < 0x2900);

/** Lines and blocks: terminals that draw one of them at another width draw all of them so. */
export const isDrawing = (glyph: number): boolean => glyph >= 0x2500 && glyph < 0x25a0;

/** Single code points that every terminal draws two cells wide: CJK, kana, Hangul, full-width forms. */
export const isCertainlyWide = (glyph: number): boolean =>
	(glyph >= 0x2e80 && glyph < 0xa4d0) ||
	(glyph >= 0xac00 && glyph < 0xd7a4) ||
	(glyph >= 0xff01 && glyph < 0xff61) ||
	(glyph >= 0x2_00_00 && glyph < 0x3_ff_fe);

/** Numbers for what cells show: the code point, or a number above all of those for a cluster of several. */
export class Glyphs {
	readonly #clusters: string[] = [];
	readonly #ids = new Map<string, number>();

	/** The glyph of one user-perceived character. */
	of(grapheme: string): number {
		const first = grapheme.codePointAt(0) ?? blank;
		const single = first > 0xff_ff ? 2 : 1;
		if (grapheme.length === single || grapheme.length > longestCluster) return first;
		const known = this.#ids.get(grapheme);
		if (known !== undefined) return known;
		if (this.#clusters.length >= mostClusters) return first;
		const id = firstCluster + this.#clusters.push(grapheme) - 1;
		this.#ids.set(grapheme, id);
		return id;
	}

	/** The text of a glyph. */
	text(glyph: number): string {
		return glyph < firstCluster ? String.fromCodePoint(glyph) : (this.#clusters[glyph - firstCluster] ?? ' ');
	}
}
