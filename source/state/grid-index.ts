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

const hasSameOrder = (left: GridSpec, right: GridSpec): boolean =>
	left.kind === right.kind &&
	left.within === right.within &&
	left.kinds === right.kinds &&
	left.sort.column === right.sort.column &&
	left.sort.descending === right.sort.descending;

const hasSameValue = (left: Placed, right: Placed): boolean =>
	left.value === right.value && left.name === right.name;

const isSamePlace = (present: Placed | undefined, next: Placed | undefined): boolean =>
	present?.shown === next?.shown &&
	present !== undefined &&
	next !== undefined &&
	hasSameValue(present, next);

const shownRows = (list: readonly Placed[]): readonly Row[] => {
	const rows: Row[] = [];
	for (const {shown, row} of list) if (shown) rows.push(row);
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
	/** Every row that belongs to the view, also where the filter hides it. */
	readonly #members = new Map<Row, Placed>();
	/** All of them in order, so that another filter needs no sorting. */
	#list: Placed[] = [];
	#rows: readonly Row[] | null = null;
	#spec: GridSpec | null = null;
	#resources: Resources | null = null;
	#belongs: (row: Row) => boolean = () => false;
	#passes: (row: Row) => boolean = () => false;
	#valueOf: (row: Row) => SortValue = () => null;
	#order: PlacedOrder = () => 0;

	/** Sorted and filtered. A new array whenever the revision grows. */
	get rows(): readonly Row[] {
		this.#rows ??= shownRows(this.#list);
		return this.#rows;
	}

	/** How many rows the view has without filter and trouble. */
	get total(): number {
		return this.#members.size;
	}

	/** For another view, filter or order, or when the kinds changed: builds anew what differs. */
	reset(spec: GridSpec, resources: Resources): void {
		const {filter, trouble} = spec;
		const before = this.#spec;
		this.#passes = row => (!trouble || isTrouble(row)) && matches(filter, row, resources);
		if (before && this.#resources === resources && hasSameOrder(before, spec)) {
			// In the order in which they lie in memory: in that of the list it takes twice the time.
			for (const placed of this.#members.values()) placed.shown = this.#passes(placed.row);
		} else this.#build(spec, resources);
		this.#spec = spec;
		this.#rows = null;
		this.revision += 1;
	}

	/** Puts the rows of `Resources.drainDirty` in their places; true if rows came, went or moved. */
	merge(dirty: readonly Row[]): boolean {
		const added: Placed[] = [];
		const total = this.#members.size;
		let moved = false;
		let changed = false;
		for (const row of dirty) {
			const present = this.#members.get(row);
			const next = this.#place(row);
			if (present?.shown || next?.shown) changed ||= !isSamePlace(present, next);
			if (present && next && hasSameValue(present, next)) {
				present.shown = next.shown;
				continue;
			}

			if (present) {
				present.dropped = true;
				moved = true;
			}

			if (next) {
				added.push(next);
				this.#members.set(row, next);
			} else this.#members.delete(row);
		}

		if (moved || added.length > 0) this.#list = insertSorted(this.#list, added, this.#order);
		if (!changed && this.#members.size === total) return false;
		if (changed) this.#rows = null;
		this.revision += 1;
		return true;
	}

	/** Place of a row, or -1. */
	indexOf(key: ResourceKey): number {
		const row = this.#resources?.get(key);
		const sought = row && this.#members.get(row);
		if (!sought?.shown) return -1;
		const {rows} = this;
		return placeOf(rows.length, place => {
			const other = rows[place];
			const placed = other && this.#members.get(other);
			return placed !== undefined && this.#order(placed, sought) < 0;
		});
	}

	#build(spec: GridSpec, resources: Resources): void {
		const sortValue = sortValueOf(spec.sort.column, spec.kinds.find(({name}) => name === spec.kind) ?? null);
		this.#resources = resources;
		this.#belongs = membership(spec);
		this.#valueOf = row => sortValue(row, resources);
		this.#order = orderOf(spec.sort);
		this.#members.clear();
		this.#list = [];
		for (const row of candidates(spec, resources)) {
			const placed = this.#place(row);
			if (!placed) continue;
			this.#members.set(row, placed);
			this.#list.push(placed);
		}

		this.#list.sort(this.#order);
	}

	/** A row with what it is sorted by; undefined where it does not belong here. */
	#place(row: Row): Placed | undefined {
		if (row.dropped || !this.#belongs(row)) return undefined;
		return {
			row,
			value: this.#valueOf(row),
			name: row.resource.name,
			shown: this.#passes(row),
			dropped: false,
		};
	}
}
