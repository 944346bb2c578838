import {expect, test} from 'vitest';
import type {Rancher1Options, Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {ask, eventually, listen} from '../client.js';
import {still} from './start.js';

const start = (options: Rancher1Options = {}): Promise<Rancher1Server> =>
	still({pace: 0.002, flushMs: 5, ...options});

const stream = '/v2-beta/projects/1a5/subscribe?eventNames=resource.change';

test('while Cattle is down its proxy answers 502 to requests and 500 to upgrades, and open sockets end', async () => {
	const server = await start();
	const listener = listen(server.url + stream, server.accountKey);
	await listener.opened;
	const isOver = server.outage();
	expect(await listener.closed).toBe(1006);
	const {status, headers, text} = await ask(`${server.url}/v2-beta`, {key: server.accountKey});
	expect([status, headers['content-type'], text]).toEqual([502, undefined, '']);
	await expect(listen(server.url + stream, server.accountKey).opened).rejects.toThrow(
		"500 Unable to establish websocket connection: can't dial.",
	);
	isOver();
	await listen(server.url + stream, server.accountKey).opened;
	expect((await ask(`${server.url}/v2-beta`, {key: server.accountKey})).status).toBe(200);
});

test('a crash loop never says error: only the count of starts grows, by two each', async () => {
	const server = await start();
	const counts: unknown[] = [];
	const states = new Set<unknown>();
	server.world.watch(({entity: {id, fields}}) => {
		if (id !== '1i1') return;
		states.add(`${fields.state} ${fields.transitioning ?? 'null'}`);
		if (fields.state === 'running' && fields.startCount !== counts.at(-1)) counts.push(fields.startCount);
	});
	const isOver = server.crash('1i1');
	await eventually(() => expect(counts.length).toBeGreaterThan(3));
	isOver();
	expect(counts.slice(0, 3)).toEqual([4, 6, 8]);
	expect([...states]).toEqual(['starting null', 'running null', 'stopped null']);
});

test('an administrator sees the projects of others on request only', async () => {
	const server = await start();
	const key = {...server.accountKey, access: 'ADMIN', memberOf: ['1a5']};
	server.keys.add(key);
	const names = async (query: string) =>
		(await ask(`${server.url}/v2-beta/projects${query}`, {key})).body.data.map(({id}) => id);
	expect(await names('')).toEqual(['1a5']);
	expect(await names('?all=true')).toEqual(expect.arrayContaining(['1a5', '1a8']));
});

test('an inactive service only remembers its scale', async () => {
	const server = await start();
	const states: unknown[] = [];
	server.world.change('1s1', {state: 'inactive'});
	server.world.watch(({entity: {key, fields}}) => {
		if (key === 'service/1s1' && fields.state !== states.at(-1)) states.push(fields.state);
	});
	const url = `${server.url}/v2-beta/projects/1a5/services/1s1`;
	const {body} = await ask(url, {key: server.accountKey, method: 'PUT', input: {scale: 3}});
	expect([body.state, body.transitioning]).toEqual(['updating-inactive', 'yes']);
	await eventually(() => expect(states.at(-1)).toBe('inactive'));
	expect(server.world.get('service/1s1').fields.scale).toBe(3);
});
