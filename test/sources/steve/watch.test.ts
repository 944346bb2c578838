import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2.ts';
import {at} from '../../../source/demo/serve.ts';
import {createStage, namesOf, rowOf, until} from '../rancher2/stage.ts';
import {cluster, quick} from '../rancher2/start.ts';

const {serve, live, clear} = createStage();

afterEach(clear);

const web = `prod/${cluster}/deployment/shop/web`;
const kept = `apps.deployment/${cluster}:shop/web`;
const mark = (server: Rancher2Server, text: string) => server.world.change(kept, {failing: text});

const listings = (server: Rancher2Server, plural = 'apps.deployments') =>
	server.received.filter(
		({url, method}) => method === 'GET' && url.pathname === `/k8s/clusters/${cluster}/v1/${plural}`,
	).length;

describe.each([true, false])('a watch that ends (SQL cache: %s)', cache => {
	const watched = async () => {
		const server = await serve({sqlCache: () => cache});
		return {server, ...(await live(server))};
	};

	test('without a word goes on where it stopped: nothing is listed, nothing is missed, no gap', async () => {
		const {server, told} = await watched();
		mark(server, 'first');
		await until(() => expect(rowOf(told, web).message).toBe('first'));
		const before = listings(server);
		server.stopWatches(cluster, 'apps.deployment');
		mark(server, 'meanwhile');
		await until(() => expect(rowOf(told, web).message).toBe('meanwhile'));
		expect(listings(server)).toBe(before);
		expect(told.of('gap')).toEqual([]);
		expect(told.status).toBe('live');
	});

	test('for all kinds at once, as when rights change, comes back for all', async () => {
		const {server, told} = await watched();
		server.stopWatches(cluster);
		server.stopWatches('local');
		mark(server, 'meanwhile');
		server.world.change(`node/${cluster}:wk-01`, {ready: false});
		await until(() => expect(rowOf(told, web).message).toBe('meanwhile'));
		await until(() => expect(rowOf(told, `prod/${cluster}/node/wk-01`).health).toBe('error'));
		server.setAway(cluster, true);
		await until(() => expect(rowOf(told, `prod/clusters/cluster/${cluster}`).state).toBe('unavailable'));
	});

	test.each(['resourceversion too old', 'slow reader detected; items missed: 12', 'buffer was closed'])(
		'because of “%s” is listed anew, and the gap is told',
		async words => {
			const {server, told} = await watched();
			const before = listings(server);
			mark(server, 'unseen');
			await until(() => expect(server.stopWatches(cluster, 'apps.deployment', words)).toBe(1));
			await until(() => expect(told.of('gap').length).toBe(1));
			await until(() => expect(listings(server)).toBeGreaterThan(before));
			await until(() => expect(told.status).toBe('live'));
			mark(server, 'seen');
			await until(() => expect(rowOf(told, web).message).toBe('seen'));
		},
	);

	test('again and again is not a tight loop, and the others go on', async () => {
		const {server, told} = await watched();
		const before = listings(server);
		for (let times = 0; times < 8; times++) {
			await until(() => expect(server.stopWatches(cluster, 'apps.deployment')).toBe(1));
		}

		await until(() => expect(listings(server)).toBeGreaterThan(before));
		server.world.change(`node/${cluster}:wk-01`, {ready: false});
		await until(() => expect(rowOf(told, `prod/${cluster}/node/wk-01`).health).toBe('error'));
		await until(() => expect(told.status).toBe('live'));
	});
});

test('events that can be resumed no more are listed anew', async () => {
	const server = await serve();
	const {told} = await live(server);
	mark(server, 'first');
	await until(() => expect(rowOf(told, web).message).toBe('first'));
	server.forgetEvents(cluster, 'apps.deployment');
	server.stopWatches(cluster, 'apps.deployment');
	mark(server, 'second');
	await until(() => expect(rowOf(told, web).message).toBe('second'));
	expect(told.of('gap').length).toBeGreaterThan(0);
});

test('a replay makes no doubles: what is known already is not told as news', async () => {
	const server = await serve({sqlCache: () => false});
	const {told} = await live(server);
	const before = told.events.length;
	await until(() =>
		expect(server.stopWatches(cluster, 'apps.deployment', 'resourceversion too old')).toBe(1),
	);
	await until(() => expect(told.of('gap').length).toBe(1));
	await until(() => expect(told.status).toBe('live'));
	const news = told.events.slice(before).filter(event => event.type === 'changed' && !event.listed);
	expect(news).toEqual([]);
});

