import {afterEach, expect, test} from 'vitest';
import type {SaltServer} from '../../../../source/demo/salt/server.js';
import type {Resource} from '../../../../source/model/resource.js';
import type {StatsEvent} from '../../../../source/model/source.js';
import {openSalt} from '../../../../source/sources/salt/source.js';
import {isInternal} from '../../../../source/sources/salt/wire/internal.js';
import {resource} from '../../../state/rows.js';
import {until} from '../../../until.js';
import {configFor, quick, serveQuick} from '../start.js';

const never = new AbortController().signal;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

const minion = (id: string): Resource =>
	resource({
		key: `eu//minion/${id}`,
		source: 'eu',
		family: 'salt',
		kind: 'minion',
		id,
		name: id,
		state: 'up',
	});

const start = async () => {
	const server = await serveQuick({timeoutSeconds: 1});
	closing.push(() => server.close());
	const source = openSalt(configFor(server), quick);
	const look = async (id = 'web-a.example') => {
		const events: StatsEvent[] = [];
		await source.stats?.(minion(id), event => events.push(event), never);
		return events;
	};

	return {server, look};
};

const callsOf = ({received}: SaltServer): readonly string[] =>
	received.flatMap(({method, body}) => (method === 'POST' && body.includes('status.') ? [body] : []));

test('a look is one call, and shows what the minion says at once', async () => {
	const {server, look} = await start();
	const events = await look();
	expect(events).toHaveLength(1);
	expect(events[0]).toMatchObject({
		cpuPercent: null,
		load: 0.42,
		loadLimit: 2,
		receivedBytes: null,
		readBytes: null,
	});
	const {memoryBytes, memoryLimitBytes} = Object(events[0]);
	expect(memoryBytes / memoryLimitBytes).toBeCloseTo(0.45, 2);
	expect(callsOf(server)).toHaveLength(1);
});

test('from the second look on it shows how busy the minion was, and its traffic', async () => {
	const {server, look} = await start();
	let looks = 1;
	await look();
	// Two looks can fall into the same tick of the minion's counters.
	await until(async () => {
		looks += 1;
		const [event] = await look();
		const {cpuPercent, receivedBytes, sentBytes} = Object(event);
		expect(cpuPercent).toBeGreaterThanOrEqual(0);
		expect(cpuPercent).toBeLessThanOrEqual(100);
		expect(receivedBytes).toBeGreaterThan(sentBytes);
	});
	expect(callsOf(server)).toHaveLength(looks);
});

test('its answer is not kept in the job cache, and nobody who looks at jobs is shown the call', async () => {
	const {server, look} = await start();
	await look();
	const [call] = callsOf(server);
	expect(JSON.parse(call ?? '[]')).toMatchObject([{client: 'local', nocache: true}]);
	expect(isInternal('status.loadavg,status.cpustats,status.meminfo,status.netdev')).toBe(true);
	expect(isInternal('status.meminfo')).toBe(false);
});

test('a minion that does not answer is said to be silent', async () => {
	const {server, look} = await start();
	server.master.setUp('web-a.example', false);
	await expect(look()).rejects.toThrow('the minion did not answer');
});
