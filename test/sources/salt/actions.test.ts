import {expect, test} from 'vitest';
import {parseCommand} from '../../../source/sources/salt/command.ts';
import {live, until} from './scene.ts';

const minion = 'minion/web-a.example';
const states = {kwarg: {state_events: true}};

test.each([
	['test.ping', {}, {fun: 'test.ping'}],
	['state.apply', {mods: 'web'}, {fun: 'state.apply', arg: ['web'], ...states}],
	[
		'state.apply',
		{mods: '', test: true, queue: true, pillar: {a: 1}},
		{fun: 'state.apply', kwarg: {state_events: true, test: true, queue: true, pillar: {a: 1}}},
	],
	['state.highstate', {test: false}, {fun: 'state.highstate', ...states}],
	['saltutil.refresh_pillar', {}, {fun: 'saltutil.refresh_pillar'}],
	['cmd.run', {cmd: 'echo hi'}, {fun: 'cmd.run', arg: ['echo hi']}],
	['service.restart', {service: 'nginx'}, {fun: 'service.restart', arg: ['nginx']}],
	['system.reboot', {at_time: 5}, {fun: 'system.reboot', kwarg: {at_time: 5}}],
	['system.reboot', {at_time: null}, {fun: 'system.reboot'}],
	[
		'call',
		{function: 'disk.usage', arguments: 'x all=true'},
		{fun: 'disk.usage', arg: ['x'], kwarg: {all: true}},
	],
])('asks a minion for %s %j in so many words', async (name, input, low) => {
	const {act, lows} = await live();
	const outcome = await act(minion, name, input);
	expect(outcome).toMatchObject({follow: true, message: expect.stringMatching(/^job \d{20} on 1 minion$/)});
	expect(lows(low.fun)).toEqual([
		{client: 'local_async', tgt: ['web-a.example'], tgt_type: 'list', metadata: {rwatch: 'eu'}, ...low},
	]);
});

test('sends one command to minions that are acted on together', async () => {
	const {act, lows} = await live();
	const outcomes = await Promise.all([
		act(minion, 'test.ping'),
		act('minion/web-b.example', 'test.ping'),
		act(minion, 'cmd.run', {cmd: 'echo hi'}),
	]);
	expect(lows('test.ping').map(({tgt}) => tgt)).toEqual([['web-a.example', 'web-b.example']]);
	expect(lows('cmd.run').map(({tgt}) => tgt)).toEqual([['web-a.example']]);
	expect(outcomes[0].message).toMatch(/on 2 minions/);
	await act(minion, 'test.ping');
	expect(lows('test.ping')).toHaveLength(2);
});

test('shows in the row of the minion what it works on, and what came of it', async () => {
	const {act, told, row} = await live();
	await act(minion, 'state.apply', {mods: 'bad'});
	await until(() => expect(row(minion).transitioning).toBe('error'));
	expect(row(minion)).toMatchObject({
		health: 'error',
		message: 'state.apply failed: 1 of 3 states ok, breaks: Failure!',
	});
	const messages = told
		.of('changed')
		.flatMap(({resource}) => (resource.id === 'web-a.example' ? resource.message : []));
	expect(messages).toContain('state.apply bad state_events=true: 1 of 3 states');
	await act(minion, 'service.restart', {service: 'nginx'});
	await until(() => expect(row(minion)).toMatchObject({transitioning: 'no', health: 'ok', message: null}));
	await act(minion, 'service.restart', {service: 'nosuch'});
	await until(() => expect(row(minion)).toMatchObject({transitioning: 'no', health: 'warning'}));
	expect(row(minion).message).toBe('service.restart failed: false');
});

test('says what is missing, and sends nothing', async () => {
	const {act, lows} = await live();
	await expect(act(minion, 'cmd.run', {cmd: '  '})).rejects.toThrow('The command is missing');
	expect(lows('cmd.run')).toEqual([]);
});

test('says that nobody matched', async () => {
	const {act} = await live({show: ['master']});
	await expect(act('master/master', 'salt', {target: 'x*', function: 'test.ping'})).rejects.toThrow(
		'no minion matches the target; the key must be accepted',
	);
});

test('only tells, and does nothing, where it may only read', async () => {
	const {source, row, server} = await live({config: {readOnly: true}});
	expect(row(minion).actions.map(({verb}) => verb)).toEqual(['logs']);
	const action = {name: 'test.ping', title: 'Ping', verb: null, dangerous: false};
	const request = {resource: row(minion), action, input: {}};
	await expect(source.act(request, new AbortController().signal)).rejects.toThrow(
		'eu is read-only: Ping was not sent',
	);
	expect(server.received.some(({body}) => body.includes('test.ping'))).toBe(false);
});

