import type {Published} from '../wire/job.js';
import type {Outcome} from './outcome.js';

/** Who works: minions, or the master itself for runners and wheel functions. */
export type Side = 'minions' | 'runner' | 'wheel';

/** How far a state run of one minion is. */
export type Progress = {
	readonly done: number;
	readonly total: number | null;
	readonly failed: number;
};

/** One minion's return. */
export type Part = Outcome & {
	/** When it was received, epoch milliseconds; null for one from the job cache. */
	readonly at: number | null;
};

/**
 * A job as far as it is known: pieced together from events that come in any order, twice, late or not at all, and from
 * the job cache. Changed in place by `Jobs` only. No minion is in more than one of `parts`, `killed`, `silent`
 * and `skipped`.
 */
export type Job = {
	readonly jid: string;
	/** Under which jid the job cache has it: that of a wheel function's copy up to 3007. */
	cachedAs: string;
	readonly side: Side;
	fun: string;
	/** It changes nothing: programs make such calls all the time. */
	internal: boolean;
	args: readonly unknown[];
	/** What it was called with is not known: a wheel function up to 3007 says so in its copy only. */
	isBare: boolean;
	target: Published['target'];
	targetType: string;
	user: string | null;
	/** Name of the schedule entry of the minion itself that ran it. */
	schedule: string | null;
	/** Epoch milliseconds, from the jid. */
	readonly started: number | null;
	/** Who takes part. */
	readonly minions: Set<string>;
	/** `minions` are all of them; else only those that were heard of. */
	complete: boolean;
	missing: readonly string[];
	readonly parts: Map<string, Part>;
	/** The last of `parts`: minions that say the same at the same time share it. */
	lastPart: Part | null;
	readonly progress: Map<string, Progress>;
	/** Sum of what part of their states the minions in `progress` have done. */
	partial: number;
	/** The minion that last reported a step. */
	lastStepBy: string | null;
	/** Killed: their return never comes. */
	readonly killed: Set<string>;
	/** They do not work on it, and have not answered. */
	readonly silent: Set<string>;
	/** The batch was stopped before it came to them. */
	readonly skipped: Set<string>;
	/** Set where some minions get it after the others: what has been published so far is not the whole. */
	batch: {readonly isOver: boolean; readonly total: number} | null;
	/** Its entry in the job cache cannot be read: it holds bytes. */
	unreadable: boolean;
	/** What of each failed part there is to say. */
	readonly failures: Map<string, string>;
	/** Why the master refused it, or what a runner reports while it works. */
	message: string | null;
	refused: boolean;
	/** When it last changed, epoch milliseconds. */
	lastAt: number;
	/** When it came to its end as it is now, epoch milliseconds; null while it runs, or when nobody knows. */
	endedAt: number | null;
	/** What it was after the last news: `endedAt` belongs to that. */
	settled: JobState | null;
	/** The job cache reported it, which does not say since when nobody has been working on a job. */
	cached: boolean;
	/** Only its listing is known, and its results are in the job cache: `over` where it is known not to run. */
	unread: 'unknown' | 'over' | null;
	/** What its row is made of that seldom changes. */
	readonly row: JobRowParts;
};

/** What rows of a job are made of, so that a return costs the same however many minions there are. */
type JobRowParts = {
	/** Key of its row; '' before that was made. */
	key: string;
	/** The keys of its minions' rows in the order of `minions`, which only grows: as last emitted. */
	parents: readonly string[];
	/** Function and arguments as they are shown, and of which they were made. */
	title: {readonly fun: string; readonly args: readonly unknown[]; readonly text: string} | null;
	/** What was last emitted, without counts; null before that. */
	reported: {readonly state: JobState; readonly failed: boolean; readonly message: string | null} | null;
};

/**
 * The state of a job. `halted`: a batch that was stopped, and what had begun succeeded; `finished`: over, its results are
 * not known; `unknown`: not even that is known.
 */
export type JobState =
	| 'running'
	| 'succeeded'
	| 'failed'
	| 'killed'
	| 'no response'
	| 'refused'
	| 'halted'
	| 'finished'
	| 'unknown'
	| 'no minions';

