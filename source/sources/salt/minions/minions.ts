import type {JsonObject} from '../../../model/json-object.js';
import type {MachineFacts} from '../../../model/machine.js';
import type {Resource, ResourceKey} from '../../../model/resource.js';
import {asText} from '../../requests/json-values.js';
import type {Highstate} from '../jobs/highstate.js';
import {asTexts} from '../wire/frames.js';

/** How it is known whether a minion is there. */
type Evidence = 'event' | 'tcp' | 'presence' | 'no answer';

/** A minion as far as it is known. Changed in place by `Minions` and `Model` only. */
export type Minion = {
	readonly id: string;
	/** Key of its row; '' before that was made. */
	key: ResourceKey;
	/** When it was last heard of, epoch milliseconds. */
	seenAt: number | null;
	/** Is it there, how is that known, and since when. */
	liveness: {readonly up: boolean; readonly by: Evidence; readonly at: number} | null;
	/** Cached by the master; null until listed. */
	grains: JsonObject | null;
	/** Jobs that it works on, in the order in which they began. */
	readonly running: Set<string>;
	/** The last job that it returned from, or did not. */
	last: {
		readonly jid: string;
		/** Key of its row. */
		readonly key: ResourceKey;
		readonly fun: string;
		readonly ok: boolean | null;
		readonly summary: string;
	} | null;
	/** The last highstate that it ran, whatever came after; null where none is known. */
	highstate: Highstate | null;
	/** The master saw it connected when it last reported all. */
	wasConnected: boolean;
	/** When its row was last emitted, epoch milliseconds. */
	reportedAt: number;
	/** What its row shows of `grains`. */
	facts: Facts | null;
	/** Its row as it was last listed or emitted; null before that. */
	row: Resource | null;
};

/** What a row shows of grains, and of which it was made. */
type Facts = {
	readonly grains: JsonObject | null;
	readonly os: string | null;
	readonly version: string | null;
	readonly address: string | null;
	readonly machine: MachineFacts;
};

const addressOf = (grains: JsonObject): string | null =>
	asTexts(grains.ipv4).find(address => !address.startsWith('127.')) ??
	asTexts(grains.ipv6).find(address => address !== '::1') ??
	null;

/** The machine that a minion runs on; without grains its id must do, which is its host name as a rule. */
const machineOf = (
	id: string,
	{fqdn, host, ipv4, ipv6, machine_id: machineId}: JsonObject,
): MachineFacts => ({
	names: [id, asText(fqdn), asText(host)].filter(name => name !== null),
	addresses: [...asTexts(ipv4), ...asTexts(ipv6)],
	machineId: asText(machineId),
});

/** What there is to show of a minion's grains: looked up once, because rows are made with every return. */
export const factsOf = (minion: Minion): Facts => {
	const {facts, grains} = minion;
	if (facts !== null && facts.grains === grains) return facts;
	const {os, osrelease, saltversion} = grains ?? {};
	const system = [asText(os), asText(osrelease)].filter(word => word !== null).join(' ');
	const address = grains === null ? null : addressOf(grains);
	const machine = machineOf(minion.id, grains ?? {});
	minion.facts = {grains, os: system === '' ? null : system, version: asText(saltversion), address, machine};
	return minion.facts;
};

// Presence looks at TCP connections and compares addresses, which fails behind NAT (salt/utils/minions.py,
// `connected_ids`): it does not count against a minion that was heard of this lately.
const heardLatelyMs = 120_000;

/** All minions that are known: accepted ones, and others that were heard of. */
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
			highstate: null,
			wasConnected: false,
			reportedAt: 0,
			facts: null,
			row: null,
			key: '',
		};
		this.#minions.set(id, minion);
		return minion;
	}

	delete(id: string): boolean {
		return this.#minions.delete(id);
	}

	/** It sent something. True where that changes whether it is there. */
	heard(minion: Minion, at: number): boolean {
		const {liveness, seenAt} = minion;
		if (seenAt === null || seenAt < at) minion.seenAt = at;
		// Much comes in the same millisecond.
		if (liveness?.by === 'event' && liveness.up && liveness.at === at) return false;
		minion.liveness = {up: true, by: 'event', at};
		return liveness?.up !== true;
	}

	/** The master sees it connected, or no more. `firm`: that just changed. True where that changes anything. */
	connected(id: string, up: boolean, by: 'tcp' | 'presence', at: number, firm = false): boolean {
		const minion = this.open(id);
		const {liveness} = minion;
		const heardLately = liveness?.up === true && liveness.by === 'event' && at - liveness.at < heardLatelyMs;
		// One that was connected before did go, whatever its address is.
		const went = !up && (firm || minion.wasConnected);
		minion.wasConnected = up;
		if (heardLately && !went) return false;
		minion.liveness = {up, by, at};
		return liveness?.up !== up || liveness.by !== by;
	}

	/**
	 * It was asked at `askedAt` whether it works on a job, and did not answer. That says nothing of one that was heard of
	 * since then, or is known to be away.
	 */
	unanswered(id: string, askedAt: number, at = askedAt): boolean {
		const minion = this.open(id);
		const {liveness} = minion;
		if (liveness !== null && (liveness.at > askedAt || !liveness.up)) return false;
		minion.liveness = {up: false, by: 'no answer', at};
		return true;
	}
}
