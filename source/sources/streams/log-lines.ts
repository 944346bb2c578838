import {type Instant, parseInstant} from '../../model/instant.js';
import type {LogLine} from '../../model/log.js';
import {linePieces, longestLine} from './line-pieces.js';

const newline = 0x0a;

type Stream = LogLine['stream'];

/** Bytes of a log, and the stream that they came from. */
export type LogBytes = {readonly stream: Stream; readonly bytes: Buffer};

/** A line that begins with a stamp, taken apart. */
export type Stamped = {readonly time: Instant; readonly text: string};

/** How the lines of a log are read. */
type LogLinesOptions = {
	readonly emit: (line: LogLine) => void;
	/** Finds the stamp; if omitted, a line begins with it, and a space follows. */
	readonly stampIn?: (text: string) => Stamped | null;
	/** Restores the lines that a faulty writer joined or cut. */
	readonly repaired?: (line: LogBytes) => readonly LogBytes[];
};

const stampBefore = (text: string): Stamped | null => {
	const space = text.indexOf(' ');
	const stamp = space === -1 ? text : text.slice(0, space);
	const time = parseInstant(stamp);
	return time && {time, text: space === -1 ? '' : text.slice(space + 1)};
};

/** What has no newline yet. `after`: pieces of its line, with this time, were emitted already. */
type Held = {
	readonly chunks: Buffer[];
	length: number;
	readonly after: {readonly time: Instant | null} | null;
};

/**
 * Turns the bytes of a log into lines. Bytes are cut anywhere, also in the middle of a character: a line is decoded as a
 * whole, and one that is longer than `longestLine` comes in pieces.
 */
export class LogLines {
	readonly #options: LogLinesOptions;
	readonly #held = new Map<Stream, Held>();

	constructor(options: LogLinesOptions) {
		this.#options = options;
	}

	/** Takes a part of the log. */
	push(bytes: Uint8Array, stream: Stream = 'combined'): void {
		let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
		for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
			this.#hold(rest.subarray(0, end), stream);
			this.endLine(stream);
			rest = rest.subarray(end + 1);
		}

		this.#hold(rest, stream);
		if ((this.#held.get(stream)?.length ?? 0) <= longestLine) return;
		const after = {time: this.endLine(stream)};
		this.#held.set(stream, {chunks: [], length: 0, after});
	}

	/** Whether the last line of a stream, or of any, has no end yet. */
	isHolding(stream?: Stream): boolean {
		return stream === undefined ? this.#held.size > 0 : this.#held.has(stream);
	}

	/** What was pushed so far is a line, though no newline ends it. Returns its time. */
	endLine(stream: Stream): Instant | null {
		const held = this.#held.get(stream);
		if (held === undefined) return null;
		this.#held.delete(stream);
		let time = held.after?.time ?? null;
		if (held.length === 0 && held.after !== null) return time;
		const line = {stream, bytes: Buffer.concat(held.chunks)};
		for (const [index, each] of (this.#options.repaired?.(line) ?? [line]).entries())
			time = this.#emit(each, index === 0 ? time : null);
		return time;
	}

	/** Emits what has no end yet: nothing more comes, or not for a while. */
	flush(): void {
		for (const stream of [...this.#held.keys()]) this.endLine(stream);
	}

	#hold(bytes: Buffer, stream: Stream): void {
		if (bytes.length === 0) return;
		const held = this.#held.get(stream) ?? {chunks: [], length: 0, after: null};
		// The memory of a part is the connection's.
		held.chunks.push(Buffer.from(bytes));
		held.length += bytes.length;
		this.#held.set(stream, held);
	}

	/** The pieces of a long line have its time. */
	#emit({stream, bytes}: LogBytes, begun: Instant | null): Instant | null {
		const {emit, stampIn = stampBefore} = this.#options;
		let time = begun;
		for (const piece of linePieces(bytes)) {
			const whole = piece.toString('utf8').replace(/\r$/, '');
			const stamped = time === null ? stampIn(whole) : null;
			time = stamped?.time ?? time;
			emit({stream, origin: null, time, text: stamped?.text ?? whole});
		}

		return time;
	}
}
