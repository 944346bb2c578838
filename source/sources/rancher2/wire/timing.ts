import type {Backoff} from '../../../transport/backoff.js';

/** How long things take, all in milliseconds. */
export type Timing = {
	/** Steve pings each 30 s, the management API each 5 s. */
	readonly steveSilenceMs: number;
	readonly normanSilenceMs: number;
	/** The management API does not say when a subscription has begun: this long for its first frame. */
	readonly firstFrameMs: number;
	/** A subscription of the management API that ends before this never worked. */
	readonly birthMs: number;
	/** What only the management API tells is listed again that often: it may lose what happens as it begins. */
	readonly sweepMs: number;
	/** Between two looks at what cannot be watched. */
	readonly pollMs: number;
	/** A cluster that has told nothing for that long is asked whether it is well. */
	readonly quietMs: number;
	/** Between two looks for clusters to ask, and between two questions to one that is away. */
	readonly probeMs: number;
	/** For the answer. */
	readonly probeTimeoutMs: number;
	/** So long after a sign of an outage what Steve lists is compared with what there is, that often. */
	readonly doubtMs: number;
	readonly compareMs: number;
	/** The first time so long after the sign: others follow it closely. */
	readonly settleMs: number;
	/** Otherwise the counts are compared that often, and sooner where they were too low. */
	readonly countsMs: number;
	readonly recountMs: number;
	/** Several changes of schemas are read as one. */
	readonly schemasMs: number;
	/** A kind that the server showed before is gone once it was missing for that long. */
	readonly absentMs: number;
	/** A server that shows none of the usual kinds is taken for one that is starting for that long at most. */
	readonly startingMs: number;
	/** After a cluster that failed again, before the next one that failed is tried. */
	readonly pauseMs: number;
	/** Between two tries with refused credentials. */
	readonly refusedMs: number;
	/** Between two looks at a container whose log has ended. */
	readonly logPollMs: number;
	/** Delays between tries; those of the transport if null. */
	readonly backoff: (() => Backoff) | null;
};

/** As it is for people. */
export const usualTiming: Timing = {
	steveSilenceMs: 45_000,
	normanSilenceMs: 20_000,
	firstFrameMs: 1000,
	birthMs: 12_000,
	sweepMs: 5 * 60_000,
	pollMs: 20_000,
	quietMs: 5000,
	probeMs: 2500,
	probeTimeoutMs: 5000,
	doubtMs: 120_000,
	compareMs: 15_000,
	settleMs: 2000,
	countsMs: 60_000,
	recountMs: 10_000,
	schemasMs: 3000,
	absentMs: 10_000,
	startingMs: 60_000,
	pauseMs: 1000,
	refusedMs: 60_000,
	logPollMs: 2000,
	backoff: null,
};
