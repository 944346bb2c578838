import type {Moment} from '../../model/moment.js';
import type {RecordedTimeline} from '../../model/recording.js';
import type {Health, Resource} from '../../model/resource.js';

export type {Moment} from '../../model/moment.js';

/** How many moments a row remembers. */
export const timelineLength = 16;

type Content = Omit<Moment, 'at' | 'skipped'>;
type Stated = Pick<Resource, 'state' | 'health' | 'transitioning' | 'message'>;

const maxKept = 2000;
const variants = 8;
const kept = new Map<string, Content[]>();

/** One shared object for all moments with equal content: there are few states and very many moments. */
const contentOf = ({state, health, transitioning, message}: Stated, listed: boolean): Content => {
	let known = kept.get(state);
	if (!known) {
		if (kept.size >= maxKept) kept.clear();
		known = [];
		kept.set(state, known);
	}

	for (const content of known) {
		if (
			content.message === message &&
			content.health === health &&
			content.transitioning === transitioning &&
			content.listed === listed
		) {
			return content;
		}
	}

	const content = {state, health, transitioning, message, listed};
	// Messages with a counter in them never recur.
	if (known.length >= variants) known.shift();
	known.push(content);
	return content;
};

const firstLength = 4;

/** Changes that came too fast to be processed: before each moment, by its slot, and in total. */
type Skips = {readonly at: Map<number, number>; total: number};

/**
 * The last states of a row, oldest first, bounded. There may be 100,000 timelines: a moment takes two words, and the array
 * grows only as needed.
 */
export class Timeline {
	/** Time, content, time, content …; a full array is overwritten from its oldest entry on. */
	#slots: (number | Content | undefined)[] = new Array(firstLength * 2);
	/** Moments ever added. */
	#total = 0;
	/**
	 * The times in the slots are relative to this, because small integers take no memory of their own. Epoch seconds, for
	 * the same reason.
	 */
	readonly #start: number;
	/** Whether it was healthy when that was last clear. */
	#healthy: boolean | null = null;
	/** Hardly any row has some. */
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

	/** Whether it was healthy when that was last clear. */
	get healthy(): boolean | null {
		return this.#healthy;
	}

	/** Changes that came too fast to be kept as moments. */
	get skipped(): number {
		return this.#skips?.total ?? 0;
	}

	/**
	 * Adds the state of a resource at the end; `skipped` changes right before it came too fast to be processed. True if it
	 * turned healthy or unhealthy, whatever was between.
	 */
	push(resource: Stated, at: number, listed: boolean, skipped = 0): boolean {
		const place = this.#total % timelineLength;
		if (place * 2 === this.#slots.length) this.#grow();
		this.#slots[place * 2] = at - this.#start * 1000;
		this.#slots[place * 2 + 1] = contentOf(resource, listed);
		this.#total += 1;
		if (skipped > 0) this.#skip(place, skipped);
		else this.#skips?.at.delete(place);
		return this.#turn(resource.health);
	}

	/** Takes over what another timeline remembered: its moments, and what it had lost of them. */
	restore({moments, forgotten, skipped, healthy}: RecordedTimeline): void {
		this.#total = forgotten;
		this.#slots = new Array(timelineLength * 2);
		for (const moment of moments.slice(-timelineLength))
			this.push(moment, moment.at, moment.listed, moment.skipped);
		if (skipped > this.skipped) this.#skips = {at: this.#skips?.at ?? new Map(), total: skipped};
		this.#healthy = healthy;
	}

	/** The moments themselves. */
	moments(): readonly Moment[] {
		return Array.from({length: this.length}, (_, index) => {
			const place = (this.forgotten + index) % timelineLength;
			const content = this.#slots[place * 2 + 1] as Content;
			const at = this.#start * 1000 + (this.#slots[place * 2] as number);
			const skipped = this.#skips?.at.get(place);
			return skipped === undefined ? {...content, at} : {...content, at, skipped};
		});
	}

	#turn(health: Health): boolean {
		if (health === 'transitioning' || health === 'unknown') return false;
		const before = this.#healthy;
		this.#healthy = health === 'ok';
		return before !== null && before !== this.#healthy;
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
