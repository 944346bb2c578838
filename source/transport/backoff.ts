/** How long to wait between tries. One per thing that is tried. */
export type Backoff = {
	/**
	 * The thing ended after it had been healthy for `livedMs` (0: it never was). Gives the delay before
	 * the next try in milliseconds. Two healthy minutes make the delays start small again.
	 */
	readonly next: (livedMs: number) => number;
};

/** All in milliseconds; `random` gives numbers from 0 up to 1. */
type BackoffOptions = {
	readonly firstMs?: number;
	readonly maxMs?: number;
	readonly random?: () => number;
};

const healthyMs = 120_000;

/** Delays that double, each with jitter over its upper half: 0.5 to 1 s, 1 to 2 s, … 15 to 30 s. */
export const createBackoff = ({
	firstMs = 500,
	maxMs = 30_000,
	random = Math.random,
}: BackoffOptions = {}): Backoff => {
	let failures = 0;

	return {
		next(livedMs) {
			if (livedMs >= healthyMs) failures = 0;
			const spread = Math.min(maxMs, 2 * firstMs * 2 ** failures);
			failures = Math.min(failures + 1, 30);
			return Math.round(spread * (0.5 + random() / 2));
		},
	};
};
