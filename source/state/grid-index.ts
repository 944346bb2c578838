import type {ResourceKey} from '../model/resource.ts';
import {type Filter, matches} from './filter.ts';
import {type MergedKind, takesPart} from './kinds.ts';
import {NameOrder} from './name-order.ts';
import type {OwnedRow} from './observe.ts';
import {insertSorted, type Placed, type PlacedOrder, placeOf} from './placed.ts';
import type {Resources} from './resources.ts';
import type {Row} from './row.ts';
import {compareValues, type SortValue, sortValueOf} from './sort.ts';
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
	readonly kinds: readonly MergedKind[];
};

/** Which rows belong to a view, whatever its filter. */
const membership = ({kind, within, kinds}: GridSpec): ((row: Row) => boolean) => {
	const isMain = takesPart(kinds);
	return ({resource}) => {
		if (within !== null && !resource.parents.includes(within)) return false;
		if (kind !== 'all') return resource.kind === kind;
		return within !== null || isMain(resource);
	};
};

const hasSameOrder = (left: GridSpec, right: GridSpec): boolean =>
	left.kind === right.kind &&
	left.within === right.within &&
	left.kinds === right.kinds &&
	left.sort.column === right.sort.column &&
	left.sort.descending === right.sort.descending;

const shownRows = (list: readonly Placed[]): readonly Row[] => {
	const rows: Row[] = new Array(list.length);
	let end = 0;
	for (const {shown, row} of list) if (shown) rows[end++] = row;
	rows.length = end;
	return rows;
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
	/** Every row that belongs to the view, also where the filter hides it, by its number. */
	#members: (Placed | undefined)[] = [];
	/** All of them in order, so that another filter needs no sorting. */
	#list: Placed[] = [];
	#rows: readonly Row[] | null = null;
	#spec: GridSpec | null = null;
	#resources: Resources | null = null;
	#belongs: (row: Row) => boolean = () => false;
	#passes: (row: Row) => boolean = () => false;
	#valueOf: (row: Row) => SortValue = () => null;
	#names = new NameOrder();
	#order: PlacedOrder = this.#names.compare;

	/** Sorted and filtered. A new array whenever the revision grows. */
	get rows(): readonly Row[] {
		this.#rows ??= shownRows(this.#list);
		return this.#rows;
	}

	/** How many rows the view has without filter and trouble. */
	get total(): number {
		return this.#list.length;
	}

	/** For another view, filter or order, or when the kinds changed: builds anew what differs. */
	reset(spec: GridSpec, resources: Resources): void {
		const {filter, trouble} = spec;
		const before = this.#spec;
		this.#passes = row => (!trouble || isTrouble(row)) && matches(filter, row, resources);
		if (before && this.#resources === resources && hasSameOrder(before, spec)) {
			// In the order in which they lie in memory: in that of the list it takes twice the time.
			for (const placed of this.#members) if (placed) placed.shown = this.#passes(placed.row);
		} else this.#build(spec, resources);
		this.#spec = spec;
		this.#rows = null;
		this.revision += 1;
	}

	/** Puts the rows of `Resources.drainDirty` in their places; true if rows came, went or moved. */
	merge(dirty: readonly OwnedRow[]): boolean {
		const added: Placed[] = [];
		const total = this.#list.length;
		let changed = false;
		let gone = 0;
		for (const row of dirty) {
			const placed = this.#members[row.number];
			if (row.dropped || !this.#belongs(row)) {
				if (placed?.row !== row) continue;
				placed.moved = true;
				gone += 1;
				changed ||= placed.shown;
				this.#members[row.number] = undefined;
			} else if (placed) {
				const wasShown = placed.shown;
				const moves = this.#renew(placed);
				changed ||= wasShown !== placed.shown || (moves && wasShown);
				if (moves) added.push(placed);
			} else {
				const fresh = this.#place(row);
				added.push(fresh);
				changed ||= fresh.shown;
			}
		}

		if (gone > 0 || added.length > 0) {
			this.#list = insertSorted(this.#list, added, this.#order);
			this.#names.learn(this.#list);
		}

		if (!changed && this.#list.length === total) return false;
		if (changed) this.#rows = null;
		this.revision += 1;
		return true;
	}

	/** Place of a row, or -1. */
	indexOf(key: ResourceKey): number {
		const row = this.#resources?.get(key);
		const sought = row && this.#members[row.number];
		if (!sought?.shown || sought.row !== row) return -1;
		const {rows} = this;
		return placeOf(rows.length, place => {
			const other = rows[place];
			const placed = other && this.#members[other.number];
			return placed !== undefined && this.#order(placed, sought) < 0;
		});
	}

	#build(spec: GridSpec, resources: Resources): void {
		const sortValue = sortValueOf(spec.sort.column, spec.kinds.find(({name}) => name === spec.kind) ?? null);
		this.#resources = resources;
		this.#belongs = membership(spec);
		this.#valueOf = row => sortValue(row, resources);
		const {descending} = spec.sort;
		this.#names = new NameOrder();
		const {compare} = this.#names;
		this.#order = (left, right) => compareValues(left.value, right.value, descending) || compare(left, right);
		this.#members = [];
		this.#list = [];
		for (const row of candidates(spec, resources)) {
			if (this.#belongs(row)) this.#list.push(this.#place(row));
		}

		this.#list.sort(this.#order);
	}

	#place(row: Row): Placed {
		const placed = {
			row,
			value: this.#valueOf(row),
			name: row.resource.name,
			rank: -1,
			shown: this.#passes(row),
			moved: false,
		};
		this.#members[row.number] = placed;
		return placed;
	}

	/** Looks at a row that changed; true if it has to move, and is marked so. */
	#renew(placed: Placed): boolean {
		const {row, value, name} = placed;
		placed.shown = this.#passes(row);
		placed.value = this.#valueOf(row);
		placed.name = row.resource.name;
		if (placed.value === value && placed.name === name) return false;
		if (placed.name !== name) placed.rank = -1;
		placed.moved = true;
		return true;
	}
}
