import {expect, test} from 'vitest';
import type {Rancher1Options, Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {ask, eventually, type Listener, listen} from '../client.js';
import {still} from './start.js';

const start = (options: Rancher1Options = {}): Promise<Rancher1Server> =>
	still({pace: 0.005, flushMs: 5, ...options});

const path = '/v2-beta/projects/1a5/subscribe?eventNames=resource.change';

const subscribe = async (server: Rancher1Server, at = path): Promise<Listener> => {
	const listener = listen(server.url + at, server.accountKey);
	await listener.opened;
	return listener;
};

type Frame = Record<string, unknown> & {readonly data: {readonly resource: Record<string, unknown>}};

const changes = ({texts}: Listener): readonly Frame[] =>
	texts()
		.map((text): Frame => JSON.parse(text))
		.filter(({name}) => name === 'resource.change');

test('the first frame is a ping, and more follow', async () => {
	const server = await start({pingMs: 10});
	const listener = await subscribe(server);
	await eventually(() => expect(listener.texts().length).toBeGreaterThan(2));
	expect(listener.texts()[0]).toMatch(
		/^\{"id":"[\da-f-]{36}","name":"ping","resourceId":null,"resourceType":null,"data":\{"options":\{\},"resources":\[\]\},"time":\d+\}$/,
	);
});

test('a change is reported as GET would show it, slashes unescaped', async () => {
	const server = await start();
	const listener = await subscribe(server);
	server.world.change('1i1', {state: 'stopping'});
	await eventually(() => expect(changes(listener)).toHaveLength(1));
	const [frame] = changes(listener);
	expect(Object.keys(frame ?? {})).toEqual(['id', 'name', 'resourceId', 'resourceType', 'data', 'time']);
	expect(frame).toMatchObject({resourceId: '1i1', resourceType: 'container'});
	const {body} = await ask(`${server.url}/v2-beta/projects/1a5/containers/1i1`, {key: server.accountKey});
	expect(frame?.data.resource).toEqual(body);
	expect(listener.texts()[0]).not.toContain(String.raw`\/`);
});

test('changes of one resource between two flushes are reported once, as it is then', async () => {
	const server = await start({flushMs: 30});
	const listener = await subscribe(server);
	for (const state of ['stopping', 'stopped', 'starting']) server.world.change('1i1', {state});
	await eventually(() =>
		expect(changes(listener).map(({data}) => data.resource.state)).toEqual(['starting']),
	);
});

test('removal is reported once; what is purged is not reported', async () => {
	const server = await start();
	const listener = await subscribe(server);
	const removed = server.world.clock.now();
	server.world.change('1i1', {state: 'removed', removed});
	await eventually(() => expect(changes(listener)).toHaveLength(1));
	server.world.change('1i1', {state: 'purging'});
	server.world.remove('1s1');
	await eventually(() => expect(changes(listener)).toHaveLength(2));
	expect(changes(listener).map(({resourceId, data}) => [resourceId, data.resource.state])).toEqual([
		['1i1', 'removed'],
		['1s1', 'removed'],
	]);
});

test('a call that names a resource is echoed though nothing changed', async () => {
	const server = await start();
	const listener = await subscribe(server);
	const url = `${server.url}/v2-beta/projects/1a5/containers/1i1/?action=logs`;
	await ask(url, {key: server.accountKey, input: {}});
	await eventually(() => expect(changes(listener)).toHaveLength(1));
});

test('another project hears nothing, nor does one who named no event or a pattern', async () => {
	const server = await start();
	const others = await Promise.all(
		['1a8/subscribe?eventNames=resource.change', '1a5/subscribe', '1a5/subscribe?eventNames=resource.*'].map(
			each => subscribe(server, `/v2-beta/projects/${each}`),
		),
	);
	const listener = await subscribe(server);
	server.world.change('1i1', {state: 'stopping'});
	await eventually(() => expect(changes(listener)).toHaveLength(1));
	for (const other of others) expect(changes(other)).toEqual([]);
});

test.each([
	['at account level', '/v2-beta/subscribe?eventNames=resource.change', '404 {"id"'],
	['with a slash at the end', '/v2-beta/projects/1a5/subscribe/?eventNames=resource.change', '404 {"id"'],
	['in an unknown project', '/v2-beta/projects/1a99/subscribe', '403 {"id"'],
	['in an unknown version', '/v9/projects/1a5/subscribe', '200 <!DOCTYPE'],
])('an upgrade %s is refused', async (_title, at, expected) => {
	const server = await start();
	await expect(listen(server.url + at, server.accountKey).opened).rejects.toThrow(expected);
});

test('an upgrade with a wrong key is refused', async () => {
	const server = await start();
	await expect(listen(server.url + path, {access: 'a', secret: 'b'}).opened).rejects.toThrow('401');
});

test('an environment key may leave the project away, and doubled slashes do not matter', async () => {
	const server = await start();
	const key = server.environmentKey;
	const listener = listen(`${server.url}/v2-beta//subscribe?eventNames=resource.change`, key);
	await listener.opened;
	server.world.change('1h1', {agentState: 'reconnecting'});
	await eventually(() => expect(changes(listener)).toHaveLength(1));
	const [change] = changes(listener);
	expect(change?.data.resource).toMatchObject({
		state: 'reconnecting',
		links: {self: `${server.url}/v2-beta/hosts/1h1`},
	});
});

test('the server closes by itself after so many pings', async () => {
	const server = await start({pingMs: 5, maxPings: 3});
	const listener = await subscribe(server);
	expect(await listener.closed).toBe(1000);
	expect(listener.texts()).toHaveLength(3);
});

test('a logout is reported, then the socket is closed', async () => {
	const server = await start();
	const listener = await subscribe(server);
	server.logout();
	expect(await listener.closed).toBe(1000);
	expect(listener.texts().at(-1)).toBe('{"name":"logout"}');
});

test('an old server sends every field of the envelope', async () => {
	const server = await start({oldEnvelope: true});
	const listener = await subscribe(server);
	server.world.change('1i1');
	await eventually(() => expect(changes(listener)).toHaveLength(1));
	expect(Object.keys(changes(listener)[0] ?? {})).toEqual([
		'id',
		'name',
		'replyTo',
		'resourceId',
		'resourceType',
		'publisher',
		'transitioning',
		'transitioningMessage',
		'transitioningInternalMessage',
		'previousIds',
		'previousNames',
		'data',
		'time',
		'timeoutMillis',
		'transitioningProgress',
		'context',
	]);
});

test('v1 sends services under environments, and never a stack', async () => {
	const server = await start({apiVersion: 'v1'});
	const listener = await subscribe(server, '/v1/projects/1a5/subscribe?eventNames=resource.change');
	server.world.change('1st1', {state: 'upgrading'});
	server.world.change('1s1', {state: 'upgrading'});
	await eventually(() => expect(changes(listener)).toHaveLength(1));
	expect(changes(listener)[0]?.data.resource).toMatchObject({id: '1s1', environmentId: '1e1'});
});

test('lost and doubled events do not touch the pings', async () => {
	const server = await start({pingMs: 5});
	const listener = await subscribe(server);
	server.faults.drop(1);
	server.world.change('1i1', {state: 'stopping'});
	const before = listener.texts().length;
	await eventually(() => expect(listener.texts().length).toBeGreaterThan(before + 5));
	expect(changes(listener)).toEqual([]);
	server.faults.duplicate(1);
	server.world.change('1i1', {state: 'stopped'});
	await eventually(() => expect(changes(listener)).toHaveLength(2));
});
