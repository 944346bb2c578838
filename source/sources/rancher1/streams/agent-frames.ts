import {parseInstant} from '../../../model/instant.js';
import type {LogLine} from '../../../model/log.js';
import {type LogBytes, LogLines, type Stamped} from '../../streams/log-lines.js';
import {wholeLines} from './long-lines.js';

const stampAt = /^\[?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))\]? ?/;
const newline = 0x0a;

const streams: ReadonlyMap<number, LogLine['stream']> = new Map<number, LogLine['stream']>([
	[0x30, 'combined'],
	[0x31, 'stdout'],
	[0x32, 'stderr'],
]);

/** Takes off `01 `: framing version, stream, space. A frame without it is taken as it is. */
const partOf = (frame: Buffer): LogBytes => {
	const stream = frame[0] === 0x30 && frame[2] === 0x20 ? streams.get(frame[1] ?? 0) : undefined;
	return stream === undefined ? {stream: 'combined', bytes: frame} : {stream, bytes: frame.subarray(3)};
};

/** `2019-03-11T09:20:33.512345678Z text`. One stray character may stand before the stamp. */
const stampIn = (line: string): Stamped | null => {
	const match = stampAt.exec(line) ?? stampAt.exec(line.slice(1));
	if (!match) return null;
	const [whole, stamp = ''] = match;
	const time = parseInstant(stamp);
	return time && {time, text: line.slice(line.length - match.input.length + whole.length)};
};

const startsWithStamp = (bytes: Buffer): boolean =>
	stampIn(bytes.subarray(0, 48).toString('latin1')) !== null;

/**
 * Turns the frames of a log into lines. There are three generations of agents: a chunk a frame, cut anywhere
 * (host-api logs, 2016); a line a frame without its newline (2017); a line a frame with it. A frame without
 * newline at its end is held back until the next one shows which of the first two it was: a new line begins
 * with a time stamp.
 */
export class AgentFrames {
	readonly #lines: LogLines;
	#agent: 'unknown' | 'bare' | 'newlines' = 'unknown';

	constructor(emit: (line: LogLine) => void) {
		this.#lines = new LogLines({emit, stampIn, repaired: wholeLines});
	}

	/** True while only the next frame could say what the last one was: flush it after a while. */
	get isWaiting(): boolean {
		return this.#agent === 'unknown' && this.#lines.isHolding();
	}

	/** One text frame, undecoded. Empty ones are what a wrongly cut header leaves behind (agent logs.go). */
	push(frame: Uint8Array): void {
		if (frame.length === 0) return;
		const {stream, bytes} = partOf(Buffer.from(frame.buffer, frame.byteOffset, frame.length));
		if (this.#lines.isHolding(stream) && startsWithStamp(bytes)) {
			if (this.#agent === 'unknown') this.#agent = 'bare';
			this.#lines.endLine(stream);
		}

		if (this.#agent === 'unknown' && bytes.includes(newline)) this.#agent = 'newlines';
		this.#lines.push(bytes, stream);
		if (this.#agent === 'bare') this.#lines.endLine(stream);
	}

	/** Emits what is held back: nothing more comes, or not for a while. */
	flush(): void {
		this.#lines.flush();
	}
}
