import {expect, test} from 'vitest';
import {StatsRates} from '../../../../source/sources/rancher1/streams/stats-rates.js';

const second = 1_000_000_000;

const sample = (at: string, more: object = {}) => ({
	id: '9f2c',
	resourceType: 'container',
	memLimit: 16_000,
	timestamp: `2019-03-11T09:21:${at}Z`,
	cpu: {usage: {total: 0, per_cpu_usage: [1, 2], user: 0, system: 0}},
	memory: {usage: 500},
	...more,
});

const usage = (fields: object) => ({cpu: {usage: {per_cpu_usage: [1, 2], ...fields}}});

test('there is nothing to report before the second sample', () => {
	const rates = new StatsRates(false);
	expect(rates.take([sample('44.000000000')], 1)).toBeNull();
	expect(rates.take([sample('44.000000000')], 2)).toBeNull();
});

test('a container: percent of one core, sums over interfaces and disks, no memory limit that is the host’s', () => {
	const rates = new StatsRates(false);
	const at = (time: string, n: number) =>
		sample(time, {
			...usage({total: n * 0.5 * second}),
			network: {
				rx_bytes: 0,
				tx_bytes: 0,
				interfaces: [
					{rx_bytes: n * 100, tx_bytes: n * 10},
					{rx_bytes: n * 20, tx_bytes: 0},
				],
			},
			diskio: {io_service_bytes: [{stats: {Read: n * 7}}, {stats: {Write: n * 9}}, {stats: {Total: n * 16}}]},
		});
	rates.take([at('44.120348912', 0)], 1);
	expect(rates.take([at('46.120348912', 4)], 9)).toEqual({
		at: 9,
		cpuPercent: 100,
		memoryBytes: 500,
		memoryLimitBytes: null,
		receivedBytes: 240,
		sentBytes: 20,
		readBytes: 14,
		writtenBytes: 18,
	});
});

test('a host: user and system of all cores, top-level network, its memory', () => {
	const rates = new StatsRates(true);
	const at = (time: string, n: number) =>
		sample(time, {
			...usage({total: n * 900 * second, user: n * 0.5 * second, system: n * 0.25 * second}),
			network: {rx_bytes: n * 5, tx_bytes: n, interfaces: [{rx_bytes: n * 1000}]},
		});
	rates.take([at('44', 0)], 1);
	expect(rates.take([at('45', 1)], 2)).toMatchObject({
		cpuPercent: 37.5,
		receivedBytes: 5,
		sentBytes: 1,
		memoryLimitBytes: 16_000,
	});
});

test('a percentage is never more than all cores', () => {
	const rates = new StatsRates(false);
	rates.take([sample('44')], 1);
	expect(rates.take([sample('45', usage({total: 90 * second}))], 2)?.cpuPercent).toBe(200);
});

test('a counter that started over gives no rate', () => {
	const rates = new StatsRates(false);
	rates.take([sample('44', usage({total: 50}))], 1);
	expect(rates.take([sample('45', usage({total: 10}))], 2)?.cpuPercent).toBeNull();
});

test('a service is the sum of its containers, while they are heard of', () => {
	const rates = new StatsRates(false);
	const of = (id: string, time: string, memory: number) => sample(time, {id, memory: {usage: memory}});
	rates.take([of('a', '01', 1), of('b', '01', 1)], 1000);
	expect(rates.take([of('a', '02', 10)], 2000)?.memoryBytes).toBe(10);
	expect(rates.take([of('b', '02', 5)], 2100)?.memoryBytes).toBe(15);
	expect(rates.take([of('b', '10', 6)], 9000)?.memoryBytes).toBe(6);
});

test.each([
	[null],
	['text'],
	[{}],
	[[null, 7, 'x']],
	[[{timestamp: 'never'}]],
	[[{timestamp: null, cpu: 7}]],
])('%j is nothing to report', frame => {
	expect(new StatsRates(false).take(frame, 1)).toBeNull();
});

test('what is not reported is null', () => {
	const rates = new StatsRates(false);
	rates.take([{timestamp: '2019-03-11T09:21:44Z'}], 1);
	expect(rates.take([{timestamp: '2019-03-11T09:21:45Z', cpu: null, network: []}], 2)).toEqual({
		at: 2,
		cpuPercent: null,
		memoryBytes: null,
		memoryLimitBytes: null,
		receivedBytes: null,
		sentBytes: null,
		readBytes: null,
		writtenBytes: null,
	});
});
