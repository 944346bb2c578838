import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import type {Source} from '../../../source/model/source.js';
import {createStage, never, rowOf, scopeStatus, until} from './stage.js';
import {cluster, configFor, quick} from './start.js';
import {web} from './steve/deployment.js';

const {serve, follow, live, clear} = createStage();

afterEach(clear);

/** More clusters than requests may be in flight. */
const emptyClusters = 12;
/** With the two that are always there. */
const clusters = emptyClusters + 2;
const lastCluster = `c-m-edge00${emptyClusters}`;

const serveMany = (): Promise<Rancher2Server> => serve({emptyClusters});

const hour = 3_600_000;

/** Tries again only when a person asks, and takes no stream of a busy machine for a silent one. */
const patient = {
	...quick,
	steveSilenceMs: hour,
	normanSilenceMs: hour,
	sweepMs: hour,
	pollMs: hour,
	quietMs: hour,
	backoff: () => ({next: () => hour}),
};

/** Requests since then, with method or upgrade, and path. */
const since = (server: Rancher2Server, count: number): readonly string[] =>
	server.received
		.slice(count)
		.map(({method, upgrade, url}) => `${upgrade ? 'upgrade' : method} ${url.pathname}`);

const inClusters = (server: Rancher2Server, count = 0): readonly string[] =>
	since(server, count).filter(request => request.includes('/k8s/clusters/'));

type Statuses = {readonly of: (type: 'status') => readonly {scope: string; status: string}[]};

const lastStatuses = (observed: Statuses) =>
	new Map(observed.of('status').map(({scope, status}) => [scope, status]));

const everyScopeIsLive = (observed: Statuses) => {
	const last = lastStatuses(observed);
	// The server as a whole and its list of clusters are scopes too.
	expect(last.size).toBe(clusters + 2);
	expect(new Set(last.values())).toEqual(new Set(['live']));
};

/** After an outage: refreshes what is still refused, until all is live. */
const whenAllIsLive = (source: Source, observed: Statuses) =>
	until(() => {
		// A scope that is connecting would begin again each time, and never end.
		const last = [...lastStatuses(observed).values()];
		if (last.includes('retrying') && !last.includes('connecting')) source.relist();
		everyScopeIsLive(observed);
	});

describe('an outage of the whole server', () => {
	test.each([
		['answers 503', {status: 503, body: 'Service Unavailable'}],
		['answers 429 with Retry-After', {status: 429, headers: {'retry-after': '60'}, body: 'slow down'}],
	])('that %s: it is asked once for all clusters, and one thing at a time', async (_how, answer) => {
		const server = await serveMany();
		const {source, observed} = await live(server, '', {}, patient);
		await until(() => everyScopeIsLive(observed));
		const isOver = server.faults.refuse(() => true, answer);
		const cutAt = server.received.length;
		server.faults.cut();
		await until(() => expect(observed.status).toBe('retrying'));
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		expect(since(server, cutAt)).toEqual([]);
		await until(() => {
			source.relist();
			expect(since(server, cutAt).length).toBeGreaterThan(3);
		});
		expect(new Set(since(server, cutAt))).toEqual(new Set(['GET /ping']));
		isOver();
		await whenAllIsLive(source, observed);
	});

	test('with streams that cannot be opened: one scope at a time tries, after a probe', async () => {
		const server = await serveMany();
		const {source, observed} = await live(server, '', {}, patient);
		await until(() => everyScopeIsLive(observed));
		const answer = {
			status: 500,
			headers: {'content-type': 'application/json'},
			body: '{"code": "ServerError"}',
		};
		const isOver = server.faults.refuse(at(/\/v1\/schemas$/), answer);
		server.faults.cut();
		const areAllWaiting = () =>
			until(() => expect(new Set(lastStatuses(observed).values())).toEqual(new Set(['retrying'])));
		await areAllWaiting();
		const before = server.received.length;
		const tries = () => since(server, before).filter(request => request.endsWith('/v1/schemas'));
		source.relist();
		await until(() => expect(tries()).toHaveLength(1));
		await areAllWaiting();
		source.relist();
		await until(() => expect(tries()).toHaveLength(2));
		expect(since(server, before).filter(request => request === 'GET /ping')).toHaveLength(2);
		isOver();
		await whenAllIsLive(source, observed);
	});
});

