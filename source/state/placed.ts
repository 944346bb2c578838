import type {Row} from './row.ts';
import type {SortValue} from './sort.ts';

/** A row in a sorted list with what it was sorted by, for the row itself changes in place. */
export type Placed = {
	readonly row: Row;
	value: SortValue;
	name: string;
	/** Its place among all by name, so that names need not be read to compare two rows; -1 where not known. */
	rank: number;
	/** The filter lets it through. */
	shown: boolean;
	/** Not in its place: the next `insertSorted` leaves it out where it is, and puts it where it was added. */
	moved: boolean;
};

/** A total order: never 0 for two different rows. */
export type PlacedOrder = (left: Placed, right: Placed) => number;

/** The first place from `from` on, of `length`, that does not come before what is sought. */
export const placeOf = (length: number, isBefore: (place: number) => boolean, from = 0): number => {
	let low = from;
	let high = length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (isBefore(middle)) low = middle + 1;
		else high = middle;
	}

	return low;
};

/**
 * The list without what has moved and with `added` in place, in one pass. Few are looked up by halving, which compares
 * only for what was added; many are merged step by step. What was added has not moved any more afterwards.
 */
export const insertSorted = (list: readonly Placed[], added: Placed[], order: PlacedOrder): Placed[] => {
	const rest = list.filter(placed => !placed.moved);
	if (added.length === 0) return rest;
	added.sort(order);
	const merged: Placed[] = new Array(rest.length + added.length);
	const few = added.length * Math.log2(rest.length + 1) < rest.length;
	let from = 0;
	let end = 0;
	for (const placed of added) {
		placed.moved = false;
		let other = rest[from];
		if (few) {
			const place = placeOf(rest.length, at => order(rest[at] ?? placed, placed) < 0, from);
			while (from < place) merged[end++] = rest[from++] ?? placed;
		} else {
			while (other && order(other, placed) < 0) {
				merged[end++] = other;
				other = rest[++from];
			}
		}

		merged[end++] = placed;
	}

	for (const placed of from === 0 ? rest : rest.slice(from)) merged[end++] = placed;
	return merged;
};
