import type {Health, Resource, ResourceKey, Transitioning} from '../../../model/resource.js';
import {redactText} from '../../../secrets/text.js';
import {type Job, type JobState, sizeOf, stateOf} from '../jobs/job.js';
import {statesText, titleOf, workText} from '../jobs/work.js';
import {actionsOfJob} from './action-list.js';
import {jobKey, type RowContext, rowKey} from './context.js';
import {row} from './to-resource.js';

const jobHealth: Readonly<Record<JobState, Health>> = {
	running: 'transitioning',
	succeeded: 'ok',
	failed: 'error',
	killed: 'warning',
	'no response': 'warning',
	refused: 'error',
	halted: 'warning',
	finished: 'unknown',
	unknown: 'unknown',
	'no minions': 'warning',
};

const unreadable = 'its return cannot be read: it holds bytes, which salt-api cannot send';

const names = (ids: Iterable<string>): string => {
	const all = [...ids];
	return all.length > 3 ? `${all.slice(0, 3).join(', ')} and ${all.length - 3} more` : all.join(', ');
};

const jobMessage = (job: Job, state: JobState): string | null => {
	const [failed] = job.failures;
	if (failed !== undefined) {
		const more = job.failures.size > 1 ? ` (and ${job.failures.size - 1} more)` : '';
		return job.side === 'minions' ? `${failed[0]}: ${failed[1]}${more}` : failed[1];
	}

	if (state === 'killed') return `killed on ${names(job.killed)}`;
	if (state === 'no response') return `no answer from ${names(job.silent)}`;
	if (job.skipped.size > 0) return `stopped before it ran on ${names(job.skipped)}`;
	if (job.unreadable && state !== 'running') return unreadable;
	if (job.missing.length > 0) return `the master does not know ${names(job.missing)}`;
	// What a runner reported while it worked ends with it.
	if (job.message !== null && (job.refused || state === 'running')) return redactText(job.message);
	if (job.schedule !== null) return `schedule ${job.schedule}`;
	if (state !== 'running') return null;
	const at = job.lastStepBy;
	const progress = at === null ? undefined : job.progress.get(at);
	return progress === undefined ? null : `${at}: ${statesText(progress)}`;
};

/** `3.2 s`, `4 min 5 s`. */
const took = (job: Job): string | null => {
	if (job.endedAt === null || job.started === null || job.endedAt < job.started) return null;
	const seconds = (job.endedAt - job.started) / 1000;
	return seconds < 60 ? `${seconds.toFixed(1)}s` : `${Math.floor(seconds / 60)}m${Math.round(seconds % 60)}s`;
};

const progressOf = (job: Job): number | null => {
	if (!job.complete || job.minions.size === 0 || job.side !== 'minions') return null;
	const done = job.parts.size + job.killed.size + job.silent.size + job.skipped.size + job.partial;
	return Math.min(100, Math.round((100 * done) / sizeOf(job)));
};

/** `job`, or `internal-job` for what only looks around. */
export const jobKind = (job: Job): string => (job.internal ? 'internal-job' : 'job');

/** The rows that a job belongs to. The list is only replaced when it grows: it is needed for each of thousands of returns. */
const jobParents = (
	{source, minionKey}: RowContext,
	{side, minions, row: parts}: Job,
): readonly ResourceKey[] => {
	const {parents} = parts;
	if (side !== 'minions') {
		if (parents.length === 0) parts.parents = [rowKey(source, 'master', 'master')];
	} else if (parents.length < minions.size) {
		const grown = parents.slice();
		let place = 0;
		for (const id of minions) if (place++ >= parents.length) grown.push(minionKey(id));
		parts.parents = grown;
	}

	return parts.parents;
};

/**
 * Whether a job changed in more than counts (returns, states done): in its state, its first failure or its message. True
 * once for each change.
 */
export const isJobNews = (job: Job): boolean => {
	const {reported} = job.row;
	const state = stateOf(job);
	const failed = job.failures.size > 0;
	const {message} = job;
	if (reported?.state === state && reported.failed === failed && reported.message === message) return false;
	job.row.reported = {state, failed, message};
	return true;
};

/** The row of a job. */
export const jobRow = (context: RowContext, job: Job): Resource => {
	const state = stateOf(job);
	const counted = `${job.parts.size}/${job.complete ? sizeOf(job) : '?'}`;
	const isAll = state === 'running' || state === 'no response';
	const target = typeof job.target === 'string' ? job.target : job.target.join(',');
	return row(context, {
		key: jobKey(context.source, job),
		kind: jobKind(job),
		id: job.jid,
		name: titleOf(job),
		state: isAll && job.side === 'minions' ? `${state} ${counted}` : state,
		health: jobHealth[state],
		transitioning: state === 'running' ? 'yes' : state === 'failed' || state === 'refused' ? 'error' : 'no',
		message: jobMessage(job, state),
		progress: state === 'running' ? progressOf(job) : null,
		created: job.started,
		since: state === 'running' ? job.started : job.endedAt,
		parents: jobParents(context, job),
		cells: {
			TARGET: job.side === 'minions' ? target.slice(0, 200) : job.side,
			RETURNED: job.unread === null ? counted : null,
			FAILED: job.failures.size,
			TOOK: took(job),
			USER: job.user ?? (job.schedule === null ? null : 'schedule'),
			JID: job.jid,
		},
		actions: actionsOfJob(job, state),
	});
};

/** The row of what one minion made of a job. */
export const returnRow = (context: RowContext, job: Job, minion: string): Resource => {
	const part = job.parts.get(minion);
	const key = job.side === 'minions' ? rowKey(context.source, 'minion', minion) : null;
	const progress = job.progress.get(minion);
	const at = (): {state: string; health: Health; transitioning: Transitioning} => {
		if (part !== undefined) {
			if (part.ok === null) return {state: 'returned', health: 'unknown', transitioning: 'no'};
			if (part.ok) return {state: 'succeeded', health: 'ok', transitioning: 'no'};
			return {state: 'failed', health: 'error', transitioning: 'error'};
		}

		if (job.killed.has(minion)) return {state: 'killed', health: 'warning', transitioning: 'no'};
		if (job.silent.has(minion)) {
			if (job.unreadable) return {state: 'finished', health: 'unknown', transitioning: 'no'};
			return {state: 'no response', health: 'warning', transitioning: 'no'};
		}

		if (job.skipped.has(minion)) return {state: 'halted', health: 'warning', transitioning: 'no'};
		return {state: 'running', health: 'transitioning', transitioning: 'yes'};
	};

	return row(context, {
		key: rowKey(context.source, 'return', `${job.jid}/${minion}`),
		kind: 'return',
		id: `${job.jid}/${minion}`,
		name: minion,
		...at(),
		message: part?.summary ?? (progress === undefined ? null : workText(job, minion)),
		progress: progress?.total ? Math.round((100 * progress.done) / progress.total) : null,
		created: job.started,
		since: part?.at ?? null,
		parents: key === null ? [jobKey(context.source, job)] : [jobKey(context.source, job), key],
		cells: {
			FUNCTION: job.fun,
			RETCODE: part?.retcode ?? null,
			MINION: key,
		},
	});
};
