import type {BatchNews} from '../wire/batch-news.js';
import type {Step} from '../wire/events.js';
import type {Job, Part, Progress} from './job.js';
import type {Outcome} from './outcome.js';

/** What part of its states a minion has done; the return itself is one step more. */
const partOf = (progress: Progress | undefined): number =>
	progress?.total ? progress.done / (progress.total + 1) : 0;

/** The part, or the one before where that says the same: there are very many, and most say the same. */
const partLike = (before: Part | null, part: Part): Part =>
	before?.at === part.at &&
	before.ok === part.ok &&
	before.retcode === part.retcode &&
	before.summary === part.summary
		? before
		: part;

/** Takes in what one minion made of a job. */
export const answered = (
	job: Job,
	minion: string,
	{ok, retcode, summary}: Outcome,
	at: number | null,
): void => {
	job.minions.add(minion);
	// Mostly there are none: returns are what comes most.
	for (const others of [job.killed, job.silent, job.skipped]) if (others.size > 0) others.delete(minion);
	if (job.progress.size > 0) {
		job.partial -= partOf(job.progress.get(minion));
		job.progress.delete(minion);
	}

	job.lastPart = partLike(job.lastPart, {ok, retcode, summary, at});
	job.parts.set(minion, job.lastPart);
	job.unread = null;
	if (ok === false) job.failures.set(minion, summary);
	else if (job.failures.size > 0) job.failures.delete(minion);
};

/** Takes in how far a batch is; its target is that of the whole, whatever its parts are published to. */
export const advance = (job: Job, news: BatchNews): void => {
	const total = news.total ?? news.minions?.length ?? job.batch?.total ?? 0;
	const isOver = news.end !== null || job.batch?.isOver === true;
	job.batch = {isOver, total};
	job.unread = null;
	if (job.args.length === 0) job.args = news.args;
	if (news.target.length > 0) {
		job.target = news.target;
		job.targetType = news.targetType;
	}

	job.user ??= news.user;
	for (const id of news.minions ?? []) job.minions.add(id);
	job.complete ||= news.minions !== null;
	for (const id of news.abandoned) {
		job.minions.add(id);
		if (!job.parts.has(id) && !job.killed.has(id)) job.skipped.add(id);
		job.silent.delete(id);
	}
};

/** Takes in that a minion has done one of its states. False for one that comes after the return: it is nothing new. */
export const stepped = (job: Job, {minion, index, total, result}: Step): boolean => {
	job.minions.add(minion);
	if (job.parts.has(minion)) return false;
	const before = job.progress.get(minion);
	const progress = {
		done: Math.max(before?.done ?? 0, index + 1),
		total: total ?? before?.total ?? null,
		failed: (before?.failed ?? 0) + (result.result === false ? 1 : 0),
	};
	job.progress.set(minion, progress);
	job.partial += partOf(progress) - partOf(before);
	job.lastStepBy = minion;
	job.silent.delete(minion);
	return true;
};
