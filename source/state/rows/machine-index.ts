import type {SameHost} from '../../model/machine.js';
import type {Resource, ResourceKey} from '../../model/resource.js';
import {
	type Configured,
	configuredMachines,
	type Evidence,
	evidence,
	type Traits,
	traitsOf,
} from './machine-traits.js';

/** A machine as one server knows it. */
type Entry = {
	readonly key: ResourceKey;
	/** Of one list of one server: two rows of one list are different machines. */
	readonly list: string;
	readonly facts: Resource['machine'];
	readonly traits: Traits;
	/** The rows of other lists that are the same machine. */
	same: ReadonlySet<Entry>;
};

/** What one row finds in one other list: the one that it is, or those that it may be. */
type Finding = {readonly one: Entry | null; readonly open: ReadonlySet<Entry>};

/** What more machines than these share identifies none of them: they are clones of one template. */
const crowd = 16;
/** So many of a crowd are named. */
const fewOfCrowd = 5;

const none: ReadonlySet<Entry> = new Set();

// An installation has one machine id. An equal name outweighs it: it stays when a machine is installed again.
const contradicts = (by: Evidence, left: Traits, right: Traits): boolean => {
	// The configuration joins different names; an equal one is weaker evidence.
	if (by === 'configured') return left.configuredBy.join() === right.configuredBy.join();
	if (by !== 'short name' && by !== 'address') return false;
	const [one] = left['machine id'];
	const [other] = right['machine id'];
	if (one !== undefined && other !== undefined && one !== other) return true;
	// `web.prod.example` is not `web.test.example`.
	return by === 'short name' && left.isQualified && right.isQualified;
};

/**
 * Finds the rows of different servers that are the same machine. A row is joined with the one row of another list that
 * the strongest evidence leaves, and only if that row in turn leaves this one. An event costs work in proportion to the
 * rows that have a name or an address in common, which are few: what very many share is not looked at.
 */
export class MachineIndex {
	readonly #configured: Configured;
	readonly #entries = new Map<ResourceKey, Entry>();
	readonly #holders = new Map<string, Set<Entry>>();

	constructor(sameHosts: readonly SameHost[]) {
		this.#configured = configuredMachines(sameHosts);
	}

	/** Whether a row is known as a machine. */
	has(key: ResourceKey): boolean {
		return this.#entries.has(key);
	}

	/** Takes in a row that came or changed; returns the keys of the rows whose counterparts are now others. */
	set({key, source, kind, machine}: Resource): ReadonlySet<ResourceKey> {
		const before = this.#entries.get(key);
		if (before?.facts === machine) return new Set();
		const around = new Set<Entry>();
		if (before) this.#leave(before, around);
		if (machine) {
			const traits = traitsOf(machine, this.#configured);
			const entry: Entry = {key, list: `${source}/${kind}`, facts: machine, traits, same: none};
			this.#entries.set(key, entry);
			for (const trait of traitNames(traits)) this.#holdersOf(trait).add(entry);
			this.#gather(entry, around);
			around.add(entry);
		}

		return this.#settle(around);
	}

	/** Takes out a row that is gone; as `set`. */
	delete(key: ResourceKey): ReadonlySet<ResourceKey> {
		const entry = this.#entries.get(key);
		if (!entry) return new Set();
		const around = new Set<Entry>();
		this.#leave(entry, around);
		return this.#settle(around);
	}

	/** The rows that are the same machine as this one, those found by way of others too. */
	counterparts(key: ResourceKey): readonly ResourceKey[] {
		const entry = this.#entries.get(key);
		return entry ? this.#whole(entry).map(each => each.key) : [];
	}

	/** The rows that may be the same machine, where it cannot be known which. */
	candidates(key: ResourceKey): readonly ResourceKey[] {
		const entry = this.#entries.get(key);
		if (!entry) return [];
		const joined = new Set([entry, ...this.#whole(entry)].map(({list}) => list));
		const found = [...this.#findings(entry)].flatMap(([list, {one, open}]) =>
			joined.has(list) ? [] : [...open, ...(one ? [one] : [])],
		);
		// One that is joined with another row of this list is not meant.
		const isFree = (other: Entry): boolean => !this.#whole(other).some(({list}) => list === entry.list);
		const free = [...new Set(found)].filter(isFree);
		const named = free.length > 0 || joined.size > 1 ? free : this.#crowded(entry);
		return named.map(each => each.key);
	}

	/** Some of those that have something in common with an entry which very many have. */
	#crowded(entry: Entry): readonly Entry[] {
		const found = new Set<Entry>();
		for (const by of evidence) {
			for (const value of entry.traits[by]) {
				const holders = this.#holders.get(`${by} ${value}`) ?? none;
				if (holders.size <= crowd) continue;
				for (const other of holders) {
					if (other.list !== entry.list && !contradicts(by, entry.traits, other.traits)) found.add(other);
					if (found.size === fewOfCrowd) return [...found];
				}
			}
		}

		return [...found];
	}

	#holdersOf(trait: string): Set<Entry> {
		const known = this.#holders.get(trait) ?? new Set();
		this.#holders.set(trait, known);
		return known;
	}

	#leave(entry: Entry, around: Set<Entry>): void {
		this.#gather(entry, around);
		for (const trait of traitNames(entry.traits)) {
			const holders = this.#holders.get(trait);
			holders?.delete(entry);
			if (holders?.size === 0) this.#holders.delete(trait);
		}

		this.#entries.delete(entry.key);
		for (const other of entry.same) around.add(other);
		around.delete(entry);
	}

