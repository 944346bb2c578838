import {Writable} from 'node:stream';
import type {Terminal} from './screen.ts';

/** The stdout given to Ink on a terminal that knows no cursor addressing (`TERM=dumb`): all goes through as it is. */
export class PlainOutput extends Writable {
	readonly isTTY = true;
	readonly #terminal: Terminal;

	constructor(terminal: Terminal) {
		super({decodeStrings: false});
		this.#terminal = terminal;
		terminal.on('resize', this.#resized);
	}

	get columns(): number {
		return this.#terminal.columns;
	}

	get rows(): number {
		return this.#terminal.rows;
	}

	/** Lets go of the terminal. */
	close(): void {
		this.#terminal.off('resize', this.#resized);
	}

	override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
		this.#terminal.write(String(chunk));
		done();
	}

	readonly #resized = (): void => {
		this.emit('resize');
	};
}
