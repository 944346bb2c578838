import {afterEach, describe, expect, test} from 'vitest';
import {
	type Rancher2Options,
	type Rancher2Server,
	serveRancher2,
} from '../../../source/demo/rancher2/server.js';
import * as client from '../client.js';

const closing: (() => Promise<void> | void)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

const cluster = 'c-m-4xk7b2qp';
const base = `/k8s/clusters/${cluster}`;
const names = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const until = client.eventually;

const start = async (options: Rancher2Options = {}): Promise<Rancher2Server> => {
	const server = await serveRancher2({life: false, small: true, pace: 0.002, normanPingMs: 20, ...options});
	closing.push(server.close);
	return server;
};

const keyOf = ({token}: Rancher2Server) => ({access: token.name, secret: token.secret});

const ask = async (server: Rancher2Server, path: string, accept = 'application/json') => {
	const {status, text} = await client.ask(server.url + path, {key: keyOf(server), headers: {accept}});
	return {status, text, body: text.startsWith('{') ? JSON.parse(text) : null};
};

const watch = async (server: Rancher2Server, path: string): Promise<client.Listener> => {
	const listener = client.listen(server.url + path, keyOf(server));
	closing.push(() => listener.socket.terminate());
	await listener.opened;
	return listener;
};

const idsOf = ({body}: Awaited<ReturnType<typeof ask>>): readonly string[] =>
	body.data.map(({id}: {id: string}) => id);

/** A server whose only pod is removed while the apiserver of its cluster is away. */
const haunted = async () => {
	const server = await start();
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	const id = pod.id.slice(cluster.length + 1);
	server.setOutage(cluster, true);
	server.world.remove(pod.key);
	server.setOutage(cluster, false);
	return {server, id};
};

describe('an apiserver that is away behind a living Rancher (fixtures rancher2/more/outage-kill)', () => {
	test.each([
		['the version', `${base}/version`, /^dial tcp 127.0.0.1:6443: connect: connection refused$/],
		['the proxy', `${base}/api/v1/pods`, /^dial tcp/],
		['an object by its id', `${base}/v1/apps.deployments/shop/web`, /"code":"ServerError".*dial tcp/],
		['the management API', `/v3/clusters/${cluster}/namespaces`, /dial tcp/],
	])('does not send %s', async (_what, path, answer) => {
		const server = await start();
		server.setOutage(cluster, true);
		expect(await ask(server, path, names)).toMatchObject({status: 500, text: expect.stringMatching(answer)});
		server.setOutage(cluster, false);
		expect((await ask(server, path, names)).status).toBe(200);
	});

	test('does not show in lists and counts, nor in what Steve sends', async () => {
		const server = await start();
		const {frames, socket} = await watch(server, `${base}/v1/subscribe`);
		socket.send('{"resourceType":"pod"}');
		await until(() => expect(frames).toHaveLength(1));
		const [id = ''] = idsOf(await ask(server, `${base}/v1/pods`));
		server.setOutage(cluster, true);
		server.world.remove(`pod/${cluster}:${id}`);
		expect(idsOf(await ask(server, `${base}/v1/pods`))).toEqual([id]);
		expect((await ask(server, `${base}/v1/counts`)).body.data[0].counts.pod.summary).toEqual({count: 1});
		expect(frames).toHaveLength(1);
	});

	test('ends the sockets of the management API at once, with 1006', async () => {
		const server = await start();
		const {closed} = await watch(server, `/v3/clusters/${cluster}/subscribe?resourceTypes=namespace`);
		server.setOutage(cluster, true);
		expect(await closed).toBe(1006);
	});
});

describe('after an outage', () => {
	test('Steve lists what is gone, its id does not exist, and the proxy lists what there is', async () => {
		const {server, id} = await haunted();
		server.hear(cluster);
		expect(idsOf(await ask(server, `${base}/v1/pods`))).toEqual([id]);
		expect((await ask(server, `${base}/v1/pods/${id}`)).status).toBe(404);
		expect((await ask(server, `${base}/api/v1/pods?resourceVersion=0`, names)).body.items).toEqual([]);
		const {counts} = (await ask(server, `${base}/v1/counts`)).body.data[0];
		expect(counts.pod).toEqual({summary: {}});
	});

	test('Steve sends every living object once more, with its own revision', async () => {
		const server = await start();
		const {frames, texts, socket} = await watch(server, `${base}/v1/subscribe`);
		socket.send('{"resourceType":"apps.deployment"}');
		await until(() => expect(frames).toHaveLength(1));
		const {body} = await ask(server, `${base}/v1/apps.deployments`);
		server.setOutage(cluster, true);
		server.setOutage(cluster, false);
		server.hear(cluster);
		await until(() => expect(frames).toHaveLength(2));
		const frame = JSON.parse(texts()[1] ?? '');
		expect(frame).toMatchObject({name: 'resource.change', revision: body.data[0].metadata.resourceVersion});
	});

	test('a ghost goes when its name is used again and removed', async () => {
		const {server, id} = await haunted();
		server.hear(cluster);
		const fields = {name: 'web', namespace: 'shop', created: 0};
		const again = server.world.add({id: `${cluster}:${id}`, type: 'pod', scope: cluster, fields});
		server.world.remove(again.key);
		expect(idsOf(await ask(server, `${base}/v1/pods`))).toEqual([]);
	});
});

test('names are listed by pages, but whole from the cache of the apiserver', async () => {
	const server = await start();
	for (const name of ['a', 'b', 'c']) {
		const fields = {name, namespace: 'shop', created: 0};
		server.world.add({id: `${cluster}:shop/${name}`, type: 'configmap', scope: cluster, fields});
	}

	const path = `${base}/api/v1/namespaces/shop/configmaps`;
	const first = (await ask(server, `${path}?limit=2`, names)).body;
	expect(first.items).toHaveLength(2);
	const second = (await ask(server, `${path}?limit=2&continue=${first.metadata.continue}`, names)).body;
	expect(second.items.length).toBeGreaterThan(0);
	const whole = (await ask(server, `${path}?limit=2&resourceVersion=0`, names)).body;
	expect(whole.items).toHaveLength(first.items.length + second.items.length);
});

test('who may not list everywhere may list a namespace', async () => {
	const server = await start();
	server.setUnlisted(['pods']);
	expect((await ask(server, `${base}/api/v1/pods`, names)).status).toBe(403);
	expect((await ask(server, `${base}/api/v1/namespaces/shop/pods`, names)).status).toBe(200);
});
