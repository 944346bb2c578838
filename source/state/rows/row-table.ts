import type {ResourceKey} from '../../model/resource.js';
import type {SourceEvent} from '../../model/source.js';
import type {OwnedRow} from './observe.js';

const noRows: ReadonlySet<OwnedRow> = new Set();

/** Finds rows by key and by kind without looking at all of them. */
export class RowTable {
	readonly #rows = new Map<ResourceKey, OwnedRow>();
	readonly #kinds = new Map<string, Set<OwnedRow>>();
	/** Numbers of rows that are gone, for reuse. */
	readonly #free: number[] = [];

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
		return this.#kinds.get(kind) ?? noRows;
	}

	/**
	 * The rows that name this key as a parent. A scan, because an index of parents would take more memory than the rows.
	 */
	*childrenOf(key: ResourceKey): Iterable<OwnedRow> {
		for (const row of this.#rows.values()) if (row.resource.parents.includes(key)) yield row;
	}

	/** The rows that a complete listing lacks, without those that are removed already. */
	*missingFrom({source, scope, kinds, keys}: Extract<SourceEvent, {type: 'listed'}>): Iterable<OwnedRow> {
		for (const kind of kinds) {
			for (const row of this.ofKind(kind)) {
				const {resource, removedAt} = row;
				const isListed = resource.source !== source || resource.scope !== scope || keys.has(resource.key);
				if (!isListed && removedAt === null) yield row;
			}
		}
	}

	/** Adds a row with a new key, and numbers it. */
	add(row: OwnedRow): void {
		row.number = this.#free.pop() ?? this.#rows.size;
		this.#rows.set(row.resource.key, row);
		this.#addToKind(row);
	}

	/** Removes a row. */
	remove(row: OwnedRow): void {
		const {key, kind} = row.resource;
		this.#rows.delete(key);
		this.#removeFromKind(kind, row);
		this.#free.push(row.number);
	}

	/** Moves a row whose kind changed. */
	changeKind(row: OwnedRow, before: string): void {
		this.#removeFromKind(before, row);
		this.#addToKind(row);
	}

	#addToKind(row: OwnedRow): void {
		const {kind} = row.resource;
		const set = this.#kinds.get(kind);
		if (set) set.add(row);
		else this.#kinds.set(kind, new Set([row]));
	}

	#removeFromKind(kind: string, row: OwnedRow): void {
		const set = this.#kinds.get(kind);
		set?.delete(row);
		if (set?.size === 0) this.#kinds.delete(kind);
	}
}
