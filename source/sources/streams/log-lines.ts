import type {LogLine} from '../../model/log.js';
import {linePieces, longestLine} from './line-pieces.js';

const newline = 0x0a;

type Stream = LogLine['stream'];

/** Bytes of a log, and the stream that they came from. */
export type LogBytes = {readonly stream: Stream; readonly bytes: Buffer};

/** A line that begins with a stamp, taken apart; null where it has none. */
export type Stamped = {readonly stamp: string; readonly text: string};

/** How the lines of a log are read. */
type LogLinesOptions = {
	/** What the lines are prefixed with; null if omitted. */
	readonly origin?: string | null;
	readonly emit: (line: LogLine) => void;
	/** Finds the stamp; if omitted, a line begins with it, and a space follows. */
	readonly stampIn?: (text: string) => Stamped | null;
	/** Restores the lines that a faulty writer joined or cut. */
	readonly repaired?: (line: LogBytes) => readonly LogBytes[];
};

const stampBefore = (text: string): Stamped | null => {
	const space = text.indexOf(' ');
	const stamp = space === -1 ? text : text.slice(0, space);
	if (!/^\d{4}-\d\d-\d\dT/.test(stamp)) return null;
	return {stamp, text: space === -1 ? '' : text.slice(space + 1)};
};

/** What has no newline yet. */
type Held = {readonly chunks: Buffer[]; length: number};

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
		if ((this.#held.get(stream)?.length ?? 0) > longestLine) this.endLine(stream);
	}

	/** Whether the last line of a stream, or of any, has no end yet. */
	isHolding(stream?: Stream): boolean {
		return stream === undefined ? this.#held.size > 0 : this.#held.has(stream);
	}

	/** What was pushed so far is a line, though no newline ends it. */
	endLine(stream: Stream): void {
		const held = this.#held.get(stream);
		if (held === undefined) return;
		this.#held.delete(stream);
		const line = {stream, bytes: Buffer.concat(held.chunks)};
		for (const each of this.#options.repaired?.(line) ?? [line]) this.#emit(each);
	}

	/** Emits what has no end yet: nothing more comes, or not for a while. */
	flush(): void {
		for (const stream of [...this.#held.keys()]) this.endLine(stream);
	}

	#hold(bytes: Buffer, stream: Stream): void {
		if (bytes.length === 0) return;
		const held = this.#held.get(stream) ?? {chunks: [], length: 0};
		// The memory of a part is the connection's.
		held.chunks.push(Buffer.from(bytes));
		held.length += bytes.length;
		this.#held.set(stream, held);
	}

	#emit({stream, bytes}: LogBytes): void {
		const {origin = null, emit, stampIn = stampBefore} = this.#options;
		for (const piece of linePieces(bytes)) {
			const text = piece.toString('utf8').replace(/\r$/, '');
			emit({stream, origin, ...(stampIn(text) ?? {stamp: null, text})});
		}
	}
}
