import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {cachedJobOf} from '../../../source/sources/salt/jobs/job-cache.js';
import {live, master, type Scene, until, watch} from './scene.js';
import {calls} from './start.js';

const again = (server: Scene['server']): void => {
	server.sessions.forgetAll();
};

/** A runner that ran before it is watched. */
const ranBefore = async (kwarg: Readonly<Record<string, number | string>>) => {
	const server = await master();
	const first = watch(server, {show: ['master']});
	await until(() => expect(first.observed.status).toBe('live'));
	const words = Object.entries(kwarg).map(([name, value]) => `${name}=${value}`);
	await first.source.command(
		`runner state.orchestrate orch.deploy ${words.join(' ')}`,
		new AbortController().signal,
	);
	await until(() => expect(first.rows('job')[0]?.state).toBe('succeeded'));
	again(server);
	return server;
};

test('a runner of the job cache has its arguments in its name, and is run again with them', async () => {
	const server = await ranBefore({saltenv: 'dev', order: 3});
	const {row, rows, observed, act, lows} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const job = rows('job')[0] ?? expect.fail('no job');
	expect(job.name).toBe('runner.state.orchestrate orch.deploy saltenv=dev order=3');
	await act(`job/${job.id}`, 'rerun');
	expect(lows('state.orchestrate').at(-1)).toEqual({
		client: 'runner_async',
		fun: 'state.orchestrate',
		arg: ['orch.deploy'],
		kwarg: {saltenv: 'dev', order: 3},
	});
	expect(row(`job/${job.id}`).kind).toBe('job');
});

test('the jid of an earlier orchestration is neither shown nor sent again', async () => {
	const server = await ranBefore({orchestration_jid: 'x20261130003840496279'});
	const {rows, observed, act, lows} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const job = rows('job')[0] ?? expect.fail('no job');
	expect(job.name).toBe('runner.state.orchestrate orch.deploy');
	await act(`job/${job.id}`, 'rerun');
	expect(lows('state.orchestrate').at(-1)).toEqual({
		client: 'runner_async',
		fun: 'state.orchestrate',
		arg: ['orch.deploy'],
	});
});

test('a runner whose result cannot be read is not run again without its arguments', async () => {
	const server = await ranBefore({order: 3});
	server.faults.refuse(calls('jobs.list_job'), {status: 500, body: 'broken'});
	const {rows, observed, act, lows} = watch(server);
	await until(() => expect(observed.status).toBe('live'));
	const job = rows('job')[0] ?? expect.fail('no job');
	expect(job.state).toBe('finished');
	const before = lows('state.orchestrate').length;
	await expect(act(`job/${job.id}`, 'rerun')).rejects.toThrow();
	expect(lows('state.orchestrate')).toHaveLength(before);
});

test('a typed integer beyond 2^53 is sent as it was typed, and a jid as a text', async () => {
	const {source, server} = await live();
	await source.command(
		'salt * test.arg 1234567890123456789 20261130003840496279',
		new AbortController().signal,
	);
	const {body} = server.received.findLast(calls('test.arg')) ?? expect.fail('nothing was sent');
	expect(body).toContain('[1234567890123456789,"20261130003840496279"]');
});

test("what a minion's own schedule ran is run again with its keywords", async () => {
	const {server, rows, row, act, lows} = await live();
	const id = 'web-a.example';
	const observed = {
		id,
		fun: 'state.apply',
		fun_args: ['web', {queue: true}],
		schedule: 'nightly',
		success: true,
	};
	server.fire(`salt/job/20261130013849712872/ret/${id}`, {
		...observed,
		retcode: 0,
		return: true,
		cmd: '_return',
	});
	await until(() => expect(rows('job')).toHaveLength(1));
	expect(row('job/20261130013849712872').name).toBe('state.apply web queue=true');
	await act('job/20261130013849712872', 'rerun');
	expect(lows('state.apply')[0]).toMatchObject({arg: ['web'], kwarg: {queue: true}, tgt: id});
});

test('the arguments of a runner are in its result', () => {
	const fixture = new URL('../../fixtures/salt/found/03-list_job-of-runner.json', import.meta.url);
	const {return: observed} = JSON.parse(readFileSync(fixture, 'utf8'));
	const cached = cachedJobOf('20261130013849712872', observed[0]) ?? expect.fail('no job');
	expect(cached.job.args).toEqual([]);
	expect([...(cached.results?.values() ?? [])][0]).toMatchObject({
		args: [1, {b: 3, __kwarg__: true}],
		value: {a: 1, b: 3},
	});
});

test('a wheel function of which only the call was heard is not run again without its arguments', async () => {
	const {server, rows, act, lows} = await live();
	const jid = '20261130220111988918';
	const observed = {fun: 'wheel.key.delete', jid, tag: `salt/wheel/${jid}`, user: 'ann'};
	server.fire(`salt/wheel/${jid}/new`, observed);
	server.fire(`salt/wheel/${jid}/ret`, {...observed, return: {}, success: true});
	await until(() => expect(rows('job')[0]?.state).toBe('succeeded'));
	await expect(act(`job/${jid}`, 'rerun')).rejects.toThrow('It is not known what job');
	expect(lows('key.delete')).toEqual([]);
});

test('a runner that raised an exception before its arguments were read is not run again without them', async () => {
	const {server, rows, act, lows} = await live();
	const jid = '20261130220111988918';
	const value =
		'Exception occurred in runner http.query: Traceback (most recent call last):\nTypeError: odd\n';
	server.fire(`salt/run/${jid}/ret`, {fun: 'runner.http.query', jid, return: value, success: false});
	await until(() => expect(rows('job')[0]?.state).toBe('failed'));
	await expect(act(`job/${jid}`, 'rerun')).rejects.toThrow('It is not known what job');
	expect(lows('http.query')).toEqual([]);
});
