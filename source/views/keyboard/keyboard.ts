import {Readable} from 'node:stream';
import {Tokeniser} from './tokeniser.js';
import type {Token} from './tokens.js';

/** The part of a terminal that `Keyboard` uses; `process.stdin` satisfies it. */
export type KeySource = Pick<Readable, 'on' | 'off' | 'read' | 'setEncoding'> & {
	readonly setRawMode: (isRaw: boolean) => unknown;
	readonly ref: () => unknown;
	readonly unref: () => unknown;
};

/**
 * The stdin given to Ink, on which nothing ever arrives, because Ink's parser takes Esc followed at once by a key for
 * Alt, and the answers of a terminal for keys. Input goes through our tokeniser to the listener instead, while Ink
 * holds the terminal in raw mode: a shell that has it meanwhile reads for itself.
 */
export class Keyboard extends Readable {
	readonly isTTY = true;
	readonly #source: KeySource;
	readonly #listener: (tokens: readonly Token[]) => void;
	#tokeniser = new Tokeniser();
	#isReading = false;
	#timer: NodeJS.Timeout | undefined;
	#late: NodeJS.Immediate | undefined;

	/** `listener` gets the tokens of one read, or those that a timeout completed. */
	constructor(source: KeySource, listener: (tokens: readonly Token[]) => void) {
		super();
		this.#source = source;
		this.#listener = listener;
	}

	setRawMode(isRaw: boolean): this {
		if (isRaw) {
			this.#source.setRawMode(true);
			this.#start();
		} else {
			this.#stop();
			this.#source.setRawMode(false);
		}

		return this;
	}

	ref(): this {
		this.#source.ref();
		return this;
	}

	unref(): this {
		this.#source.unref();
		return this;
	}

	override _read(): void {
		// Never anything to read.
	}

	#start(): void {
		if (this.#isReading) return;
		this.#isReading = true;
		this.#source.setEncoding('utf8');
		this.#source.on('readable', this.#readable);
	}

	#stop(): void {
		this.#isReading = false;
		this.#source.off('readable', this.#readable);
		this.#wait(null);
		this.#tokeniser = new Tokeniser();
	}

	readonly #readable = (): void => {
		let text = '';
		for (let piece: unknown = this.#source.read(); piece !== null; piece = this.#source.read())
			text += String(piece);
		if (text === '') return;
		const tokens = this.#tokeniser.push(text);
		this.#wait(this.#tokeniser.waitMs);
		if (tokens.length > 0) this.#listener(tokens);
	};

	#wait(delayMs: number | null): void {
		clearTimeout(this.#timer);
		clearImmediate(this.#late);
		if (delayMs !== null) this.#timer = setTimeout(this.#flushLate, delayMs);
	}

	// After the program was busy, the rest may be there unread: that comes first.
	readonly #flushLate = (): void => {
		this.#late = setImmediate(() => {
			const tokens = this.#tokeniser.flush();
			if (tokens.length > 0) this.#listener(tokens);
		});
	};
}
