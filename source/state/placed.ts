import type {Row} from './row.ts';
import type {SortValue} from './sort.ts';

/** A row in a sorted list with what it was sorted by, for the row itself changes in place. */
export type Placed = {
	readonly row: Row;
	readonly value: SortValue;
	readonly name: string;
	/** The filter lets it through. */
	shown: boolean;
	/** No longer in its place: the next `insertSorted` leaves it out. */
	dropped: boolean;
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
 * The list without what was dropped and with `added` in place, in one pass. Few are looked up by halving, which compares
 * only for what was added; many are merged step by step.
 */
export const insertSorted = (list: readonly Placed[], added: Placed[], order: PlacedOrder): Placed[] => {
	const merged: Placed[] = [];
	let from = 0;
	const copyTo = (end: number): void => {
		for (; from < end; from++) {
			const placed = list[from];
			if (placed && !placed.dropped) merged.push(placed);
		}
	};

	const few = added.length * Math.log2(list.length + 1) < list.length;
	for (const placed of added.sort(order)) {
		const isBefore = (place: number): boolean => {
			const other = list[place];
			return other !== undefined && order(other, placed) < 0;
		};
		if (few) copyTo(placeOf(list.length, isBefore, from));
		else while (list[from]?.dropped || isBefore(from)) copyTo(from + 1);
		merged.push(placed);
	}

	copyTo(list.length);
	return merged;
};
