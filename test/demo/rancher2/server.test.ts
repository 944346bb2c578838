import {afterEach, describe, expect, test} from 'vitest';
import {WebSocket} from 'ws';
import {
	type Rancher2Options,
	type Rancher2Server,
	serveRancher2,
} from '../../../source/demo/rancher2/server.js';
import {until} from '../../until.js';

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

const cluster = 'c-m-4xk7b2qp';
const base = `/k8s/clusters/${cluster}`;

const start = async (options: Rancher2Options = {}): Promise<Rancher2Server> => {
	const server = await serveRancher2({life: false, small: true, pace: 0.002, normanPingMs: 20, ...options});
	closing.push(server.close);
	return server;
};

const authorization = ({token}: Rancher2Server) => `Bearer ${token.name}:${token.secret}`;

const ask = async (server: Rancher2Server, path: string, init: RequestInit = {}) => {
	const response = await fetch(server.url + path, {
		...init,
		headers: {authorization: authorization(server), ...init.headers},
	});
	const text = await response.text();
	return {status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null};
};

const connect = async (server: Rancher2Server, path: string) => {
	const socket = new WebSocket(server.url.replace('http', 'ws') + path, {
		headers: {authorization: authorization(server)},
	});
	const frames: {
		name: string;
		resourceType?: string;
		revision?: string;
		data?: {id?: string; error?: string};
	}[] = [];
	const codes: number[] = [];
	socket.on('message', message => frames.push(JSON.parse(String(message))));
	socket.on('close', code => codes.push(code));
	closing.push(() => socket.terminate());
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	return {
		frames,
		codes,
		send: (frame: unknown) => socket.send(JSON.stringify(frame)),
		names: () => frames.map(({name}) => name),
	};
};

test.each(['/v1/pods', '/api/v1/pods'])('%s is packed for clients that accept it', async path => {
	const server = await start();
	const headers = {authorization: authorization(server), 'accept-encoding': 'gzip'};
	const packed = await fetch(server.url + base + path, {headers});
	expect(packed.headers.get('content-encoding')).toBe('gzip');
	const plain = await fetch(server.url + base + path, {headers: {...headers, 'accept-encoding': 'identity'}});
	expect(plain.headers.get('content-encoding')).toBeNull();
	expect(await packed.json()).toEqual(await plain.json());
});

describe('Steve with the SQL cache', () => {
	test('replays from a revision that it keeps, and emits nothing without one', async () => {
		const server = await start();
		const {body} = await ask(server, `${base}/v1/pods`);
		const {frames, send, names} = await connect(server, `${base}/v1/subscribe`);
		server.world.change(`pod/${cluster}:${body.data[0].id}`, {restarts: 1});
		send({resourceType: 'pod', resourceVersion: body.revision});
		await until(() => expect(names()).toEqual(['resource.start', 'resource.change']));
		expect(Number(frames[1]?.revision)).toBeGreaterThan(Number(body.revision));
		send({resourceType: 'node'});
		await until(() => expect(names()).toHaveLength(3));
		expect(names()[2]).toBe('resource.start');
	});

	test.each(['1', '0', '-1'])('calls revision %s too old', async resourceVersion => {
		const server = await start();
		const {frames, send, names} = await connect(server, `${base}/v1/subscribe`);
		send({resourceType: 'pod', resourceVersion});
		await until(() => expect(names()).toEqual(['resource.start', 'resource.error', 'resource.stop']));
		expect(frames[1]?.data?.error).toBe('resourceversion too old');
	});

	test('ignores a second watch of the same, and stops one on request', async () => {
		const server = await start();
		const {send, names} = await connect(server, `${base}/v1/subscribe`);
		send({resourceType: 'pod'});
		send({resourceType: 'pod', resourceVersion: '5'});
		send({resourceType: 'pod', stop: true});
		send({resourceType: 'pod', stop: true});
		send({resourceType: 'nothing'});
		await until(() =>
			expect(names()).toEqual(['resource.start', 'resource.stop', 'resource.error', 'resource.stop']),
		);
	});

	test('gives pages, and does not know a revision of the future', async () => {
		const server = await start({small: false});
		const {body} = await ask(server, `${base}/v1/pods?pagesize=10&page=7`);
		expect(body).toMatchObject({type: 'collection', count: 67});
		expect(body.data).toHaveLength(7);
		expect(await ask(server, `${base}/v1/pods?revision=99999999999`)).toMatchObject({
			status: 400,
			body: {code: 'unknown revision'},
		});
	});
});

