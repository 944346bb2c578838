import type {JsonObject} from '../../../model/json-object.js';
import {asObject} from '../../requests/json-values.js';
import type {Keys} from '../minions/keys.js';
import type {Minion, Minions} from '../minions/minions.js';
import type {RowFeed} from '../rows/row-feed.js';
import type {KeyState} from '../wire/key-state.js';

/** The least time between two rows for signs of life alone, so that a busy bus does not redraw every minion. */
const signMs = 5000;

/** Who belongs to the master: keys and minions, which come and go together. */
export class Roster {
	readonly keys: Keys;
	readonly minions: Minions;
	readonly #rows: RowFeed;
	/** How many listings of minions are under way. */
	#listings = 0;
	/** Since when the events are followed, epoch milliseconds. */
	#followedSince = Number.POSITIVE_INFINITY;

	constructor(content: {readonly keys: Keys; readonly minions: Minions}, rows: RowFeed) {
		this.keys = content.keys;
		this.minions = content.minions;
		this.#rows = rows;
	}

	/** The stream of events was opened (again): minions heard of before may be gone. */
	followed(at: number): void {
		this.#followedSince = at;
	}

	/** While minions are listed, new ones are not emitted: the listing gives them, and they are not news. */
	async during(listing: () => Promise<void>): Promise<void> {
		this.#listings++;
		try {
			await listing();
		} finally {
			this.#listings--;
		}
	}

	/**
	 * Takes in the answer of `key.list_all`. Minions whose key is gone go too; those behind a syndic never had one here, and
	 * stay as long as the events that reported them are followed.
	 */
	listKeys(folders: JsonObject): void {
		const strangers = new Set([...this.minions.all].filter(({id}) => this.keys.of(id) === undefined));
		this.keys.list(folders);
		for (const {minion, state} of this.keys.all) if (state === 'accepted') this.minions.open(minion);
		for (const minion of [...this.minions.all]) {
			const key = this.keys.of(minion.id);
			const isHeard = strangers.has(minion) && (minion.seenAt ?? 0) >= this.#followedSince;
			if (key === undefined ? !isHeard : key.state !== 'accepted') this.minions.delete(minion.id);
		}
	}

	/** A minion said what its grains are. */
	takeGrains(id: string, grains: JsonObject): void {
		const minion = this.minions.get(id);
		if (minion === undefined) return;
		minion.grains = grains;
		this.emit(minion, minion.reportedAt);
	}

	/** Takes in the grains that the master has in its cache. */
	listGrains(grains: JsonObject): void {
		for (const [id, each] of Object.entries(grains)) {
			const minion = this.keys.listed ? this.minions.get(id) : this.minions.open(id);
			if (minion !== undefined) minion.grains = asObject(each);
		}
	}

	/** The master named all minions that it sees connected: the other accepted ones are not. */
	connected(ids: readonly string[], by: 'tcp' | 'presence', at: number): void {
		const up = new Set(ids);
		for (const id of ids)
			if (!this.keys.listed || this.keys.of(id)?.state === 'accepted') this.minions.open(id);
		for (const minion of this.minions.all) {
			// One behind a syndic is connected to that, not to the master.
			if (this.keys.listed && this.keys.of(minion.id) === undefined) continue;
			const changed = this.minions.connected(minion.id, up.has(minion.id), by, at);
			if (changed) this.emit(minion, at);
		}
	}

	/** A key came to be in a state; `stamp` is when, by the master's clock. */
	setKey(minion: string, state: KeyState, stamp: number | null, at: number): void {
		this.#setKey(minion, state, stamp ?? at, at);
	}

	/** A minion greeted, which it does again and again: it is news only where all keys are known. */
	greeted(minion: string, state: KeyState, stamp: number | null, at: number): void {
		const isFirst = this.keys.listed && this.#listings === 0;
		this.#setKey(minion, state, isFirst ? (stamp ?? at) : null, at);
	}

	#setKey(minion: string, state: KeyState, since: number | null, at: number): void {
		const key = this.keys.set(minion, state, since);
		if (key === null) return;
		this.#rows.key(key);
		if (state === 'accepted') this.emit(this.minions.open(minion), at);
		// A denied key lies beside the accepted one.
		else if (state !== 'denied' && this.minions.delete(minion)) this.#rows.minionGone(minion);
	}

	/**
	 * A key of a minion is gone, and so is the minion; where it has a denied one too, the event does not say which
	 * (test/fixtures/salt/found/08-delete-denied-key.json).
	 */
	deleteKey(minion: string): void {
		if (this.keys.hasBoth(minion)) {
			this.#rows.keysDue();
			return;
		}

		for (const id of this.keys.delete(minion)) this.#rows.keyGone(id);
		if (this.minions.delete(minion)) this.#rows.minionGone(minion);
	}

	/** A minion sent something. */
	heard(id: string, at: number): void {
		// A minion without an accepted key is shown by the row of its key.
		const key = this.keys.of(id);
		const isKnown = this.minions.get(id) !== undefined;
		if (this.keys.listed && key?.state !== 'accepted' && !isKnown) return;
		this.answered(this.minions.open(id), at);
	}

	/** A minion showed that it is there, and nothing else. */
	answered(minion: Minion, at: number): void {
		const changed = this.minions.heard(minion, at);
		if (changed || at - minion.reportedAt >= signMs) this.emit(minion, at);
	}

	/** The master just saw a minion come or go. */
	connect(id: string, up: boolean, at: number): void {
		if (this.keys.listed && this.keys.of(id)?.state !== 'accepted') return;
		const minion = this.minions.open(id);
		if (this.minions.connected(id, up, 'presence', at, true)) this.emit(minion, at);
	}

	/** Emits the row of a minion, if there is one. */
	reportAgain(id: string): void {
		const minion = this.minions.get(id);
		if (minion !== undefined) this.emit(minion, minion.reportedAt);
	}

	/** The row of a minion changed. */
	emit(minion: Minion, at: number): void {
		if (this.#listings > 0 && minion.reportedAt === 0) return;
		minion.reportedAt = at;
		this.#rows.minion(minion);
	}
}
