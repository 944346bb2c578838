import type {LogLine} from '../../../model/log.js';
import {linePieces, longestLine} from './line-pieces.js';
import {wholeLines} from './long-lines.js';

const stampAt = /^\[?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))\]? ?/;
const newline = 0x0a;

type Stream = LogLine['stream'];
type Part = {readonly stream: Stream; readonly bytes: Buffer};

const streams: ReadonlyMap<number, Stream> = new Map<number, Stream>([
	[0x30, 'combined'],
	[0x31, 'stdout'],
	[0x32, 'stderr'],
]);

/** Takes off `01 `: framing version, stream, space. A frame without it is taken as it is. */
const partOf = (frame: Buffer): Part => {
	const stream = frame[0] === 0x30 && frame[2] === 0x20 ? streams.get(frame[1] ?? 0) : undefined;
	return stream === undefined ? {stream: 'combined', bytes: frame} : {stream, bytes: frame.subarray(3)};
};

const stampOf = (text: string): RegExpExecArray | null => stampAt.exec(text) ?? stampAt.exec(text.slice(1));

const startsWithStamp = (bytes: Buffer): boolean =>
	stampOf(bytes.subarray(0, 48).toString('latin1')) !== null;

/** One line: `2019-03-11T09:20:33.512345678Z text`. One stray character may stand before the stamp. */
const lineOf = (stream: Stream, bytes: Buffer): LogLine => {
	const text = bytes.toString('utf8').replace(/\r$/, '');
	const match = stampOf(text);
	if (!match) return {stream, stamp: null, text, origin: null};
	const start = text.length - match.input.length + match[0].length;
	return {stream, stamp: match[1] ?? null, text: text.slice(start), origin: null};
};

/**
 * Turns the frames of a log into lines. There are three generations of agents: a chunk a frame, cut anywhere
 * (host-api logs, 2016); a line a frame without its newline (2017); a line a frame with it. A frame without
 * newline at its end is held back until the next one tells which of the first two it was: a new line begins
 * with a time stamp.
 */
export class LogLines {
	readonly #tell: (line: LogLine) => void;
	readonly #held = new Map<Stream, Buffer>();
	#agent: 'unknown' | 'bare' | 'newlines' = 'unknown';

	constructor(tell: (line: LogLine) => void) {
		this.#tell = tell;
	}

	/** True while something is held back that only the next frame could tell the meaning of: flush it after a while. */
	get isWaiting(): boolean {
		return this.#agent === 'unknown' && this.#held.size > 0;
	}

	/** One text frame, undecoded. Empty ones are what a wrongly cut header leaves behind (agent logs.go). */
	push(frame: Uint8Array): void {
		if (frame.length === 0) return;
		const {stream, bytes} = partOf(Buffer.from(frame.buffer, frame.byteOffset, frame.length));
		let rest = bytes;
		const held = this.#held.get(stream);
		if (held) {
			this.#held.delete(stream);
			if (startsWithStamp(bytes)) {
				if (this.#agent === 'unknown') this.#agent = 'bare';
				this.#line(stream, held);
			} else rest = Buffer.concat([held, bytes]);
		}

		for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
			if (this.#agent === 'unknown') this.#agent = 'newlines';
			this.#line(stream, rest.subarray(0, end));
			rest = rest.subarray(end + 1);
		}

		if (rest.length === 0) return;
		if (this.#agent === 'bare' || rest.length > longestLine) this.#line(stream, rest);
		// The frame's memory belongs to the socket.
		else this.#held.set(stream, Buffer.from(rest));
	}

	/** Tells what is held back: nothing more comes, or not for a while. */
	flush(): void {
		for (const [stream, bytes] of this.#held) this.#line(stream, bytes);
		this.#held.clear();
	}

	#line(stream: Stream, bytes: Buffer): void {
		if (bytes.length === 0) return;
		for (const line of wholeLines({stream, bytes})) {
			for (const piece of linePieces(line.bytes)) this.#tell(lineOf(line.stream, piece));
		}
	}
}
