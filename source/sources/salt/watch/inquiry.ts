import {messageOf} from '../../../model/errors.js';
import {type Clock, wait} from '../../../transport/clock.js';
import {asObject, asText} from '../../requests/json-values.js';
import {type Job, missingFrom, waitingFor} from '../jobs/job.js';
import {isStateRun} from '../jobs/outcome.js';
import type {Api} from '../wire/api.js';
import {isNotAllowed} from '../wire/failure.js';
import {functionName} from '../wire/job.js';
import type {Lag} from './lag.js';
import type {BusListener, Model} from './model.js';

/** What inquiries about jobs need; delays in milliseconds. */
type InquiryOptions = {
	readonly api: Api;
	readonly model: Model;
	readonly clock: Clock;
	/** After so long without an answer minions are asked about a job: Salt's own `timeout` and `gather_job_timeout`. */
	readonly overdueMs: number;
	/** A minion that does not answer for so long is away. */
	readonly answerMs: number;
	/** How late events are: a late answer is not silence. */
	readonly lag: Lag;
	/** Whether what was missed before the stream began has been listed: a minion that is done with a job does not know it. */
	readonly hasCaughtUp: () => boolean;
	/** Finds out which batches are under way. */
	readonly readBatches: () => Promise<unknown>;
	/** Reads a job from the job cache, for jobs whose minions no event has named. */
	readonly read: (jid: string, signal: AbortSignal) => Promise<unknown>;
	readonly signal: AbortSignal;
	readonly onFault: (message: string) => void;
};

/** How often minions were asked about one job, and when they may be asked again. */
type Asked = {readonly times: number; readonly againAt: number};

const longestMs = 300_000;
const maxAtOnce = 5;

type Question = {readonly fun: string; readonly arg?: readonly string[]};

const findJob = ({jid}: Job): Question => ({fun: 'saltutil.find_job', arg: [jid]});
const running: Question = {fun: 'saltutil.running'};

/** Whether a minion that gave this answer works on the job, or on a state run that this one may wait for. */
const isAtWork = (answer: unknown, job: Job): boolean =>
	Array.isArray(answer)
		? answer.map(asObject).some(({jid, fun}) => jid === job.jid || isStateRun(functionName(fun)))
		: Object.keys(asObject(answer)).length > 0;

/** Collects the answers to a question about a job; a minion that returns from the job has answered too. */
const collectAnswers = (
	model: Model,
	job: Job,
	question: Question,
): {readonly by: ReadonlyMap<string, boolean>; readonly stop: () => void} => {
	const by = new Map<string, boolean>();
	const listener: BusListener = {
		event(_event, meaning) {
			if (meaning.type !== 'return') return;
			const {fun, args, minion, jid, value} = meaning.returned;
			if (jid === job.jid) by.set(minion, true);
			const isAnswer = fun === question.fun && (question.arg === undefined || asText(args[0]) === job.jid);
			if (isAnswer && by.get(minion) !== true) by.set(minion, isAtWork(value, job));
		},
	};
	model.listeners.add(listener);
	return {by, stop: () => model.listeners.delete(listener)};
};

/** Publishes a question to minions; gives its job id, or null where the master knows none of them. */
const publish = async (
	{api, signal}: InquiryOptions,
	question: Question,
	minions: readonly string[],
): Promise<string | null> => {
	// `nocache` keeps the answers out of the job cache (salt/returners/local_cache.py).
	const low = {client: 'local_async', tgt: minions, tgt_type: 'list', ...question, nocache: true};
	return asText(asObject(await api.run(low, 'Cannot ask about a job', signal)).jid);
};

/** Asks minions a question about a job, and waits for the answers: by minion, whether it is at work. */
const ask = async (
	options: InquiryOptions,
	job: Job,
	question: Question,
	minions: readonly string[],
): Promise<ReadonlyMap<string, boolean>> => {
	const {model, clock, lag, answerMs, signal} = options;
	const answers = collectAnswers(model, job, question);
	try {
		await publish(options, question, minions);
		do await wait(answerMs, signal, clock);
		while (!signal.aborted && lag.isBehind(clock.now()));
		return answers.by;
	} finally {
		answers.stop();
	}
};

