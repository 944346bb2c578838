import {isObject} from '../../model/json-object.js';
import type {Fields, Json} from '../world/world.js';
import {activeBatches, stopBatch} from './batch.js';
import {match, publish} from './dispatch.js';
import {described, listJob, newestJobs, rememberCall, searchJobs} from './job-cache.js';
import type {Master} from './master.js';
import {settledStates} from './orchestrate.js';

/** Jobs that some minion still works on. Asking fires `saltutil.running` at everybody, as the real one does. */
const active = (master: Master, user: string): Fields => {
	publish(master, {fun: 'saltutil.running', args: [], target: '*', targetType: 'glob', user});
	const found: {[jid: string]: Json} = {};
	for (const [jid, job] of master.jobs) {
		const running = [...master.minions.values()].flatMap(minion => {
			const part = minion.running.get(jid);
			return part === undefined ? [] : [{[minion.id]: part.pid}];
		});
		if (running.length === 0 || String(job.fun).startsWith('saltutil.')) continue;
		found[jid] = {...described(job), Running: running, Returned: [...job.results.keys()]};
	}

	return found;
};

const status = (master: Master): {up: string[]; down: string[]} => {
	const up = master.connected();
	return {up, down: master.keysIn('minions').filter(id => !up.includes(id))};
};

type Runners = Readonly<Record<string, (master: Master, kwargs: Fields, user: string) => Json>>;

const runners: Runners = {
	'jobs.list_jobs': (master, kwargs) => searchJobs(master, kwargs),
	'jobs.list_jobs_filter': (master, {count}) => newestJobs(master, count),
	'jobs.list_job': (master, {jid}) => listJob(master, String(jid)),
	'jobs.lookup_jid': (master, {jid}) => {
		const results = [...(master.jobs.get(String(jid))?.results ?? [])];
		return Object.fromEntries(results.map(([id, reported]) => [id, reported.return ?? null]));
	},
	'jobs.active': (master, _kwargs, user) => active(master, user),
	'manage.status': status,
	'manage.up': master => status(master).up,
	'manage.present': master => master.connected(),
	'manage.versions': master => ({
		Master: master.options.version,
		'Up to date': Object.fromEntries(master.connected().map(id => [id, master.options.version])),
	}),
	'cache.grains': (master, {tgt, tgt_type: type}) =>
		Object.fromEntries(
			match(master, tgt ?? '*', typeof type === 'string' ? type : 'glob').map(id => [
				id,
				master.minions.get(id)?.grains ?? {},
			]),
		),
	'state.orchestrate': () => settledStates,
};

/** Those that came with 3008. */
const batchRunners: Runners = {
	'batch.list_active': activeBatches,
	'batch.stop': (master, {jid, kill}) => stopBatch(master, String(jid), kill === true),
};

const runnerOf = (master: Master, fun: string): Runners[string] | undefined =>
	runners[fun] ?? (master.options.version < '3008' ? undefined : batchRunners[fun]);

/** Whether the master knows a runner function. */
export const isRunner = (master: Master, fun: string): boolean => runnerOf(master, fun) !== undefined;

/** What a return is that holds bytes: salt-api cannot write it, and its event ends every stream. */
export class HoldsBytes extends Error {}

/** The value of a runner function; one that throws answers with its traceback. */
const evaluate = (
	master: Master,
	fun: string,
	kwargs: Fields,
	user: string,
): {value: Json; success: boolean} => {
	try {
		return {value: runnerOf(master, fun)?.(master, kwargs, user) ?? null, success: true};
	} catch (error) {
		const traceback = `Traceback (most recent call last):\n${String(error)}\n`;
		return {value: `Exception occurred in runner ${fun}: ${traceback}`, success: false};
	}
};

/** Runs a runner function: two events on the bus, the whole return in the second, and a job in the cache. */
export const runRunner = async (
	master: Master,
	fun: string,
	low: Fields,
	user: string,
	detached: boolean,
): Promise<Json> => {
	const {client: _client, fun: _fun, arg, kwarg, full_return: full, ...named} = low;
	const kwargs: Fields = {...named, ...(isObject(kwarg) ? kwarg : {})};
	const args: Json[] = Array.isArray(arg) ? [...arg] : [];
	if (Object.keys(kwargs).length > 0) args.push(kwargs);
	const jid = master.newJid();
	const tag = `salt/run/${jid}`;
	const reported: Fields = {fun: `runner.${fun}`, jid, user, fun_args: args};
	master.fire(`${tag}/new`, reported);
	const finish = (): Json => {
		const positional: Fields =
			fun.startsWith('jobs.') && args[0] !== undefined && !isObject(args[0]) ? {jid: args[0]} : {};
		const named = {...positional, ...kwargs};
		const holdsBytes =
			/^jobs\.(?:list_job|lookup_jid|print_job)$/.test(fun) &&
			master.jobs.get(String(named.jid))?.holdsBytes === true;
		const {value, success} = evaluate(master, fun, named, user);
		const data: Fields = {...reported, return: value, success};
		rememberCall(master, data, holdsBytes);
		if (holdsBytes) {
			master.fireBytes(`${tag}/ret`);
			throw new HoldsBytes();
		}

		master.fire(`${tag}/ret`, data);
		return full === true ? {tag: `${tag}/ret`, data} : value;
	};

	if (fun !== 'state.orchestrate') {
		const value = finish();
		return detached ? {tag, jid} : value;
	}

	master.fire(`${tag}/args`, {type: 'state', tgt: '*', name: 'base', args: {}});
	const done = new Promise<Json>(resolve => {
		master.world.after(3000, () => resolve(finish()));
	});
	return detached ? {tag, jid} : done;
};
