import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {createBackoff} from '../../../source/transport/backoff.js';
import type {Observed} from '../arena.js';
import {createStage, rowOf, scopeStatus, until} from './stage.js';
import {cluster, quick as quickly} from './start.js';
import {mark, web} from './steve/deployment.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const dial = /HTTP 500 dial tcp 127.0.0.1:6443: connect: connection refused \(.*cluster production\)$/;
const version = at(new RegExp(`^/k8s/clusters/${cluster}/version$`));
const asked = (server: Rancher2Server) => server.received.filter(version).length;
const lastOf = (observed: Observed, scope: string) =>
	observed.of('status').findLast(event => event.scope === scope);

describe('an apiserver that is away behind a living Rancher', () => {
	test.each([true, false])('is noticed though nothing says so (Steve: %s)', async steve => {
		const server = await serve({steve});
		const {observed} = await live(server);
		server.setOutage(cluster, true);
		await until(() => expect(lastOf(observed, cluster)?.message).toMatch(dial));
		expect(scopeStatus(observed, cluster)).toBe('retrying');
		expect(observed.status).toBe('live');
		expect(observed.message).toMatch(/^cluster production is not followed: .*dial tcp/);
		expect(rowOf(observed, web).name).toBe('shop/web');
	});

	test('comes back: a gap since the last sign of life, all listed again, then live', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setOutage(cluster, true);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		const noticed = lastOf(observed, cluster)?.at ?? 0;
		mark(server, 'meanwhile');
		const before = observed.events.length;
		server.hear(cluster);
		server.setOutage(cluster, false);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
		expect(rowOf(observed, web).message).toBe('meanwhile');
		const gaps = observed.of('gap');
		expect(gaps).toHaveLength(1);
		expect(gaps[0]?.scope).toBe(cluster);
		expect(gaps[0]?.from).toBeLessThanOrEqual(noticed);
		const after = observed.events.slice(before);
		const gap = after.findIndex(({type}) => type === 'gap');
		const changed = after.findIndex(event => event.type === 'changed' && event.resource.key === web);
		expect(gap).toBeLessThan(changed);
	});

	test('is the whole source where nothing else is wanted; live says nothing of it any more', async () => {
		const server = await serve();
		const {observed} = await live(server, `/k8s/clusters/${cluster}`);
		server.setOutage(cluster, true);
		await until(() => expect(observed.status).toBe('retrying'));
		expect(observed.message).toMatch(dial);
		const before = observed.events.length;
		server.setOutage(cluster, false);
		await until(() => expect(observed.status).toBe('live'));
		const after = observed.events.slice(before).filter(event => event.type === 'status');
		const lives = after.filter(({scope, status}) => scope === '' && status === 'live');
		expect(lives.map(({message}) => message)).toEqual([null]);
	});

	test('is not listed as if it were well by who comes meanwhile', async () => {
		const server = await serve();
		server.setOutage(cluster, true);
		const {observed} = await live(server);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		expect(observed.rows.has(web)).toBe(false);
		server.setOutage(cluster, false);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
		expect(observed.rows.has(web)).toBe(true);
	});

	test('does not let a second apiserver look old', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setOutage(cluster, true);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		expect(scopeStatus(observed, 'local')).toBe('live');
		expect(scopeStatus(observed, 'clusters')).toBe('live');
	});

	test('is the whole source where it keeps the clusters themselves; the gap is reported once', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setOutage('local', true);
		await until(() => expect(observed.status).toBe('retrying'));
		await until(() => expect(scopeStatus(observed, 'local')).toBe('retrying'));
		server.setOutage('local', false);
		await until(() => expect(observed.status).toBe('live'));
		await until(() => expect(scopeStatus(observed, 'local')).toBe('live'));
		expect(observed.of('gap').filter(({again}) => !again)).toHaveLength(1);
	});
});

test('an apiserver that is back is found by asking it, however long the delays between tries have become', async () => {
	const server = await serve();
	const backoff = () => createBackoff({firstMs: 60_000, maxMs: 60_000});
	const {observed} = await live(server, '', {}, {...quickly, backoff});
	server.setOutage('local', true);
	await until(() => expect(observed.status).toBe('retrying'));
	server.setOutage('local', false);
	await until(() => expect(observed.status).toBe('live'));
	await until(() => expect(scopeStatus(observed, 'local')).toBe('live'));
});

test('a server that restarts is one gap, though a cluster comes back later than the others', async () => {
	const server = await serve();
	const {observed} = await live(server);
	const gaps = () => observed.of('gap').map(({scope, again = false}) => ({scope, again}));
	server.setAway(cluster, true);
	server.faults.cut();
	await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
	await until(() =>
		expect(
			gaps()
				.map(({scope}) => scope)
				.sort(),
		).toEqual(['clusters', 'local']),
	);
	server.setAway(cluster, false);
	await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
	expect(gaps().filter(({again}) => !again)).toHaveLength(1);
	expect(gaps().at(-1)).toEqual({scope: cluster, again: true});
});

test('a cluster that hangs counts as away', async () => {
	const server = await serve();
	const {observed} = await live(server, '', {}, {...quickly, probeTimeoutMs: 1000});
	const gate = server.faults.hold(version);
	await until(() => expect(lastOf(observed, cluster)?.message).toMatch(/no answer within 1 s \(/));
	gate.release();
	await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
});

test('a cluster that sends something is not asked', async () => {
	const server = await serve();
	const {observed} = await live(server, '', {}, {...quickly, quietMs: 60_000});
	const before = asked(server);
	for (const turn of ['1', '2', '3']) {
		mark(server, turn);
		await until(() => expect(rowOf(observed, web).message).toBe(turn));
	}

	expect(asked(server)).toBe(before);
});

test.each([401, 403, 404])(
	'an answer of another kind (%i) is one of a server that is there',
	async status => {
		const server = await serve();
		server.faults.refuse(version, {status, body: ''});
		const {observed} = await live(server);
		const before = asked(server);
		await until(() => expect(asked(server)).toBeGreaterThan(before + 1));
		expect(scopeStatus(observed, cluster)).toBe('live');
		expect(observed.of('gap')).toEqual([]);
	},
);

test('a gap begins at the last sign of life of the cluster, not of the Rancher before it', async () => {
	const server = await serve({stevePingMs: 10});
	const {observed} = await live(server, '', {}, {...quickly, quietMs: 60_000, probeMs: 60_000});
	mark(server, 'last');
	await until(() => expect(rowOf(observed, web).message).toBe('last'));
	const heard = observed.of('changed').findLast(({resource}) => resource.key === web)?.at ?? 0;
	const pings = () => observed.of('heartbeat').length;
	const before = pings();
	await until(() => expect(pings()).toBeGreaterThan(before + 5));
	server.faults.cut(at(new RegExp(`^/k8s/clusters/${cluster}/v1/subscribe`)));
	await until(() => expect(observed.of('gap').length).toBe(1));
	const shown = observed.of('changed').findLast(({at: when}) => when <= (observed.of('gap')[0]?.from ?? 0));
	expect(shown?.at).toBeGreaterThanOrEqual(heard);
	expect(observed.of('gap')[0]?.from).toBe(shown?.at);
});
