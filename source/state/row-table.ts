import type {Resource, ResourceKey} from '../model/resource.ts';
import type {OwnedRow} from './observe.ts';
import {sameParents} from './same-resource.ts';

/** Sets of rows by a name; empty sets are not kept. */
class RowSets {
	readonly #sets = new Map<string, Set<OwnedRow>>();

	of(name: string): ReadonlySet<OwnedRow> | undefined {
		return this.#sets.get(name);
	}

	add(name: string, row: OwnedRow): void {
		const set = this.#sets.get(name);
		if (set) set.add(row);
		else this.#sets.set(name, new Set([row]));
	}

	remove(name: string, row: OwnedRow): void {
		const set = this.#sets.get(name);
		set?.delete(row);
		if (set?.size === 0) this.#sets.delete(name);
	}
}

const noRows: ReadonlySet<OwnedRow> = new Set();

/** Finds rows by key, by kind and by parent without looking at all of them. */
export class RowTable {
	readonly #rows = new Map<ResourceKey, OwnedRow>();
	readonly #kinds = new RowSets();
	readonly #children = new RowSets();

	/** How many rows there are. */
	get size(): number {
		return this.#rows.size;
	}

	/** The row of a key. */
	get(key: ResourceKey): OwnedRow | undefined {
		return this.#rows.get(key);
	}

	/** All rows, in the order in which they came. */
	all(): Iterable<OwnedRow> {
		return this.#rows.values();
	}

	/** The rows of one kind. */
	ofKind(kind: string): ReadonlySet<OwnedRow> {
		return this.#kinds.of(kind) ?? noRows;
	}

	/** The rows that name this key as a parent. */
	childrenOf(key: ResourceKey): ReadonlySet<OwnedRow> {
		return this.#children.of(key) ?? noRows;
	}

	/** Takes in a row whose key is new. */
	add(row: OwnedRow): void {
		const {key, kind, parents} = row.resource;
		this.#rows.set(key, row);
		this.#kinds.add(kind, row);
		for (const parent of parents) this.#children.add(parent, row);
	}

	/** Takes a row out. */
	remove(row: OwnedRow): void {
		const {key, kind, parents} = row.resource;
		this.#rows.delete(key);
		this.#kinds.remove(kind, row);
		for (const parent of parents) this.#children.remove(parent, row);
	}

	/** Follows a row whose resource was another before. */
	update(row: OwnedRow, old: Resource): void {
		const {resource} = row;
		if (old.kind !== resource.kind) {
			this.#kinds.remove(old.kind, row);
			this.#kinds.add(resource.kind, row);
		}

		if (!sameParents(old, resource)) this.#adopt(row, old.parents, resource.parents);
	}

	// A row can gain a parent with every event, up to hundreds of them: only what differs is looked at.
	#adopt(row: OwnedRow, before: readonly ResourceKey[], after: readonly ResourceKey[]): void {
		let start = 0;
		while (start < after.length && before[start] === after[start]) start++;
		let end = 0;
		const most = Math.min(before.length, after.length) - start;
		while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
		for (let index = start; index < before.length - end; index++) {
			const parent = before[index];
			if (parent !== undefined && !after.includes(parent)) this.#children.remove(parent, row);
		}

		for (let index = start; index < after.length - end; index++) {
			const parent = after[index];
			if (parent !== undefined) this.#children.add(parent, row);
		}
	}
}
