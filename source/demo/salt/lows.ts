import {isObject} from '../../model/json-object.js';
import type {Answer} from '../serve/serve.js';
import type {Fields, Json} from '../world/world.js';
import {runBatch} from './batch.js';
import {publish} from './dispatch.js';
import type {CachedJob, Command} from './job.js';
import type {Master} from './master.js';
import {broken, json, noSession, page} from './pages.js';
import {isRunner, runRunner} from './runners.js';
import {mayCall, type Session, type Sessions} from './sessions.js';
import {runWheel} from './wheels.js';

/** What salt-api is made of. */
export type Api = {
	readonly master: Master;
	readonly sessions: Sessions;
	readonly enabledClients: ReadonlySet<string>;
	readonly websocket: boolean;
	readonly app: boolean;
};

const clients = [
	'local',
	'local_async',
	'local_batch',
	'local_subset',
	'runner',
	'runner_async',
	'ssh',
	'wheel',
	'wheel_async',
];

/** The names in the answer to `GET /`: the known clients, not the enabled ones. */
export const clientNames: readonly string[] = clients;

/** The command for minions that a low asks for: its `kwarg` becomes a last argument marked `__kwarg__`. */
const commandOf = (low: Fields, user: string): Command => {
	const args = Array.isArray(low.arg) ? low.arg : low.arg === undefined ? [] : [low.arg];
	const kwarg = isObject(low.kwarg) ? [{...low.kwarg, __kwarg__: true}] : [];
	return {
		fun: low.fun ?? '',
		args: [...args, ...kwarg],
		target: low.tgt ?? '',
		targetType: typeof low.tgt_type === 'string' ? low.tgt_type : 'glob',
		user,
		metadata: low.metadata ?? null,
		nocache: low.nocache === true,
	};
};

/** The answers of a job so far, as the `local` client returns them: `false` for silent minions. */
const collected = (job: CachedJob, full: boolean): Fields => {
	const answers: {[id: string]: Json} = {};
	for (const id of job.minions ?? []) {
		const reported = job.results.get(id);
		if (reported === undefined) answers[id] = false;
		else
			answers[id] = full
				? {ret: reported.return ?? null, retcode: reported.retcode ?? 0, jid: job.jid}
				: (reported.return ?? null);
	}

	const said =
		'Minion did not return. [No response]\nThe minions may not have all finished running and any remaining minions will return upon completion.';
	for (const id of [job.target].flat()) {
		if (job.targetType !== 'list' || typeof id !== 'string' || id in answers) continue;
		answers[id] = full ? {out: 'no_return', ret: said, retcode: 1} : said;
	}

	return answers;
};

/** Waits for all minions of a job, or for the timeouts of Salt's own command line. */
const settled = (master: Master, job: CachedJob): Promise<void> =>
	new Promise(resolve => {
		const look = (): void => {
			if ((job.minions ?? []).some(id => !job.results.has(id))) return;
			finish();
		};

		const finish = (): void => {
			cancel();
			job.done.delete(look);
			resolve();
		};

		const cancel = master.world.after(master.options.timeoutSeconds * 2000, finish);
		job.done.add(look);
		look();
	});

const local = async (master: Master, low: Fields, user: string): Promise<Json> => {
	const job = publish(master, commandOf(low, user));
	if (low.client === 'local_async') return job === null ? {} : {jid: job.jid, minions: job.minions ?? []};
	if (job === null) return {};
	await settled(master, job);
	return collected(job, low.full_return === true);
};

/** The answer to a call that its user may not make; only the name distinguishes it from an expired token. */
const forbidden = (client: string, user: string): Answer =>
	client.startsWith('local')
		? page(401, 'Authorization error occurred.')
		: page(401, `Authentication failure of type "token" occurred for user ${user}.`);

const expired = (client: string): Answer =>
	client.startsWith('local')
		? page(401, 'Authentication error occurred.')
		: page(401, 'Authentication failure of type "token" occurred.');

/** Runs one low. An `Answer` is an error for the whole request, as salt-api does it. */
const runLow = async (api: Api, low: Fields, session: Session): Promise<{readonly value: Json} | Answer> => {
	const {master} = api;
	const client = String(low.client);
	const fun = Array.isArray(low.fun) ? String(low.fun[0]) : String(low.fun ?? '');
	if (!clients.includes(client)) return page(400, `Invalid client specified: '${client}'`);
	if (!api.enabledClients.has(client)) {
		return page(
			400,
			`Client disabled: '${client}'. Add to 'netapi_enable_clients' master config option to enable.`,
		);
	}

	if (api.sessions.isExpired(session)) return expired(client);
	const {perms, username} = session.user;
	const side = client.startsWith('runner') ? '@runner' : client.startsWith('wheel') ? '@wheel' : '';
	if (!mayCall(perms, side, fun)) return forbidden(client, username);
	if (side === '') {
		if (low.tgt === undefined) return broken();
		if (client === 'local_batch') return {value: await runBatch(master, commandOf(low, username), low)};
		return {value: await local(master, low, username)};
	}

	if (side === '@wheel') return {value: runWheel(master, fun, low, username, client === 'wheel_async')};
	if (!isRunner(master, fun)) return broken();
	return {value: await runRunner(master, fun, low, username, client === 'runner_async')};
};

/** Runs lows one after the other: the first that fails is the answer, although the ones before it were done. */
export const runLows = async (api: Api, lows: readonly Json[], session: Session): Promise<Answer> => {
	const values: Json[] = [];
	for (const low of lows) {
		if (!isObject(low)) return page(400, 'Lowstates must be a list');
		const result = await runLow(api, low, session);
		if ('status' in result) return result;
		values.push(
			...(low.client === 'local_batch' && Array.isArray(result.value) ? result.value : [result.value]),
		);
	}

	return json({return: values});
};

/** The session of a request, or what it is answered without one. */
export const sessionOf = (api: Api, token: string | undefined): Session | Answer => {
	if (token === undefined || token === '') return noSession();
	return api.sessions.find(token) ?? noSession();
};
