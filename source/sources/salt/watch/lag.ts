/** Later than that, in milliseconds, is worth telling. */
const tellMs = 5000;
const stepMs = 5000;
/** With nothing heard for that long, nothing is held back any more. */
const drainedMs = 10_000;

/**
 * How late events come: salt-api passes about a hundred events a second on to each client, and holds back the rest.
 * The difference of the clocks is taken off: the smallest one that was ever seen.
 */
export class Lag {
	/** How late the last event came, milliseconds. */
	lateMs = 0;
	/** How many events came so far. */
	count = 0;
	/** When the last event came, epoch milliseconds. */
	heardAt = 0;
	#smallest = Number.POSITIVE_INFINITY;

	/** An event of this time by the master's clock came; times in epoch milliseconds. */
	heard(stamp: number | null, at: number): void {
		this.count++;
		this.heardAt = at;
		if (stamp === null) return;
		this.#smallest = Math.min(this.#smallest, at - stamp);
		this.lateMs = at - stamp - this.#smallest;
	}

	/** What there is to say of it, rounded so that it does not change with every event; null where it is not worth telling. */
	get text(): string | null {
		if (this.lateMs < tellMs) return null;
		return `events come ${(Math.floor(this.lateMs / stepMs) * stepMs) / 1000} s late`;
	}

	/** Whether what happened just now may still be on its way. */
	isBehind(at: number): boolean {
		return this.lateMs >= tellMs && at - this.heardAt < drainedMs;
	}
}
