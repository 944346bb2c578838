import {expect, test} from 'vitest';
import {publish} from '../../../../source/demo/salt/dispatch.js';
import {addMinion} from '../../../../source/demo/salt/population.js';
import {live, master, until, watch} from '../scene.js';
import {calls, failSchedule, quick} from '../start.js';

const minion = 'minion/web-a.example';
const ping = {fun: 'test.ping', args: [], target: '*', targetType: 'glob', user: 'anna'};

test('shows what a minion says of itself', async () => {
	const {row, server} = await live();
	expect(row(minion)).toMatchObject({
		name: 'web-a.example',
		state: 'up',
		health: 'ok',
		cells: {KEY: 'accepted', OS: 'Ubuntu 24.04', VERSION: '3007.10', ADDRESS: '10.20.0.2'},
	});
	expect(row('key/new.example')).toMatchObject({state: 'pending', health: 'warning'});
	expect(row('key/web-a.example').cells.FINGERPRINT).toMatch(/^(?:[0-9a-f]{2}:){31}[0-9a-f]{2}$/);
	expect(server.received.some(calls('cache.grains'))).toBe(false);
});

test('sees a minion go by presence, and come again by itself', async () => {
	const {server, row} = await live({salt: {timings: {...quick.timings, pulseMs: 60_000}}});
	server.master.setUp('web-a.example', false);
	await until(() =>
		expect(row(minion)).toMatchObject({state: 'down', health: 'error', cells: {BY: 'presence'}}),
	);
	server.master.setUp('web-a.example', true);
	await until(() => expect(row(minion)).toMatchObject({state: 'up', health: 'ok'}));
});

test('sees a minion go without presence events, by asking who is connected', async () => {
	const {server, row} = await live({demo: {presence: false}});
	server.master.setUp('web-b.example', false);
	await until(() => expect(row('minion/web-b.example')).toMatchObject({state: 'down', cells: {BY: 'tcp'}}));
});

test('leaves a minion that is away as it is when something is sent to all', async () => {
	const server = await master();
	server.master.setUp('web-b.example', false);
	const {row, rows, observed} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	publish(server.master, {...ping, fun: 'state.apply', args: ['web']});
	await until(() => expect(rows('job')[0]?.state).toMatch('no response 1/2'));
	await until(() => expect(row('minion/web-b.example').message).toBe('state.apply failed: no response'));
	const states = observed
		.of('changed')
		.filter(({resource: {kind, id}}) => kind === 'minion' && id === 'web-b.example')
		.map(({resource: {state, health, transitioning}}) => `${state} ${health} ${transitioning}`);
	expect(new Set(states)).toEqual(new Set(['down error no']));
});

test('suspects a minion that does not answer a job, and no more once it does', async () => {
	const {server, row, rows} = await live({demo: {presence: false}});
	const known = server.master.minions.get('web-b.example') ?? expect.fail('no minion');
	const job = publish(server.master, ping);
	known.up = false;
	for (const {stop} of known.running.values()) stop();
	await until(() => expect(rows('job')[0]?.state).toBe('no response 1/2'));
	expect(rows('job')[0]).toMatchObject({health: 'warning', message: 'no answer from web-b.example'});
	await until(() => expect(row('minion/web-b.example').message).toBe('test.ping failed: no response'));
	expect(['suspect', 'down']).toContain(row('minion/web-b.example').state);
	server.fire(`salt/job/${job?.jid}/ret/web-b.example`, {
		id: 'web-b.example',
		jid: job?.jid ?? '',
		fun: 'test.ping',
		return: true,
		retcode: 0,
		success: true,
	});
	await until(() => expect(rows('job')[0]?.state).toBe('succeeded'));
	expect(row('minion/web-b.example')).toMatchObject({state: 'up', message: null});
});

test('asks after a job that takes long, and leaves it running where a minion says so', async () => {
	const {server, rows} = await live({demo: {pace: 0.1}});
	publish(server.master, {...ping, fun: 'test.sleep', args: [600], target: 'web-a.example'});
	await until(() => expect(server.received.filter(calls('saltutil.find_job')).length).toBeGreaterThan(1));
	expect(rows('job')[0]?.state).toBe('running 0/1');
	expect(rows('job')).toHaveLength(1);
});

test('takes no answer to somebody who asks after a job for silence where the minion has returned', async () => {
	const {server, rows, row} = await live();
	const job = publish(server.master, {...ping, target: 'web-a.example'});
	await until(() => expect(rows('job')[0]?.state).toBe('succeeded'));
	publish(server.master, {...ping, fun: 'saltutil.find_job', args: [job?.jid ?? '']});
	failSchedule(server, 'web-b.example', 'marker');
	await until(() => expect(row('minion/web-b.example').message).toMatch(/marker/));
	expect(row(minion).message).toBeNull();
	expect(rows('job')[0]?.state).toBe('succeeded');
});

test('does not go back to what an older event of a key says', async () => {
	const {server, row, observed} = await live();
	server.fire('salt/key', {result: true, act: 'accept', id: 'new.example'});
	await until(() => expect(row('key/new.example').state).toBe('accepted'));
	const old = '{"result": true, "act": "pend", "id": "new.example", "_stamp": "2020-01-01T00:00:00.000001"}';
	server.fireText('salt/auth', `{"data": ${old}, "tag": "salt/auth"}`);
	failSchedule(server, 'web-b.example', 'marker');
	await until(() => expect(row('minion/web-b.example').message).toMatch(/marker/));
	expect(row('key/new.example').state).toBe('accepted');
	expect(observed.rows.has('eu//minion/new.example')).toBe(true);
});

