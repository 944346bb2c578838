import {ServerError} from '../../../model/errors.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Resource} from '../../../model/resource.js';
import type {Stats, StatsEvent} from '../../../model/source.js';
import {mapOf, numberOf} from '../../requests/json-fields.js';
import {asNumber, asObject} from '../../requests/json-values.js';
import type {Api} from '../wire/api.js';
import {lookAround} from '../wire/internal.js';

/** What a minion's counters were at one look: CPU in ticks, network in bytes; null where it does not say. */
type Counters = {
	readonly at: number;
	readonly busy: number;
	readonly ticks: number;
	readonly received: number | null;
	readonly sent: number | null;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const numbersIn = (map: JsonObject): readonly number[] =>
	Object.values(map).flatMap(value => asNumber(value) ?? []);

const bytesOf = (interfaces: JsonObject, name: string): number | null => {
	const counted = Object.entries(interfaces).flatMap(([each, counters]) =>
		each === 'lo' || !isObject(counters) ? [] : (numberOf(counters, name) ?? []),
	);
	return counted.length === 0 ? null : sum(counted);
};

const countersIn = (answer: JsonObject, at: number): Counters => {
	const ticks = mapOf(mapOf(answer, 'status.cpustats'), 'cpu');
	const all = sum(numbersIn(ticks));
	const interfaces = mapOf(answer, 'status.netdev');
	return {
		at,
		ticks: all,
		busy: all - (numberOf(ticks, 'idle') ?? 0) - (numberOf(ticks, 'iowait') ?? 0),
		received: bytesOf(interfaces, 'rx_bytes'),
		sent: bytesOf(interfaces, 'tx_bytes'),
	};
};

// Values of /proc/meminfo come with their unit, always kB (salt/modules/status.py, `meminfo`).
const memoryOf = (answer: JsonObject, name: string): number | null => {
	const value = Number(mapOf(mapOf(answer, 'status.meminfo'), name).value ?? Number.NaN);
	return Number.isFinite(value) ? value * 1024 : null;
};

const rate = (before: number | null, now: number | null, ms: number): number | null =>
	before === null || now === null || now < before ? null : ((now - before) * 1000) / ms;

const statsOf = (answer: JsonObject, now: Counters, before: Counters | undefined): Stats => {
	const cores = Object.keys(mapOf(answer, 'status.cpustats')).filter(name => /^cpu\d+$/.test(name)).length;
	const total = memoryOf(answer, 'MemTotal');
	const free = memoryOf(answer, 'MemAvailable') ?? memoryOf(answer, 'MemFree');
	const ms = before === undefined ? 0 : now.at - before.at;
	const ticks = before === undefined ? 0 : now.ticks - before.ticks;
	return {
		at: now.at,
		// Of all cores: a machine is as busy as they are together.
		cpuPercent: before === undefined || ticks <= 0 ? null : ((now.busy - before.busy) / ticks) * 100,
		load: numberOf(mapOf(answer, 'status.loadavg'), '1-min'),
		loadLimit: cores === 0 ? null : cores,
		memoryBytes: total === null || free === null ? null : total - free,
		memoryLimitBytes: total,
		receivedBytes: ms === 0 ? null : rate(before?.received ?? null, now.received, ms),
		sentBytes: ms === 0 ? null : rate(before?.sent ?? null, now.sent, ms),
		readBytes: null,
		writtenBytes: null,
	};
};

/** Looks once at what a minion uses. Rejects with the errors of `Api.run`, and where the minion says nothing. */
type LookAtMinion = (
	resource: Resource,
	emit: (event: StatsEvent) => void,
	signal: AbortSignal,
) => Promise<void>;

// So long after a look, the next one shows how busy the minion was in between.
const sameWatchMs = 10 * 60_000;
const maxKept = 1000;

/**
 * What a minion uses, by one call a look: nothing is asked again by itself, as every call is work for the minion and
 * events for all who listen. How busy it was, and the traffic, are known from the second look on.
 */
export const createLook = (api: Api): LookAtMinion => {
	const seen = new Map<string, Counters>();
	return async ({id, name}, emit, signal) => {
		const attempted = `Cannot look at ${name}`;
		const reply = asObject(await api.run(lookAround(id), attempted, signal))[id];
		const answer = asObject(reply);
		const at = Date.now();
		if (!Object.values(answer).some(isObject)) {
			const said = typeof reply === 'string' ? reply.split('\n', 1)[0] : 'the minion did not answer';
			throw new ServerError({attempted, target: api.url, answer: said ?? ''}, 200, 'NoAnswer');
		}

		const counters = countersIn(answer, at);
		const before = seen.get(id);
		seen.delete(id);
		seen.set(id, counters);
		for (const oldest of seen.size > maxKept ? [...seen.keys()].slice(0, 1) : []) seen.delete(oldest);
		const isRecent = before !== undefined && at - before.at < sameWatchMs;
		emit(statsOf(answer, counters, isRecent ? before : undefined));
	};
};
