import {type Clock, systemClock} from '../../transport/clock.js';

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

/**
 * Looks again and again, as long as there is something to look after: an idle source has no timer. Call the result
 * whenever there may be something.
 *
 * @param look returns whether there is still something
 */
export const lookWhileNeeded = (delayMs: number, look: () => boolean, signal: AbortSignal): (() => void) => {
	let cancel: (() => void) | null = null;
	const arm = () => {
		if (signal.aborted) return;
		cancel ??= systemClock.after(delayMs, () => {
			cancel = null;
			if (look()) arm();
		});
	};

	signal.addEventListener('abort', () => cancel?.(), {once: true});
	return arm;
};
