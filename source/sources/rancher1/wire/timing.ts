import type {Backoff} from '../../../transport/backoff.js';

/** How long things take, all in milliseconds. */
export type Timing = {
	/** Pings come each 5 s. */
	readonly silenceMs: number;
	/** Removals are lost now and then. */
	readonly sweepMs: number;
	/** The server ends a subscription after twelve hours (cattle api.sub.max.pings). */
	readonly renewMs: number;
	/** A row in transition is read after so long without news. */
	readonly silentRowMs: number;
	/** Between two polls of the projects: while one is in transition, and otherwise. */
	readonly movingProjectMs: number;
	readonly restingProjectMs: number;
	/** Between two tries with refused credentials. */
	readonly refusedMs: number;
	/** Between two checks of a container whose log waits for it to run. */
	readonly logPollMs: number;
	/** Between two samples of figures. */
	readonly statsPeriodMs: number;
	/** Delays between tries; those of the transport if null. */
	readonly backoff: (() => Backoff) | null;
};

/** As it is for people. */
export const usualTiming: Timing = {
	silenceMs: 12_000,
	sweepMs: 5 * 60_000,
	renewMs: 11.5 * 60 * 60_000,
	silentRowMs: 5000,
	movingProjectMs: 5000,
	restingProjectMs: 30_000,
	refusedMs: 60_000,
	logPollMs: 2000,
	statsPeriodMs: 1000,
	backoff: null,
};
