import type {Resource} from '../../model/resource.js';

/** How many durations of each kind and state are kept, the newest. */
export const maxDurations = 64;
/** How many kinds and states are known at most. */
export const maxDurationNames = 500;

// Fewer do not show what is usual, nor what is too long.
const minUsual = 5;
const minLimit = 20;
const limitShare = 0.95;

/** Between two times at which what was learned is handed out, milliseconds. */
const restMs = 10_000;

type Durations = {
	/** In the order in which they were learned. */
	readonly list: number[];
	/** The median, where there are enough. */
	usualMs: number | null;
	/** What 95 of 100 did not exceed, where there are enough. */
	limitMs: number | null;
};

// `running 3/5` is one state whatever it counts.
const nameOf = (kind: string, state: string): string =>
	`${kind} ${/\d/.test(state) ? state.replaceAll(/\d+/g, '#') : state}`;

const placed = (list: number[]): Durations => {
	const sorted = list.toSorted((left, right) => left - right);
	return {
		list,
		usualMs: sorted.length < minUsual ? null : (sorted[Math.floor((sorted.length - 1) / 2)] ?? null),
		limitMs: sorted.length < minLimit ? null : (sorted[Math.ceil(sorted.length * limitShare) - 1] ?? null),
	};
};

/** How long rows of a kind usually stay in a transition, from those that were completed; milliseconds. */
export class UsualDurations {
	readonly #byName: Map<string, Durations>;
	readonly #news = new Map<string, number[]>();
	#handedOutAt = Number.NEGATIVE_INFINITY;

	/** @param known what was learned before, by kind and state */
	constructor(known: ReadonlyMap<string, readonly number[]> = new Map()) {
		this.#byName = new Map([...known].map(([name, list]) => [name, placed([...list])]));
	}

	/** A row of this kind left this state after so long; true if nearly all take less than was known. */
	learn({kind, state}: Resource, durationMs: number): boolean {
		const name = nameOf(kind, state);
		const known = this.#byName.get(name);
		if (!known && this.#byName.size >= maxDurationNames) return false;
		const list = [...(known?.list ?? []), Math.round(durationMs)].slice(-maxDurations);
		const now = placed(list);
		this.#byName.set(name, now);
		const news = [...(this.#news.get(name) ?? []), Math.round(durationMs)];
		this.#news.set(name, news.slice(-maxDurations));
		return (now.limitMs ?? 0) < (known?.limitMs ?? 0);
	}

	/** How long it usually takes; null while too little is known. */
	usualMs({kind, state}: Resource): number | null {
		return this.#byName.get(nameOf(kind, state))?.usualMs ?? null;
	}

	/** How long nearly all take at most; null while too little is known. */
	limitMs({kind, state}: Resource): number | null {
		return this.#byName.get(nameOf(kind, state))?.limitMs ?? null;
	}

	/** What was learned since the last time, by kind and state; null for nothing, or not yet unless it is `last`. */
	takeNews(now: number, isLast: boolean): Readonly<Record<string, readonly number[]>> | null {
		if (this.#news.size === 0 || (!isLast && now - this.#handedOutAt < restMs)) return null;
		const news = Object.fromEntries(this.#news);
		this.#news.clear();
		this.#handedOutAt = now;
		return news;
	}
}