test('asks for what an action needs', async () => {
	const {source, row} = await live();
	const fieldsFor = async (name: string) => {
		const action = row(minion).actions.find(each => each.name === name) ?? expect.fail(name);
		return (await source.form(row(minion), action, new AbortController().signal)).map(field => field.name);
	};

	expect(await fieldsFor('test.ping')).toEqual([]);
	expect(await fieldsFor('state.apply')).toEqual(['mods', 'test', 'queue', 'pillar']);
	expect(await fieldsFor('cmd.run')).toEqual(['cmd']);
});

test('accepts exactly the key that was meant, and sees the minion come up', async () => {
	const {act, lows, row, told} = await live();
	const wide = expect.objectContaining({message: 'accepted new.example'});
	expect(await act('key/new.example', 'accept')).toEqual(wide);
	expect(lows('key.accept_dict')).toEqual([
		{client: 'wheel', fun: 'key.accept_dict', match: {minions_pre: ['new.example']}},
	]);
	await until(() => expect(row('key/new.example').state).toBe('accepted'));
	await until(() => expect(row('minion/new.example').state).toBe('up'));
	expect(told.rows.has('eu//minion/new.example')).toBe(true);
});

test('rejects an accepted key, accepts it again, and deletes it with its minion', async () => {
	const {act, lows, row, told, server} = await live();
	await act('key/web-b.example', 'reject');
	expect(lows('key.reject_dict')[0]).toMatchObject({
		match: {minions: ['web-b.example']},
		include_accepted: true,
	});
	await until(() => expect(row('key/web-b.example').state).toBe('rejected'));
	expect(told.rows.has('eu//minion/web-b.example')).toBe(false);
	await act('key/web-b.example', 'accept');
	expect(lows('key.accept_dict')[0]).toMatchObject({
		match: {minions_rejected: ['web-b.example']},
		include_rejected: true,
	});
	await until(() => expect(row('minion/web-b.example').state).toBe('up'));
	await act('minion/web-b.example', 'delete-key');
	expect(lows('key.delete_dict')).toEqual([
		{client: 'wheel', fun: 'key.delete_dict', match: {minions: ['web-b.example']}},
	]);
	await until(() => expect(told.rows.has('eu//minion/web-b.example')).toBe(false));
	await until(() => expect(server.master.keys.has('web-b.example')).toBe(true));
	await until(() => expect(row('key/web-b.example').state).toBe('pending'));
});

test('does not believe an answer that changed nothing', async () => {
	const {act, server} = await live();
	server.master.keys.delete('new.example');
	await expect(act('key/new.example', 'accept')).rejects.toThrow(/the master answered, and changed nothing/);
});

test('kills a job where it still runs, and sees it killed', async () => {
	const {act, lows, rows, row} = await live({demo: {pace: 0.1}});
	await act(minion, 'call', {function: 'test.sleep', arguments: '600'});
	await until(() => expect(rows('job')).toHaveLength(1));
	const key = `job/${rows('job')[0]?.id}`;
	expect(row(key)).toMatchObject({state: 'running 0/1', transitioning: 'yes', health: 'transitioning'});
	await act(key, 'kill');
	expect(lows('saltutil.kill_job')[0]).toMatchObject({
		tgt: ['web-a.example'],
		tgt_type: 'list',
		arg: [row(key).id],
	});
	await until(() => expect(row(key)).toMatchObject({state: 'killed', message: 'killed on web-a.example'}));
	await until(() => expect(row(minion).transitioning).toBe('no'));
});

test('runs a job again: as it was, or only where it failed', async () => {
	const {act, lows, rows} = await live();
	await act(minion, 'call', {function: 'cmd.run', arguments: '"exit 3" shell=/bin/sh'});
	await until(() => expect(rows('job')[0]?.state).toBe('failed'));
	const key = `job/${rows('job')[0]?.id}`;
	expect(await act(key, 'rerun')).toMatchObject({follow: false});
	await act(key, 'rerun-failed');
	const asked = {
		client: 'local_async',
		arg: ['exit 3'],
		kwarg: {shell: '/bin/sh'},
		tgt: ['web-a.example'],
		tgt_type: 'list',
	};
	expect(lows('cmd.run')).toHaveLength(3);
	for (const low of lows('cmd.run')) expect(low).toMatchObject(asked);
});

test.each([
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
