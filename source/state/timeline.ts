import type {Resource} from '../model/resource.ts';
import type {Moment, Row} from './row.ts';

/** How many moments a row remembers. */
export const timelineLength = 16;

type Said = Omit<Moment, 'at'>;

const mostKept = 2000;
const variants = 8;
const kept = new Map<string, Said[]>();

const same = (left: Said, right: Said): boolean =>
	left.message === right.message &&
	left.health === right.health &&
	left.transitioning === right.transitioning &&
	left.listed === right.listed;

/** The one object for all moments that say the same: there are few states and very many moments. */
const saidBy = (moment: Moment): Said => {
	let known = kept.get(moment.state);
	if (!known) {
		if (kept.size >= mostKept) kept.clear();
		known = [];
		kept.set(moment.state, known);
	}

	for (const one of known) if (same(one, moment)) return one;
	const {state, health, transitioning, message, listed} = moment;
	const said = {state, health, transitioning, message, listed};
	// Messages that count upwards never come back.
	if (known.length >= variants) known.shift();
	known.push(said);
	return said;
};

/** What a row remembers of its states, oldest first, bounded: small, because there may be 100,000 of them. */
export class Timeline {
	readonly #times: number[] = [];
	readonly #said: Said[] = [];
	/** Moments that the bound lost. */
	forgotten = 0;

	/** Moments that are remembered. */
	get length(): number {
		return this.#times.length;
	}

	/** Adds a moment at the end. */
	push(moment: Moment): void {
		this.#times.push(moment.at);
		this.#said.push(saidBy(moment));
		if (this.#times.length <= timelineLength) return;
		this.#times.shift();
		this.#said.shift();
		this.forgotten += 1;
	}

	/** The moments themselves. */
	moments(): readonly Moment[] {
		return this.#said.map((said, index) => ({...said, at: this.#times[index] ?? 0}));
	}
}

/** The state of a resource as a moment. */
export const momentOf = (resource: Resource, at: number, listed: boolean): Moment => ({
	at,
	state: resource.state,
	health: resource.health,
	transitioning: resource.transitioning,
	message: resource.message,
	listed,
});

/** The state that a row is in now: since when, as far as that is known. */
export const presentMoment = (row: Row): Moment =>
	momentOf(row.resource, row.since ?? row.seen, row.since === null);

/** The moments of a row, oldest first, never empty: a row that never changed has the one that it was found in. */
export const timelineOf = (row: Row): readonly Moment[] =>
	row.timeline === null ? [presentMoment(row)] : row.timeline.moments();