	/** Adds the entries that share something with this one. */
	#gather({traits}: Entry, around: Set<Entry>): void {
		for (const trait of traitNames(traits)) {
			const holders = this.#holders.get(trait);
			// With the one that just made a crowd of them, or will no longer.
			if (holders && holders.size <= crowd + 1) for (const each of holders) around.add(each);
		}
	}

	/** Joins these entries, and those around them, as it follows from what is known now. */
	#settle(around: ReadonlySet<Entry>): ReadonlySet<ResourceKey> {
		const near = new Set(around);
		for (const entry of around) this.#gather(entry, near);
		const touched = new Set<Entry>();
		const findings = new Map<Entry, ReadonlyMap<string, Finding>>();
		const findingsOf = (entry: Entry): ReadonlyMap<string, Finding> => {
			const known = findings.get(entry) ?? this.#findings(entry);
			findings.set(entry, known);
			return known;
		};
		for (const entry of near) {
			if (this.#entries.get(entry.key) !== entry) continue;
			const same = new Set<Entry>();
			for (const {one} of findingsOf(entry).values()) {
				if (one && findingsOf(one).get(entry.list)?.one === entry) same.add(one);
			}

			const before = entry.same;
			if (before.size === same.size && [...same].every(each => before.has(each))) continue;
			for (const each of [entry, ...this.#whole(entry)]) touched.add(each);
			entry.same = same.size === 0 ? none : same;
			for (const each of this.#whole(entry)) touched.add(each);
		}

		return new Set([...touched].map(({key}) => key).filter(key => this.#entries.has(key)));
	}

	/** Everything that is joined with an entry, one of each list. */
	#whole(entry: Entry): readonly Entry[] {
		const lists = new Set([entry.list]);
		const found = [entry];
		for (const each of found) {
			for (const other of each.same) {
				if (lists.has(other.list) || this.#entries.get(other.key) !== other) continue;
				lists.add(other.list);
				found.push(other);
			}
		}

		return found.slice(1);
	}

	/** What an entry finds in each other list, without asking whether they find it too. */
	#findings(entry: Entry): ReadonlyMap<string, Finding> {
		const findings = new Map<string, Finding>();
		for (const by of evidence) {
			for (const [list, found] of this.#sharing(entry, by)) {
				const before = findings.get(list);
				if (before?.one) continue;
				const open = before ? new Set([...found].filter(each => before.open.has(each))) : found;
				const [first = null] = open;
				if (open.size === 1) findings.set(list, {one: first, open});
				else if (open.size > 1) findings.set(list, {one: null, open});
			}
		}

		return findings;
	}

	/** The entries of each other list that share evidence of one sort. */
	#sharing(entry: Entry, by: Evidence): ReadonlyMap<string, ReadonlySet<Entry>> {
		const sharing = new Map<string, Set<Entry>>();
		for (const value of entry.traits[by]) {
			const holders = this.#holders.get(`${by} ${value}`) ?? none;
			if (holders.size > crowd) continue;
			for (const other of holders) {
				if (other.list === entry.list || contradicts(by, entry.traits, other.traits)) continue;
				sharing.set(other.list, (sharing.get(other.list) ?? new Set()).add(other));
			}
		}

		return sharing;
	}
}

function* traitNames(traits: Traits): Iterable<string> {
	for (const by of evidence) for (const value of traits[by]) yield `${by} ${value}`;
}