/**
 * Of minions that do not know a state run, those that may still begin with it: one that waits for another is not known to
 * `saltutil.find_job`, which looks for it in the wrong directory (salt/modules/saltutil.py of 3006.30, 3007.17 and 3008.5),
 * while `saltutil.running` shows the other one, also that of a schedule or of `salt-call`. Not every user may call that.
 */
const waitingAmong = async (
	options: InquiryOptions,
	job: Job,
	idle: readonly string[],
): Promise<ReadonlySet<string>> => {
	const waiting = new Set(idle.filter(id => options.model.mayWait(job, id)));
	const unsure = isStateRun(job.fun) ? idle.filter(id => !waiting.has(id)) : [];
	if (unsure.length === 0) return waiting;
	try {
		const answers = await ask(options, job, running, unsure);
		return new Set([...waiting, ...unsure.filter(id => answers.get(id) === true)]);
	} catch (error) {
		if (!isNotAllowed(error)) throw error;
		return waiting;
	}
};

/**
 * Whether answers could be heard until now: a stream can be dead without an end (see `runPulse`), and a living one brings
 * the event of every publication. Where the master publishes nothing, nobody could answer.
 */
const isHearing = async (options: InquiryOptions, job: Job, minions: readonly string[]): Promise<boolean> => {
	const {model, clock, answerMs, signal} = options;
	const question = findJob(job);
	const heard = new AbortController();
	const listener: BusListener = {
		event(_event, meaning) {
			if (meaning.type !== 'new' || meaning.job.fun !== question.fun) return;
			if (asText(meaning.job.args[0]) === job.jid) heard.abort();
		},
	};
	model.listeners.add(listener);
	try {
		if ((await publish(options, question, minions)) === null) return true;
		await wait(answerMs, AbortSignal.any([heard.signal, signal]), clock);
		return heard.signal.aborted;
	} finally {
		model.listeners.delete(listener);
	}
};

/** Asks the minions that have not answered a job whether they work on it. */
const askAfter = async (options: InquiryOptions, job: Job): Promise<void> => {
	const {model, clock, signal} = options;
	const minions = missingFrom(job);
	if (minions.length === 0) return;
	const askedAt = clock.now();
	const answers = await ask(options, job, findJob(job), minions);
	const idle = minions.filter(id => answers.get(id) === false);
	const silent = minions.filter(id => !answers.has(id));
	if (signal.aborted) return;
	const waiting = await waitingAmong(options, job, idle);
	if (signal.aborted) return;
	const left = missingFrom(job).filter(id => !waiting.has(id));
	if (left.length === 0 || !(await isHearing(options, job, left)) || signal.aborted) return;
	const over = idle.filter(id => !waiting.has(id));
	if (over.length > 0) model.silence(job.jid, over, null, clock.now());
	if (silent.length > 0) model.silence(job.jid, silent, askedAt, clock.now());
};

const inquire = (options: InquiryOptions, job: Job): Promise<unknown> => {
	const waiting = waitingFor(job);
	// Between two parts of a batch nobody works on it.
	if (job.batch?.isOver === false && !waiting) return options.readBatches();
	return waiting === null && !job.unreadable ? options.read(job.jid, options.signal) : askAfter(options, job);
};

/**
 * Salt reports neither the end of a job nor that a minion will not answer. So minions are asked about jobs without news,
 * once and then ever more rarely. Ends on abort, or when asking is not allowed. Never rejects.
 */
export const runInquiries = async (options: InquiryOptions): Promise<void> => {
	const {model, clock, overdueMs, signal, onFault} = options;
	const asked = new WeakMap<Job, Asked>();
	for (;;) {
		await wait(overdueMs / 3, signal, clock);
		if (signal.aborted) return;
		const now = clock.now();
		if (options.lag.isBehind(now) || !options.hasCaughtUp()) continue;
		const due = [...model.jobs.overdue(now - overdueMs)].filter(job => (asked.get(job)?.againAt ?? 0) <= now);
		await Promise.all(
			due.slice(0, maxAtOnce).map(async job => {
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
