import {isObject, type JsonObject} from '../../../model/json-object.js';
import {asList, asObject, asText} from '../../requests/json-values.js';
import {asTexts} from '../wire/frames.js';
import {
	callArguments,
	callReturnOf,
	functionName,
	type Published,
	type Returned,
	returnedOf,
} from '../wire/job.js';
import type {Side} from './job.js';

/** A job as the master's job cache has it. */
export type CachedJob = {
	readonly job: Published;
	readonly side: Side;
	/** By minion; null for a listing, which has no results. */
	readonly results: ReadonlyMap<string, Returned> | null;
	/** Minions work on it now. */
	readonly running: boolean;
	/** Epoch milliseconds, where `job_cache_store_endtime` is set. */
	readonly endedAt: number | null;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Epoch milliseconds of the job cache's `2026, Nov 20 15:49:17.454273` (UTC, salt/utils/jid.py); null for anything else. */
export const cacheTime = (value: unknown): number | null => {
	const parts = /^(\d{4}), (\w{3}) (\d\d?) (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?/.exec(asText(value) ?? '');
	const month = months.indexOf(parts?.[2] ?? '');
	if (parts === null || month < 0) return null;
	const [year = 0, , day, hour, minute, second, milli] = parts.slice(1).map(part => Number(part ?? 0));
	return Date.UTC(year, month, day, hour, minute, second, milli || 0);
};

const sideOf = (fun: string): Side => {
	if (fun.startsWith('runner.')) return 'runner';
	return fun.startsWith('wheel.') ? 'wheel' : 'minions';
};

/**
 * A runner's or wheel function's cached return is the whole data of its event, and only there are its arguments
 * (test/fixtures/salt/found/03-list_job-of-runner.json), which one that raised an exception may lack.
 */
const unwrapped = (reported: JsonObject): JsonObject => {
	const inner = reported.return;
	return isObject(inner) && 'fun' in inner && 'return' in inner ? {...reported, ...inner} : reported;
};

/**
 * Reads a job from the cache: of `jobs.list_jobs`, `jobs.list_jobs_filter` (with `JID`), `jobs.active` (with `Running`
 * and `Returned`) or `jobs.list_job` (with `Result`; null where it says that there is no such job).
 */
export const cachedJobOf = (jid: string, value: unknown): CachedJob | null => {
	const fields = asObject(value);
	const fun = functionName(fields.Function);
	if (fun === '' || 'Error' in fields) return null;
	const side = sideOf(fun);
	const running = asList(fields.Running).flatMap(each => Object.keys(asObject(each)));
	const active = 'Running' in fields;
	const minions = Array.isArray(fields.Minions) ? asTexts(fields.Minions) : null;
	const target = fields.Target;
	const returns = isObject(fields.Result)
		? Object.entries(fields.Result).map(([id, reported]): [string, JsonObject] => [
				id,
				side === 'minions' ? asObject(reported) : unwrapped(asObject(reported)),
			])
		: null;
	const read = side === 'minions' ? returnedOf : callReturnOf;
	const results = returns && new Map(returns.map(([id, each]) => [id, read(jid, id, each)]));
	return {
		job: {
			jid,
			fun,
			args: side === 'minions' ? asList(fields.Arguments) : callArguments(fields.Arguments),
			target: typeof target === 'string' ? target : asTexts(target),
			targetType: asText(fields['Target-type']) ?? 'glob',
			user: asText(fields.User),
			minions: active ? (minions ?? [...running, ...asTexts(fields.Returned)]) : minions,
			missing: [],
		},
		side,
		results,
		running: active && running.length > 0,
		endedAt: cacheTime(fields.EndTime),
	};
};
