import type {FilterContext} from '../filter/context.js';
import type {Row, RowLookup} from '../rows/row.js';
import {WakeUps} from '../rows/wake-ups.js';

/** What conditions are tested in: it keeps the time, and which rows must be tested again as it passes. */
export class TimedContext implements FilterContext {
	readonly get: RowLookup['get'];
	readonly #wakeUps = new WakeUps<Row>();
	#now = 0;

	constructor({get}: RowLookup) {
		this.get = get;
	}

	/** The latest time known here, epoch milliseconds. */
	get now(): number {
		return this.#now;
	}

	/** It is at least so late. */
	pass(now: number): void {
		this.#now = Math.max(this.#now, now);
	}

	readonly wake = (row: Row, at: number): void => this.#wakeUps.add(row, at);

	/** The rows to test again by now; each is returned once. */
	ended(now: number): readonly Row[] {
		this.pass(now);
		return this.#wakeUps.ended(now);
	}

	/** When `ended` has some next, epoch milliseconds; infinity for never. May be early. */
	get nextDue(): number {
		return this.#wakeUps.due;
	}
}
