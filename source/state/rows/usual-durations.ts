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
	readonly sorted: number[];
	/** The median, where there are enough. */
	usualMs: number | null;
	/** What 95 of 100 did not exceed, where there are enough. */
	limitMs: number | null;
};

// Far more than there are without the states that count; those are many.
const maxNamed = 2000;
const namesOf = new Map<string, Map<string, string>>();
let named = 0;

// `running 3/5` is one state whatever it counts. Put together once, as it is asked for with every change.
const nameOf = (kind: string, state: string): string => {
	const known = namesOf.get(kind)?.get(state);
	if (known !== undefined) return known;
	const name = `${kind} ${state.replaceAll(/\d+/g, '#')}`;
	if (named >= maxNamed) {
		namesOf.clear();
		named = 0;
	}

	named += 1;
	namesOf.set(kind, (namesOf.get(kind) ?? new Map<string, string>()).set(state, name));
	return name;
};

const judge = (durations: Durations): void => {
	const {sorted} = durations;
	const {length} = sorted;
	durations.usualMs = length < minUsual ? null : (sorted[Math.floor((length - 1) / 2)] ?? null);
	durations.limitMs = length < minLimit ? null : (sorted[Math.ceil(length * limitShare) - 1] ?? null);
};

const durationsOf = (known: readonly number[]): Durations => {
	const list = known.slice(-maxDurations);
	const durations = {
		list,
		sorted: list.toSorted((left, right) => left - right),
		usualMs: null,
		limitMs: null,
	};
	judge(durations);
	return durations;
};

/** Adds a duration to a list of the newest; returns the one that it replaces. */
const push = (list: number[], durationMs: number): number | undefined => {
	list.push(durationMs);
	return list.length > maxDurations ? list.shift() : undefined;
};

// In place: thousands of transitions may be completed in a second.
const replace = (sorted: number[], old: number | undefined, durationMs: number): void => {
	if (old !== undefined) sorted.splice(sorted.indexOf(old), 1);
	const place = sorted.findIndex(other => other > durationMs);
	sorted.splice(place === -1 ? sorted.length : place, 0, durationMs);
};

/** How long rows of a kind usually stay in a transition, from those that were completed; milliseconds. */
export class UsualDurations {
	readonly #byName: Map<string, Durations>;
	readonly #news = new Map<string, number[]>();
	#handedOutAt = Number.NEGATIVE_INFINITY;

	/** @param known what was learned before, by kind and state */
	constructor(known: ReadonlyMap<string, readonly number[]> = new Map()) {
		this.#byName = new Map([...known].map(([name, list]) => [name, durationsOf(list)]));
	}

	/** A row of this kind left this state after so long; true if nearly all take less than was known. */
	learn({kind, state}: Resource, durationMs: number): boolean {
		const name = nameOf(kind, state);
		const known = this.#byName.get(name);
		if (!known && this.#byName.size >= maxDurationNames) return false;
		const learned = Math.round(durationMs);
		const durations = known ?? durationsOf([]);
		if (!known) this.#byName.set(name, durations);
		const {list, sorted, limitMs} = durations;
		replace(sorted, push(list, learned), learned);
		judge(durations);
		const news = this.#news.get(name);
		if (news) push(news, learned);
		else this.#news.set(name, [learned]);
		return (durations.limitMs ?? 0) < (limitMs ?? 0);
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
