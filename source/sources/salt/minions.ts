import type {Fields} from './frames.ts';

/** How it is known whether a minion is there. */
export type Evidence = 'event' | 'tcp' | 'presence' | 'no answer';

/** A minion as far as it is known. Changed in place by `Minions` and `Model` only. */
export type Minion = {
	readonly id: string;
	/** The last that was heard of it, epoch milliseconds. */
	seenAt: number | null;
	/** Is it there, how is that known, and since when. */
	liveness: {readonly up: boolean; readonly by: Evidence; readonly at: number} | null;
	/** Cached by the master; null until listed. */
	grains: Fields | null;
	/** Jobs that it works on, in the order in which they began. */
	readonly running: Set<string>;
	/** The last job that it returned from, or did not. */
	last: {
		readonly jid: string;
		readonly fun: string;
		readonly ok: boolean | null;
		readonly summary: string;
	} | null;
	/** The master saw it connected when it last told of all. */
	wasConnected: boolean;
	/** When its row was last told, epoch milliseconds. */
	toldAt: number;
};

// Presence looks at TCP connections and compares addresses, which fails behind NAT (salt/utils/minions.py,
// `connected_ids`): who was heard of this lately is not taken for gone because of it.
const heardLatelyMs = 120_000;

/** All minions that are known: accepted ones, and whoever was heard of. */
export class Minions {
	readonly #minions = new Map<string, Minion>();

	get all(): Iterable<Minion> {
		return this.#minions.values();
	}

	get(id: string): Minion | undefined {
		return this.#minions.get(id);
	}

	/** The minion, made if it is new. */
	open(id: string): Minion {
		const known = this.#minions.get(id);
		if (known !== undefined) return known;
		const minion: Minion = {
			id,
			seenAt: null,
			liveness: null,
			grains: null,
			running: new Set(),
			last: null,
			wasConnected: false,
			toldAt: 0,
		};
		this.#minions.set(id, minion);
		return minion;
	}

	delete(id: string): boolean {
		return this.#minions.delete(id);
	}

	/** It sent something. True where that changes whether it is there. */
	heard(id: string, at: number): boolean {
		const minion = this.open(id);
		minion.seenAt = Math.max(minion.seenAt ?? 0, at);
		const wasUp = minion.liveness?.up === true;
		minion.liveness = {up: true, by: 'event', at};
		return !wasUp;
	}

	/** The master sees it connected, or no more. `firm`: that just changed. True where that changes anything. */
	connected(id: string, up: boolean, by: 'tcp' | 'presence', at: number, firm = false): boolean {
		const minion = this.open(id);
		const {liveness} = minion;
		const heardLately = liveness?.up === true && liveness.by === 'event' && at - liveness.at < heardLatelyMs;
		// Two minions with one address look alike: who does not answer is not taken for back because of it.
		const isBack = firm || !minion.wasConnected;
		if (up && !isBack && liveness?.by === 'no answer') return false;
		// One that was connected and is not any more did go, whatever its address is.
		const went = !up && (firm || minion.wasConnected);
		minion.wasConnected = up;
		if (heardLately && !went) return false;
		minion.liveness = {up, by, at};
		return liveness?.up !== up || liveness.by !== by;
	}

	/** It did not answer a job and does not say that it works on it. */
	unanswered(id: string, at: number): boolean {
		const minion = this.open(id);
		if (minion.liveness !== null && minion.liveness.at > at) return false;
		minion.liveness = {up: false, by: 'no answer', at};
		return true;
	}
}
