import {expect, test} from 'vitest';
import {answerJob, publish} from '../../../source/demo/salt/dispatch.js';
import type {SaltServer} from '../../../source/demo/salt/server.js';
import {live, master, until, watch} from './scene.js';
import {calls, quick} from './start.js';

const apply = (server: SaltServer, mods: string) =>
	publish(server.master, {
		fun: 'state.apply',
		args: [mods, {__kwarg__: true, queue: true}],
		target: 'web-a.example',
		targetType: 'glob',
		user: 'anna',
	}) ?? expect.fail('nobody');

const minionOf = (server: SaltServer) =>
	server.master.minions.get('web-a.example') ?? expect.fail('no minion');

/** The minion is done with a state run: the next one in its queue begins. */
const finish = (server: SaltServer, {jid}: {readonly jid: string}): void => {
	const {job, stop} = minionOf(server).running.get(jid) ?? expect.fail(`${jid} does not run`);
	stop();
	answerJob(server.master, job, 'web-a.example', {value: {}, retcode: 0, success: true});
};

const askedAfter = (server: SaltServer): number => server.received.filter(calls('saltutil.find_job')).length;

test('a state run that waits for another one is running, until it is done', async () => {
	// The states take half a minute: they are over when the test says so. So do the answers take their time.
	const server = await master({pace: 5});
	const working = apply(server, 'web');
	const waiting = apply(server, 'base');
	const scene = watch(server, {salt: {timings: {...quick.timings, answerMs: 10_000}}});
	await until(() => expect(scene.observed.status).toBe('live'));
	await until(() => expect(askedAfter(server)).toBeGreaterThan(1));
	expect(scene.row(`job/${waiting.jid}`).state).toBe('running 0/1');
	finish(server, working);
	finish(server, waiting);
	await until(() => expect(scene.row(`job/${waiting.jid}`).state).toBe('succeeded'));
	const states = scene.observed
		.of('changed')
		.flatMap(({resource}) => (resource.kind === 'job' ? resource.state : []));
	expect(states).not.toContain('no response 0/1');
	expect(scene.row('minion/web-a.example').state).toBe('up');
});

test('a state run that waits for one of salt-call, which nobody published, is running', async () => {
	const {server, row} = await live();
	const known = minionOf(server);
	const ping = {fun: 'test.ping', args: [], target: '*', targetType: 'glob', user: 'anna'};
	const job = publish(server.master, ping) ?? expect.fail('nobody');
	const local = {pid: 4711, job: {...job, fun: 'state.apply'}, stop: () => undefined};
	known.running.set('20261130000000000000', local);
	const {jid} = apply(server, 'base');
	await until(() => expect(server.received.filter(calls('saltutil.running')).length).toBeGreaterThan(1));
	await until(() => expect(askedAfter(server)).toBeGreaterThan(2));
	expect(row(`job/${jid}`).state).toBe('running 0/1');
	known.running.delete('20261130000000000000');
	known.queue.shift()?.();
	await until(() => expect(row(`job/${jid}`).state).toBe('succeeded'));
});

test('it is asked after by what everybody may call where the rest is not permitted', async () => {
	const user = {username: 'few', password: 'few', perms: ['saltutil.find_job', '@runner', '@wheel']};
	const {server, row, observed} = await live({
		demo: {users: [user], presence: false},
		salt: {timings: {...quick.timings, pulseMs: 60_000}},
	});
	const known = minionOf(server);
	const {jid} = apply(server, 'web');
	for (const {stop} of known.running.values()) stop();
	await until(() => expect(row(`job/${jid}`).state).toBe('no response 0/1'));
	expect(row('minion/web-a.example')).toMatchObject({
		state: 'up',
		message: 'state.apply failed: no response',
	});
	expect(observed.of('fault')).toEqual([]);
});

test('a minion that starts while a job is asked after is not suspected', async () => {
	const {server, row, rows} = await live({
		demo: {presence: false},
		salt: {timings: {...quick.timings, pulseMs: 60_000, answerMs: 2000}},
	});
	const known = minionOf(server);
	known.up = false;
	apply(server, 'web');
	await until(() => expect(askedAfter(server)).toBeGreaterThan(0));
	server.master.setUp('web-a.example', true);
	await until(() => expect(rows('job')[0]?.state).toBe('no response 0/1'));
	expect(row('minion/web-a.example').state).toBe('up');
});
