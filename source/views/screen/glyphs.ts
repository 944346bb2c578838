export {isSimple} from '../../model/simple-glyph.js';
export {cutToWidth, displayWidth, graphemes} from '../../state/text/display-width.js';

/** The glyph of an empty cell. */
export const blank = 0x20;
/** The right half of a wide character. */
export const tail = 0;
/** In the upper layer: a blank that hides the lower layer (no-break space). */
export const opaqueBlank = 0xa0;

const firstCluster = 0x11_00_00;
// Enough for any real screen; malicious text loses its combining marks instead of exhausting the memory.
const maxClusters = 4096;
const longestCluster = 16;

/** Lines and blocks: a terminal draws all of them at the same width. */
export const isDrawing = (glyph: number): boolean => glyph >= 0x2500 && glyph < 0x25a0;

/** Single code points that every terminal draws two cells wide: CJK, kana, Hangul, full-width forms. */
export const isCertainlyWide = (glyph: number): boolean =>
	(glyph >= 0x2e80 && glyph < 0xa4d0) ||
	(glyph >= 0xac00 && glyph < 0xd7a4) ||
	(glyph >= 0xff01 && glyph < 0xff61) ||
	(glyph >= 0x2_00_00 && glyph < 0x3_ff_fe);

/** The number of a glyph: its code point, or a number above all code points for a cluster of several. */
export class Glyphs {
	readonly #clusters: string[] = [];
	readonly #ids = new Map<string, number>();

	of(grapheme: string): number {
		const first = grapheme.codePointAt(0) ?? blank;
		const single = first > 0xff_ff ? 2 : 1;
		if (grapheme.length === single || grapheme.length > longestCluster) return first;
		const known = this.#ids.get(grapheme);
		if (known !== undefined) return known;
		if (this.#clusters.length >= maxClusters) return first;
		const id = firstCluster + this.#clusters.push(grapheme) - 1;
		this.#ids.set(grapheme, id);
		return id;
	}

	text(glyph: number): string {
		return glyph < firstCluster ? String.fromCodePoint(glyph) : (this.#clusters[glyph - firstCluster] ?? ' ');
	}
}
