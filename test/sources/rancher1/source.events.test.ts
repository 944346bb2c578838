import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, row, until} from './stage.js';
import {quick} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('a server that comes back', () => {
	test('is followed as a whole as soon as one stream of it is live, whatever the others still wait for', async () => {
		const server = await serve();
		let tries = 0;
		// Only the probe and the first to try again do so soon.
		const next = () => (tries++ < 2 ? 50 : 3_600_000);
		const patient = {...quick, restingProjectMs: 3_600_000, backoff: () => ({next, reset: () => undefined})};
		const {observed} = await watch(server, {}, patient);
		await until(() => expect(observed.status).toBe('live'));
		tries = 0;
		server.faults.cut();
		await until(() => expect(observed.status).toBe('retrying'));
		await until(() => expect(observed.status).toBe('live'));
	});
});

const count = 3000;

/** Thousands of changes of one container at once. */
const burst = (server: Rancher1Server): void => {
	for (let number = 1; number <= count; number++) {
		const resource = {id: '1i1', type: 'container', name: `web-${number}`, state: 'running'};
		const message = {name: 'resource.change', resourceId: '1i1', resourceType: 'container'};
		server.faults.inject(
			JSON.stringify({...message, data: {resource}, time: number}),
			({url}) => url.pathname === '/v2-beta/projects/1a5/subscribe',
		);
	}
};

test.each([
	['of thousands of changes at once the newest is shown, and those that nobody could see are counted', {}],
	['where every change is printed, not one of thousands is only counted', {everyChange: true}],
] as const)('%s', async (_title, options) => {
	const server = await serve();
	const {observed} = await watch(server, options);
	await until(() => expect(observed.status).toBe('live'));
	burst(server);
	await until(() => expect(row(observed).name).toBe(`web-${count}`));
	const changes = observed.of('changed').filter(({resource}) => /^web-\d+$/.test(resource.name));
	const skipped = changes.reduce((sum, change) => sum + (change.skipped ?? 0), 0);
	expect(changes.length + skipped).toBe(count);
	if ('everyChange' in options) expect(skipped).toBe(0);
});

describe('an event that another overtook', () => {
	const event = (id: string, name: string, time: number): string =>
		JSON.stringify({
			name: 'resource.change',
			resourceId: id,
			resourceType: 'container',
			data: {resource: {id, type: 'container', name, state: 'running'}},
			time,
		});
	const isStream = at('/v2-beta/projects/1a5/subscribe', {upgrade: true});
	const isReread = at(/containers\/1i1$/, {method: 'GET', upgrade: false});

	test('has the row asked for, whatever else happens until the answer', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const {name} = row(observed);
		const gate = server.faults.hold(isReread);
		server.faults.inject(event('1i1', 'ahead', 2000), isStream);
		server.faults.inject(event('1i1', 'behind', 1000), isStream);
		await gate.reached;
		for (let id = 5001; id <= 6500; id++) server.faults.inject(event(`1i${id}`, 'other', id), isStream);
		await until(() => expect(row(observed, 'prod/1a5/instance/1i6500').name).toContain('other'));
		expect(row(observed).name).toContain('ahead');
		gate.release();
		await until(() => expect(row(observed).name).toBe(name));
	});

	test('has the row asked for in a surge too', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const {name} = row(observed);
		const gate = server.faults.hold(isReread);
		const times = [...Array.from({length: 2000}, (_, index) => index + 1), 3000, 2500];
		for (const time of times) server.faults.inject(event('1i1', `at-${time}`, time), isStream);
		await gate.reached;
		gate.release();
		await until(() => expect(row(observed).name).toBe(name));
	});
});