test('at most eight requests are in flight for all clusters together', async () => {
	const server = await serveMany();
	const gate = server.faults.hold(at(/\/v1\/schemas$/));
	const {observed} = follow(configFor(server), patient);
	await gate.reached;
	await until(() =>
		expect(since(server, 0).filter(request => request.endsWith('/v1/schemas'))).not.toEqual([]),
	);
	gate.release();
	const held = server.faults.hold(at(/^\/k8s\/clusters\//));
	await until(() => expect(inClusters(server)).toHaveLength(8));
	held.release();
	await until(() => everyScopeIsLive(observed));
});

describe('a cluster that fails alone', () => {
	const ofCluster = at(new RegExp(`^/k8s/clusters/${cluster}/`));

	test.each([
		['503', {status: 503, body: 'no'}],
		['429 with Retry-After', {status: 429, headers: {'retry-after': '60'}, body: 'slow down'}],
	])('with %s does not stop the others', async (_how, answer) => {
		const server = await serveMany();
		const {source, observed} = await live(server, '', {}, patient);
		await until(() => everyScopeIsLive(observed));
		server.faults.refuse(ofCluster, answer);
		server.faults.cut(ofCluster);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		source.relist();
		await until(() =>
			expect(observed.of('status').findLast(({scope}) => scope === cluster)?.message).toMatch(
				/HTTP (503|429)/,
			),
		);
		const before = server.received.length;
		const listed = observed.of('listed').length;
		source.relist();
		await until(() => expect(observed.of('listed').length).toBeGreaterThan(listed + clusters - 1));
		expect(since(server, before)).not.toContain('GET /ping');
		expect(observed.status).toBe('live');
	});

	test('is one of several that do: they are tried again one after the other', async () => {
		const server = await serveMany();
		const {source, observed} = await live(server, '', {}, patient);
		await until(() => everyScopeIsLive(observed));
		const isEdge = at(/^\/k8s\/clusters\/c-m-edge/);
		server.faults.cut(isEdge);
		// Whoever noticed only after the new listing would wait for a person.
		await until(() => {
			const last = new Map(observed.of('status').map(({scope, status}) => [scope, status]));
			const edges = [...last].filter(([scope]) => scope.includes('edge'));
			expect(new Set(edges.map(([, status]) => status))).toEqual(new Set(['retrying']));
		});
		const gate = server.faults.hold(isEdge);
		const before = server.received.length;
		source.relist();
		await gate.reached;
		await until(() =>
			expect(observed.of('status').filter(({status}) => status === 'connecting').length).toBeGreaterThan(0),
		);
		expect(inClusters(server, before).filter(request => request.includes('edge'))).toHaveLength(1);
		gate.release();
		await until(() => everyScopeIsLive(observed));
	});
});

test('a token that was refused is not sent again until a person acts', async () => {
	const server = await serveMany();
	const {source, observed} = await live(server, '', {}, {...patient, refusedMs: 1});
	await until(() => everyScopeIsLive(observed));
	server.tokens.revoke(server.token.name);
	server.faults.cut();
	await until(() => expect(observed.status).toBe('retrying'));
	source.relist();
	await until(() => expect(observed.status).toBe('refused'));
	await until(() => expect(scopeStatus(observed, lastCluster)).toBe('refused'));
	const before = server.received.length;
	await expect(source.object(rowOf(observed, web), never)).rejects.toThrow(/HTTP 401/);
	expect(since(server, before)).toEqual([]);
	server.tokens.add(server.token);
	source.relist();
	await until(() => everyScopeIsLive(observed));
});

test('a password that was refused is sent once, and another one by itself', async () => {
	const server = await serve();
	const {name: username, password} = server.user;
	let typed = 'wrong';
	const credentials = async () => ({type: 'login', username, password: typed, eauth: null}) as const;
	const {observed} = follow({...configFor(server), credentials}, {...quick, refusedMs: 1});
	await until(() => expect(observed.status).toBe('refused'));
	expect(since(server, 0)).toEqual(['POST /v1-public/login']);
	typed = password;
	await until(() => expect(observed.status).toBe('live'));
});

test('a token of one cluster that the rest of the server refuses goes on with that cluster', async () => {
	const server = await serve();
	server.tokens.add({...server.token, cluster});
	const {source, observed} = await live(server, `/k8s/clusters/${cluster}`, {}, {...quick, refusedMs: 1});
	await until(() => expect(scopeStatus(observed, 'clusters')).toBe('refused'));
	const ofServer = () => since(server, 0).filter(request => !/ \/(?:k8s|ping)/.test(request));
	expect(ofServer()).toHaveLength(1);
	await source.object(rowOf(observed, web), never);
	source.relist();
	await until(() => expect(ofServer()).toHaveLength(2));
	expect(observed.status).toBe('live');
});
