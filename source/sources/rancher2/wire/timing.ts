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
	/** Interval of listings for what only the management API reports: it may lose changes while it starts. */
	readonly sweepMs: number;
	/** Interval of polls for types that cannot be watched. */
	readonly pollMs: number;
	/** Silence after which a cluster is probed. */
	readonly quietMs: number;
	/** Interval of checks for silent clusters, and of probes of one that is unreachable. */
	readonly probeMs: number;
	readonly probeTimeoutMs: number;
	/** For this long after a sign of an outage, Steve's lists are compared with Kubernetes, at this interval. */
	readonly doubtMs: number;
	readonly compareMs: number;
	/** Delay of the first comparison: further signs follow closely. */
	readonly settleMs: number;
	/** Interval of comparing counts otherwise; sooner if they were too low. */
	readonly countsMs: number;
	readonly recountMs: number;
	/** Delay that merges several changes of schemas. */
	readonly schemasMs: number;
	/** Time after which a missing kind counts as gone. */
	readonly absentMs: number;
	/** Maximum time for which a server without any usual kind counts as starting. */
	readonly startingMs: number;
	/** After a cluster that failed again, before the next one that failed is tried. */
	readonly pauseMs: number;
	/** Delay between attempts with refused credentials. */
	readonly refusedMs: number;
	/** Interval of checks of a container whose log has ended. */
	readonly logPollMs: number;
	/** Between two looks at what pods and nodes use; the metrics-server itself looks each 15 s. */
	readonly measureMs: number;
	/** The same while nobody looks: with the 15 s, less than `usageExpiresMs`, so that no figure disappears meanwhile. */
	readonly seldomMeasureMs: number;
	/** After a look that failed; after one that will hardly work another time. */
	readonly remeasureMs: number;
	readonly unmeasuredMs: number;
	/** Between two looks at what is left on a node that is drained: a pod that was refused is tried again then. */
	readonly drainMs: number;
	/** For so long a row says why a drain failed. */
	readonly drainEndMs: number;
	/** Delays between tries; those of the transport if null. */
	readonly backoff: (() => Backoff) | null;
};

/** The real durations. */
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
	drainMs: 5000,
	drainEndMs: 15_000,
	pauseMs: 1000,
	refusedMs: 60_000,
	logPollMs: 2000,
	measureMs: 15_000,
	seldomMeasureMs: 30_000,
	remeasureMs: 60_000,
	unmeasuredMs: 5 * 60_000,
	backoff: null,
};
