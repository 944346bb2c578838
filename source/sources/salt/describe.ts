import {UsageError} from '../../model/errors.js';
import {isObject, type JsonObject} from '../../model/json-object.js';
import type {Resource} from '../../model/resource.js';
import {asList, asObject} from '../requests/json-values.js';
import type {Highstate} from './jobs/highstate.js';
import {type Job, stateOf} from './jobs/job.js';
import type {Model} from './watch/model.js';
import type {Api} from './wire/api.js';
import {isNotAllowed, isUnreadable} from './wire/failure.js';
import {isInternal} from './wire/internal.js';
import {argumentsText, redactFields} from './wire/redact.js';

/** What describing needs. */
type DescribeOptions = {
	readonly api: Api;
	readonly model: () => Model;
	readonly notices: () => readonly string[];
};

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

const jobLine = (job: Job): JsonObject => ({
	jid: job.jid,
	function: `${job.fun} ${argumentsText(job.fun, job.args)}`.trim(),
	state: stateOf(job),
	user: job.user,
	started: iso(job.started),
});

/** A value, or what there is instead where it is not allowed. */
const orWhy = async <Value>(value: Promise<Value>): Promise<Value | string> => {
	try {
		return await value;
	} catch (error) {
		const isAnswer = isNotAllowed(error) || isUnreadable(error);
		if (isAnswer && error instanceof Error) return error.message;
		throw error;
	}
};

/** The grains that the master has in its cache, which costs the minion nothing; else from the minion itself. */
const grainsOf = async (api: Api, id: string, signal: AbortSignal): Promise<unknown> => {
	const attempted = 'Cannot read the grains';
	try {
		const cached = await api.run(
			{client: 'runner', fun: 'cache.grains', tgt: id, tgt_type: 'list'},
			attempted,
			signal,
		);
		const grains = asObject(cached)[id];
		if (isObject(grains)) return grains;
	} catch (error) {
		if (!isNotAllowed(error)) throw error;
	}

	const answer = await api.get(`minions/${encodeURIComponent(id)}`, attempted, signal);
	return asObject(asList(answer.return)[0])[id] ?? null;
};

const describeHighstate = (highstate: Highstate | null): JsonObject | null => {
	if (highstate === null) return null;
	const {jid, at, ok, changed, failed, summary} = highstate;
	return {jid, at: iso(at), result: ok ? 'succeeded' : 'failed', changed, failed, summary};
};

const describeMinion = async (
	{api, model}: DescribeOptions,
	id: string,
	signal: AbortSignal,
): Promise<JsonObject> => {
	const {roster, jobs} = model();
	const minion = roster.minions.get(id);
	const its = [...jobs.all].filter(
		job => job.minions.has(id) && job.side === 'minions' && !isInternal(job.fun),
	);
	const history = its.map(job => ({...jobLine(job), result: job.parts.get(id)?.summary ?? null}));
	return {
		id,
		publicKey: roster.keys.of(id) ?? null,
		seen: iso(minion?.seenAt ?? null),
		liveness: minion?.liveness === null ? null : {...minion?.liveness, at: iso(minion?.liveness?.at ?? null)},
		highstate: describeHighstate(minion?.highstate ?? null),
		running: its.filter(job => minion?.running.has(job.jid) === true).map(jobLine),
		history: history.slice(-20).reverse(),
		grains: await orWhy(grainsOf(api, id, signal)),
	};
};

const describeJob = async (
	{api, model}: DescribeOptions,
	jid: string,
	signal: AbortSignal,
): Promise<JsonObject> => {
	const job = model().jobs.get(jid);
	const low = {client: 'runner', fun: 'jobs.list_job', jid: model().jobs.cachedAs(jid)};
	const cached = await orWhy(api.read(low, 'Cannot read the job', signal));
	if (job === undefined) return {jid, cache: cached};
	return {
		...jobLine(job),
		target: job.target,
		minions: [...job.minions],
		missing: job.missing,
		cache: cached,
	};
};

const describeReturn = async (
	options: DescribeOptions,
	id: string,
	signal: AbortSignal,
): Promise<JsonObject> => {
	const [jid = '', minion = ''] = id.split('/');
	const {cache, ...job} = await describeJob(options, jid, signal);
	const results = Object.entries(asObject(asObject(cache).Result));
	const side = options.model().jobs.get(jid)?.side ?? 'minions';
	// What the master itself did has one result, under the master's own id.
	const [, result = null] = results.find(([id]) => id === minion || side !== 'minions') ?? [];
	return {...job, minion, result: result ?? (typeof cache === 'string' ? cache : null)};
};

const describeMaster = async ({api, notices}: DescribeOptions, signal: AbortSignal): Promise<JsonObject> => {
	const session = api.login.current;
	return {
		url: api.url,
		clients: await api.welcome(signal),
		disabled: [...api.disabled],
		user: session?.user ?? null,
		perms: session?.perms ?? [],
		expires: iso(session?.expires ?? null),
		notices: notices(),
		stats: await orWhy(api.get('stats', 'Cannot read the statistics of salt-api', signal)),
	};
};

const describe = async (
	options: DescribeOptions,
	resource: Resource,
	signal: AbortSignal,
): Promise<JsonObject> => {
	const {api, model} = options;
	switch (resource.kind) {
		case 'minion':
			return describeMinion(options, resource.id, signal);
		case 'job':
		case 'internal-job':
			return describeJob(options, resource.id, signal);
		case 'return':
			return describeReturn(options, resource.id, signal);
		case 'key': {
			const id = resource.name;
			const attempted = 'Cannot read the fingerprint';
			const answer = await orWhy(api.get(`keys/${encodeURIComponent(id)}`, attempted, signal));
			return {id, state: resource.state, fingerprints: typeof answer === 'string' ? answer : answer.return};
		}

		case 'event': {
			const kept = model().rows.busRow(resource.key);
			if (kept === undefined) throw new UsageError('The event is not kept any more');
			return kept.event === null
				? {tag: resource.name, data: `${resource.message} (too long to be kept whole)`}
				: {tag: kept.event.tag, data: kept.event.data};
		}

		case 'master':
			return describeMaster(options, signal);
		default:
			return {name: resource.name, state: resource.state, message: resource.message, ...resource.cells};
	}
};

/** The whole object of a row as the master has it now, secrets blanked. Throws the errors of `model/errors.ts`. */
export const createDescribe =
	(options: DescribeOptions) =>
	async (resource: Resource, signal: AbortSignal): Promise<JsonObject> =>
		redactFields(await describe(options, resource, signal));
