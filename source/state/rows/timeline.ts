import type {Health, Resource, Transitioning} from '../../model/resource.js';

/** One state that a resource was in, as the server told it. */
export type Moment = {
	/** When it was received, epoch milliseconds. */
	readonly at: number;
	readonly state: string;
	readonly health: Health;
	readonly transitioning: Transitioning;
	readonly message: string | null;
	/** It was found by a listing: it may have begun earlier. */
	readonly listed: boolean;
	/** So many changes came right before it too fast to be read. */
	readonly skipped?: number;
};

/** How many moments a row remembers. */
export const timelineLength = 16;

type Said = Omit<Moment, 'at' | 'skipped'>;

const mostKept = 2000;
const variants = 8;
const kept = new Map<string, Said[]>();

/** The one object for all moments that say the same: there are few states and very many moments. */
const saidBy = ({state, health, transitioning, message}: Resource, listed: boolean): Said => {
	let known = kept.get(state);
	if (!known) {
		if (kept.size >= mostKept) kept.clear();
		known = [];
		kept.set(state, known);
	}

	for (const said of known) {
		if (
			said.message === message &&
			said.health === health &&
			said.transitioning === transitioning &&
			said.listed === listed
		) {
			return said;
		}
	}

	const said = {state, health, transitioning, message, listed};
	// Messages that count upwards never come back.
	if (known.length >= variants) known.shift();
	known.push(said);
	return said;
};

const firstLength = 4;

/** Changes that came too fast to be read: before each moment, by its place, and in all. */
type Skips = {readonly at: Map<number, number>; total: number};

/**
 * What a row remembers of its states, oldest first, bounded. There may be 100,000 of them: a moment takes two words, and
 * the array grows to just what it has to hold.
 */
export class Timeline {
	/** Time, what was said, time, what was said …, the newest written over the oldest once it is full. */
	#slots: (number | Said | undefined)[] = new Array(firstLength * 2);
	/** Moments that ever were. */
	#total = 0;
	/** The times in the slots count from here, as small numbers take no memory of their own. Epoch seconds, for the same reason. */
	readonly #start: number;
	/** Hardly any row has such. */
	#skips: Skips | null = null;

	/** @param start about when the first moment was, epoch milliseconds */
	constructor(start: number) {
		this.#start = Math.floor(start / 1000);
	}

	/** Moments that are remembered. */
	get length(): number {
		return Math.min(this.#total, timelineLength);
	}

	/** Moments that the bound lost. */
	get forgotten(): number {
		return this.#total - this.length;
	}

	/** Changes that came too fast to become moments. */
	get skipped(): number {
		return this.#skips?.total ?? 0;
	}

	/** Adds the state of a resource at the end; `skipped` changes came right before it too fast to be read. */
	push(resource: Resource, at: number, listed: boolean, skipped = 0): void {
		const place = this.#total % timelineLength;
		if (place * 2 === this.#slots.length) this.#grow();
		this.#slots[place * 2] = at - this.#start * 1000;
		this.#slots[place * 2 + 1] = saidBy(resource, listed);
		this.#total += 1;
		if (skipped > 0) this.#skip(place, skipped);
		else this.#skips?.at.delete(place);
	}

	/** The moments themselves. */
	moments(): readonly Moment[] {
		return Array.from({length: this.length}, (_, index) => {
			const place = (this.forgotten + index) % timelineLength;
			const said = this.#slots[place * 2 + 1] as Said;
			const at = this.#start * 1000 + (this.#slots[place * 2] as number);
			const skipped = this.#skips?.at.get(place);
			return skipped === undefined ? {...said, at} : {...said, at, skipped};
		});
	}

	#skip(place: number, skipped: number): void {
		this.#skips ??= {at: new Map(), total: 0};
		this.#skips.at.set(place, skipped);
		this.#skips.total += skipped;
	}

	#grow(): void {
		const slots = new Array(Math.min(this.#slots.length * 2, timelineLength * 2));
		for (const [place, slot] of this.#slots.entries()) slots[place] = slot;
		this.#slots = slots;
	}
}
