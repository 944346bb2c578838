import type {Resource, ResourceKey} from '../../../model/resource.js';
import type {BusEvent} from '../wire/frames.js';
import type {RowContext} from './context.js';
import {eventKey, eventRow} from './to-resource.js';

/** How many events of the bus are kept as rows. */
const maxEvents = 500;
/** Longer events, in characters, are not kept whole. */
const maxKept = 16_384;
/** So many are dropped at once, so that not every event removes a row. */
const eventsAtOnce = 50;

/** An event of the bus that is kept; without its content where that was too big. */
export type BusRow = {
	readonly resource: Resource;
	readonly event: BusEvent | null;
	/** The minion that it is about. */
	readonly minion: string | null;
};

/** Makes its resource on demand: most are never looked at. */
class WholeRow implements BusRow {
	readonly event: BusEvent;
	readonly minion: string | null;
	readonly #context: RowContext;
	readonly #number: number;
	readonly #at: number;

	constructor(context: RowContext, event: BusEvent, number: number, minion: string | null, at: number) {
		this.event = event;
		this.minion = minion;
		this.#context = context;
		this.#number = number;
		this.#at = at;
	}

	get resource(): Resource {
		return eventRow(this.#context, this.event, this.#number, this.minion, this.#at);
	}
}

const none: readonly ResourceKey[] = [];

/** The events of the bus that came last, numbered. */
export class BusRows {
	/** How many there were so far. */
	count = 0;
	readonly #context: RowContext;
	readonly #rows: BusRow[] = [];

	constructor(context: RowContext) {
		this.#context = context;
	}

	/** Those that are kept, oldest first. */
	get all(): readonly BusRow[] {
		return this.#rows;
	}

	/** One of them by the key of its row. */
	get(key: ResourceKey): BusRow | undefined {
		const number = Number(key.slice(key.lastIndexOf('/') + 1));
		return this.#rows[number - this.#first];
	}

	/** Keeps one. */
	keep(event: BusEvent, minion: string | null, at: number): void {
		this.count++;
		const row =
			event.length > maxKept
				? {resource: this.rowOf(event, minion, at), event: null, minion}
				: new WholeRow(this.#context, event, this.count, minion, at);
		this.#rows.push(row);
	}

	/** The row of the event that was kept last. */
	rowOf(event: BusEvent, minion: string | null, at: number): Resource {
		return eventRow(this.#context, event, this.count, minion, at);
	}

	/** Drops the oldest where there are too many; returns the keys of their rows. */
	letGo(): readonly ResourceKey[] {
		if (this.#rows.length < maxEvents + eventsAtOnce) return none;
		const first = this.#first;
		return this.#rows.splice(0, eventsAtOnce).map((_, index) => eventKey(this.#context, first + index));
	}

	/** The number of the oldest that is kept. */
	get #first(): number {
		return this.count - this.#rows.length + 1;
	}
}
