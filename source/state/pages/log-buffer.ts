import type {LogLine} from '../../model/log.js';
import {printable} from '../../model/printable.js';
import type {TextMatch} from '../filter/text-match.js';
import {Ring} from '../rows/ring.js';
import {displayWidth} from '../text/display-width.js';
import {plainLogText} from './log-text.js';

const bytesOf = (line: LogLine): number => 2 * (line.text.length + (line.stamp?.length ?? 0)) + 64;

/** The lines of a followed log: a bounded ring. Lines are numbered from 0 for the first ever. */
export class LogBuffer {
	/** Grows with every line. */
	revision = 0;
	/** Width of the widest origin of any line so far, in cells. */
	originWidth = 0;
	readonly #lines: Ring<LogLine>;
	readonly #maxBytes: number;
	#bytes = 0;

	/**
	 * @param maxLines maximum number of lines
	 * @param maxBytes maximum memory for them, estimated at two bytes per UTF-16 unit; the newest line always stays
	 */
	constructor(maxLines = 20_000, maxBytes = 64 * 1024 * 1024) {
		this.#lines = new Ring(maxLines);
		this.#maxBytes = maxBytes;
	}

	/** Number of the oldest line that is kept. */
	get first(): number {
		return this.#lines.first;
	}

	/** Lines that the bound lost: the same as `first`. */
	get lost(): number {
		return this.first;
	}

	/** Number of the next line: how many lines there ever were. */
	get total(): number {
		return this.#lines.total;
	}

	/** Lines kept. */
	get size(): number {
		return this.total - this.first;
	}

	/** Adds a line at the end; constant work. */
	append(line: LogLine): void {
		const lost = this.#lines.push(line);
		if (line.origin !== null)
			this.originWidth = Math.max(this.originWidth, displayWidth(printable(line.origin)));
		this.#bytes += bytesOf(line) - (lost ? bytesOf(lost) : 0);
		while (this.#bytes > this.#maxBytes && this.size > 1) {
			const oldest = this.#lines.drop();
			this.#bytes -= oldest ? bytesOf(oldest) : 0;
		}

		this.revision += 1;
	}

	/** The line with a number; undefined if it is lost or did not come yet. */
	line(number: number): LogLine | undefined {
		return this.#lines.get(number);
	}

	/**
	 * Number of the nearest line after (`forward`) or before `from` whose text as it is shown matches, not around the
	 * end; null for none.
	 */
	find(match: TextMatch, from: number, direction: 'forward' | 'backward'): number | null {
		const step = direction === 'forward' ? 1 : -1;
		const start =
			direction === 'forward' ? Math.max(from + 1, this.first) : Math.min(from - 1, this.total - 1);
		for (let number = start; number >= this.first && number < this.total; number += step) {
			const line = this.line(number);
			if (line && match(plainLogText(line.text))) return number;
		}

		return null;
	}
}
