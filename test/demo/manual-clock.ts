import type {Clock} from '../../source/demo/world/clock.js';

/** A clock that stands still until it is moved: for tests that play minutes in no time. */
export type ManualClock = Clock & {
	/** Moves on, making every call that falls due, in order of time. */
	readonly advance: (byMs: number) => void;
};

/** A clock that starts at `startMs` (epoch milliseconds) and moves only by `advance`. */
export const manualClock = (startMs: number): ManualClock => {
	let now = startMs;
	let waiting: {readonly at: number; readonly callback: () => void}[] = [];
	return {
		now: () => now,
		after(delayMs, callback) {
			const call = {at: now + delayMs, callback};
			waiting.push(call);
			return () => {
				waiting = waiting.filter(other => other !== call);
			};
		},
		advance(byMs) {
			const end = now + byMs;
			for (;;) {
				const due = waiting.filter(({at}) => at <= end).sort((one, other) => one.at - other.at)[0];
				if (!due) break;
				waiting = waiting.filter(call => call !== due);
				now = Math.max(now, due.at);
				due.callback();
			}

			now = end;
		},
	};
};
