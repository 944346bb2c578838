import {expect, test} from 'vitest';
import {runBatch} from '../../../source/demo/salt/batch.js';
import type {SaltServer} from '../../../source/demo/salt/server.js';
import {live, master, until, watch} from './scene.js';
import {calls} from './start.js';

/** Runs something on one minion after the other. */
const begin = (server: SaltServer, seconds: number, waitSeconds: number) =>
	runBatch(
		server.master,
		{fun: 'test.sleep', args: [seconds], target: '*', targetType: 'glob', user: 'anna'},
		{batch: '1', batch_wait: waitSeconds},
	);

const on3008 = {demo: {version: '3008.5'}} as const;

test('a batch runs until the master says that it is complete', async () => {
	const {server, rows, observed} = await live(on3008);
	await begin(server, 1, 10);
	await until(() => expect(rows('job')[0]?.state).toBe('succeeded'));
	const id = rows('job')[0]?.id;
	const states = observed.of('changed').flatMap(({resource}) => (resource.id === id ? resource.state : []));
	expect([...new Set(states)]).toEqual(['running 0/2', 'running 1/2', 'running 2/2', 'succeeded']);
	expect(rows('job')[0]?.cells).toMatchObject({RETURNED: '2/2', TARGET: '*'});
});

test('a batch that was under way before is running, and over once the master does not name it any more', async () => {
	const server = await master({version: '3008.5'});
	void begin(server, 1, 100_000);
	await until(() => expect([...server.master.batches.values()][0]?.done.size).toBe(1));
	const {observed, rows, source} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	expect(rows('job')[0]).toMatchObject({state: 'running 1/2', transitioning: 'yes'});
	server.master.batches.clear();
	source.relist();
	await until(() => expect(rows('job')[0]?.transitioning).toBe('no'));
});

test('a batch is stopped before it comes to more minions', async () => {
	const {server, rows, act} = await live(on3008);
	const over = begin(server, 1, 1000);
	await until(() => expect(rows('job')[0]?.state).toBe('running 1/2'));
	const key = `job/${rows('job')[0]?.id}`;
	expect(rows('job')[0]?.actions.map(({name}) => name)).toEqual([
		'logs',
		'stop-batch',
		'kill-batch',
		'rerun',
	]);
	await act(key, 'stop-batch');
	await until(() => expect(rows('job')[0]).toMatchObject({state: 'halted', health: 'warning'}));
	expect(rows('job')[0]?.message).toMatch(/^stopped before it ran on web-\w\.example$/);
	expect(rows('job')[0]?.actions.map(({name}) => name)).toContain('rerun-missing');
	server.master.world.close();
	void over;
});

test('a batch is stopped and what runs of it killed', async () => {
	const {server, rows, act} = await live(on3008);
	void begin(server, 10_000, 0);
	await until(() => expect(rows('job')[0]?.state).toBe('running 0/2'));
	await act(`job/${rows('job')[0]?.id}`, 'kill-batch');
	await until(() => expect(rows('job')[0]).toMatchObject({state: 'killed', transitioning: 'no'}));
});

test('a batch that is over cannot be stopped', async () => {
	const {server, rows, act} = await live(on3008);
	void begin(server, 1, 1000);
	await until(() => expect(rows('job')[0]?.state).toBe('running 1/2'));
	server.master.batches.clear();
	await expect(act(`job/${rows('job')[0]?.id}`, 'stop-batch')).rejects.toThrow(/over already/);
});

test('before 3008 the parts of a batch are jobs of their own, and nobody is asked for batches', async () => {
	const {server, rows} = await live();
	await begin(server, 1, 0);
	await until(() => expect(rows('job').map(({state}) => state)).toEqual(['succeeded', 'succeeded']));
	expect(server.received.filter(calls('batch.list_active'))).toEqual([]);
});

test('a batch whose end was missed is over, also for who may list no keys', async () => {
	const perms = ['.*', '@runner', {'@wheel': ['minions.connected']}];
	const users = [{username: 'saltdev', password: 'saltdev', perms}];
	const {server, rows} = await live({demo: {version: '3008.5', users}});
	void begin(server, 1, 100_000);
	await until(() => expect(rows('job')[0]?.state).toBe('running 1/2'));
	server.master.batches.clear();
	await until(() => expect(rows('job')[0]?.transitioning).toBe('no'));
});
