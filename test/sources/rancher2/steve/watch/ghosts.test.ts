import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Options, Rancher2Server} from '../../../../../source/demo/rancher2/server.js';
import {at} from '../../../../../source/demo/serve/serve.js';
import {createStage, namesOf, rowOf, scopeStatus, until} from '../../stage.js';
import {cluster, quick} from '../../start.js';
import {mark, web} from '../deployment.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const soon = {...quick, settleMs: 20, compareMs: 50, countsMs: 50, recountMs: 50};
const byName = (server: Rancher2Server, resource: string) =>
	server.received.filter(({url, headers}) => {
		const isNames = headers.accept?.includes('PartialObjectMetadataList') === true;
		return isNames && url.pathname.endsWith(`/${resource}`);
	});

/** Adds pods to a server, so that there are some to lose. */
const pods = (server: Rancher2Server, ...names: readonly string[]): readonly string[] => {
	const like = server.world.list('pod', cluster).at(-1)?.fields ?? {};
	return names.map(name => {
		const fields = {...like, name};
		return server.world.add({id: `${cluster}:shop/${name}`, type: 'pod', scope: cluster, fields}).key;
	});
};

const haunted = async (options: Rancher2Options = {}) => {
	const server = await serve(options);
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	const [one = '', two = ''] = pods(server, 'one', 'two');
	return {server, one, two, kept: pod.id.slice(cluster.length + 1)};
};

test('how many there are is asked once for all kinds that are listed one after the other', async () => {
	const {server, kept} = await haunted();
	const {observed} = await live(server, '', {}, quick);
	expect(namesOf(observed, 'pod')).toContain(kept);
	expect(server.received.filter(at(`/k8s/clusters/${cluster}/v1/counts`))).toHaveLength(1);
});

describe('what an outage of the apiserver took with it', () => {
	test('goes from the grid though Steve goes on listing it, with its containers', async () => {
		const {server, one, two, kept} = await haunted();
		const {source, observed} = await live(server, '', {}, soon);
		source.show(['container']);
		await until(() => expect(namesOf(observed, 'container')).toHaveLength(3));
		server.setOutage(cluster, true);
		server.world.remove(one);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
		server.setOutage(cluster, false);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
		await until(() => expect(namesOf(observed, 'pod').toSorted()).toEqual([kept, 'shop/two'].toSorted()));
		// In the minute in which Steve is deaf.
		server.world.remove(two);
		await until(() => expect(namesOf(observed, 'pod')).toEqual([kept]));
		server.hear(cluster);
		mark(server, 'heard');
		await until(() => expect(rowOf(observed, web).message).toBe('heard'));
		source.relist();
		await until(() => expect(byName(server, 'pods').length).toBeGreaterThan(5));
		expect(namesOf(observed, 'pod')).toEqual([kept]);
		expect(namesOf(observed, 'container')).toHaveLength(1);
	});

	test('goes where the outage was too short to be noticed: what is sent once more shows it', async () => {
		const {server, one, kept} = await haunted();
		const {observed} = await live(server, '', {}, {...soon, probeMs: 60_000, countsMs: 60_000});
		server.setOutage(cluster, true);
		server.world.remove(one);
		server.setOutage(cluster, false);
		server.hear(cluster);
		await until(() => expect(namesOf(observed, 'pod').toSorted()).toEqual([kept, 'shop/two'].toSorted()));
		expect(observed.of('gap')).toEqual([]);
	});

	test('is not listed to who comes later', async () => {
		const {server, one, two, kept} = await haunted();
		server.setOutage(cluster, true);
		server.world.remove(one);
		server.world.remove(two);
		server.setOutage(cluster, false);
		server.hear(cluster);
		const {observed} = await live(server, '', {}, quick);
		expect(namesOf(observed, 'pod')).toEqual([kept]);
	});

	test('goes where the counts stay below the rows', async () => {
		const {server, one, kept} = await haunted();
		const {observed} = await live(server, '', {}, soon);
		const isSubscription = at(/\/v1\/subscribe$/, {upgrade: true});
		server.faults.silence(isSubscription);
		server.world.remove(one);
		await until(() => expect(namesOf(observed, 'pod').toSorted()).toEqual([kept, 'shop/two'].toSorted()));
	});

	test.each([false, true])('goes for who may list its namespace only (of a project: %s)', async ofProject => {
		const {server, one, kept} = await haunted();
		server.setUnlisted(['pods', 'apps.deployments', 'namespaces', 'nodes']);
		const path = ofProject ? `/v3/projects/${cluster}:p-9fj2k` : '';
		const {observed} = await live(server, path, {}, soon);
		server.setOutage(cluster, true);
		server.world.remove(one);
		server.setOutage(cluster, false);
		server.hear(cluster);
		await until(() => expect(namesOf(observed, 'pod').toSorted()).toEqual([kept, 'shop/two'].toSorted()));
	});

	test('comes back where it is made again', async () => {
		const {server, one} = await haunted();
		const {observed} = await live(server, '', {}, soon);
		server.setOutage(cluster, true);
		server.world.remove(one);
		server.setOutage(cluster, false);
		server.hear(cluster);
		await until(() => expect(namesOf(observed, 'pod')).not.toContain('shop/one'));
		pods(server, 'one');
		await until(() => expect(namesOf(observed, 'pod')).toContain('shop/one'));
	});
});

