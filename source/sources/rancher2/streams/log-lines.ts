import type {LogLine} from '../../../model/log.js';

const newline = 0x0a;
const longestLine = 1024 * 1024;

const lineOf = (bytes: Buffer, origin: string | null): LogLine => {
	const text = bytes.toString('utf8').replace(/\r$/, '');
	const space = text.indexOf(' ');
	const stamp = space === -1 ? text : text.slice(0, space);
	if (!/^\d{4}-\d\d-\d\dT/.test(stamp)) return {stream: 'combined', stamp: null, text, origin};
	return {stream: 'combined', stamp, text: space === -1 ? '' : text.slice(space + 1), origin};
};

/**
 * Turns the bytes of a log into lines; with `timestamps=true` each begins with one. Bytes are cut anywhere, also in the
 * middle of a character: a line is decoded as a whole.
 */
export class LogLines {
	readonly #tell: (line: LogLine) => void;
	readonly #origin: string | null;
	#held: Buffer[] = [];
	#length = 0;

	constructor(origin: string | null, tell: (line: LogLine) => void) {
		this.#origin = origin;
		this.#tell = tell;
	}

	/** Takes a piece of the log. */
	push(bytes: Uint8Array): void {
		let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
		for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
			this.#hold(rest.subarray(0, end));
			this.flush();
			rest = rest.subarray(end + 1);
		}

		this.#hold(rest);
		if (this.#length > longestLine) this.flush();
	}

	/** Tells what has no end yet: nothing more comes. */
	flush(): void {
		if (this.#length > 0) this.#tell(lineOf(Buffer.concat(this.#held), this.#origin));
		this.#held = [];
		this.#length = 0;
	}

	#hold(bytes: Buffer): void {
		if (bytes.length === 0) return;
		// The memory of a piece is the connection's.
		this.#held.push(Buffer.from(bytes));
		this.#length += bytes.length;
	}
}
