import type {ResourceKey} from '../../model/resource.js';
import {matches, narrows} from '../filter/filter.js';
import type {Row} from '../rows/row.js';
import type {RowStore} from '../rows/row-store.js';
import {isTrouble} from '../rows/trouble.js';
import {Membership} from '../scope/membership.js';
import {limitsOf} from '../scope/scope.js';
import {NameOrder} from './name-order.js';
import {Places} from './places.js';
import type {RowIndex} from './row-index.js';
import {byMatch, compareValues, matchValueOf, type SortValue, sortValueOf} from './sort.js';
import {insertSorted, type NumberOrder, placeOf, without} from './sorted-numbers.js';
import {candidates, type GridSpec, hasSameOrder, leadership, membership, showsSameRows} from './spec.js';

/**
 * The sorted, filtered rows of one view. An update costs work in proportion to what changed. A removed row keeps its place
 * until it is gone from the resources. A row is sorted and filtered again only when it changes itself, not when a row that
 * it refers to is renamed.
 */
export class GridIndex implements RowIndex {
	/** Grows whenever rows come, go or move. */
	revision = 0;
	/** Those of all rows of the view, including filtered ones. */
	#places = new Places();
	/** Their numbers in order, so that another filter needs no sorting. */
	#list: Uint32Array = new Uint32Array(0);
	/** The numbers of those that pass the filter. */
	#shown: Uint32Array | null = null;
	#spec: GridSpec | null = null;
	#resources: RowStore | null = null;
	#inScope: Membership | null = null;
	#belongs: (row: Row) => boolean = () => false;
	#passes: (row: Row) => boolean = () => false;
	#leads: (row: Row) => boolean = () => false;
	#valueOf: (row: Row) => SortValue = () => null;
	#names = new NameOrder(this.#places);
	#order: NumberOrder = this.#names.compare;
	/** The row that stays although it left the view. */
	#held: ResourceKey | null = null;

	/** How many rows there are to show. */
	get length(): number {
		return this.#numbers.length;
	}

	/** The row at a place. */
	at(place: number): Row | undefined {
		const number = this.#numbers[place];
		return number === undefined ? undefined : this.#places.rows[number];
	}

	/** The rows of a window, in order. */
	slice(from = 0, to = this.length): Row[] {
		return Array.from(this.#numbers.subarray(from, to), number => this.#places.rows[number]).filter(
			row => row !== undefined,
		);
	}

	/** How many rows the view has without filter and trouble. */
	get total(): number {
		return this.#list.length;
	}

	/** Whether a row is shown only because it is held: the filter hides it, or it belongs elsewhere now. */
	lingers(row: Row): boolean {
		return row.resource.key === this.#held && !(this.#belongs(row) && this.#passes(row));
	}

	/** How many rows are shown only because they are held: 0 or 1. */
	get lingering(): number {
		const row = this.#heldRow();
		return row && this.#places.rows[row.number] === row && this.lingers(row) ? 1 : 0;
	}

	/** As in `RowIndex`. */
	get matching(): number {
		return this.length - this.lingering;
	}

	/** A list has no branches. */
	branchOf(): null {
		return null;
	}

