import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../../../source/demo/serve/serve.js';
import {fixture} from '../../fixture.js';
import {createStage, namesOf, rowOf, until} from '../../stage.js';
import {cluster, quick} from '../../start.js';
import {listings, mark, web} from '../deployment.js';

const {serve, live, clear} = createStage();

afterEach(clear);

describe('schemas', () => {
	test('decide which kinds there are, with their usual names', async () => {
		const server = await serve();
		const {observed} = await live(server);
		const kinds = observed.of('kinds').at(-1)?.kinds ?? [];
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
		const {observed} = await live(server);
		server.setHidden('apps.deployment', true);
		await until(() => expect(namesOf(observed, 'deployment')).toEqual([]));
		server.setHidden('apps.deployment', false);
		await until(() => expect(namesOf(observed, 'deployment')).toEqual(['shop/web']));
		mark(server, 'followed again');
		await until(() => expect(rowOf(observed, web).message).toBe('followed again'));
	});

	test.each([
		['from the start', true],
		['later', false],
	])(
		'that are hidden from this user %s are reported as missing, and no longer when they come',
		async (_when, first) => {
			const server = await serve();
			if (first) server.setHidden('apps.deployment', true);
			// By itself it would be tried again far too late.
			const {observed} = await live(server, '', {}, {...quick, refusedMs: 60_000});
			server.setHidden('apps.deployment', true);
			const message = expect.stringMatching(
				/^Cannot list deployments: the server shows this user no such kind; .* right \(.*\/v1\/deployments\)$/,
			);
			const missing = () =>
				observed.of('status').findLast(({scope, status}) => scope === cluster && status === 'live')?.missing;
			await until(() => expect(missing()).toMatchObject([{kind: 'deployment', message, refused: true}]));
			expect(namesOf(observed, 'deployment')).toEqual([]);
			await until(() => expect(observed.status).toBe('live'));
			server.setHidden('apps.deployment', false);
			await until(() => expect(missing()).toBeUndefined());
			await until(() => expect(observed.status).toBe('live'));
			expect(namesOf(observed, 'deployment')).toEqual(['shop/web']);
			mark(server, 'followed again');
			await until(() => expect(rowOf(observed, web).message).toBe('followed again'));
		},
	);

	test('that hide the pods hide their containers too, and show them again', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		source.show(['container']);
		await until(() => expect(namesOf(observed, 'container').length).toBeGreaterThan(0));
		server.setHidden('pod', true);
		await until(() => expect([...namesOf(observed, 'pod'), ...namesOf(observed, 'container')]).toEqual([]));
		server.setHidden('pod', false);
		await until(() => expect(namesOf(observed, 'container').length).toBeGreaterThan(0));
	});

	test('that hide the nodes say nothing about a project, which has none', async () => {
		const server = await serve({small: false});
		server.setHidden('node', true);
		const {observed} = await live(server, `/v3/projects/${cluster}:p-s7x41`);
		expect(observed.of('status').flatMap(({missing}) => missing ?? [])).toEqual([]);
	});
});

test('what cannot be watched is asked for', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	source.show(['service']);
	await until(() => expect(namesOf(observed, 'service')).toEqual(['shop/web']));
	const words = 'the server does not allow this method on the requested resource';
	await until(() => expect(server.stopWatches(cluster, 'service', words)).toBe(1));
	await until(() => expect(listings(server, 'services')).toBeGreaterThan(2));
	server.world.remove(`service/${cluster}:shop/web`);
	await until(() => expect(namesOf(observed, 'service')).toEqual([]));
	expect(observed.status).toBe('live');
});

test('only what is shown is listed and watched', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	expect(listings(server, 'configmaps')).toBe(0);
	source.show(['configmap']);
	await until(() => expect(namesOf(observed, 'configmap')).toEqual(['shop/kube-root-ca.crt']));
});

test('a kind that this user may not list does not keep the others', async () => {
	const server = await serve();
	const body =
		'{"type":"error","links":{},"code":"PermissionDenied","message":"can not list node","status":403}';
	server.faults.refuse(at(`/k8s/clusters/${cluster}/v1/nodes`), {status: 403, body});
	const {observed} = await live(server);
	expect(namesOf(observed, 'deployment')).toEqual(['shop/web']);
	expect(observed.of('fault').map(({message}) => message)).toEqual([
		expect.stringMatching(/Cannot list nodes.*can not list node/),
	]);
});

test('a kind that this user may list from now on comes by itself', async () => {
	const server = await serve();
	const allow = server.faults.refuse(at(`/k8s/clusters/${cluster}/v1/nodes`), {status: 403, body: '{}'});
	const {observed} = await live(server);
	expect(namesOf(observed, 'node')).toEqual([]);
	allow();
	await until(() => expect(namesOf(observed, 'node')).not.toEqual([]));
	await until(() =>
		expect(observed.of('status').findLast(({scope}) => scope === cluster)?.missing).toBeUndefined(),
	);
	const before = listings(server, 'nodes');
	server.world.change(`node/${cluster}:wk-01`, {ready: false});
	await until(() => expect(rowOf(observed, `prod/${cluster}/node/wk-01`).health).toBe('error'));
	expect(listings(server, 'nodes')).toBe(before);
});

test('only columns that a type has are asked for: the clusterwide ones have no namespace', async () => {
	const server = await serve();
	const {observed} = await live(server);
	const orders = (plural: string) =>
		server.received
			.filter(({url}) => url.pathname === `/k8s/clusters/${cluster}/v1/${plural}`)
			.map(({url}) => url.searchParams.get('sort'));
	expect(orders('nodes')).toEqual(['metadata.creationTimestamp,metadata.name']);
	expect(orders('pods')).toEqual(['metadata.creationTimestamp,metadata.namespace,metadata.name']);
	expect(namesOf(observed, 'node')).not.toEqual([]);
	expect(observed.of('fault')).toEqual([]);
});

test('a listing whose order is rejected is read without one, which is reported once', async () => {
	const server = await serve();
	const rejected = fixture('list-nodes-422.http');
	server.faults.refuse(
		({url}) => url.pathname.endsWith(`/${cluster}/v1/nodes`) && url.searchParams.has('sort'),
		{status: rejected.status, body: rejected.body},
	);
	const {source, observed} = await live(server);
	expect(namesOf(observed, 'node')).toContain('wk-01');
	const before = listings(server, 'nodes');
	source.relist();
	await until(() => expect(listings(server, 'nodes')).toBe(before + 2));
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.of('fault').map(({message}) => message)).toEqual([
		expect.stringMatching(/^Cannot list nodes.*column is invalid \[metadata\.namespace\]/),
	]);
});
