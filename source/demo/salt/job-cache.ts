import type {Fields, Json} from '../world/world.js';
import type {CachedJob} from './job.js';
import type {Master} from './master.js';

/** `2026, Nov 20 15:49:17.454273`: the time in a jid, as the job cache writes it; '' where it holds none. */
const startTime = (jid: string): string => {
	if (!/^\d{20}/.test(jid)) return '';
	const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
	const at = (from: number, to: number): string => jid.slice(from, to);
	const month = months[Number(at(4, 6)) - 1] ?? 'Jan';
	return `${at(0, 4)}, ${month} ${at(6, 8)} ${at(8, 10)}:${at(10, 12)}:${at(12, 14)}.${at(14, 20)}`;
};

/** A job as every listing has it. */
export const described = (job: CachedJob): Fields => ({
	Function: job.fun,
	Arguments: job.args,
	Target: job.target,
	'Target-type': job.targetType,
	User: job.user,
	...(job.metadata === null ? {} : {Metadata: job.metadata}),
	StartTime: startTime(job.jid),
});

/** `jobs.list_job`: one job with its results. */
export const listJob = (master: Master, jid: string): Fields => {
	const job = master.jobs.get(jid);
	if (job === undefined) {
		return {jid, Error: 'Cannot contact returner or no job with this jid', StartTime: '', Result: {}};
	}

	const minions: Fields = job.minions === null ? {} : {Minions: job.minions};
	const results = job.nocache === true ? {} : Object.fromEntries(job.results);
	return {jid, ...described(job), ...minions, Result: results};
};

/** A glob of Python's fnmatch. */
const globs = (pattern: Json): RegExp => {
	const source = String(pattern)
		.replace(/[.+^${}()|\\]/g, '\\$&')
		.replaceAll('[!', '[^')
		.replaceAll('*', '.*')
		.replaceAll('?', '.');
	return new RegExp(`^(?:${source})$`, 's');
};

const matchers = (patterns: Json | undefined): readonly RegExp[] =>
	[patterns ?? []].flat().map(pattern => globs(pattern));

const timeIn = (text: string): number => {
	const time = Date.parse(`${text.replace(/^(\d{4}), (\w{3}) (\d\d)/, '$1 $2 $3')} UTC`);
	return Number.isNaN(time) ? Date.parse(`${text}Z`) : time;
};

/**
 * `jobs.list_jobs` with its filters (salt/runners/jobs.py). Throws where Salt does: a function among several at once
 * cannot be matched, and neither can the time of a job whose jid holds none.
 */
export const searchJobs = (master: Master, kwargs: Fields): Fields => {
	const targets = matchers(kwargs.search_target);
	const functions = matchers(kwargs.search_function);
	const since = typeof kwargs.start_time === 'string' ? timeIn(kwargs.start_time) : null;
	const found = [...master.jobs.values()].filter(job => {
		const names = [job.target].flat().map(String);
		if (targets.length > 0 && !names.some(name => targets.some(target => target.test(name)))) return false;
		if (functions.length > 0) {
			if (Array.isArray(job.fun)) throw new TypeError('expected str, bytes or os.PathLike object, not list');
			if (!functions.some(fun => fun.test(String(job.fun)))) return false;
		}

		if (since === null) return true;
		const time = timeIn(startTime(job.jid));
		if (Number.isNaN(time)) throw new TypeError('String does not contain a date');
		return time >= since;
	});
	return Object.fromEntries(found.map(job => [job.jid, described(job)]));
};

/** `jobs.list_jobs_filter`: the newest, oldest first. */
export const newestJobs = (master: Master, count: Json | undefined): Json =>
	[...master.jobs.values()]
		.filter(({fun}) => fun !== 'saltutil.find_job')
		.sort((one, other) => (one.jid < other.jid ? -1 : 1))
		.slice(-(Number(count) || 50))
		.map(job => ({...described(job), JID: job.jid}));

/**
 * Keeps what a runner or a wheel function did, with its whole return: its arguments are in there only
 * (test/fixtures/salt/found/03-list_job-of-runner.json).
 */
export const rememberCall = (master: Master, data: Fields, holdsBytes = false): void =>
	master.remember({
		jid: String(data.jid),
		fun: data.fun ?? '',
		args: [],
		target: 'demo_master',
		targetType: 'list',
		user: String(data.user),
		minions: null,
		metadata: null,
		results: new Map([['demo_master', {return: data, success: true}]]),
		done: new Set(),
		holdsBytes,
	});
