import {type CellStyles, plain} from './cell-styles.js';
import {type Cells, unknownGlyph} from './cells.js';
import {blank, type Glyphs, isCertainlyWide, isDrawing, isSimple, tail} from './glyphs.js';

// A gap of up to this width may be cheaper to rewrite than to skip.
const widestBridge = 4;
// Erasing to the end of the line takes three bytes.
const eraseCost = 3;

/**
 * Encodes the difference between the wanted screen and what the terminal shows in the fewest bytes: cheapest cursor
 * moves and style changes, erasing instead of trailing blanks.
 *
 * Terminals disagree on the width of some characters. So the column of the cursor counts as unknown after anything but
 * ASCII, until it is addressed absolutely; and after an emoji or a cluster the next two cells are always rewritten.
 */
export class FrameWriter {
	readonly #glyphs: Glyphs;
	readonly #styles: CellStyles;
	readonly #shown: Cells;
	#output = '';
	#row = -1;
	#column = -1;
	/** The glyph written last; beyond ASCII the column is uncertain. */
	#last = blank;
	#style = plain;

	/** `shown`: what the terminal shows; kept up to date. The terminal's style must be plain at the start. */
	constructor(glyphs: Glyphs, styles: CellStyles, shown: Cells) {
		this.#glyphs = glyphs;
		this.#styles = styles;
		this.#shown = shown;
	}

	/** Adds a sequence that leaves the cursor anywhere. */
	sequence(text: string): void {
		this.#setStyle(plain);
		this.#output += text;
		this.#row = -1;
	}

	/** Updates one row of the terminal to `wanted`. */
	row(wanted: Cells, row: number): void {
		if (wanted.isSame(this.#shown, row)) return;
		const start = row * wanted.columns;
		const blankFrom = this.#endOfText(wanted, row);
		for (let column = 0; column < wanted.columns; column++) {
			if (column === blankFrom && wanted.isSame(this.#shown, row, column)) return;
			if (this.#same(wanted, start + column)) continue;
			if (column >= blankFrom && this.#erases(wanted, row, column)) return;
			this.#cell(wanted, row, column);
		}
	}

	/** Everything written, with the style reset at the end; '' for nothing. */
	end(): string {
		this.#setStyle(plain);
		return this.#output;
	}

	#same(wanted: Cells, at: number): boolean {
		return wanted.glyphs[at] === this.#shown.glyphs[at] && wanted.styles[at] === this.#shown.styles[at];
	}

	#endOfText(wanted: Cells, row: number): number {
		const start = row * wanted.columns;
		let column = wanted.columns;
		while (
			column > 0 &&
			wanted.glyphs[start + column - 1] === blank &&
			wanted.styles[start + column - 1] === plain
		)
			column--;
		return column;
	}

	#erases(wanted: Cells, row: number, column: number): boolean {
		const start = row * wanted.columns;
		let differing = 0;
		for (let index = column; index < wanted.columns && differing <= eraseCost; index++) {
			if (!this.#same(wanted, start + index)) differing++;
		}

		if (differing <= eraseCost) return false;
		this.#moveTo(wanted, row, column);
		this.#setStyle(plain);
		this.#output += '\u001b[K';
		this.#shown.clear(row, column);
		return true;
	}

	#cell(wanted: Cells, row: number, column: number): void {
		const at = row * wanted.columns + column;
		const glyph = wanted.glyphs[at] ?? blank;
		if (glyph === tail && column > 0) {
			this.#cell(wanted, row, column - 1);
			return;
		}

		this.#moveTo(wanted, row, column);
		const style = wanted.styles[at] ?? plain;
		// A blank without visible style may take any style that is invisible on it.
		if (glyph !== blank || this.#styles.onBlank(this.#style) !== style) this.#setStyle(style);
		this.#glyph(wanted, at, glyph);
	}

	#glyph(wanted: Cells, at: number, glyph: number): void {
		const column = at % wanted.columns;
		const width = column + 1 < wanted.columns && wanted.glyphs[at + 1] === tail ? 2 : 1;
		const isAscii = glyph < 0x7f;
		if (!isAscii && !isSimple(glyph) && !isCertainlyWide(glyph)) this.#doubt(wanted, at, width);
		this.#output += this.#glyphs.text(glyph);
		for (let index = at; index < at + width; index++) {
			this.#shown.glyphs[index] = wanted.glyphs[index] ?? blank;
			this.#shown.styles[index] = wanted.styles[index] ?? plain;
		}

		this.#column = column + width;
		this.#last = glyph;
		// Near the edge a glyph of a different width may have wrapped.
		if (this.#column >= wanted.columns - (isAscii ? 0 : 2)) this.#row = -1;
	}

	// Under a glyph that may turn out narrower than thought old text would shine through; one that turns out
	// wider would cover what follows.
	#doubt(wanted: Cells, at: number, width: number): void {
		const column = at % wanted.columns;
		if (width === 2) this.#output += `  \u001b[${column + 1}G`;
		const left = wanted.columns - column;
		this.#shown.glyphs.fill(unknownGlyph, at + width, at + Math.min(width + 2, left));
	}

	#setStyle(style: number): void {
		this.#output += this.#styles.transition(this.#style, style);
		this.#style = style;
	}

	#moveTo(wanted: Cells, row: number, column: number): void {
		const isThere = row === this.#row && column === this.#column;
		const goesOn = isDrawing(this.#last) && isDrawing(wanted.glyphs[row * wanted.columns + column] ?? blank);
		if (isThere && (this.#last < 0x7f || goesOn)) return;
		this.#output += this.#move(wanted, row, column);
		this.#row = row;
		this.#column = column;
		this.#last = blank;
	}

	#move(wanted: Cells, row: number, column: number): string {
		if (row === this.#row && this.#last >= 0x7f) return column === 0 ? '\r' : `\u001b[${column + 1}G`;
		if (this.#row >= 0 && row === this.#row + 1 && column <= widestBridge) {
			const bridge = this.#bridge(wanted, row, 0, column);
			if (bridge !== null) return `\r\n${bridge}`;
		}

		if (row !== this.#row || column < this.#column) {
			return column === 0 ? `\u001b[${row + 1}H` : `\u001b[${row + 1};${column + 1}H`;
		}

		const gap = column - this.#column;
		const bridge = gap <= widestBridge ? this.#bridge(wanted, row, this.#column, column) : null;
		return bridge ?? (gap === 1 ? '\u001b[C' : `\u001b[${gap}C`);
	}

	/** The cells between two columns, written as they are, in the style that is on; null where that is not possible. */
	#bridge(wanted: Cells, row: number, left: number, right: number): string | null {
		const start = row * wanted.columns;
		for (let at = start + left; at < start + right; at++) {
			const glyph = wanted.glyphs[at] ?? tail;
			const style = wanted.styles[at] ?? plain;
			if (glyph < blank || glyph > 0x7e) return null;
			if (style !== this.#style && (glyph !== blank || this.#styles.onBlank(this.#style) !== style))
				return null;
		}

		return String.fromCodePoint(...wanted.glyphs.subarray(start + left, start + right));
	}
}
