import {expect, test} from 'vitest';
import {answerJob, publish} from '../../../source/demo/salt/dispatch.js';
import {live, until} from './scene.js';
import {calls, quick} from './start.js';

test('a minion whose answers a dead stream lost is not taken for silent, and its return is read after the gap', async () => {
	const {server, observed, row} = await live({
		config: {eventTransport: 'ws'},
		demo: {pace: 1},
		salt: {timings: {...quick.timings, echoMs: 2000}},
	});
	const asked = {args: [], targetType: 'glob', user: 'anna'};
	const {jid} =
		publish(server.master, {...asked, fun: 'state.apply', target: 'web-a.example'}) ?? expect.fail('nobody');
	await until(() => expect(row(`job/${jid}`).state).toBe('running 0/1'));
	// A return with bytes leaves a websocket open and silent.
	server.master.fireBytes('salt/job/20261130000000000000/ret/web-b.example');
	const {running} = server.master.minions.get('web-a.example') ?? expect.fail('no minion');
	const {job, stop} = running.get(jid) ?? expect.fail('the job does not run');
	stop();
	answerJob(server.master, job, 'web-a.example', {value: {}, retcode: 0, success: true});
	const questions = (): number => server.received.filter(calls('saltutil.find_job')).length;
	const before = questions();
	await until(() => expect(questions()).toBeGreaterThan(before));
	await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
	await until(() => expect(row(`job/${jid}`).state).toBe('succeeded'));
	const states = observed.of('changed').flatMap(({resource}) => (resource.id === jid ? resource.state : []));
	expect(states).not.toContain('no response 0/1');
});
