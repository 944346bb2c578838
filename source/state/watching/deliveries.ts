/** At most one delivery in so long, milliseconds. */
const pauseMs = 1000;

/** Something to deliver, with how many others of its group came meanwhile. */
export type Delivery<Item> = {readonly item: Item; readonly more: number};

/**
 * Hands out one delivery a second at most. What comes meanwhile is counted by its group, of which the first is delivered
 * with that count in its turn.
 */
export class Deliveries<Item> {
	readonly #held = new Map<number, {item: Item; more: number}>();
	#nextAt = 0;

	/** Adds something of a group. */
	add(group: number, item: Item): void {
		const held = this.#held.get(group);
		if (held) held.more += 1;
		else this.#held.set(group, {item, more: 0});
	}

	/** The next delivery, if one may be made now. */
	take(now: number): Delivery<Item> | null {
		const [next] = this.#held;
		if (next === undefined || now < this.#nextAt) return null;
		this.#held.delete(next[0]);
		this.#nextAt = now + pauseMs;
		return next[1];
	}

	/** When `take` has something, epoch milliseconds; infinity for never. */
	get nextDue(): number {
		return this.#held.size === 0 ? Number.POSITIVE_INFINITY : this.#nextAt;
	}
}
