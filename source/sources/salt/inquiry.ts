import {messageOf} from '../../model/errors.ts';
import {type Clock, wait} from '../../transport/clock.ts';
import type {Api} from './api.ts';
import {textOf} from './frames.ts';
import {type Job, missingFrom, waitingFor} from './job.ts';
import type {Lag} from './lag.ts';
import type {BusListener, Model} from './model.ts';

/** What asking after jobs needs; delays in milliseconds. */
export type InquiryOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	/** A job that nobody answered for so long is asked after: Salt's own `timeout` and `gather_job_timeout`. */
	readonly overdueMs: number;
	/** Who does not answer for that long is not there. */
	readonly answerMs: number;
	/** How late events come: an answer that is late is not silence. */
	readonly lag: Lag;
	/** Finds out which batches are under way. */
	readonly readBatches: () => Promise<unknown>;
	/** Reads a job from the job cache: nothing was reported of who takes part in it. */
	readonly read: (jid: string, signal: AbortSignal) => Promise<unknown>;
	readonly signal: AbortSignal;
	readonly onFault: (message: string) => void;
};

/** How often one job was asked after, and when it may be again. */
type Asked = {readonly times: number; readonly againAt: number};

const longestMs = 300_000;
const mostAtOnce = 5;

/** Collects who answers `saltutil.find_job` for a job. */
const collectAnswers = (
	model: Model,
	jid: string,
): {readonly from: ReadonlySet<string>; readonly stop: () => void} => {
	const from = new Set<string>();
	const listener: BusListener = {
		event(_event, meaning) {
			if (meaning.type !== 'return') return;
			const {fun, args, minion, jid: own} = meaning.returned;
			if (own === jid || (fun === 'saltutil.find_job' && textOf(args[0]) === jid)) from.add(minion);
		},
	};
	model.listeners.add(listener);
	return {from, stop: () => model.listeners.delete(listener)};
};

/** Asks the minions that have not answered a job whether they work on it. What they say comes as events. */
const ask = async (options: InquiryOptions, job: Job): Promise<void> => {
	const {api, model, clock, lag, answerMs, signal} = options;
	const minions = missingFrom(job);
	if (minions.length === 0) return;
	const answers = collectAnswers(model, job.jid);
	const low = {
		client: 'local_async',
		tgt: minions,
		tgt_type: 'list',
		fun: 'saltutil.find_job',
		arg: [job.jid],
		// Keeps the answers out of the job cache (salt/returners/local_cache.py).
		nocache: true,
	};
	try {
		await api.run(low, 'Cannot ask after a job', signal);
		do await wait(answerMs, signal, clock);
		while (!signal.aborted && lag.isBehind(clock.now()));
		if (signal.aborted) return;
		const silent = minions.filter(id => !answers.from.has(id));
		if (silent.length > 0) model.silence(job.jid, silent, true, clock.now());
	} finally {
		answers.stop();
	}
};

const inquire = (options: InquiryOptions, job: Job): Promise<unknown> => {
	const waiting = waitingFor(job);
	// Between two parts of a batch nobody works on it.
	if (job.batch?.isOver === false && !waiting) return options.readBatches();
	return waiting === null && !job.unreadable ? options.read(job.jid, options.signal) : ask(options, job);
};

/**
 * Salt tells neither that a job is over nor that a minion will not answer. So jobs of which nothing was heard for a while
 * are asked after, once and then ever more rarely. Ends on abort, or when asking is not allowed. Never rejects.
 */
export const runInquiries = async (options: InquiryOptions): Promise<void> => {
	const {model, clock, overdueMs, signal, onFault} = options;
	const asked = new WeakMap<Job, Asked>();
	for (;;) {
		await wait(overdueMs / 3, signal, clock);
		if (signal.aborted) return;
		const now = clock.now();
		if (options.lag.isBehind(now)) continue;
		const due = [...model.jobs.overdue(now - overdueMs)].filter(job => (asked.get(job)?.againAt ?? 0) <= now);
		await Promise.all(
			due.slice(0, mostAtOnce).map(async job => {
				const times = (asked.get(job)?.times ?? 0) + 1;
				asked.set(job, {times, againAt: now + Math.min(longestMs, overdueMs * 2 ** times)});
				try {
					await inquire(options, job);
				} catch (error) {
					if (!signal.aborted) onFault(messageOf(error));
				}
			}),
		);
	}
};