test('a listing that gives no revision is followed and listed once more, so that nothing between is missed', async () => {
	const server = await serve();
	server.world.remove(kept);
	server.forgetEvents(cluster, 'apps.deployment');
	const {told} = await live(server);
	expect(listings(server)).toBe(2);
	const key = server.world.add({
		id: `${cluster}:shop/new`,
		type: 'apps.deployment',
		scope: cluster,
		fields: {name: 'new', namespace: 'shop', replicas: 0, created: 0},
	});
	await until(() => expect(namesOf(told, 'deployment')).toEqual(['shop/new']));
	expect(key.id).toContain('new');
});

test('long lists come in pages, all of one revision or newer', async () => {
	const server = await serve();
	const fields = {...server.world.get(kept).fields};
	for (let index = 0; index < 1200; index++) {
		const name = `many-${index}`;
		server.world.add({
			id: `${cluster}:shop/${name}`,
			type: 'apps.deployment',
			scope: cluster,
			fields: {...fields, name},
		});
	}

	const {told} = await live(server);
	expect(namesOf(told, 'deployment')).toHaveLength(1201);
	const asked = server.received
		.filter(({url}) => url.pathname.endsWith(`${cluster}/v1/apps.deployments`))
		.map(({url}) => url.searchParams);
	expect(asked.map(query => query.get('page'))).toEqual(['1', '2', '3']);
	expect(asked.every(query => query.get('exclude') === 'metadata.managedFields')).toBe(true);
	expect(asked[0]?.has('revision')).toBe(false);
	expect(asked[2]?.get('revision')).toMatch(/^\d+$/);
});

describe('schemas', () => {
	test('decide which kinds there are, with their usual names', async () => {
		const server = await serve();
		const {told} = await live(server);
		const kinds = told.of('kinds').at(-1)?.kinds ?? [];
		const pod = kinds.find(({name}) => name === 'pod');
		expect(pod?.aliases).toEqual(['po']);
		expect(pod?.columns.map(({title}) => title)).toEqual(['CLUSTER', 'READY', 'RESTARTS', 'IP', 'NODE']);
		expect(
			kinds.find(({name}) => name === 'persistentvolumeclaim')?.columns.map(({title}) => title),
		).toContain('CAPACITY');
		expect(kinds.map(({name}) => name)).not.toContain('machine');
	});

	test('that go take their rows along, and bring them back', async () => {
		const server = await serve();
		const {told} = await live(server);
		server.setHidden('apps.deployment', true);
		await until(() => expect(namesOf(told, 'deployment')).toEqual([]));
		server.setHidden('apps.deployment', false);
		await until(() => expect(namesOf(told, 'deployment')).toEqual(['shop/web']));
		mark(server, 'followed again');
		await until(() => expect(rowOf(told, web).message).toBe('followed again'));
	});

	test.each([
		['from the start', true],
		['later', false],
	])(
		'that are hidden from this user %s are told as missing, and no more when they come',
		async (_when, first) => {
			const server = await serve();
			if (first) server.setHidden('apps.deployment', true);
			// By itself it would be tried again far too late.
			const {told} = await live(server, '', {}, {...quick, refusedMs: 60_000});
			server.setHidden('apps.deployment', true);
			const message = expect.stringMatching(
				/^Cannot list deployments \(.*\/v1\/deployments\): the server shows this user no such kind; .* right$/,
			);
			const missing = () =>
				told.of('status').findLast(({scope, status}) => scope === cluster && status === 'live')?.missing;
			await until(() => expect(missing()).toMatchObject([{kind: 'deployment', message, refused: true}]));
			expect(namesOf(told, 'deployment')).toEqual([]);
			await until(() => expect(told.status).toBe('live'));
			server.setHidden('apps.deployment', false);
			await until(() => expect(missing()).toBeUndefined());
			await until(() => expect(told.status).toBe('live'));
			expect(namesOf(told, 'deployment')).toEqual(['shop/web']);
			mark(server, 'followed again');
			await until(() => expect(rowOf(told, web).message).toBe('followed again'));
		},
	);

	test('that hide the pods hide their containers too, and show them again', async () => {
		const server = await serve();
		const {source, told} = await live(server);
		source.show(['container']);
		await until(() => expect(namesOf(told, 'container').length).toBeGreaterThan(0));
		server.setHidden('pod', true);
		await until(() => expect([...namesOf(told, 'pod'), ...namesOf(told, 'container')]).toEqual([]));
		server.setHidden('pod', false);
		await until(() => expect(namesOf(told, 'container').length).toBeGreaterThan(0));
	});

	test('that hide the nodes say nothing about a project, which has none', async () => {
		const server = await serve({small: false});
		server.setHidden('node', true);
		const {told} = await live(server, `/v3/projects/${cluster}:p-s7x41`);
		expect(told.of('status').flatMap(({missing}) => missing ?? [])).toEqual([]);
	});
});

