import {type CellStyles, plain} from './cell-styles.js';
import {Cells, type Pen, writeText} from './cells.js';
import type {Glyphs} from './glyphs.js';

// What Ink writes: CSI sequences, line breaks and text. Other control characters are dropped.
const token =
	// biome-ignore lint/suspicious/noControlCharactersInRegex: it takes terminal output apart.
	/\u001b\[(?<mark>[?>]?)(?<parameters>[\d;:]*)(?<final>[A-Za-z])|\n|\r|\u001b.?|[\u0000-\u0009\u000b\u000c\u000e-\u001a\u001c-\u001f]|[^\u0000-\u001f]+/gu;

/** Parses the output of Ink into cells: the upper layer of the screen. */
export class InkOutput {
	cells: Cells;
	readonly #glyphs: Glyphs;
	readonly #styles: CellStyles;
	readonly #pen: Pen = {row: 0, column: 0, style: plain};
	readonly #mode: (sequence: string) => void;

	/** `mode` gets each sequence that turns a mode of the terminal on or off (`ESC [ ? 1049 h`). */
	constructor(glyphs: Glyphs, styles: CellStyles, mode: (sequence: string) => void) {
		this.cells = new Cells(1, 1);
		this.#glyphs = glyphs;
		this.#styles = styles;
		this.#mode = mode;
	}

	resize(columns: number, rows: number): void {
		this.cells = new Cells(columns, rows);
		this.#pen.row = Math.min(this.#pen.row, rows - 1);
	}

	/** Clears everything and homes the cursor, as on entering the alternate screen. */
	reset(): void {
		this.cells = new Cells(this.cells.columns, this.cells.rows);
		Object.assign(this.#pen, {row: 0, column: 0, style: plain});
	}

	/** Parses one write of Ink, which never splits a sequence. */
	read(text: string): void {
		for (const match of text.matchAll(token)) {
			const final = match.groups?.final;
			if (final === undefined) this.#text(match[0]);
			else if (match.groups?.mark) this.#mode(match[0]);
			else this.#sequence(final, match.groups?.parameters ?? '');
		}
	}

	#text(text: string): void {
		const pen = this.#pen;
		if (text === '\r') pen.column = 0;
		else if (text === '\n') this.#lineFeed();
		else if (text.charCodeAt(0) >= 0x20) writeText(this.cells, this.#glyphs, pen, text);
	}

	#lineFeed(): void {
		const {rows} = this.cells;
		this.#pen.column = 0;
		if (this.#pen.row === rows - 1) this.cells.shift(0, rows - 1, 1);
		else this.#pen.row++;
	}

	#sequence(final: string, parameters: string): void {
		const pen = this.#pen;
		const numbers = parameters.split(';').map(Number);
		const count = Math.max(1, numbers[0] ?? 0);
		const lastRow = this.cells.rows - 1;
		if (final === 'm') pen.style = this.#styles.apply(pen.style, parameters);
		else if (final === 'A' || final === 'F') pen.row = Math.max(0, pen.row - count);
		else if (final === 'B' || final === 'E') pen.row = Math.min(lastRow, pen.row + count);
		else if (final === 'C') pen.column = Math.min(this.cells.columns - 1, pen.column + count);
		else if (final === 'D') pen.column = Math.max(0, pen.column - count);
		else if (final === 'G') pen.column = count - 1;
		else if (final === 'H') {
			pen.row = Math.min(lastRow, count - 1);
			pen.column = Math.max(1, numbers[1] ?? 0) - 1;
		} else if (final === 'K') this.#eraseLine(numbers[0] ?? 0);
		else if (final === 'J') this.#eraseDisplay(numbers[0] ?? 0);
		if (final === 'E' || final === 'F') pen.column = 0;
	}

	#eraseLine(mode: number): void {
		const {row, column} = this.#pen;
		this.cells.clear(
			row,
			mode === 0 ? Math.min(column, this.cells.columns) : 0,
			mode === 1 ? column + 1 : this.cells.columns,
		);
	}

	#eraseDisplay(mode: number): void {
		const {row} = this.#pen;
		if (mode < 2) this.#eraseLine(mode);
		const from = mode === 0 ? row + 1 : 0;
		const to = mode === 1 ? row : this.cells.rows;
		for (let index = from; index < to; index++) this.cells.clear(index);
	}
}
