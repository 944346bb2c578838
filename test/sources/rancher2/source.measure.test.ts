import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import type {StatsEvent} from '../../../source/model/source.js';
import type {Observed} from '../arena.js';
import {createStage, rowOf, until} from './stage.js';
import {cluster, quick} from './start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const node = `prod/${cluster}/node/wk-01`;
const slow = {...quick, measureMs: 60_000, remeasureMs: 60_000, unmeasuredMs: 60_000};

const podOf = (server: Rancher2Server): string => {
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	return `shop/${String(pod.fields.name)}`;
};

const asked = (server: Rancher2Server, end = '') =>
	server.received.filter(({url}) => url.pathname.includes('metrics.k8s.io') && url.pathname.endsWith(end))
		.length;

const measuredOf = (observed: Observed, key: string) =>
	observed.of('measured').flatMap(({usages}) => usages.get(key) ?? []);

const reasons = (observed: Observed) => observed.of('unmeasured').map(({message}) => message);

const columnsOf = (observed: Observed, kind: string) =>
	observed
		.of('kinds')
		.at(-1)
		?.kinds.find(({name}) => name === kind)
		?.columns.map(({title}) => title) ?? [];

describe('what pods and nodes use', () => {
	test('is asked for only while somebody wants to see it, again and again', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		expect(asked(server)).toBe(0);
		expect(columnsOf(observed, 'pod')).not.toContain('CPU');
		source.measure?.(['pod', 'service']);
		const key = `prod/${cluster}/pod/${podOf(server)}`;
		await until(() => expect(measuredOf(observed, key).length).toBeGreaterThan(2));
		expect(measuredOf(observed, key)[0]?.cpu).toBeGreaterThan(0);
		expect(asked(server, '/nodes')).toBe(0);
		const columns = columnsOf(observed, 'pod');
		expect(columns.slice(columns.indexOf('RESTARTS'))).toEqual(
			expect.arrayContaining(['CPU', 'CPU%', 'MEM', 'MEM%', 'IP', 'NODE']),
		);
		expect(columns.indexOf('CPU')).toBe(columns.indexOf('RESTARTS') + 1);

		source.measure?.(['node']);
		await until(() => expect(measuredOf(observed, node).length).toBeGreaterThan(0));
		source.measure?.([]);
		const before = asked(server);
		source.relist();
		await until(() => expect(observed.of('listed').length).toBeGreaterThan(0));
		expect(asked(server)).toBe(before);
	});

	test('is asked for with one question for each cluster, and by that for containers too', async () => {
		const server = await serve();
		const {source, observed} = await live(server, '', {}, slow);
		source.measure?.(['pod']);
		await until(() => expect(observed.of('measured').length).toBeGreaterThan(0));
		source.measure?.(['container']);
		const container = `prod/${cluster}/container/${podOf(server)}/web`;
		await until(() => expect(measuredOf(observed, container)).toHaveLength(1));
		source.measure?.(['pod']);
		source.measure?.(['container']);
		expect(asked(server, `${cluster}/apis/metrics.k8s.io/v1beta1/pods`)).toBe(2);
	});

	test('is asked for less often while nobody looks', async () => {
		const server = await serve();
		const {source, observed} = await live(server, '', {}, {...quick, seldomMeasureMs: 60_000});
		source.measure?.(['pod', 'node']);
		const key = `prod/${cluster}/pod/${podOf(server)}`;
		await until(() => expect(measuredOf(observed, key).length).toBeGreaterThan(1));
		source.measure?.(['pod', 'node'], ['pod']);
		const [pods, nodes] = [asked(server, '/pods'), asked(server, '/nodes')];
		await until(() => expect(asked(server, '/nodes')).toBeGreaterThan(nodes + 5));
		// One may have been on its way to each cluster.
		const later = asked(server, '/pods');
		expect(later).toBeLessThanOrEqual(pods + 3);
		source.measure?.(['pod', 'node']);
		await until(() => expect(asked(server, '/pods')).toBeGreaterThan(later));
	});

	test('is not asked for again before the answer is there', async () => {
		const server = await serve();
		const gate = server.faults.hold(at(/metrics\.k8s\.io\/v1beta1\/pods$/));
		const {source, observed} = await live(server, `/k8s/clusters/${cluster}`);
		source.measure?.(['pod', 'node']);
		await until(() => expect(asked(server, '/nodes')).toBeGreaterThan(5));
		expect(asked(server, '/pods')).toBe(1);
		source.measure?.(['container']);
		gate.release();
		const container = `prod/${cluster}/container/${podOf(server)}/web`;
		await until(() => expect(measuredOf(observed, container)).not.toEqual([]));
	});

	test('is asked for once the rows in view are listed', async () => {
		const server = await serve();
		const {source, observed} = await live(server, `/k8s/clusters/${cluster}`, {}, slow);
		const listing = server.faults.hold(at(/\/v1\/pods$/));
		source.show(['container']);
		source.measure?.(['container']);
		await listing.reached;
		source.measure?.(['container', 'node']);
		await until(() => expect(measuredOf(observed, node).length).toBeGreaterThan(0));
		expect(asked(server, '/pods')).toBe(0);
		listing.release();
		const container = `prod/${cluster}/container/${podOf(server)}/web`;
		await until(() => expect(measuredOf(observed, container)).toHaveLength(1));
		expect(observed.rows.has(container)).toBe(true);
	});

	test('is measured with the management API alone too', async () => {
		const server = await serve({steve: false});
		const {source, observed} = await live(server);
		source.measure?.(['node', 'pod']);
		const row = () => [...observed.rows.values()].find(({kind}) => kind === 'node');
		await until(() => expect(measuredOf(observed, row()?.key ?? '').length).toBeGreaterThan(0));
		expect(row()?.allowances?.cpu.limit).toBe(4);
		const pod = `prod/${cluster}/pod/${podOf(server)}`;
		await until(() => expect(measuredOf(observed, pod).length).toBeGreaterThan(0));
	});
});

