import type {ResourceKey} from '../../../model/resource.js';

/**
 * Actions that the server accepted and that are not over yet. A restart that takes less than a second never shows a
 * transition: its only event has the settled row, as before (frames-quick-restart.txt). So an event from after the
 * acceptance ends the action, and for that the server's clock is read from its frames.
 */
export class Acceptances {
	/** By our own clock, epoch milliseconds. */
	readonly #at = new Map<ResourceKey, number>();
	/** How far the server's clock is ahead of ours, less the latency of the quickest frame. */
	#aheadMs = Number.NEGATIVE_INFINITY;
	readonly #now: () => number;

	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	/** A frame of this time, epoch milliseconds by the server's clock. */
	hear(time: number): void {
		if (time > 0) this.#aheadMs = Math.max(this.#aheadMs, time - this.#now());
	}

	add(key: ResourceKey): void {
		this.#at.set(key, this.#now());
	}

	isPending(key: ResourceKey): boolean {
		return this.#at.size > 0 && this.#at.has(key);
	}

	/**
	 * The row has settled: whether that ends the action. `time` of an event by the server's clock; without it the
	 * row was read after the acceptance.
	 */
	end(key: ResourceKey, time: number | undefined): boolean {
		const at = this.#at.get(key);
		if (at === undefined || (time !== undefined && time - this.#aheadMs <= at)) return false;
		return this.#at.delete(key);
	}

	forget(key: ResourceKey): void {
		this.#at.delete(key);
	}
}
