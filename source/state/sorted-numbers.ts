/** A total order of things that go by numbers: never 0 for two different ones. */
export type NumberOrder = (left: number, right: number) => number;

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
 * The sorted list without those that left their place (`left` is 1 for them) and with `added` in place, in one pass. Few
 * are looked up by halving, which compares only for what was added; many are merged step by step. What was added has
 * not left its place any more afterwards.
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
	const few = added.length * Math.log2(length + 1) < length;
	let from = 0;
	let end = 0;
	for (const number of added) {
		left[number] = 0;
		const isBefore = (place: number): boolean => order(rest[place] ?? number, number) < 0;
		if (few) {
			const place = placeOf(length, isBefore, from);
			while (from < place) merged[end++] = rest[from++] ?? 0;
		} else while (from < length && isBefore(from)) merged[end++] = rest[from++] ?? 0;
		merged[end++] = number;
	}

	merged.set(rest.subarray(from), end);
	return merged;
};
