/** Where the simulation gets its time from. */
export type Clock = {
	/** Epoch milliseconds. */
	readonly now: () => number;
	/** Calls once after `delayMs`; returns the function that cancels the call. */
	readonly after: (delayMs: number, callback: () => void) => () => void;
};

/** The time of this machine. */
export const systemClock: Clock = {
	now: () => Date.now(),
	after(delayMs, callback) {
		const timer = setTimeout(callback, delayMs);
		return () => clearTimeout(timer);
	},
};
