import {expect, test} from 'vitest';
import {parseCommand} from '../../../../source/sources/salt/act/command.js';
import {live, until} from '../scene.js';

test('says that nobody matched', async () => {
	const {act} = await live({show: ['master']});
	await expect(act('master/master', 'salt', {target: 'x*', function: 'test.ping'})).rejects.toThrow(
		'no minion matches the target; the key must be accepted',
	);
});

test.each([
	[
		'salt web-* state.apply web',
		'state.apply',
		{client: 'local_async', arg: ['web'], kwarg: {state_events: true}},
	],
	['salt web-* test.ping', 'test.ping', {client: 'local_async', tgt: 'web-*', tgt_type: 'glob'}],
	[
		'runner state.orchestrate orch.deploy',
		'state.orchestrate',
		{client: 'runner_async', arg: ['orch.deploy']},
	],
	['runner manage.status', 'manage.status', {client: 'runner'}],
	['wheel key.accept new.example', 'key.accept', {client: 'wheel_async', arg: ['new.example'], kwarg: {}}],
])('does what is typed about the master: %s', async (line, fun, low) => {
	const {source, lows} = await live();
	await source.command(line, new AbortController().signal);
	expect(lows(fun)[0]).toMatchObject(low);
});

test('gives the answer of a runner that only looks around, and the job of one that does something', async () => {
	const {act, rows} = await live({show: ['master']});
	expect(await act('master/master', 'runner', {function: 'manage.up'})).toEqual({
		follow: false,
		message: '["web-a.example", "web-b.example"]',
		answer: {function: 'runner.manage.up', return: ['web-a.example', 'web-b.example']},
	});
	const outcome = await act('master/master', 'runner', {
		function: 'state.orchestrate',
		arguments: 'orch.deploy',
	});
	expect(outcome.message).toMatch(/^job \d{20}$/);
	expect(outcome.log).toMatchObject({
		kind: 'job',
		id: outcome.message?.slice('job '.length),
		name: 'runner.state.orchestrate',
	});
	await until(() =>
		expect(rows('job')[0]).toMatchObject({
			state: 'succeeded',
			name: expect.stringMatching(/^runner.state.orch/),
		}),
	);
});

test('waits for a runner where only the client that waits is enabled', async () => {
	const {act} = await live({show: ['master'], demo: {enabledClients: ['wheel', 'runner', 'local_async']}});
	const outcome = await act('master/master', 'runner', {
		function: 'state.orchestrate',
		arguments: 'orch.deploy',
	});
	expect(outcome.message).toMatch(/4 of 4|demo_master/);
	expect(outcome.answer).toMatchObject({function: 'runner.state.orchestrate', return: expect.any(Object)});
});

test('gives the whole answer to what is typed about the master, bounded and without secrets', async () => {
	const {source, server} = await live();
	const ask = (line: string) => source.command(line, new AbortController().signal);
	const minion = server.master.minions.get('web-a.example') ?? expect.fail('no such minion');
	minion.grains = {...minion.grains, api_token: 'hunter2', motd: 'word '.repeat(100_000)};
	const {answer, about, message} = await ask('runner cache.grains web-a.example');
	expect(about).toMatchObject({kind: 'master', id: 'master', source: 'eu'});
	expect(message?.length).toBeLessThan(600);
	expect(answer).toMatchObject({
		function: 'runner.cache.grains',
		return: {'web-a.example': {os: expect.any(String), api_token: '***'}},
	});
	expect(JSON.stringify(answer).length).toBeGreaterThan(100_000);
	expect(JSON.stringify(answer).length).toBeLessThan(250_000);
	const keys = await ask('wheel key.list_all');
	expect(keys.answer).toMatchObject({
		function: 'wheel.key.list_all',
		return: {minions: ['web-a.example', 'web-b.example'], minions_pre: ['new.example']},
	});
	const job = await ask('wheel key.accept new.example');
	expect(job).toMatchObject({message: expect.stringMatching(/^job /)});
	expect(job.answer).toBeUndefined();
});

test('fires a webhook event, whose secrets are blanked where it is shown', async () => {
	const {act, rows, server} = await live({show: ['master', 'event']});
	const {action: _name, input} = parseCommand('hook my/app {"foo": "bar", "password": "hunter2"}');
	await act('master/master', 'hook', input);
	await until(() => expect(rows('event').map(({name}) => name)).toContain('salt/netapi/hook/my/app'));
	const shown = rows('event').find(({name}) => name === 'salt/netapi/hook/my/app')?.message ?? '';
	expect(shown).toContain('foo');
	expect(shown).not.toContain('hunter2');
	for (const {token} of server.sessions.open) expect(shown).not.toContain(token);
});