test('distinguishes a minion from its key: pending and rejected ones have no row of their own', async () => {
	const {server, row, observed} = await live();
	addMinion(server.master, 'late.example', true);
	server.master.sayHello('late.example');
	await until(() => expect(row('key/late.example').state).toBe('pending'));
	expect(observed.rows.has('eu//minion/late.example')).toBe(false);
	server.fire('salt/auth', {result: true, act: 'denied', id: 'web-a.example'});
	await until(() =>
		expect(row('key/web-a.example:denied')).toMatchObject({state: 'denied', health: 'error'}),
	);
	expect(row('key/web-a.example').state).toBe('accepted');
	expect(row(minion).cells.KEY).toBe('accepted');
});

test('reads jobs of before it came, newest results in full, and what each minion did last', async () => {
	const {server, observed, rows, row} = await live();
	failSchedule(server, 'web-a.example', 'disk full');
	server.faults.cut();
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await until(() =>
		expect(rows('job')[0]).toMatchObject({state: 'failed', message: 'web-a.example: disk full'}),
	);
	expect(row(minion).cells['LAST JOB']).toBe(rows('job')[0]?.key);
});

test('takes a job of before it came, on which nobody works any more, for unanswered where returns are missing', async () => {
	const server = await master();
	const known = server.master.minions.get('web-b.example') ?? expect.fail('no minion');
	known.up = false;
	publish(server.master, ping);
	await until(() => expect([...server.master.jobs.values()][0]?.results.size).toBe(1));
	const {rows, observed} = watch(server, {salt: {timings: {...quick.timings, overdueMs: 60_000}}});
	await until(() => expect(rows('job')[0]).toMatchObject({state: 'no response 1/2', name: 'test.ping'}));
	await until(() => expect(observed.status).toBe('live'));
	server.faults.cut();
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await until(() => expect(observed.status).toBe('live'));
	expect(rows('job')[0]?.state).toBe('no response 1/2');
});

test('keeps its own polls and what only looks around out of sight, unless they are asked for', async () => {
	const {source, server, rows} = await live({show: ['event']});
	publish(server.master, {...ping, fun: 'saltutil.running'});
	publish(server.master, ping);
	await until(() => expect(rows('job')[0]?.state).toBe('succeeded'));
	expect(rows('job').map(({name}) => name)).toEqual(['test.ping']);
	expect(rows('event').filter(({message}) => /wheel\.|runner\.|saltutil/.test(message ?? ''))).toEqual([]);
	source.show(['internal-job']);
	await until(() => expect(rows('internal-job').map(({name}) => name)).toContain('saltutil.running'));
});

test('shows what each minion made of a job, and the beacons that fire', async () => {
	const {server, rows} = await live({show: ['return', 'beacon']});
	publish(server.master, {...ping, fun: 'cmd.run', args: ['exit 3']});
	await until(() => expect(rows('return').map(({state}) => state)).toEqual(['failed', 'failed']));
	expect(rows('return')[0]).toMatchObject({message: 'exit 3', cells: {RETCODE: 3}});
	expect(rows('return')[0]?.parents).toEqual([rows('job')[0]?.key, `eu//minion/${rows('return')[0]?.name}`]);
	server.fire('salt/beacon/web-a.example/load/', {'1m': 1.9, id: 'web-a.example'});
	server.fire('salt/beacon/web-a.example/load/', {});
	await until(() => expect(rows('beacon')[0]).toMatchObject({state: 'failed', cells: {COUNT: 2}}));
});

test('describes a minion, a job, a return, a key, an event and the master, secrets blanked', async () => {
	const {source, server, row, rows} = await live({show: ['return', 'event', 'master']});
	publish(server.master, {...ping, fun: 'pillar.items', target: 'web-a.example'});
	await until(() => expect(rows('return')[0]?.state).toBe('succeeded'));
	server.fire('my/event', {password: 'hunter2', more: 'x'});
	await until(() => expect(rows('event').map(({name}) => name)).toContain('my/event'));
	const {signal} = new AbortController();
	const job = rows('job')[0] ?? expect.fail('no job');
	expect(await source.object(row(minion), signal)).toMatchObject({
		id: 'web-a.example',
		grains: {os: 'Ubuntu'},
		history: [{function: 'pillar.items', state: 'succeeded'}],
	});
	expect(await source.object(job, signal)).toMatchObject({
		function: 'pillar.items',
		cache: {Function: 'pillar.items'},
	});
	const result = await source.object(rows('return')[0] ?? job, signal);
	expect(result).toMatchObject({result: {return: {role: 'web', db_password: '***', api: {token: '***'}}}});
	expect(await source.object(row('key/web-a.example'), signal)).toMatchObject({
		fingerprints: {minions: {'web-a.example': expect.stringMatching(/:/)}},
	});
	const event = rows('event').find(({name}) => name === 'my/event') ?? job;
	expect(await source.object(event, signal)).toMatchObject({
		tag: 'my/event',
		data: {password: '***', more: 'x'},
	});
	expect(await source.object(row('master/master'), signal)).toMatchObject({
		user: 'saltdev',
		clients: expect.arrayContaining(['local_async']),
		stats: {'CherryPy Applications': {Enabled: true}},
	});
});

test('reads the grains from the minion where the master may not be asked', async () => {
	const {source, server, row} = await live({demo: {enabledClients: ['wheel', 'local']}});
	const object = await source.object(row(minion), new AbortController().signal);
	expect(object).toMatchObject({grains: {os: 'Ubuntu'}});
	expect(server.received.some(({url}) => url.pathname === '/minions/web-a.example')).toBe(true);
});