/** How many minions have not answered yet; null where it is not known which are expected. */
export const waitingFor = (job: Job): number | null =>
	job.complete
		? job.minions.size - job.parts.size - job.killed.size - job.silent.size - job.skipped.size
		: null;

/** How many minions it is about, as far as that is known. */
export const sizeOf = ({minions, batch}: Job): number => Math.max(minions.size, batch?.total ?? 0);

/** Whether a job in this state may still come to an end, or to another one that the job cache holds. */
const isOpen = (state: JobState): boolean =>
	state === 'running' || state === 'finished' || state === 'unknown';

/** When the last return came, epoch milliseconds; null where some are from the job cache. */
const lastReturnAt = ({parts}: Job): number | null => {
	let last: number | null = null;
	for (const {at} of parts.values()) {
		if (at === null) return null;
		last = Math.max(last ?? at, at);
	}

	return last;
};

/** The state of a job, from what is known of it. */
export const stateOf = (job: Job): JobState => {
	if (job.refused) return 'refused';
	if (job.unread !== null) return job.unread === 'over' ? 'finished' : 'unknown';
	if (job.batch?.isOver === false) return 'running';
	const waiting = waitingFor(job);
	if (waiting === null ? job.endedAt === null : waiting > 0) return 'running';
	if (job.failures.size > 0) return 'failed';
	if (job.killed.size > 0) return 'killed';
	if (job.silent.size > 0) return job.unreadable ? 'finished' : 'no response';
	if (job.skipped.size > 0) return 'halted';
	return job.minions.size === 0 ? 'no minions' : 'succeeded';
};

/** A job changed at `at`; where that brought it to another end, it ended at `endedAt`. */
export const settle = (job: Job, at: number, endedAt: number | null = at): void => {
	job.lastAt = Math.max(job.lastAt, at);
	const state = stateOf(job);
	if (isOpen(state)) job.endedAt = null;
	else if (state !== job.settled) job.endedAt = endedAt;
	job.settled = state;
};

/** The job cache reported a job at `at`, which says nothing of when it ended: `endedAt` does, where it is kept. */
export const settleCached = (job: Job, at: number, endedAt: number | null): void => {
	const end = endedAt ?? lastReturnAt(job);
	job.cached = true;
	settle(job, at, end);
	if (!isOpen(stateOf(job))) job.endedAt ??= end;
};

/** Minions that are expected and have not been heard of. */
export const missingFrom = (job: Job): readonly string[] =>
	[...job.minions].filter(
		id => !job.parts.has(id) && !job.killed.has(id) && !job.silent.has(id) && !job.skipped.has(id),
	);

/** Which of a job's minions failed, and which have not answered: for running it again. */
export const leftOver = (
	job: Job,
): {readonly failed: readonly string[]; readonly missing: readonly string[]} => ({
	failed: [...job.failures.keys()],
	missing: [...missingFrom(job), ...job.silent, ...job.killed, ...job.skipped],
});

/** Whether it is known what a job was called with: what the master itself does is listed without its arguments. */
export const hasArguments = ({side, unread, cached, parts, isBare}: Job): boolean =>
	side === 'minions' || (!isBare && unread === null && !(cached && parts.size === 0));

/** A job of which nothing but its id is known. */
export const emptyJob = (jid: string, side: Side, started: number | null, at: number): Job => ({
	jid,
	cachedAs: jid,
	side,
	fun: '',
	internal: false,
	args: [],
	isBare: false,
	target: '',
	targetType: '',
	user: null,
	schedule: null,
	started,
	minions: new Set(),
	complete: false,
	missing: [],
	parts: new Map(),
	lastPart: null,
	progress: new Map(),
	partial: 0,
	lastStepBy: null,
	killed: new Set(),
	silent: new Set(),
	skipped: new Set(),
	batch: null,
	unreadable: false,
	failures: new Map(),
	message: null,
	refused: false,
	lastAt: at,
	endedAt: null,
	settled: null,
	cached: false,
	unread: null,
	row: {key: '', parents: [], title: null, reported: null},
});
