import type {Kind} from '../model/kind.ts';
import type {ResourceKey} from '../model/resource.ts';
import {type Filter, matches} from './filter.ts';
import {insertSorted, type Placed, type PlacedOrder, placeOf} from './placed.ts';
import type {Resources} from './resources.ts';
import type {Row} from './row.ts';
import {compareValues, naturalCompare, type SortValue, sortValueOf} from './sort.ts';
import type {Sort} from './state.ts';
import {isTrouble} from './trouble.ts';

/** Which rows a grid shows, and in which order. */
export type GridSpec = {
	/** Singular name, or `all`: the main kinds, or every kind when `within` is set. */
	readonly kind: string;
	/** Only rows that name this one as a parent. */
	readonly within: ResourceKey | null;
	readonly filter: Filter;
	readonly sort: Sort;
	/** Only error, warning and stuck. */
	readonly trouble: boolean;
	/** All kinds, merged. */
	readonly kinds: readonly Kind[];
};

/** Which rows belong to a view, whatever its filter. */
const membership = ({kind, within, kinds}: GridSpec): ((row: Row) => boolean) => {
	const main = new Map(kinds.filter(each => each.main).map(each => [each.name, each.mainStates]));
	return ({resource}) => {
		if (within !== null && !resource.parents.includes(within)) return false;
		if (kind !== 'all') return resource.kind === kind;
		if (within !== null) return true;
		const states = main.get(resource.kind);
		return states === null || (states?.includes(resource.state) ?? false);
	};
};

const orderOf = ({column, descending}: Sort): PlacedOrder => {
	const byName = column.toUpperCase() === 'NAME';
	return (left, right) => {
		const order = compareValues(left.value, right.value, descending);
		if (order !== 0) return order;
		const named = byName ? 0 : naturalCompare(left.name, right.name);
		if (named !== 0) return named;
		const leftKey = left.row.resource.key;
		const rightKey = right.row.resource.key;
		return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
	};
};

function* candidates({kind, within, kinds}: GridSpec, resources: Resources): Iterable<Row> {
	if (within !== null) yield* resources.childrenOf(within);
	else if (kind !== 'all') yield* resources.ofKind(kind);
	else for (const each of kinds) if (each.main) yield* resources.ofKind(each.name);
}

/**
 * The sorted, filtered rows of one view, kept so with work in proportion to what changed. A removed row keeps its place
 * until it is gone from the resources. What a row is sorted or filtered by is looked at when that row changes: a
 * reference to a row that was renamed since keeps its place until then.
 */
export class GridIndex {
	/** Grows whenever rows come, go or move. */
	revision = 0;
	/** Every row that belongs to the view; null where the filter hides it. */
	readonly #members = new Map<Row, Placed | null>();
	#list: Placed[] = [];
	#rows: readonly Row[] | null = null;
	#resources: Resources | null = null;
	#belongs: (row: Row) => boolean = () => false;
	#passes: (row: Row) => boolean = () => false;
	#valueOf: (row: Row) => SortValue = () => null;
	#order: PlacedOrder = () => 0;

	/** Sorted and filtered. A new array whenever the revision grows. */
	get rows(): readonly Row[] {
		this.#rows ??= this.#list.map(({row}) => row);
		return this.#rows;
	}

	/** How many rows the view has without filter and trouble. */
	get total(): number {
		return this.#members.size;
	}

	/** Builds anew: for another view, filter or order, or when the kinds changed. */
	reset(spec: GridSpec, resources: Resources): void {
		const {filter, trouble, sort, kinds} = spec;
		const sortValue = sortValueOf(sort.column, kinds.find(({name}) => name === spec.kind) ?? null);
		this.#resources = resources;
		this.#belongs = membership(spec);
		this.#passes = row => (!trouble || isTrouble(row)) && matches(filter, row, resources);
		this.#valueOf = row => sortValue(row, resources);
		this.#order = orderOf(sort);
		this.#members.clear();
		this.#list = [];
		for (const row of candidates(spec, resources)) {
			const placed = this.#place(row);
			if (placed !== undefined) this.#members.set(row, placed);
			if (placed) this.#list.push(placed);
		}

		this.#list.sort(this.#order);
		this.#rows = null;
		this.revision += 1;
	}

	/** Puts the rows of `Resources.drainDirty` in their places; true if rows came, went or moved. */
	merge(dirty: readonly Row[]): boolean {
		const added: Placed[] = [];
		const total = this.#members.size;
		let dropped = false;
		for (const row of dirty) {
			const present = this.#members.get(row);
			const next = this.#place(row);
			if (present && next && present.value === next.value && present.name === next.name) continue;
			if (present) {
				present.dropped = true;
				dropped = true;
			}

			if (next) added.push(next);
			if (next === undefined) this.#members.delete(row);
			else this.#members.set(row, next);
		}

		if (dropped || added.length > 0) {
			this.#list = insertSorted(this.#list, added, this.#order);
			this.#rows = null;
		} else if (this.#members.size === total) return false;
		this.revision += 1;
		return true;
	}

	/** Place of a row, or -1. */
	indexOf(key: ResourceKey): number {
		const row = this.#resources?.get(key);
		const placed = row && this.#members.get(row);
		return placed ? placeOf(this.#list, placed, this.#order) : -1;
	}

	/** What a row is sorted by; null where it is filtered out, undefined where it does not belong here. */
	#place(row: Row): Placed | null | undefined {
		const {key, name} = row.resource;
		if (this.#resources?.get(key) !== row || !this.#belongs(row)) return undefined;
		return this.#passes(row) ? {row, value: this.#valueOf(row), name, dropped: false} : null;
	}
}
