import {setTimeout as wait} from 'node:timers/promises';
import {Watcher} from './changed-cells.js';
import type {Feed} from './feed.js';
import {type Program, startProgram} from './program.js';

/** Of a terminal, in cells. */
export type Size = {readonly columns: number; readonly rows: number};

const restMs = 1100;
// The age of a row that has just changed its state ticks for a minute.
const maxRounds = 4;

/** A screen whose bytes are counted, with a clock that stands still unless moved. */
export class CountedScreen {
	readonly feed: Feed;
	readonly program: Program;
	readonly #watcher: Watcher;
	#now: number;

	/** `began`: epoch milliseconds. */
	constructor({columns, rows}: Size, feed: Feed, kind: string, began: number) {
		this.#watcher = new Watcher(columns, rows);
		this.#now = began;
		this.feed = feed;
		this.program = startProgram({
			sources: [feed.source],
			view: {kind, filter: '', sort: 'name'},
			columns,
			rows,
			now: () => this.#now,
		});
		this.program.terminal.onWrite = written => {
			this.#watcher.write(written);
			return true;
		};
	}

	get now(): number {
		return this.#now;
	}

	/** Time goes on by so much, in frames of a tenth of a second. */
	async pass(durationMs: number): Promise<void> {
		for (let passed = 0; passed < durationMs; passed += 100) {
			this.#now += 100;
			this.program.store.dispatch({type: 'tick', now: this.#now});
			await new Promise(resolve => setImmediate(resolve));
		}
	}

	/** Bytes sent until the screen rests, and those of the cells alone. */
	async measure(act: () => unknown): Promise<{bytes: number; cells: number}> {
		const {terminal} = this.program;
		const from = terminal.bytes;
		// Counters were last drawn a while ago.
		this.#now += 500;
		await act();
		await this.#rest();
		return {bytes: terminal.bytes - from, cells: await this.#watcher.changedBytes()};
	}

	// Ink draws counters with the next second.
	async #rest(): Promise<void> {
		for (let round = 0, before = -1; round < maxRounds && before !== this.program.terminal.bytes; round++) {
			before = this.program.terminal.bytes;
			this.#now += restMs;
			await wait(restMs);
		}

		this.#now -= restMs;
	}
}
