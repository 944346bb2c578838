import type {ResourceKey} from '../../../model/resource.js';

const maxKept = 1024;

/**
 * Which rows were lately in events and at what times, to find an event that another overtook: that happens within
 * moments. An event that is newer than all others, as nearly every one is, is not compared with them.
 */
export class RecentTimes {
	readonly #keys: ResourceKey[] = [];
	readonly #times: number[] = [];
	#next = 0;
	#newest = 0;

	/** Takes note of an event; `time` in epoch milliseconds by the server's clock. */
	note(key: ResourceKey, time: number): void {
		this.#keys[this.#next] = key;
		this.#times[this.#next] = time;
		this.#next = (this.#next + 1) % maxKept;
		this.#newest = Math.max(this.#newest, time);
	}

	/** Whether a later event of this row came already. */
	isLate(key: ResourceKey, time: number): boolean {
		return time < this.#newest && time < (this.of(key) ?? 0);
	}

	/** The time of the last event of this row; null where it is not known, or no longer. */
	of(key: ResourceKey): number | null {
		let last: number | null = null;
		for (const [place, other] of this.#keys.entries()) {
			if (other === key) last = Math.max(last ?? 0, this.#times[place] ?? 0);
		}

		return last;
	}
}
