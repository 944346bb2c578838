import {type CellStyles, plain} from './cell-styles.js';
import {blank, displayWidth, type Glyphs, graphemes, isSimple, tail} from './glyphs.js';

/** In what the terminal shows: an unknown glyph. */
export const unknownGlyph = 0xff_ff_ff_ff;

/** A rectangle of cells, each a glyph and a style, as numbers. */
export class Cells {
	readonly columns: number;
	readonly rows: number;
	readonly glyphs: Uint32Array;
	readonly styles: Uint16Array;
	readonly #glyphBytes: Buffer;
	readonly #styleBytes: Buffer;
	readonly #blankGlyphs: Buffer;
	readonly #blankStyles: Buffer;

	constructor(columns: number, rows: number) {
		this.columns = columns;
		this.rows = rows;
		this.glyphs = new Uint32Array(columns * rows).fill(blank);
		this.styles = new Uint16Array(columns * rows);
		this.#glyphBytes = Buffer.from(this.glyphs.buffer);
		this.#styleBytes = Buffer.from(this.styles.buffer);
		this.#blankGlyphs = Buffer.from(new Uint32Array(columns).fill(blank).buffer);
		this.#blankStyles = Buffer.from(new Uint16Array(columns).buffer);
	}

	/**
	 * Whether a row is the same in other cells of this size, from this column on. Compared by Node: the first frame has
	 * ten thousand cells, most of them blank, before V8 has compiled anything.
	 */
	isSame(other: Cells, row: number, from = 0): boolean {
		const [start, end] = [row * this.columns + from, (row + 1) * this.columns];
		const isSameBytes = (own: Buffer, others: Buffer, size: number): boolean =>
			own.compare(others, start * size, end * size, start * size, end * size) === 0;
		return (
			isSameBytes(this.#glyphBytes, other.#glyphBytes, this.glyphs.BYTES_PER_ELEMENT) &&
			isSameBytes(this.#styleBytes, other.#styleBytes, this.styles.BYTES_PER_ELEMENT)
		);
	}

	/** Whether a row holds nothing at all; compared by Node, as `isSame`. */
	isBlank(row: number): boolean {
		const isBlankBytes = (own: Buffer, blanks: Buffer): boolean =>
			own.compare(blanks, 0, blanks.length, row * blanks.length, (row + 1) * blanks.length) === 0;
		return (
			isBlankBytes(this.#glyphBytes, this.#blankGlyphs) && isBlankBytes(this.#styleBytes, this.#blankStyles)
		);
	}

	/** Clears cells of one row, up to but not including `to`. */
	clear(row: number, from = 0, to = this.columns): void {
		this.glyphs.fill(blank, row * this.columns + from, row * this.columns + to);
		this.styles.fill(plain, row * this.columns + from, row * this.columns + to);
	}

	/** Moves the rows `top` to `bottom` (inclusive) up by `by` (down if negative), and clears the uncovered ones. */
	shift(top: number, bottom: number, by: number): void {
		const source = Math.max(top, top + by);
		const end = Math.min(bottom, bottom + by) + 1;
		const target = source - by;
		for (const plane of [this.glyphs, this.styles]) {
			plane.copyWithin(target * this.columns, source * this.columns, end * this.columns);
		}

		const [from, to] = by > 0 ? [bottom - by + 1, bottom] : [top, top - by - 1];
		for (let row = from; row <= to; row++) this.clear(row);
	}

	forget(): void {
		this.glyphs.fill(unknownGlyph);
	}

	/** Puts one glyph of 1 or 2 cells; wide ones that it halves become blank. */
	put(row: number, column: number, glyph: number, style: number, width: number): void {
		if (column + width > this.columns) return;
		const at = row * this.columns + column;
		if (this.glyphs[at] === tail && column > 0) this.glyphs[at - 1] = blank;
		if (column + width < this.columns && this.glyphs[at + width] === tail) this.glyphs[at + width] = blank;
		this.glyphs[at] = glyph;
		this.styles[at] = style;
		if (width === 2) {
			this.glyphs[at + 1] = tail;
			this.styles[at + 1] = style;
		}
	}
}

/** The position and style at which text is written. */
export type Pen = {row: number; column: number; style: number};

/**
 * Writes text without control characters at the pen and advances it. Text beyond the right edge is cut. A combining mark
 * joins the cell before it.
 */
export const writeText = (cells: Cells, glyphs: Glyphs, pen: Pen, text: string): void => {
	for (let index = 0; index < text.length; ) {
		const code = text.charCodeAt(index);
		if ((code >= 0x20 && code < 0x7f) || isSimple(code)) {
			cells.put(pen.row, pen.column, code, pen.style, 1);
			pen.column++;
			index++;
			continue;
		}

		let end = index + 1;
		while (end < text.length && text.charCodeAt(end) > 0x7e && !isSimple(text.charCodeAt(end))) end++;
		for (const grapheme of graphemes(text.slice(index, end))) writeGrapheme(cells, glyphs, pen, grapheme);
		index = end;
	}
};

const isControl = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0);

const writeGrapheme = (cells: Cells, glyphs: Glyphs, pen: Pen, grapheme: string): void => {
	// Control characters must never get here; if one does, it is dropped.
	if (isControl(grapheme.charCodeAt(0))) return;
	const width = displayWidth(grapheme);
	if (width > 0) {
		cells.put(pen.row, pen.column, glyphs.of(grapheme), pen.style, Math.min(width, 2));
		pen.column += Math.min(width, 2);
		return;
	}

	const before = pen.row * cells.columns + pen.column - 1;
	const base = cells.glyphs[before];
	if (pen.column === 0 || pen.column > cells.columns || base === undefined || base === tail) return;
	cells.glyphs[before] = glyphs.of(glyphs.text(base) + grapheme);
};

/** Writes a styled line (text and SGR sequences, nothing else) into a row, from its first column. */
export const writeLine = (
	cells: Cells,
	glyphs: Glyphs,
	styles: CellStyles,
	row: number,
	line: string,
): void => {
	cells.clear(row);
	const pen: Pen = {row, column: 0, style: plain};
	for (let index = 0; index < line.length; ) {
		const sequence = line.indexOf('\u001b[', index);
		const end = sequence === -1 ? line.length : sequence;
		writeText(cells, glyphs, pen, line.slice(index, end));
		if (sequence === -1) return;
		const close = line.indexOf('m', sequence);
		if (close === -1) return;
		pen.style = styles.apply(pen.style, line.slice(sequence + 2, close));
		index = close + 1;
	}
};