test('what cannot be watched is asked for', async () => {
	const server = await serve();
	const {source, told} = await live(server);
	source.show(['service']);
	await until(() => expect(namesOf(told, 'service')).toEqual(['shop/web']));
	const words = 'the server does not allow this method on the requested resource';
	await until(() => expect(server.stopWatches(cluster, 'service', words)).toBe(1));
	await until(() => expect(listings(server, 'services')).toBeGreaterThan(2));
	server.world.remove(`service/${cluster}:shop/web`);
	await until(() => expect(namesOf(told, 'service')).toEqual([]));
	expect(told.status).toBe('live');
});

test('only what is shown is listed and watched', async () => {
	const server = await serve();
	const {source, told} = await live(server);
	expect(listings(server, 'configmaps')).toBe(0);
	source.show(['configmap']);
	await until(() => expect(namesOf(told, 'configmap')).toEqual(['shop/kube-root-ca.crt']));
});

test('a kind that this user may not list does not keep the others', async () => {
	const server = await serve();
	const body =
		'{"type":"error","links":{},"code":"PermissionDenied","message":"can not list node","status":403}';
	server.faults.refuse(at(`/k8s/clusters/${cluster}/v1/nodes`), {status: 403, body});
	const {told} = await live(server);
	expect(namesOf(told, 'deployment')).toEqual(['shop/web']);
	expect(told.of('fault').map(({message}) => message)).toEqual([
		expect.stringMatching(/Cannot list nodes .*can not list node/),
	]);
});

test('a kind that this user may list from now on comes by itself', async () => {
	const server = await serve();
	const allow = server.faults.refuse(at(`/k8s/clusters/${cluster}/v1/nodes`), {status: 403, body: '{}'});
	const {told} = await live(server);
	expect(namesOf(told, 'node')).toEqual([]);
	allow();
	await until(() => expect(namesOf(told, 'node')).not.toEqual([]));
	await until(() =>
		expect(told.of('status').findLast(({scope}) => scope === cluster)?.missing).toBeUndefined(),
	);
	const before = listings(server, 'nodes');
	server.world.change(`node/${cluster}:wk-01`, {ready: false});
	await until(() => expect(rowOf(told, `prod/${cluster}/node/wk-01`).health).toBe('error'));
	expect(listings(server, 'nodes')).toBe(before);
});

test('events of Kubernetes belong to what they are about', async () => {
	const server = await serve();
	const {source, told} = await live(server);
	source.show(['event']);
	server.failNext('Back-off pulling image "x": not found');
	const [pod] = server.world.list('pod');
	server.world.remove(pod?.key ?? '');
	server.world.add({
		id: `${cluster}:shop/web.1`,
		type: 'event',
		scope: cluster,
		fields: {
			name: 'web.1',
			namespace: 'shop',
			created: 0,
			type: 'Warning',
			reason: 'BackOff',
			message: 'Back-off',
			about: 'apps.deployment',
			aboutName: 'web',
			lastAt: 1000,
		},
	});
	await until(() => expect(namesOf(told, 'event')).toEqual(['deployment/web']));
	const row = rowOf(told, `prod/${cluster}/event/shop/web.1`);
	expect(row).toMatchObject({state: 'BackOff', health: 'warning', message: 'Back-off', since: 1000});
	expect(row.parents[0]).toBe(web);
});