test.each([
	['with', undefined],
	['without', () => false],
])('Steve %s the cache lists only what is asked for of each object', async (_how, sqlCache) => {
	const server = await start(sqlCache && {sqlCache});
	const included =
		'include=metadata.name&include=metadata.state&include=spec.containers&include=spec.nothing';
	const {body} = await ask(server, `${base}/v1/pods?${included}`);
	const [pod] = body.data;
	// The id, type and links always are there (test/fixtures/rancher2/more/speed-5000-pods.md).
	expect(Object.keys(pod).sort()).toEqual(['id', 'links', 'metadata', 'spec', 'type']);
	expect(Object.keys(pod.metadata)).toEqual(['name', 'state']);
	expect(Object.keys(pod.spec)).toEqual(['containers']);
	const excluded = 'exclude=metadata.annotations&exclude=spec&exclude=links&exclude=nothing.at.all';
	const [rest] = (await ask(server, `${base}/v1/pods?${excluded}`)).body.data;
	expect(rest).toMatchObject({id: pod.id, links: pod.links, status: expect.anything()});
	expect(rest).not.toHaveProperty('spec');
	expect(rest.metadata).not.toHaveProperty('annotations');
});

test('Steve without the cache replays everything without a revision', async () => {
	const server = await start({sqlCache: () => false});
	const {send, names} = await connect(server, `${base}/v1/subscribe`);
	send({resourceType: 'pod'});
	await until(() => expect(names()).toEqual(['resource.start', 'resource.create']));
});

describe('the management API', () => {
	test('refuses a subscription without a type that it knows, and ends one with a broken type by 1006', async () => {
		const server = await start();
		await expect(connect(server, '/v3/subscribe?resourceTypes=nothing')).rejects.toThrow('404');
		server.breakTypes(['node']);
		const {codes, names} = await connect(server, '/v3/subscribe?resourceTypes=node&resourceTypes=cluster');
		await until(() => expect(codes).toEqual([1006]));
		expect(names()).toEqual(['ping']);
	});

	test('sends changes with the actions that are offered then', async () => {
		const server = await start();
		const {frames} = await connect(server, '/v3/subscribe?resourceTypes=node');
		server.world.change(`node/${cluster}:wk-01`, {unschedulable: true});
		await until(() =>
			expect(frames.find(({name}) => name === 'resource.change')?.data).toMatchObject({
				state: 'cordoned',
				actions: {uncordon: expect.any(String)},
			}),
		);
	});

	test('says what is wrong with an action', async () => {
		const server = await start();
		const {body} = await ask(server, '/v3/nodes');
		const {self} = body.data[0].links;
		const path = new URL(self).pathname;
		expect(await ask(server, `${path}?action=uncordon`, {method: 'POST', body: '{}'})).toMatchObject({
			status: 404,
			body: {code: 'ActionNotAvailable'},
		});
		expect(await ask(server, `${path}?action=cordon`, {method: 'POST', body: '{}'})).toMatchObject({
			status: 200,
			text: 'null',
		});
	});
});

test.each([
	['no token', {authorization: ''}, '/v3/nodes', 401, 'Unauthorized 401: must authenticate'],
	[
		'a token with two colons',
		{authorization: 'Bearer a:b:c'},
		'/v1/schemas',
		401,
		'Unauthorized 401: must authenticate',
	],
])('%s is refused', async (_name, headers, path, status, words) => {
	const server = await start();
	expect(await ask(server, path, {headers})).toMatchObject({status, body: {status: '401', message: words}});
});

test('a change to an object that is not the newest is a conflict', async () => {
	const server = await start();
	const body = JSON.stringify({metadata: {resourceVersion: '1'}, spec: {replicas: 2}});
	const path = `${base}/apis/apps/v1/namespaces/shop/deployments/web`;
	expect(await ask(server, path, {method: 'PATCH', body})).toMatchObject({
		status: 409,
		body: {kind: 'Status', reason: 'Conflict'},
	});
});

test('begins with one pod that cannot start', async () => {
	const server = await start({small: false, life: true});
	const failing = server.world.list('pod').filter(({fields}) => fields.status === 'CrashLoopBackOff');
	expect(failing.map(({fields}) => fields.namespace)).toEqual(['shop-preview']);
});
