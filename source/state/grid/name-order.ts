import type {Places} from './places.js';
import {naturalCompare} from './sort.js';
import type {NumberOrder} from './sorted-numbers.js';

/**
 * The order by name of rows that are equal otherwise. If very many rows move in every frame, it caches the rank of each
 * name: comparing ranks is many times faster than comparing texts scattered over the memory.
 */
export class NameOrder {
	readonly #places: Places;
	/** Names compared since the last `learn`. */
	#compared = 0;

	constructor(places: Places) {
		this.#places = places;
	}

	/** A total order of the numbers of rows. Bound, so that it can be passed on. */
	readonly compare: NumberOrder = (left, right) => {
		const {ranks} = this.#places;
		const leftRank = ranks[left] ?? -1;
		const rightRank = ranks[right] ?? -1;
		if (leftRank >= 0 && rightRank >= 0) return leftRank - rightRank;
		this.#compared += 1;
		return this.#byName(left, right);
	};

	/** Caches the ranks of all names, if enough of them were compared to make that worthwhile. */
	learn(list: Uint32Array): void {
		const often = this.#compared > list.length;
		this.#compared = 0;
		if (!often) return;
		const sorted = [...list].sort(this.#byName);
		for (const [rank, number] of sorted.entries()) this.#places.ranks[number] = rank;
	}

	readonly #byName: NumberOrder = (left, right) => {
		const {names, rows} = this.#places;
		const order = naturalCompare(names[left] ?? '', names[right] ?? '');
		if (order !== 0) return order;
		const leftKey = rows[left]?.resource.key ?? '';
		const rightKey = rows[right]?.resource.key ?? '';
		return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
	};
}
