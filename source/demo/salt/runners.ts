import type {Fields, Json} from '../world.ts';
import {match, publish} from './dispatch.ts';
import type {CachedJob, Master} from './master.ts';
import {settledStates} from './orchestrate.ts';

const isObject = (value: Json | undefined): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `2026, Nov 20 15:49:17.454273`: the time that a jid tells, as the job cache writes it. */
const startTime = (jid: string): string => {
	const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
	const at = (from: number, to: number): string => jid.slice(from, to);
	const month = months[Number(at(4, 6)) - 1] ?? 'Jan';
	return `${at(0, 4)}, ${month} ${at(6, 8)} ${at(8, 10)}:${at(10, 12)}:${at(12, 14)}.${at(14, 20)}`;
};

const described = (job: CachedJob): Fields => ({
	Function: job.fun,
	Arguments: job.args,
	Target: job.target,
	'Target-type': job.targetType,
	User: job.user,
	...(job.metadata === null ? {} : {Metadata: job.metadata}),
	StartTime: startTime(job.jid),
});

const listJob = (master: Master, jid: string): Fields => {
	const job = master.jobs.get(jid);
	if (job === undefined) {
		return {jid, Error: 'Cannot contact returner or no job with this jid', StartTime: '', Result: {}};
	}

	const minions: Fields = job.minions === null ? {} : {Minions: job.minions};
	return {jid, ...described(job), ...minions, Result: Object.fromEntries(job.results)};
};

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

const runners: Readonly<Record<string, (master: Master, kwargs: Fields, user: string) => Json>> = {
	'jobs.list_jobs': master => Object.fromEntries([...master.jobs].map(([jid, job]) => [jid, described(job)])),
	'jobs.list_jobs_filter': (master, {count}) =>
		[...master.jobs.values()]
			.filter(({fun}) => fun !== 'saltutil.find_job')
			.slice(-(Number(count) || 50))
			.map(job => ({...described(job), JID: job.jid})),
	'jobs.list_job': (master, {jid}) => listJob(master, String(jid)),
	'jobs.lookup_jid': (master, {jid}) => {
		const results = [...(master.jobs.get(String(jid))?.results ?? [])];
		return Object.fromEntries(results.map(([id, told]) => [id, told.return ?? null]));
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

/** Whether the master knows a runner function. */
export const isRunner = (fun: string): boolean => fun in runners;

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
	const told: Fields = {fun: `runner.${fun}`, jid, user, fun_args: args};
	master.fire(`${tag}/new`, told);
	const finish = (): Json => {
		const positional: Fields =
			fun.startsWith('jobs.') && args[0] !== undefined && !isObject(args[0]) ? {jid: args[0]} : {};
		const value = runners[fun]?.(master, {...positional, ...kwargs}, user) ?? null;
		const data: Fields = {...told, return: value, success: true};
		master.fire(`${tag}/ret`, data);
		master.remember({
			jid,
			fun: `runner.${fun}`,
			args,
			target: 'demo_master',
			targetType: 'list',
			user,
			minions: null,
			metadata: null,
			results: new Map([['demo_master', {return: data, success: true}]]),
			done: new Set(),
		});
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
