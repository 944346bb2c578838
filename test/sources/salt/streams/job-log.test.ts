import {expect, test} from 'vitest';
import {publish} from '../../../../source/demo/salt/dispatch.js';
import type {SaltServer} from '../../../../source/demo/salt/server.js';
import type {LogEvent} from '../../../../source/model/log.js';
import {live, type Scene, until} from '../scene.js';
import {failSchedule} from '../start.js';

const run = (
	server: SaltServer,
	fun: string,
	args: readonly (string | number | {readonly [name: string]: boolean})[],
	target = 'web-a.example',
) => publish(server.master, {fun, args, target, targetType: 'glob', user: 'anna'}) ?? expect.fail('nobody');

const jobRow = async ({rows}: Scene) => {
	await until(() => expect(rows('job').length).toBeGreaterThan(0));
	return `job/${rows('job').at(-1)?.id}`;
};

const origins = (events: readonly LogEvent[]) =>
	new Set(events.flatMap(event => (event.type === 'line' && event.line.origin ? event.line.origin : [])));

test('reports each state as it is done, and the sum when the minion returns', async () => {
	const scene = await live({demo: {pace: 0.2}});
	run(scene.server, 'state.apply', ['bad', {__kwarg__: true, state_events: true}]);
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.texts.at(-1)).toBe('— failed, 1 of 1 returned'));
	expect(log.texts).toEqual([
		'1/3 ok first_ok (bad) 10 ms',
		'    Success!',
		'2/3 failed breaks (bad) 10 ms: Failure!',
		'3/3 failed after (bad) 1 ms: One or more requisite failed: bad.breaks',
		'Succeeded: 1 Failed: 2',
		'— first failure: web-a.example: 2/3 failed breaks (bad) 10 ms: Failure!',
		'— failed, 1 of 1 returned',
	]);
	expect([...origins(log.events)]).toEqual(['web-a.example']);
});

test('reports the states of a run that is over in the order in which they ran, with what they changed', async () => {
	const scene = await live();
	run(scene.server, 'state.apply', ['base']);
	await until(() => expect(scene.rows('job')[0]?.state).toBe('succeeded'));
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.texts.at(-1)).toBe('— succeeded, 1 of 1 returned'));
	expect(log.texts.slice(0, -1)).toEqual([
		'1/2 ok changed motd (base) 30 ms',
		'    File /etc/motd updated',
		'    New file',
		'2/2 ok chrony (base) 120 ms',
		'    The service chrony is already running',
		'Succeeded: 2 (changed=1) Failed: 0',
	]);
});

test('reports live what the job cache has of each state: its comment, its changes and its output', async () => {
	const scene = await live({demo: {pace: 0.2}});
	run(scene.server, 'state.apply', ['web', {__kwarg__: true, state_events: true}]);
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.texts.at(-1)).toMatch(/^— succeeded/));
	expect(log.texts).toContain('    stdout: no renewals were attempted');
	const cached = scene.log(await jobRow(scene));
	await until(() => expect(cached.texts.at(-1)).toMatch(/^— succeeded/));
	expect(log.texts).toEqual(cached.texts);
});

test('reports a return with very many lines', async () => {
	const scene = await live();
	const job = run(scene.server, 'cmd.run', ['echo one']);
	await until(() => expect(scene.rows('job')[0]?.state).toBe('succeeded'));
	const value = Array.from({length: 200_000}, (_, index) => `line ${index}`).join('\n');
	job.results.set('web-a.example', {return: value, retcode: 0, success: true});
	const log = scene.log(await jobRow(scene), 300_000);
	await until(() => expect(log.texts.at(-1)).toMatch(/^— succeeded/));
	expect(log.events.filter(({type}) => type === 'lost')).toEqual([]);
	expect(log.texts[199_999]).toBe('line 199999');
});

test.each(['3007.17', '3008.5'])('stamps of a master of %s are instants', async version => {
	const scene = await live({demo: {version}});
	run(scene.server, 'cmd.run', ['echo one']);
	await until(() => expect(scene.rows('job')[0]?.state).toBe('succeeded'));
	const log = scene.log('minion/web-a.example');
	await until(() => expect(log.texts.length).toBeGreaterThan(0));
	const times = log.events.flatMap(event => (event.type === 'line' ? [event.line.time] : []));
	for (const time of times) expect(time).toEqual({at: expect.any(Number), nanos: expect.any(Number)});
});

test('reports the steps of before it was opened, and those that the bus lost with the return', async () => {
	const scene = await live({demo: {pace: 1}});
	const {server} = scene;
	const job = run(server, 'test.sleep', [600]);
	const step = (index: number) =>
		server.master.fireFrom(
			'web-a.example',
			`salt/job/${job.jid}/prog/web-a.example/${index}`,
			{ret: {__id__: `s${index}`, __run_num__: index, result: true, changes: {}}, len: 3},
			{jid: job.jid},
		);
	step(0);
	await until(() => expect(scene.rows('job')[0]?.message).toMatch(/1 of 3 states/));
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.texts).toEqual(['1/3 ok s0']));
	step(2);
	step(2);
	await until(() => expect(log.texts).toEqual(['1/3 ok s0', '3/3 ok s2']));
	const states = [0, 1, 2].map(index => [
		`test_|-s${index}_|-x_|-nop`,
		{__id__: `s${index}`, __run_num__: index, result: true, changes: {}},
	]);
	const observed = {id: 'web-a.example', jid: job.jid, fun: 'state.apply', retcode: 0, success: true};
	server.fire(`salt/job/${job.jid}/ret/web-a.example`, {...observed, return: Object.fromEntries(states)});
	step(1);
	await until(() => expect(log.texts.at(-1)).toMatch(/^— succeeded/));
	expect(log.texts.slice(2, -1)).toEqual(['2/3 ok s1', 'Succeeded: 3 Failed: 0']);
});

