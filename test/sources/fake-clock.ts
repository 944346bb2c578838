import type {Clock} from '../../source/transport/clock.js';

/** Lets everything that is ready happen. */
export const settle = () =>
	new Promise<void>(resolve => {
		setImmediate(resolve);
	});

/** A clock that stands still until it is moved; starts at 1000. */
export class FakeClock implements Clock {
	#time = 1000;
	readonly #timers = new Set<{readonly at: number; readonly call: () => void}>();

	readonly now = () => this.#time;

	readonly after = (delayMs: number, call: () => void) => {
		const timer = {at: this.#time + delayMs, call};
		this.#timers.add(timer);
		return () => void this.#timers.delete(timer);
	};

	/** Timers that are still set. */
	get pending(): number {
		return this.#timers.size;
	}

	/** Lets time pass, timer by timer. */
	async pass(ms: number): Promise<void> {
		const until = this.#time + ms;
		await settle();
		for (;;) {
			const [next] = [...this.#timers].sort((one, other) => one.at - other.at);
			if (!next || next.at > until) break;
			this.#timers.delete(next);
			this.#time = next.at;
			next.call();
			await settle();
		}

		this.#time = until;
	}
}
