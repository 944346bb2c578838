import type {Placed} from './placed.ts';
import {naturalCompare} from './sort.ts';

const byName = (left: Placed, right: Placed): number => {
	const order = naturalCompare(left.name, right.name);
	if (order !== 0) return order;
	const leftKey = left.row.resource.key;
	const rightKey = right.row.resource.key;
	return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
};

/**
 * The order of rows by name, for those that are equal otherwise. Where very many rows move in every frame, it learns the
 * places of all names: numbers are compared many times faster than texts that lie all over the memory.
 */
export class NameOrder {
	/** Names compared since the last `learn`. */
	#compared = 0;

	/** A total order. An arrow, so that it can be passed on. */
	readonly compare = (left: Placed, right: Placed): number => {
		if (left.rank >= 0 && right.rank >= 0) return left.rank - right.rank;
		this.#compared += 1;
		return byName(left, right);
	};

	/** Learns the places of all names, where they were compared so often that it is worth while. */
	learn(list: readonly Placed[]): void {
		const often = this.#compared > list.length;
		this.#compared = 0;
		if (!often) return;
		const sorted = [...list].sort(byName);
		for (const [rank, placed] of sorted.entries()) placed.rank = rank;
	}
}
