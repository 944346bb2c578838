/** A total order of numbered things: never 0 for two different ones. */
export type NumberOrder = (left: number, right: number) => number;

/** The first index from `from` to `length` for which `isBefore` is false. */
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

/** As `placeOf`, for an index that is likely near: a galloping search. */
const placeNear = (length: number, isBefore: (place: number) => boolean, from: number): number => {
	let low = from;
	let high = from;
	for (let step = 1; high < length && isBefore(high); step *= 2) {
		low = high + 1;
		high += step;
	}

	return placeOf(Math.min(high, length), isBefore, low);
};

/** The list without those whose flag is 1. */
export const without = (list: Uint32Array, flags: Uint8Array): Uint32Array => {
	const rest = new Uint32Array(list.length);
	let end = 0;
	for (const number of list) {
		rest[end] = number;
		if (flags[number] !== 1) end++;
	}

	return rest.subarray(0, end);
};

/**
 * The sorted list without those for which `left` is 1, and with `added` merged in, in one pass. Clears `left` of those
 * added.
 */
export const insertSorted = (
	list: Uint32Array,
	left: Uint8Array,
	added: number[],
	order: NumberOrder,
): Uint32Array => {
	const rest = without(list, left);
	if (added.length === 0) return rest;
	added.sort(order);
	const {length} = rest;
	const merged = new Uint32Array(length + added.length);
	let from = 0;
	let end = 0;
	for (const number of added) {
		left[number] = 0;
		const place = placeNear(length, at => order(rest[at] ?? number, number) < 0, from);
		while (from < place) merged[end++] = rest[from++] ?? 0;
		merged[end++] = number;
	}

	merged.set(rest.subarray(from), end);
	return merged;
};