	/** Keeps a row in its place, whatever happens to it, instead of the one held before; true if rows went or moved. */
	hold(key: ResourceKey | null): boolean {
		const before = this.#heldRow();
		if (key === this.#held) return false;
		this.#held = key;
		return before !== undefined && this.merge([before]);
	}

	/** For another view, filter or order, or changed kinds: rebuilds what differs. */
	reset(spec: GridSpec, resources: RowStore): void {
		const {filter, trouble} = spec;
		const before = this.#spec;
		// Another choice of rows ends the hold.
		if (!before || !showsSameRows(before, spec)) this.#held = null;
		this.#passes = row => (!trouble || isTrouble(row)) && matches(filter, row, resources);
		if (before && this.#resources === resources && hasSameOrder(before, spec)) {
			const {hidden, rows} = this.#places;
			const onlyFewer = before.trouble === trouble && narrows(filter, before.filter);
			// In memory order: in the order of the list it takes twice the time.
			for (const row of rows) if (row && !(onlyFewer && hidden[row.number] === 1)) this.#see(row);
		} else this.#build(spec, resources);
		this.#spec = spec;
		this.#shown = null;
		this.revision += 1;
	}

	/** Merges the rows of `RowStore.drainDirty`; true if rows came, went or moved. */
	merge(dirty: readonly Row[]): boolean {
		if (this.#inScope?.isOutdatedBy(dirty)) return this.#rebuild();
		const places = this.#places;
		const added: number[] = [];
		const total = this.#list.length;
		let changed = false;
		let gone = 0;
		for (const row of dirty) {
			const {number} = row;
			const isPlaced = places.rows[number] === row;
			const wasShown = isPlaced && places.hidden[number] === 0;
			if (row.dropped || !this.#stays(row)) {
				if (!isPlaced) continue;
				places.left[number] = 1;
				places.rows[number] = undefined;
				gone += 1;
				changed ||= wasShown;
			} else {
				const moves = isPlaced ? this.#renew(row) : this.#place(row);
				const isShown = this.#see(row);
				changed ||= wasShown !== isShown || (moves && wasShown);
				if (moves) added.push(number);
			}
		}

		if (gone > 0 || added.length > 0) {
			this.#list = insertSorted(this.#list, places.left, added, this.#order);
			this.#names.learn(this.#list);
		}

		if (!changed && this.#list.length === total) return false;
		if (changed) this.#shown = null;
		this.revision += 1;
		return true;
	}

	/** Place of a row, or -1. */
	indexOf(key: ResourceKey): number {
		const sought = this.#resources?.get(key);
		if (!sought) return -1;
		const {number} = sought;
		if (this.#places.rows[number] !== sought || this.#places.hidden[number] === 1) return -1;
		const numbers = this.#numbers;
		return placeOf(numbers.length, place => this.#order(numbers[place] ?? number, number) < 0);
	}

	get #numbers(): Uint32Array {
		this.#shown ??= without(this.#list, this.#places.hidden);
		return this.#shown;
	}

	#build(spec: GridSpec, resources: RowStore): void {
		const {
			found = null,
			sort: {column},
		} = spec;
		const sortValue =
			found !== null && column === byMatch.column
				? matchValueOf(found)
				: sortValueOf(spec.sort.column, spec.kinds.find(({name}) => name === spec.kind) ?? null);
		this.#resources = resources;
		this.#inScope = spec.scope && new Membership(spec.scope, limitsOf(spec.kinds), resources);
		this.#belongs = membership(spec, this.#inScope, resources);
		this.#leads = leadership(spec, resources);
		this.#valueOf = row => sortValue(row, resources);
		const {descending} = spec.sort;
		this.#places = new Places();
		const places = this.#places;
		const {values} = places;
		this.#names = new NameOrder(this.#places);
		const {compare} = this.#names;
		this.#order = (left, right) =>
			(places.leads[right] ?? 0) - (places.leads[left] ?? 0) ||
			compareValues(values[left] ?? null, values[right] ?? null, descending) ||
			compare(left, right);
		const list: number[] = [];
		const take = (row: Row): void => {
			this.#place(row);
			this.#see(row);
			list.push(row.number);
		};
		for (const row of candidates(spec, resources)) if (this.#belongs(row)) take(row);
		const held = this.#heldRow();
		if (held && this.#places.rows[held.number] !== held) take(held);
		this.#list = Uint32Array.from(list.sort(this.#order));
	}

	/** What the scope holds is different now. */
	#rebuild(): true {
		if (this.#spec && this.#resources) this.#build(this.#spec, this.#resources);
		this.#shown = null;
		this.revision += 1;
		return true;
	}

	#heldRow(): Row | undefined {
		return this.#held === null ? undefined : this.#resources?.get(this.#held);
	}

	#stays(row: Row): boolean {
		return row.resource.key === this.#held || this.#belongs(row);
	}

	/** Adds a new row. */
	#place(row: Row): true {
		const {number, resource} = row;
		const places = this.#places;
		places.reach(number);
		places.rows[number] = row;
		places.values[number] = this.#valueOf(row);
		places.leads[number] = Number(this.#leads(row));
		places.names[number] = resource.name;
		places.ranks[number] = -1;
		return true;
	}

	/** Filters a row; true if it passes. */
	#see(row: Row): boolean {
		const passes = row.resource.key === this.#held || this.#passes(row);
		this.#places.hidden[row.number] = Number(!passes);
		return passes;
	}

	/** Updates the sort values of a row that changed; true if it has to move, and is marked so. */
	#renew(row: Row): boolean {
		const {number, resource} = row;
		const {values, names, ranks, left, leads} = this.#places;
		const value = this.#valueOf(row);
		const isLeader = Number(this.#leads(row));
		const isRenamed = names[number] !== resource.name;
		if (values[number] === value && !isRenamed && leads[number] === isLeader) return false;
		values[number] = value;
		leads[number] = isLeader;
		names[number] = resource.name;
		if (isRenamed) ranks[number] = -1;
		left[number] = 1;
		return true;
	}
}
