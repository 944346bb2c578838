import type {Clock} from '../../transport/clock.js';

/** Timers that repeat until all of them end together. */
export class Repeats {
	readonly #clock: Clock;
	readonly #cancels = new Set<() => void>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	every(delayMs: number, call: () => void): void {
		let cancel: () => void = () => undefined;
		const arm = () => {
			cancel = this.#clock.after(delayMs, () => {
				arm();
				call();
			});
		};

		arm();
		this.#cancels.add(() => cancel());
	}

	end(): void {
		for (const cancel of this.#cancels) cancel();
	}
}
