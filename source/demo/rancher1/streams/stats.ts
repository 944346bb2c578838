import type {Peer} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import {createRandom} from '../../world/random.js';
import type {Entity, Fields, World} from '../../world/world.js';
import {containersOf, type Fleet} from '../fleet/fleet.js';
import type {Ticket} from '../wire/tickets.js';

const memLimit = 16_825_552_896;

type Counters = {cpu: number; received: number; sent: number; read: number; written: number; memory: number};

const numberFrom = (text: string): number => Number(/\d+$/.exec(text)?.[0] ?? 1);

/** What a machine has used since it began, at a time: smooth, growing, different for each. */
const countersAt = (entity: Entity, now: number): Counters => {
	const own = numberFrom(entity.id);
	const seconds = (now % 1_000_000_000) / 1000;
	const wave = (period: number): number => Math.sin(((seconds + own * 37) * 2 * Math.PI) / period);
	// A rate of 1 + sin(t), integrated: counters never fall.
	const grown = (period: number): number =>
		seconds - (Math.cos(((seconds + own * 37) * 2 * Math.PI) / period) * period) / (2 * Math.PI);
	const load = (0.05 + (own % 7) / 12) * 1e9;
	return {
		cpu: Math.round(grown(45) * load),
		received: Math.round(grown(20) * 8000 * (1 + (own % 5))),
		sent: Math.round(grown(25) * 12_000 * (1 + (own % 5))),
		read: Math.round(grown(90) * 2000),
		written: Math.round(grown(60) * 9000),
		memory: Math.round((1 + 0.15 * wave(70)) * (20 + (own % 23) * 12) * 1_048_576),
	};
};

const nothing = {rx_packets: 0, rx_errors: 0, rx_dropped: 0, tx_packets: 0, tx_errors: 0, tx_dropped: 0};

const stampOf = (now: number): string => `${new Date(now).toISOString().slice(0, 23)}348912Z`;

const cpuOf = (total: number, busy: number): Fields => ({
	usage: {
		total,
		per_cpu_usage: [Math.floor(total / 2), Math.ceil(total / 2)],
		user: Math.round(busy * 0.7),
		system: Math.round(busy * 0.3),
	},
});

const containerSample = (container: Entity, id: string, now: number): Fields => {
	const {cpu, received, sent, read, written, memory} = countersAt(container, now);
	const operation = (name: string, value: number): Fields => ({major: 0, minor: 0, stats: {[name]: value}});
	return {
		id,
		resourceType: 'container',
		memLimit,
		timestamp: stampOf(now),
		cpu: cpuOf(cpu, cpu),
		diskio: {
			io_service_bytes: [
				operation('Read', read),
				operation('Write', written),
				operation('Total', read + written),
			],
		},
		network: {
			name: '',
			rx_bytes: 0,
			tx_bytes: 0,
			...nothing,
			interfaces: [{name: 'eth0', rx_bytes: received, tx_bytes: sent, ...nothing}],
		},
		memory: {usage: memory},
	};
};

// What the stream of a stopped container goes on with (stream-containerstats-stopped.txt).
const stoppedSample = (id: string, now: number): Fields => ({
	id,
	resourceType: 'container',
	memLimit,
	timestamp: stampOf(now),
	cpu: {usage: {total: 0, user: 0, system: 0}},
	diskio: {},
	network: {name: '', rx_bytes: 0, tx_bytes: 0, ...nothing},
	memory: {usage: 0},
});

// The total of a host is that of its first processor with idle time: not to be used (`agent host_stats.go`).
const hostSample = (host: Entity, now: number): Fields => {
	const {cpu, received, sent, read, written, memory} = countersAt(host, now);
	return {
		id: host.id,
		resourceType: 'host',
		memLimit,
		timestamp: stampOf(now),
		cpu: cpuOf((now % 1_000_000_000) * 1_000_000, cpu * 3),
		diskio: {io_service_bytes: [{major: 0, minor: 0, stats: {Read: read * 20, Write: written * 20}}]},
		network: {name: 'all', rx_bytes: received * 9, tx_bytes: sent * 9, ...nothing},
		memory: {usage: memory * 12 + 2_000_000_000},
	};
};

type Sampler = (now: number) => readonly Fields[];

// The containers of a stream are those that run when it begins (`agent container_stats.go`).
const samplerOf = (fleet: Fleet, {path, key}: Ticket): Sampler => {
	const {world} = fleet;
	const entity = world.get(key);
	if (path.startsWith('/v1/hoststats')) {
		const hosts = entity.baseType === 'account' ? world.list('host', entity.id) : [entity];
		return now => hosts.map(host => hostSample(host, now));
	}

	const isUp = (container: Entity): boolean => textOf(container.fields.state) === 'running';
	if (entity.baseType === 'host') {
		const all = world.list('container', entity.scope).filter(({fields}) => fields.hostId === entity.id);
		const running = all.filter(isUp);
		return now => running.filter(isUp).map(container => containerSample(container, container.id, now));
	}

	const idOf = (container: Entity): string => textOf(container.fields.externalId);
	if (entity.baseType === 'instance') {
		return now => {
			const container = world.find(key);
			if (!container) return [];
			return [
				isUp(container)
					? containerSample(container, idOf(container), now)
					: stoppedSample(idOf(container), now),
			];
		};
	}

	const running = containersOf(fleet, entity).filter(isUp);
	return now => running.filter(isUp).map(container => containerSample(container, idOf(container), now));
};

/** Sends samples about every `statsMs` until there is nothing left to measure; none while the host is lost. */
export const openStats = (
	fleet: Fleet,
	peer: Peer,
	ticket: Ticket,
	statsMs: number,
	isLost: () => boolean,
): void => {
	const {clock}: World = fleet.world;
	const sampler = samplerOf(fleet, ticket);
	const jitter = createRandom(numberFrom(ticket.key));
	let cancel: () => void = () => undefined;
	const sample = (): void => {
		const samples = sampler(clock.now());
		if (samples.length === 0) {
			peer.close();
			return;
		}

		if (!isLost()) peer.send(JSON.stringify(samples));
		cancel = clock.after(statsMs * (0.95 + jitter.next() / 10), sample);
	};

	peer.onClose(() => cancel());
	sample();
};
