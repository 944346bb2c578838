import type {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import {inAscii} from './ascii.js';
import {formerTitle, titleSequence} from './call.js';
import {CellStyles} from './cell-styles.js';
import {Cells, writeLine} from './cells.js';
import {composeRow} from './compose.js';
import {FrameWriter} from './frame-writer.js';
import {blank, Glyphs, tail} from './glyphs.js';
import {InkOutput} from './ink-output.js';
import {findScroll, scrollSequence} from './scroll.js';
import {drawnSize} from './too-small.js';

/** The part of a terminal that `Screen` uses; `process.stdout` satisfies it. */
export type Terminal = Pick<EventEmitter, 'on' | 'off'> & {
	readonly columns: number;
	readonly rows: number;
	/** False: it has to drain before more is written. */
	readonly write: (text: string) => boolean;
};

/** Options of a `Screen`. */
type ScreenOptions = {
	/** Called when a flush is due: Ink wrote something, or a slow terminal drained. */
	readonly onDirty: () => void;
	/** The terminal supports only ASCII. */
	readonly ascii?: boolean;
	/** How long a size must be stable before it counts, in milliseconds, because windows are dragged. */
	readonly resizeDelayMs?: number;
};

/** Whether the terminal says when it gets and loses the focus. */
const focusReports = {on: '\u001b[?1004h', off: '\u001b[?1004l'} as const;

// Terminals read so few bytes, such as an age that ticks, at once.
const shortFrame = 40;

const synchronized = (frame: string): string =>
	frame.length <= shortFrame ? frame : `\u001b[?2026h${frame}\u001b[?2026l`;

const orDefault = (size: number, usual: number): number => (size > 0 ? size : usual);

/**
 * The stdout given to Ink. Keeps what Ink draws as cells, puts lines that bypass Ink (`setLines`) below them, and
 * writes only the cells that differ from what the terminal shows, in one write, which is synchronized unless it is
 * short.
 *
 * Ink processes every cell of the screen in every frame, so lines that change all the time bypass it. If the terminal is
 * slow, frames are skipped, and the newest state wins; nothing is queued.
 */
export class Screen extends Writable {
	readonly isTTY = true;
	columns: number;
	rows: number;
	readonly #terminal: Terminal;
	readonly #options: ScreenOptions;
	readonly #glyphs = new Glyphs();
	readonly #styles = new CellStyles();
	readonly #ink: InkOutput;
	#lines: string[] = [];
	#paintedLines: string[] = [];
	#lower = new Cells(1, 1);
	#wanted = new Cells(1, 1);
	#shown = new Cells(1, 1);
	#isActive = false;
	#isBlocked = false;
	#mustClear = false;
	#inkWrote = false;
	#hasMouse = false;
	/** What it set; null for the title that the terminal had. */
	#title: string | null = null;
	#resizeTimer: NodeJS.Timeout | undefined;

	constructor(terminal: Terminal, options: ScreenOptions) {
		super({decodeStrings: false});
		this.#terminal = terminal;
		this.#options = options;
		this.#ink = new InkOutput(this.#glyphs, this.#styles, sequence => this.#mode(sequence));
		this.columns = 1;
		this.rows = 1;
		this.#takeSize();
		terminal.on('resize', this.#resized);
		terminal.on('drain', this.#drained);
	}

	/** The size as the terminal reports it; the screen itself is limited to a sane one. */
	get size(): {readonly columns: number; readonly rows: number} {
		const {columns, rows} = this.#terminal;
		return {columns: orDefault(columns, 80), rows: orDefault(rows, 24)};
	}

	/**
	 * Sets the lower layer: styled lines (text and SGR sequences only) from row `top` on. A line that is the
	 * same string as before costs nothing. All other rows of the layer are empty.
	 */
	setLines(top: number, lines: readonly string[]): void {
		for (let row = 0; row < this.rows; row++) this.#lines[row] = lines[row - top] ?? '';
	}

	/**
	 * Writes what changed since the last frame. False if that is not possible now: the terminal must drain first, its
	 * size is not stable yet, or another program has it.
	 */
	flush(): boolean {
		if (!this.#isActive || this.#resizeTimer !== undefined || this.#isBlocked) return false;
		const writer = new FrameWriter(this.#glyphs, this.#styles, this.#shown);
		if (this.#mustClear) {
			writer.sequence('\u001b[2J');
			for (let row = 0; row < this.rows; row++) this.#shown.clear(row);
		} else this.#scroll(writer);
		const all = this.#inkWrote || this.#mustClear;
		for (let row = 0; row < this.rows; row++) {
			const line = this.#lines[row] ?? '';
			if (line !== this.#paintedLines[row]) {
				writeLine(this.#lower, this.#glyphs, this.#styles, row, line);
				this.#paintedLines[row] = line;
			} else if (!all) continue;
			composeRow(this.#wanted, this.#lower, this.#ink.cells, this.#styles, row);
			writer.row(this.#wanted, row);
		}

		this.#mustClear = false;
		this.#inkWrote = false;
		const frame = this.#options.ascii ? inAscii(writer.end()) : writer.end();
		if (frame !== '') this.#isBlocked = !this.#terminal.write(synchronized(frame));
		return true;
	}

	/** Takes the mouse (buttons and wheel, with SGR coordinates) or gives it back to the terminal. */
	setMouse(isTaken: boolean): void {
		if (!this.#isActive || this.#hasMouse === isTaken) return;
		this.#hasMouse = isTaken;
		this.#terminal.write(isTaken ? '\u001b[?1000h\u001b[?1006h' : '\u001b[?1006l\u001b[?1000l');
	}

	/** Sets the title of the window, or with null brings back the one that it had. Untrusted. */
	setTitle(title: string | null): void {
		if (!this.#isActive || this.#title === title) return;
		this.#terminal.write(title === null ? formerTitle : titleSequence(title, this.#title !== null));
		this.#title = title;
	}

	/** Makes the next flush paint everything, whatever the terminal shows. */
	repaint(): void {
		this.#mustClear = true;
	}

	/** What the screen shows after the last flush: one string per row, without trailing blanks. */
	text(): string[] {
		return Array.from({length: this.rows}, (_, row) => {
			const cells = this.#wanted.glyphs.subarray(row * this.columns, (row + 1) * this.columns);
			return Array.from(cells, glyph => (glyph === tail ? '' : this.#glyphs.text(glyph)))
				.join('')
				.trimEnd();
		});
	}

	/** Enters the alternate screen before Ink does, so that lines can be shown before it is loaded. */
	open(): void {
		this.#mode('\u001b[?1049h');
		this.#mode('\u001b[?25l');
	}

	/** Leaves the alternate screen if that has not happened, and releases the terminal. */
	close(): void {
		if (this.#isActive) {
			this.#mode('\u001b[?1049l');
			this.#mode('\u001b[?25h');
		}

		clearTimeout(this.#resizeTimer);
		this.#terminal.off('resize', this.#resized);
		this.#terminal.off('drain', this.#drained);
	}

	override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
		const text = String(chunk);
		this.#ink.read(text);
		done();
		if (text === '' || !this.#isActive) return;
		this.#inkWrote = true;
		this.#options.onDirty();
	}

	// The terminal scrolls rows that only moved, unless something is on top of them.
	#scroll(writer: FrameWriter): void {
		const scroll = findScroll(this.#paintedLines, this.#lines);
		if (scroll === null) return;
		const {top, bottom, by} = scroll;
		const over = this.#ink.cells.glyphs.subarray(top * this.columns, (bottom + 1) * this.columns);
		if (over.some(glyph => glyph !== blank)) return;
		writer.sequence(scrollSequence(scroll));
		for (const cells of [this.#lower, this.#wanted, this.#shown]) cells.shift(top, bottom, by);
		const uncovered = Array.from({length: Math.abs(by)}, () => '');
		const kept = this.#paintedLines.slice(Math.max(top, top + by), Math.min(bottom, bottom + by) + 1);
		this.#paintedLines.splice(
			top,
			bottom - top + 1,
			...(by > 0 ? [...kept, ...uncovered] : [...uncovered, ...kept]),
		);
	}

	// Modes go to the terminal at once, also while the process is ending.
	#mode(sequence: string): void {
		if (sequence.startsWith('\u001b[?2026')) return;
		if (sequence === '\u001b[?1049h') {
			if (this.#isActive) return;
			this.#isActive = true;
			this.#ink.reset();
			this.repaint();
		} else if (sequence === '\u001b[?1049l') {
			this.setTitle(null);
			this.#terminal.write(focusReports.off);
			this.setMouse(false);
			this.#isActive = false;
		}

		this.#terminal.write(sequence);
		if (sequence === '\u001b[?1049h') this.#terminal.write(focusReports.on);
	}

	#takeSize(): void {
		({columns: this.columns, rows: this.rows} = drawnSize(this.size));
		this.#lower = new Cells(this.columns, this.rows);
		this.#wanted = new Cells(this.columns, this.rows);
		this.#shown = new Cells(this.columns, this.rows);
		this.#ink.resize(this.columns, this.rows);
		this.#paintedLines = [];
		this.#lines = [];
		this.repaint();
	}

	readonly #resized = (): void => {
		clearTimeout(this.#resizeTimer);
		this.#resizeTimer = setTimeout(() => {
			this.#resizeTimer = undefined;
			this.#takeSize();
			this.emit('resize');
		}, this.#options.resizeDelayMs ?? 50);
	};

	readonly #drained = (): void => {
		this.#isBlocked = false;
		this.#options.onDirty();
	};
}
