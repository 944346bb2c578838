import {expect, test} from 'vitest';
import {live, until} from '../scene.js';

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
	const {act, observed, row} = await live();
	await act(minion, 'state.apply', {mods: 'bad'});
	await until(() => expect(row(minion).transitioning).toBe('error'));
	expect(row(minion)).toMatchObject({
		health: 'error',
		message: 'state.apply failed: 1 of 3 states ok, breaks: Failure!',
	});
	const messages = observed
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

test('only says so, and does nothing, where it may only read', async () => {
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
