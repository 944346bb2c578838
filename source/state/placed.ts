import type {Row} from './row.ts';
import type {SortValue} from './sort.ts';

/** A row in a sorted list with what it was sorted by, for the row itself changes in place. */
export type Placed = {
	readonly row: Row;
	readonly value: SortValue;
	readonly name: string;
	/** No longer in its place: the next `insertSorted` leaves it out. */
	dropped: boolean;
};

/** A total order: never 0 for two different rows. */
export type PlacedOrder = (left: Placed, right: Placed) => number;

/** The first place from `from` on whose row does not come before this one. */
export const placeOf = (list: readonly Placed[], placed: Placed, order: PlacedOrder, from = 0): number => {
	let low = from;
	let high = list.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const other = list[middle];
		if (other && order(other, placed) < 0) low = middle + 1;
		else high = middle;
	}

	return low;
};

/** The list without what was dropped and with `added` in place: one pass, comparing only for what was added. */
export const insertSorted = (list: readonly Placed[], added: Placed[], order: PlacedOrder): Placed[] => {
	const merged: Placed[] = [];
	let from = 0;
	const copyTo = (end: number): void => {
		for (; from < end; from++) {
			const placed = list[from];
			if (placed && !placed.dropped) merged.push(placed);
		}
	};

	for (const placed of added.sort(order)) {
		copyTo(placeOf(list, placed, order, from));
		merged.push(placed);
	}

	copyTo(list.length);
	return merged;
};