test('reports every return once, over a connection that broke meanwhile', async () => {
	const scene = await live({demo: {pace: 1}});
	const {server} = scene;
	const job = run(server, 'test.sleep', [600], '*');
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.isLive).toBe(true));
	const answer = (id: string) => {
		job.results.set(id, {return: `from ${id}`, retcode: 0, success: true});
		const observed = {id, jid: job.jid, fun: 'test.sleep', return: `from ${id}`, retcode: 0, success: true};
		server.fire(`salt/job/${job.jid}/ret/${id}`, observed);
	};

	server.faults.cut();
	answer('web-a.example');
	await until(() => expect(log.events.some(({type}) => type === 'stopped')).toBe(true));
	await until(() => expect(log.texts).toContain('from web-a.example'));
	await until(() => expect(log.isLive).toBe(true));
	answer('web-b.example');
	answer('web-b.example');
	await until(() => expect(log.texts.at(-1)).toBe('— succeeded, 2 of 2 returned'));
	expect(log.texts).toEqual(['from web-a.example', 'from web-b.example', '— succeeded, 2 of 2 returned']);
});

test('loads a return that was too big for the bus', async () => {
	const scene = await live({demo: {pace: 1}});
	const {server} = scene;
	const job = run(server, 'test.sleep', [600]);
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.isLive).toBe(true));
	job.results.set('web-a.example', {return: 'the whole\nstory', retcode: 0, success: true});
	const observed = {
		id: 'web-a.example',
		jid: job.jid,
		fun: 'test.sleep',
		return: 'VALUE_TRIMMED',
		retcode: 0,
		success: true,
	};
	server.fire(`salt/job/${job.jid}/ret/web-a.example`, observed);
	await until(() => expect(log.texts).toContain('story'));
	expect(log.texts).toContain('the whole');
});

test('says where earlier returns cannot be had, and follows on', async () => {
	const scene = await live({demo: {enabledClients: ['wheel', 'local_async']}});
	run(scene.server, 'cmd.run', ['echo one']);
	await until(() => expect(scene.rows('job')[0]?.state).toBe('succeeded'));
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.isLive).toBe(true));
	expect(log.events[0]).toMatchObject({
		type: 'lost',
		message: expect.stringMatching(/the client runner is disabled/),
	});
});

test('shows a failed command with its output and its code, and blanks secrets', async () => {
	const scene = await live();
	run(scene.server, 'cmd.run', ['nonsense']);
	await until(() => expect(scene.rows('job')[0]?.state).toBe('failed'));
	const log = scene.log(await jobRow(scene));
	await until(() => expect(log.texts.length).toBe(3));
	expect(log.texts).toEqual([
		'/bin/sh: 1: nonsense: not found',
		'failed with code 127',
		'— failed, 1 of 1 returned',
	]);
	run(scene.server, 'pillar.items', []);
	await until(() => expect(scene.rows('job').at(-1)?.state).toBe('succeeded'));
	const pillar = scene.log(await jobRow(scene));
	await until(() => expect(pillar.texts.join('\n')).toContain('"db_password": "***"'));
	expect(pillar.texts.join('\n')).not.toContain('hunter2');
});

test('follows what a minion has to do with', async () => {
	const scene = await live();
	failSchedule(scene.server, 'web-a.example', 'before');
	await until(() => expect(scene.row('minion/web-a.example').message).toMatch(/before/));
	const log = scene.log('minion/web-a.example');
	await until(() => expect(log.isLive).toBe(true));
	failSchedule(scene.server, 'web-b.example', 'other');
	failSchedule(scene.server, 'web-a.example', 'after');
	await until(() => expect(log.texts.at(-1)).toMatch(/^salt\/job\/\d+\/ret\/web-a.example {2}.*after/));
	expect(log.texts).toHaveLength(2);
	scene.server.faults.cut();
	await until(() => expect(log.events.some(({type}) => type === 'lost')).toBe(true));
});

test('is read to its end where it is not followed', async () => {
	const scene = await live();
	run(scene.server, 'test.ping', []);
	const [, id = ''] = (await jobRow(scene)).split('/');
	await until(() => expect(scene.rows('job')[0]?.state).toBe('succeeded'));
	const job = scene.row(`job/${id}`);
	const events: LogEvent[] = [];
	const options = {lines: 100, sinceSeconds: null, previous: false, container: null, once: true} as const;
	await scene.source.logs(job, options, event => events.push(event), new AbortController().signal);
	expect(events.flatMap(event => (event.type === 'line' ? event.line.text : []))).toEqual([
		'true',
		'— succeeded, 1 of 1 returned',
	]);
	expect(events.at(-1)).toMatchObject({type: 'stopped', why: 'ended'});
});
