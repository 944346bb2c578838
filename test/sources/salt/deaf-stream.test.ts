import {expect, test} from 'vitest';
import {answerJob, publish} from '../../../source/demo/salt/dispatch.js';
import type {SaltServer} from '../../../source/demo/salt/server.js';
import type {Observed} from '../arena.js';
import {live, until} from './scene.js';
import {calls, quick} from './start.js';

/** What a minion works at takes half a minute: it is over when the test says so. */
const demo = {pace: 5};

const begin = ({master}: SaltServer): string => {
	const asked = {fun: 'state.apply', args: [], target: 'web-a.example', targetType: 'glob', user: 'anna'};
	return publish(master, asked)?.jid ?? expect.fail('nobody');
};

const finish = ({master}: SaltServer, jid: string): void => {
	const {running} = master.minions.get('web-a.example') ?? expect.fail('no minion');
	const {job, stop} = running.get(jid) ?? expect.fail('the job does not run');
	stop();
	answerJob(master, job, 'web-a.example', {value: {}, retcode: 0, success: true});
};

const statesOf = (observed: Observed, jid: string) =>
	observed.of('changed').flatMap(({resource}) => (resource.id === jid ? resource.state : []));

test('a minion whose answers a dead stream lost is not taken for silent, and its return is read after the gap', async () => {
	const {server, observed, row} = await live({
		config: {eventTransport: 'ws'},
		demo,
		salt: {timings: {...quick.timings, echoMs: 2000}},
	});
	const jid = begin(server);
	await until(() => expect(row(`job/${jid}`).state).toBe('running 0/1'));
	// A return with bytes leaves a websocket open and silent.
	server.master.fireBytes('salt/job/20261130000000000000/ret/web-b.example');
	finish(server, jid);
	const questions = (): number => server.received.filter(calls('saltutil.find_job')).length;
	const before = questions();
	await until(() => expect(questions()).toBeGreaterThan(before));
	await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
	await until(() => expect(row(`job/${jid}`).state).toBe('succeeded'));
	expect(statesOf(observed, jid)).not.toContain('no response 0/1');
});

test('no minion is asked about a job before the job cache, which may hold the return that a gap lost', async () => {
	const {server, observed, row} = await live({demo});
	const jid = begin(server);
	await until(() => expect(row(`job/${jid}`).state).toBe('running 0/1'));
	const active = server.faults.hold(calls('jobs.active'));
	await server.faults.down();
	finish(server, jid);
	await server.faults.up();
	await active.reached;
	const pulses = (): number => server.received.filter(calls('minions.connected')).length;
	const before = pulses();
	await until(() => expect(pulses()).toBeGreaterThan(before + 4));
	active.release();
	await until(() => expect(row(`job/${jid}`).state).toBe('succeeded'));
	expect(statesOf(observed, jid)).not.toContain('no response 0/1');
});