describe('why nothing is measured is said once, in words', () => {
	test('without a metrics-server', async () => {
		const server = await serve();
		server.metrics.set(cluster, 'absent');
		const {source, observed} = await live(server);
		source.measure?.(['pod', 'node']);
		const words = 'CPU and memory are not measured in cluster production: it has no metrics-server';
		await until(() => expect(reasons(observed)).toEqual([words]));
		await until(() =>
			expect(asked(server, `${cluster}/apis/metrics.k8s.io/v1beta1/pods`)).toBeGreaterThan(1),
		);
		expect(reasons(observed)).toEqual([words]);
		expect(observed.status).toBe('live');
	});

	test('while it is away, which says nothing about the cluster', async () => {
		const server = await serve();
		server.metrics.set(cluster, 'unavailable');
		const {source, observed} = await live(server, `/k8s/clusters/${cluster}`);
		source.measure?.(['node']);
		const words = `CPU and memory are not measured in cluster ${cluster} now: its metrics-server is away (HTTP 503 service unavailable)`;
		await until(() => expect(reasons(observed)).toHaveLength(1));
		expect(reasons(observed)[0]?.replace('production', cluster)).toBe(words);
		expect(observed.status).toBe('live');
		server.metrics.set(cluster, 'there');
		await until(() => expect(measuredOf(observed, node).length).toBeGreaterThan(0));
		expect(observed.of('gap')).toEqual([]);
	});

	test('to a reader of a project, who sees the pods of its namespaces and no nodes', async () => {
		const server = await serve();
		server.setUnlisted(['nodes', 'pods']);
		const {source, observed} = await live(server, '', {}, slow);
		source.measure?.(['pod', 'node']);
		const key = `prod/${cluster}/pod/${podOf(server)}`;
		await until(() => expect(measuredOf(observed, key)).toHaveLength(1));
		await until(() =>
			expect(reasons(observed)).toContain('this user may not see what nodes in cluster production use'),
		);
		expect(asked(server, '/namespaces/shop/pods')).toBe(1);
		expect(reasons(observed).filter(words => words.includes('pods in cluster production'))).toEqual([]);
	});

	test('but not for a cluster that does not answer at all', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		server.faults.refuse(at(/metrics\.k8s\.io/), {
			status: 503,
			body: `lost connection to cluster: failed to find Session for client ${cluster}`,
		});
		source.measure?.(['pod']);
		await until(() => expect(asked(server)).toBeGreaterThan(3));
		expect(reasons(observed)).toEqual([]);
	});
});

describe('live figures', () => {
	const follow = async (
		server: Rancher2Server,
		key: (server: Rancher2Server) => string,
		kinds: string[] = [],
	) => {
		const {source, observed} = await live(server);
		source.show(kinds);
		await until(() => rowOf(observed, key(server)));
		const events: StatsEvent[] = [];
		const stop = new AbortController();
		const done = source.stats?.(rowOf(observed, key(server)), event => events.push(event), stop.signal);
		return {events, done, stop};
	};

	test.each([
		['a pod', (server: Rancher2Server) => `prod/${cluster}/pod/${podOf(server)}`],
		['a container', (server: Rancher2Server) => `prod/${cluster}/container/${podOf(server)}/web`],
		['a node', () => node],
	])('of %s', async (_title, key) => {
		const {events, done, stop} = await follow(await serve(), key, ['container']);
		await until(() => expect(events.length).toBeGreaterThan(0));
		expect(events[0]).toMatchObject({cpuPercent: null, receivedBytes: null});
		expect(events[0]).toHaveProperty('cpuCores', expect.any(Number));
		stop.abort();
		await done;
	});

	test('go on when the metrics-server is back', async () => {
		const server = await serve();
		server.metrics.set(cluster, 'unavailable');
		const {events, done, stop} = await follow(server, () => node);
		const stopped = expect.stringContaining('its metrics-server is away');
		await until(() => expect(events).toEqual([{at: expect.any(Number), stopped}]));
		server.metrics.set(cluster, 'there');
		await until(() => expect(events.at(-1)).toHaveProperty('memoryBytes'));
		stop.abort();
		await done;
	});

	test('are refused where there is no metrics-server', async () => {
		const server = await serve();
		server.metrics.set(cluster, 'absent');
		const {done} = await follow(server, () => node);
		await expect(done).rejects.toThrow('in cluster production: it has no metrics-server');
	});
});