test('what Steve sends once more as it was is not a change of a row', async () => {
	const {server, one} = await haunted();
	const {observed} = await live(server, '', {}, {...soon, probeMs: 60_000});
	const before = observed.events.length;
	server.setOutage(cluster, true);
	server.world.change(one, {restarts: 2});
	server.setOutage(cluster, false);
	server.hear(cluster);
	const key = `prod/${cluster}/pod/shop/one`;
	await until(() => expect(rowOf(observed, key).cells.RESTARTS).toBe(2));
	await until(() => expect(byName(server, 'pods').length).toBeGreaterThan(2));
	const changed = observed.events.slice(before).filter(({type}) => type === 'changed' || type === 'removed');
	expect(changed).toMatchObject([{type: 'changed', resource: {key}}]);
});

test('a row stays where Kubernetes has it, or does not answer for sure', async () => {
	const {server} = await haunted();
	const {observed} = await live(server, '', {}, soon);
	const before = namesOf(observed, 'pod');
	const empty = {kind: 'PartialObjectMetadataList', metadata: {}, items: []};
	server.faults.refuse(at(/\/api\/v1\/pods$/), {status: 200, body: JSON.stringify(empty)});
	server.setOutage(cluster, true);
	server.setOutage(cluster, false);
	server.hear(cluster);
	const byId = at(/\/v1\/pods\/shop\//);
	await until(() => expect(server.received.filter(byId).length).toBeGreaterThan(2));
	server.faults.refuse(byId, {status: 500, body: ''});
	const asked = server.received.filter(byId).length;
	await until(() => expect(server.received.filter(byId).length).toBeGreaterThan(asked + 3));
	expect(namesOf(observed, 'pod')).toEqual(before);
});

test('many names are read by pages', async () => {
	const {server, one} = await haunted();
	pods(server, ...Array.from({length: 1100}, (_unused, index) => `many-${index}`));
	const {observed} = await live(server, '', {}, soon);
	expect(namesOf(observed, 'pod')).toHaveLength(1103);
	server.setOutage(cluster, true);
	server.world.remove(one);
	server.setOutage(cluster, false);
	server.hear(cluster);
	await until(() => expect(namesOf(observed, 'pod')).toHaveLength(1102));
	const queries = byName(server, 'pods').map(({url}) => url.searchParams);
	expect(queries.every(query => query.get('limit') === '500')).toBe(true);
	expect(queries.filter(query => query.has('continue')).length).toBeGreaterThanOrEqual(2);
});
