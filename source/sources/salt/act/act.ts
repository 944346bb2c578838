import type {ActionOutcome, ActionRequest} from '../../../model/action-request.js';
import {countText} from '../../../model/count-text.js';
import {ServerError, UsageError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import type {SourceConfig} from '../../../model/source-config.js';
import type {Clock} from '../../../transport/clock.js';
import {asObject, asText} from '../../requests/json-values.js';
import {hasArguments, type Job} from '../jobs/job.js';
import {outcomeOf} from '../jobs/outcome.js';
import {begunJobRow} from '../rows/begun-job.js';
import type {Model} from '../watch/model.js';
import type {Api} from '../wire/api.js';
import {disabledCode} from '../wire/failure.js';
import {isInternal} from '../wire/internal.js';
import type {Low} from '../wire/low.js';
import {glance} from '../wire/redact.js';
import {excerpt, isLong} from './answer.js';
import {createBatches} from './batch.js';
import {changeKey, deleteKeys} from './key-actions.js';
import {batchLow, type Input, jidOf, masterLow, minionLow, minionsOf, rerunLow, signalLow} from './lows.js';
import {parseObject} from './words.js';

/** What acting needs. */
type ActOptions = {
	readonly config: SourceConfig;
	readonly api: Api;
	readonly model: () => Model;
	readonly clock: Clock;
};

/** Sends what a person wants done; its outcome comes on the bus. */
type Act = (request: ActionRequest, signal: AbortSignal) => Promise<ActionOutcome>;

const noMatch = (api: Api, low: Low): ServerError =>
	new ServerError(
		{
			attempted: `Cannot run ${String(low.fun)}`,
			target: api.url,
			answer: 'no minion matches the target',
			advice: 'the key must be accepted; see the keys',
		},
		200,
		'NoMatch',
	);

type Started = {readonly jid: string; readonly message: string};

const followed = ({message}: Started): ActionOutcome => ({follow: true, message});

/** Starts a job of minions: the bus reports what comes of it. */
const start = async (api: Api, low: Low, signal: AbortSignal): Promise<Started> => {
	const reply = await api.run(low, `Cannot run ${String(low.fun)}`, signal);
	const jid = jidOf(reply);
	if (jid === null) throw noMatch(api, low);
	const count = minionsOf(reply);
	return {jid, message: `job ${jid} on ${countText(count, 'minion')}`};
};

/** Starts a runner or a wheel function; waits for one that changes nothing or cannot run asynchronously. */
const startOnMaster = async (
	api: Api,
	source: string,
	low: Low,
	signal: AbortSignal,
): Promise<ActionOutcome> => {
	const attempted = `Cannot run ${String(low.fun)}`;
	const side = low.client.replace('_async', '');
	const waitFor = async (): Promise<ActionOutcome> => {
		const reply = await api.run({...low, client: side}, attempted, signal);
		const data = asObject(asObject(reply).data);
		const value = side === 'wheel' ? data.return : reply;
		const fun = `${side}.${String(low.fun)}`;
		const {ok, summary} = outcomeOf({value, retcode: null, success: data.success, fun});
		if (ok !== false) {
			const outcome = {follow: false, message: glance(value, 500)};
			if (!isLong(value)) return outcome;
			return {...outcome, answer: {function: fun, return: excerpt(value)}};
		}

		throw new ServerError({attempted, target: api.url, answer: summary}, 200, 'Failed');
	};

	if (isInternal(`${side}.${String(low.fun)}`)) return waitFor();
	try {
		const jid = jidOf(await api.run(low, attempted, signal));
		if (jid === null) return {follow: false, message: null};
		const log = begunJobRow(source, jid, `${side}.${String(low.fun)}`);
		return {follow: false, message: `job ${jid}`, log};
	} catch (error) {
		if (error instanceof ServerError && error.code === disabledCode && !api.disabled.has(side))
			return waitFor();
		throw error;
	}
};

const jobOf = (model: Model, jid: string): NonNullable<ReturnType<Model['jobs']['get']>> => {
	const job = model.jobs.get(jid);
	if (job === undefined) throw new UsageError(`Job ${jid} is not known any more`);
	return job;
};

/** Stops a batch; the master answers at once whether there is one to stop (salt/runners/batch.py). */
const endBatch = async (api: Api, name: string, job: Job, signal: AbortSignal): Promise<ActionOutcome> => {
	const attempted = 'Cannot stop the batch';
	const reply = await api.run(batchLow(name, job), attempted, signal);
	// It may have ended before it was stopped: then nothing more comes of it.
	const follow = job.batch?.isOver === false;
	if (reply === true) return {follow, message: `batch ${job.jid} is to stop`, ends: true};
	const answer = reply === false ? 'the batch is over already' : glance(reply, 300);
	throw new ServerError({attempted, target: api.url, answer}, 200, 'Failed');
};

/** Reads with what a job was called, where only its listing is known; what cannot be read was asked for before. */
const readArguments = async (
	{api, model, clock}: Pick<ActOptions, 'api' | 'model' | 'clock'>,
	job: Job,
	signal: AbortSignal,
): Promise<void> => {
	if (hasArguments(job) || job.unreadable) return;
	const low = {client: 'runner', fun: 'jobs.list_job', jid: job.cachedAs};
	const reply = await api.read(low, 'Cannot read the arguments of the job', signal);
	if (model().readJob(job.jid, reply, clock.now()) !== null) model().rows.lookedUp(job);
};

/** How acting is done: commands for marked minions that come together go out as one. */
export const createAct = ({config, api, model, clock}: ActOptions): Act => {
	// Distinguishes our own jobs from others in the job cache and in returns.
	const mark = config.name;
	const minionBatches = createBatches<Input>((minions, name, input, signal) =>
		name === 'delete-key'
			? deleteKeys(api, model().roster.keys, minions, signal)
			: start(api, minionLow(name, input, minions, mark), signal).then(followed),
	);

	const actOnJob = async (
		{resource, action, input}: ActionRequest,
		signal: AbortSignal,
	): Promise<ActionOutcome> => {
		const job = jobOf(model(), resource.id);
		if (action.name === 'stop-batch' || action.name === 'kill-batch')
			return endBatch(api, action.name, job, signal);
		if (!action.name.startsWith('rerun')) {
			const outcome = followed(await start(api, signalLow(action.name, input, job, mark), signal));
			// That it failed on some minions before is not the fault of what ends it.
			return action.name === 'kill' || action.name === 'terminate' ? {...outcome, ends: true} : outcome;
		}

		await readArguments({api, model, clock}, job, signal);
		const low = rerunLow(action.name, job, mark);
		if (job.side !== 'minions') return startOnMaster(api, config.name, low, signal);
		// The job that it begins is another row.
		return start(api, low, signal).then(outcome => ({...followed(outcome), follow: false}));
	};

	const actOnMaster = async ({action, input}: ActionRequest, signal: AbortSignal): Promise<ActionOutcome> => {
		if (action.name === 'hook') {
			const path = asText(input.path) ?? '';
			const {body} = input;
			await api.hook(path, isObject(body) ? body : parseObject(asText(body) ?? ''), signal);
			return {follow: false, message: `event salt/netapi/hook/${path}`};
		}

		const low = masterLow(action.name, input, mark);
		if (action.name !== 'salt') return startOnMaster(api, config.name, low, signal);
		const {jid, message} = await start(api, low, signal);
		return {follow: false, message, log: begunJobRow(config.name, jid, [low.fun].flat().join(', '))};
	};

	return async (request, signal) => {
		const {resource, action, input} = request;
		if (config.readOnly) throw new UsageError(`${config.name} is read-only: ${action.title} was not sent`);
		switch (resource.kind) {
			case 'minion':
				return minionBatches(resource.id, action.name, input, signal);
			case 'key':
				return changeKey(api, model().roster.keys, resource.id, action.name, signal);
			case 'job':
			case 'internal-job':
				return actOnJob(request, signal);
			case 'master':
				return actOnMaster(request, signal);
			default:
				throw new UsageError(`Nothing can be done with a ${resource.kind}`);
		}
	};
};
