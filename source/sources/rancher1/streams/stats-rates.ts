import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Stats} from '../../../model/source.js';
import {listOf, mapOf, mapsOf, numberOf, textOf} from '../../requests/json-fields.js';

/** The counters of one sample. Times in nanoseconds, sizes in bytes. */
type Sample = {
	readonly at: number;
	readonly cpu: number | null;
	readonly cores: number;
	readonly memory: number | null;
	readonly limit: number | null;
	readonly received: number | null;
	readonly sent: number | null;
	readonly read: number | null;
	readonly written: number | null;
};

type Figures = Omit<Stats, 'at' | 'cpuCores' | 'cpuLimitCores' | 'load' | 'loadLimit'>;

// Without a sample for that long it is no longer part of the sum.
const forgetMs = 5000;

const add = (left: number | null, right: number | null): number | null =>
	left === null ? right : right === null ? left : left + right;

const sumOf = (maps: readonly JsonObject[], name: string): number | null =>
	maps.reduce<number | null>((sum, map) => add(sum, numberOf(map, name)), null);

const sampleOf = (map: JsonObject, ofHost: boolean): Sample | null => {
	const at = Date.parse(textOf(map, 'timestamp') ?? '');
	if (Number.isNaN(at)) return null;
	const usage = mapOf(mapOf(map, 'cpu'), 'usage');
	// Zeros, and no processors: the container does not run (stream-containerstats-stopped.txt).
	if (!('per_cpu_usage' in usage) && numberOf(usage, 'total') === 0) return null;
	const network = mapOf(map, 'network');
	const interfaces = mapsOf(network, 'interfaces');
	const networks = ofHost || interfaces.length === 0 ? [network] : interfaces;
	const disks = mapsOf(mapOf(map, 'diskio'), 'io_service_bytes').map(disk => mapOf(disk, 'stats'));
	return {
		at,
		// A host's total is that of its first core, with the time that it idles (agent host_stats.go).
		cpu: ofHost ? add(numberOf(usage, 'user'), numberOf(usage, 'system')) : numberOf(usage, 'total'),
		cores: listOf(usage, 'per_cpu_usage').length,
		memory: numberOf(mapOf(map, 'memory'), 'usage'),
		// For a container too this is the memory of the host (agent container_stats.go).
		limit: ofHost ? numberOf(map, 'memLimit') : null,
		received: sumOf(networks, 'rx_bytes'),
		sent: sumOf(networks, 'tx_bytes'),
		read: sumOf(disks, 'Read'),
		written: sumOf(disks, 'Write'),
	};
};

/** Growth of a counter per second; null where it is not reported or started over. */
const rate = (from: number | null, to: number | null, seconds: number): number | null =>
	from === null || to === null || to < from ? null : (to - from) / seconds;

const figuresOf = (from: Sample, to: Sample, ofHost: boolean): Figures => {
	const seconds = (to.at - from.at) / 1000;
	const cpu = rate(from.cpu, to.cpu, seconds);
	const ofOneCore = cpu === null ? null : cpu / 1e7;
	const capped = ofOneCore === null || to.cores === 0 ? ofOneCore : Math.min(ofOneCore, to.cores * 100);
	return {
		// A container's percentage is of one core, a host's of all its cores.
		cpuPercent: capped !== null && ofHost && to.cores > 0 ? capped / to.cores : capped,
		memoryBytes: to.memory,
		memoryLimitBytes: to.limit,
		receivedBytes: rate(from.received, to.received, seconds),
		sentBytes: rate(from.sent, to.sent, seconds),
		readBytes: rate(from.read, to.read, seconds),
		writtenBytes: rate(from.written, to.written, seconds),
	};
};

/** Turns the counters that a server sends into rates; a service's or project's are the sum of its parts. */
export class StatsRates {
	readonly #ofHost: boolean;
	readonly #last = new Map<string, Sample>();
	readonly #figures = new Map<string, {readonly figures: Figures; readonly heard: number}>();

	constructor(ofHost: boolean) {
		this.#ofHost = ofHost;
	}

	/** One frame: a JSON array of samples. Null while there is nothing to report; `now` in epoch milliseconds. */
	take(frame: unknown, now: number): Stats | null {
		let news = false;
		for (const map of Array.isArray(frame) ? frame.filter(isObject) : []) {
			const sample = sampleOf(map, this.#ofHost);
			if (!sample) continue;
			const id = textOf(map, 'id') ?? '';
			const last = this.#last.get(id);
			if (last && sample.at <= last.at) continue;
			this.#last.set(id, sample);
			if (!last) continue;
			this.#figures.set(id, {figures: figuresOf(last, sample, this.#ofHost), heard: now});
			news = true;
		}

		return news ? this.#sum(now) : null;
	}

	#sum(now: number): Stats {
		const parts: Figures[] = [];
		for (const [id, {figures, heard}] of this.#figures) {
			if (now - heard < forgetMs) parts.push(figures);
			else this.#figures.delete(id);
		}

		const sum = (name: keyof Figures) =>
			parts.reduce<number | null>((all, part) => add(all, part[name]), null);
		const cpu = sum('cpuPercent');
		return {
			at: now,
			// Percentages of whole hosts are averaged, those of one core are summed.
			cpuPercent: cpu !== null && this.#ofHost ? cpu / Math.max(1, parts.length) : cpu,
			memoryBytes: sum('memoryBytes'),
			memoryLimitBytes: sum('memoryLimitBytes'),
			receivedBytes: sum('receivedBytes'),
			sentBytes: sum('sentBytes'),
			readBytes: sum('readBytes'),
			writtenBytes: sum('writtenBytes'),
		};
	}
}
