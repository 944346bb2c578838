import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, rowOf, scopeStatus, until} from './stage.js';
import {cluster, quick} from './start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const node = `prod/${cluster}/node/wk-01`;

describe('a cluster whose agent is away', () => {
	test('is a row that says so, dims only its own rows, and comes back by itself', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setAway(cluster, true);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		const row = rowOf(observed, `prod/clusters/cluster/${cluster}`);
		expect(row).toMatchObject({
			state: 'unavailable',
			health: 'error',
			message: 'Cluster agent is not connected',
		});
		expect(observed.status).toBe('live');
		expect(rowOf(observed, node).name).toBe('wk-01');
		server.setAway(cluster, false);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
		expect(observed.status).toBe('live');
		expect(observed.of('gap').at(-1)?.scope).toBe(cluster);
	});

	test('does not keep the others from being followed', async () => {
		const server = await serve();
		server.setAway(cluster, true);
		const {observed} = await live(server);
		expect(scopeStatus(observed, 'local')).toBe('live');
		expect(scopeStatus(observed, cluster)).toBe('retrying');
		expect(server.received.filter(({url}) => url.pathname.includes(`/k8s/clusters/${cluster}/`))).toEqual([]);
	});

	test('is reported in words where only its own answer says so', async () => {
		const server = await serve();
		const words = 'lost connection to cluster: failed to find Session for client';
		server.faults.refuse(at(new RegExp(`^/k8s/clusters/${cluster}/`)), {status: 503, body: words});
		const {observed} = await live(server);
		const said = () => observed.of('status').filter(({scope}) => scope === cluster);
		const message = expect.stringMatching(/the agent of cluster c-m-4xk7b2qp is away .*lost connection/);
		await until(() => expect(said()).toContainEqual(expect.objectContaining({message})));
	});
});

describe('a source that is live although a cluster does not answer', () => {
	const refusedBy = (server: Rancher2Server, status: number, body: string) =>
		server.faults.refuse(at(new RegExp(`^/k8s/clusters/${cluster}/`)), {status, body});

	test('says which cluster is missing, and why, until it answers', async () => {
		const server = await serve();
		const end = refusedBy(server, 503, 'lost connection to cluster: failed to find Session for client');
		const {observed} = await live(server);
		const last = () => observed.of('status').findLast(({scope}) => scope === '');
		await until(() => expect(last()?.message).toMatch(/^cluster production is not followed: .*is away/));
		end();
		await until(() => expect(last()).toMatchObject({status: 'live', message: null}));
	});

	test('stays live while the stream of one, which merely ended, is opened again', async () => {
		const server = await serve();
		const unprobed = {...quick, quietMs: 60_000, probeMs: 60_000, probeTimeoutMs: 60_000};
		const {observed} = await live(server, '', {}, unprobed);
		const before = observed.events.length;
		const gate = server.faults.hold(at(new RegExp(`^/k8s/clusters/${cluster}/version$`)));
		server.faults.cut(at(new RegExp(`^/k8s/clusters/${cluster}/v1/subscribe`)));
		const message = 'cluster production is not followed: the server ended the stream; connecting again';
		await until(() => expect(observed.message).toBe(message));
		const list = observed.of('status').findLast(({scope}) => scope === 'clusters');
		expect(list?.missing).toContainEqual(expect.objectContaining({kind: 'pod', refused: false}));
		gate.release();
		await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
		await until(() => expect(observed.message).toBe(''));
		const whole = observed.events
			.slice(before)
			.filter(event => event.type === 'status' && event.scope === '');
		expect(new Set(whole.map(event => event.type === 'status' && event.status))).toEqual(new Set(['live']));
		expect(observed.of('gap').map(({scope}) => scope)).toEqual([cluster]);
	});

	test('says that its rows are missing before it is live itself', async () => {
		const server = await serve();
		refusedBy(server, 503, 'lost connection to cluster');
		const {observed} = await live(server);
		const statuses = observed.of('status');
		const whole = statuses.findIndex(({scope, status}) => scope === '' && status === 'live');
		const list = statuses.slice(0, whole).findLast(({scope}) => scope === 'clusters');
		const message = expect.stringMatching(/^cluster production is not followed/);
		expect(list?.missing).toContainEqual({kind: 'pod', message, refused: false});
	});

	test.each([
		['the server says that its agent is away', (server: Rancher2Server) => server.setAway(cluster, true)],
		['the user has no access to it', (server: Rancher2Server) => refusedBy(server, 401, '')],
	])('expects no rows of it where %s', async (_why, arrange) => {
		const server = await serve();
		arrange(server);
		const {observed} = await live(server);
		await until(() => {
			const status = observed.of('status').findLast(({scope}) => scope === cluster);
			expect(status).toMatchObject({listed: true});
		});
	});

	test('says it no longer where the cluster is gone for good', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setAway(cluster, true);
		await until(() => expect(observed.message).toMatch(/^cluster production is not followed/));
		server.world.remove(`management.cattle.io.cluster/${cluster}`);
		await until(() => expect(observed.message).toBe(''));
		expect(observed.status).toBe('live');
		expect(observed.of('status').findLast(({scope}) => scope === 'clusters')).not.toHaveProperty('missing');
	});

	test('expects no rows of one that failed before the server said that its agent is away', async () => {
		const server = await serve();
		refusedBy(server, 503, 'lost connection to cluster');
		const {observed} = await live(server);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		server.setAway(cluster, true);
		await until(() => {
			const status = observed.of('status').findLast(({scope}) => scope === cluster);
			expect(status).toMatchObject({listed: true});
		});
	});

	test('reports once, and not with each try, that an agent is away', async () => {
		const server = await serve();
		server.setAway(cluster, true);
		const {observed} = await live(server);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		const count = () => observed.of('status').filter(({scope}) => scope === cluster).length;
		const before = count();
		// By then the cluster that is away has been tried again several times.
		for (const turn of [1, 2, 3]) {
			await until(() => expect(server.stopWatches('local', undefined, 'too old')).toBeGreaterThan(0));
			await until(() => expect(observed.of('gap').length).toBeGreaterThanOrEqual(turn));
			await until(() => expect([observed.status, scopeStatus(observed, 'local')]).toEqual(['live', 'live']));
		}

		expect(count()).toBe(before);
	});

	test('expects those rows again that it knew before the agent went away', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setAway(cluster, true);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		const status = observed.of('status').findLast(({scope}) => scope === cluster);
		expect(status).not.toHaveProperty('listed');
	});
});
