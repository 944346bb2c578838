import type {Fields, Json} from '../world/world.js';
import {mustWait, perform, type Result} from './functions.js';
import type {CachedJob, Command} from './job.js';
import type {Master} from './master.js';

/** Stands for any function of a minion that returns bytes. */
const bytesFunction = 'odd.bytes_';

/** Accepted minions that a target names, whether they are there or not. */
export const match = (master: Master, target: Json, type: string): string[] => {
	const accepted = master.keysIn('minions');
	if (type === 'list') {
		const ids = typeof target === 'string' ? target.split(',') : Array.isArray(target) ? target : [];
		return accepted.filter(id => ids.includes(id));
	}

	const escaped = String(target).replace(/[.+^${}()|\\]/g, '\\$&');
	const pattern = type === 'pcre' ? String(target) : escaped.replaceAll('*', '.*').replaceAll('?', '.');
	return accepted.filter(id => new RegExp(`^(?:${pattern})$`).test(id));
};

/** A minion's return arrives at the master. */
export const answerJob = (
	master: Master,
	job: CachedJob,
	id: string,
	result: Pick<Result, 'value' | 'retcode' | 'success' | 'out'>,
	more: Fields = {},
): void => {
	const reported: Fields = {return: result.value, retcode: result.retcode, success: result.success};
	const out: Fields = result.out === undefined ? {} : {out: result.out};
	job.results.set(id, {...reported, ...out});
	if (job.holdsBytes === true) {
		master.fireBytes(`salt/job/${job.jid}/ret/${id}`);
		for (const listener of job.done) listener();
		return;
	}

	const metadata: Fields = job.metadata === null ? {} : {metadata: job.metadata};
	const user: Fields = job.user === '' ? {} : {user: job.user};
	const asked = {jid: job.jid, fun: job.fun, fun_args: job.args};
	master.fire(`salt/job/${job.jid}/ret/${id}`, {
		cmd: '_return',
		id,
		...reported,
		...asked,
		...user,
		...metadata,
		...out,
		...more,
	});
	for (const listener of job.done) listener();
};

/** A minion does its part of a job, if it is there to do it. */
const run = (master: Master, job: CachedJob, id: string): void => {
	const minion = master.minions.get(id);
	if (minion?.up !== true) return;
	if (mustWait(minion, job.fun, job.args)) {
		minion.queue.push(() => run(master, job, id));
		return;
	}

	const result = perform({master, minion, jid: job.jid, fun: job.fun, args: job.args});
	const emit = (step: Json, index: number, total: number): void => {
		const tag = `salt/job/${job.jid}/prog/${id}/${index}`;
		master.fireFrom(id, tag, {ret: step, len: total}, {jid: job.jid});
	};

	const cancels = (result.steps ?? []).map((step, index, steps) =>
		master.world.after(step.atMs, () => emit(step.result, index, steps.length)),
	);
	cancels.push(
		master.world.after(result.takesMs, () => {
			stop();
			answerJob(master, job, id, result);
		}),
	);
	const stop = (): void => {
		for (const cancel of cancels) cancel();
		minion.running.delete(job.jid);
		minion.queue.shift()?.();
	};

	minion.running.set(job.jid, {pid: master.world.random.integer(2000, 60_000), job, stop});
};

/**
 * Publishes a command; its minions answer in their own time. Nothing happens, and the result is null, when the target
 * names nobody.
 */
export const publish = (
	master: Master,
	command: Command,
	how: {readonly jid?: string} = {},
): CachedJob | null => {
	const minions = match(master, command.target, command.targetType);
	const listed = command.targetType === 'list' ? [command.target].flat() : [];
	const missing = listed.filter(id => typeof id === 'string' && !minions.includes(id));
	if (minions.length === 0 && missing.length === 0) return null;
	const jid = how.jid ?? master.newJid();
	const {fun, args, target, targetType, user} = command;
	const {metadata = null, nocache = false} = command;
	const job = {
		jid,
		fun,
		args,
		target,
		targetType,
		user,
		minions,
		metadata,
		// The sub-batches of a batch share what is kept of them.
		results: new Map(master.jobs.get(jid)?.results),
		done: new Set<() => void>(),
		nocache,
		holdsBytes: fun === bytesFunction,
	};
	master.remember(job);
	const reported: Fields = {jid, tgt_type: targetType, tgt: target, user, fun, arg: args};
	if (master.options.version < '3008') master.fire(jid, {minions});
	master.fire(`salt/job/${jid}/new`, {...reported, minions, missing});
	if (master.options.version >= '3007') master.fire(`salt/job/${jid}/publish`, {...reported, ret: ''});
	for (const id of minions) run(master, job, id);
	return job;
};
