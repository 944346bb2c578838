/** Less than this, in milliseconds, is not worth a notice. */
const reportMs = 5000;
const stepMs = 5000;
/** After so long without an event nothing is held back any more. */
const drainedMs = 10_000;

/**
 * How late events are: salt-api passes on about a hundred events a second to each client, and holds back the rest. The
 * smallest delay ever seen counts as the difference of the clocks.
 */
export class Lag {
	/** How late the last event was, milliseconds. */
	lateMs = 0;
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

	/** The notice, rounded so that it does not change with every event; null where there is none. */
	get text(): string | null {
		if (this.lateMs < reportMs) return null;
		return `events come ${(Math.floor(this.lateMs / stepMs) * stepMs) / 1000} s late`;
	}

	/** Whether events of just now may still be on their way. */
	isBehind(at: number): boolean {
		return this.lateMs >= reportMs && at - this.heardAt < drainedMs;
	}
}
