import {longestTimerMs} from '../model/longest-timer.js';

/** Time, so that tests can give their own. */
export type Clock = {
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Calls back once after `delayMs`, however long that is; what it returns takes that back. */
	readonly after: (delayMs: number, call: () => void) => () => void;
};

/** The machine's own clock. */
export const systemClock: Clock = {
	now: () => Date.now(),
	after(delayMs, call) {
		let timer: NodeJS.Timeout | undefined;
		const arm = (leftMs: number) => {
			const nextMs = Math.min(leftMs, longestTimerMs);
			timer = setTimeout(() => (leftMs > nextMs ? arm(leftMs - nextMs) : call()), nextMs);
		};
		arm(delayMs);
		return () => clearTimeout(timer);
	},
};

/** Resolves after `delayMs`, or at once when the signal aborts (check the signal to see which). Never rejects. */
export const wait = (delayMs: number, signal: AbortSignal, clock: Clock = systemClock): Promise<void> =>
	new Promise(resolve => {
		if (signal.aborted) {
			resolve();
			return;
		}

		const finish = () => {
			cancel();
			signal.removeEventListener('abort', finish);
			resolve();
		};

		const cancel = clock.after(delayMs, finish);
		signal.addEventListener('abort', finish, {once: true});
	});
