import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../../../source/demo/rancher2/server.js';
import {at} from '../../../../../source/demo/serve/serve.js';
import {createStage, rowOf, until} from '../../stage.js';
import {cluster} from '../../start.js';
import {listings, mark, web} from '../deployment.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const highest = `${Number.MAX_SAFE_INTEGER}`;
const isStream = at(`/k8s/clusters/${cluster}/v1/subscribe`, {upgrade: true});

/** A frame that says this of the deployment `shop/web`. */
const inject = (server: Rancher2Server, message: string, resourceVersion: string, revision: string) => {
	const state = {name: 'updating', error: true, transitioning: false, message};
	const metadata = {name: 'web', namespace: 'shop', resourceVersion, state};
	const data = {id: 'shop/web', type: 'apps.deployment', links: {}, metadata};
	server.faults.inject(
		JSON.stringify({name: 'resource.change', resourceType: 'apps.deployment', revision, data}),
		isStream,
	);
};

describe.each([true, false])('a version that is far too high (SQL cache: %s)', cache => {
	const watched = async () => {
		const server = await serve({sqlCache: () => cache});
		return {server, ...(await live(server))};
	};

	test('does not hide what the same stream says later', async () => {
		const {server, observed} = await watched();
		inject(server, 'forged', highest, highest);
		await until(() => expect(rowOf(observed, web).message).toBe('forged'));
		const before = listings(server);
		for (const text of ['first', 'second', 'third']) {
			mark(server, text);
			await until(() => expect(rowOf(observed, web).message).toBe(text));
		}

		expect(listings(server)).toBe(before);
	});

	test.each([
		['alone', (server: Rancher2Server) => inject(server, 'forged', '2', highest)],
		['with that of its object', (server: Rancher2Server) => inject(server, 'forged', highest, highest)],
	])('%s is not where a watch that ended goes on', async (_how, forge) => {
		const {server, observed} = await watched();
		mark(server, 'before');
		await until(() => expect(rowOf(observed, web).message).toBe('before'));
		forge(server);
		server.stopWatches(cluster, 'apps.deployment');
		mark(server, 'meanwhile');
		await until(() => expect(rowOf(observed, web).message).toBe('meanwhile'));
		expect(observed.of('gap')).toEqual([]);
	});

	test('a little is put right by the event after it', async () => {
		const {server, observed} = await watched();
		inject(server, 'forged', '900000000', '900000000');
		await until(() => expect(rowOf(observed, web).message).toBe('forged'));
		mark(server, 'after');
		await until(() => expect(rowOf(observed, web).message).toBe('after'));
		server.stopWatches(cluster, 'apps.deployment');
		mark(server, 'meanwhile');
		await until(() => expect(rowOf(observed, web).message).toBe('meanwhile'));
	});

	test('gives way to a listing', async () => {
		const {server, source, observed} = await watched();
		mark(server, 'true');
		await until(() => expect(rowOf(observed, web).message).toBe('true'));
		inject(server, 'forged', highest, highest);
		await until(() => expect(rowOf(observed, web).message).toBe('forged'));
		source.relist();
		await until(() => expect(rowOf(observed, web).message).toBe('true'));
		mark(server, 'after');
		await until(() => expect(rowOf(observed, web).message).toBe('after'));
	});
});

test('a version in a listing that is far too high does not hide what is reported later', async () => {
	const server = await serve();
	const {observed, source} = await live(server);
	const state = {name: 'updating', error: true, transitioning: false, message: 'forged'};
	const metadata = {name: 'web', namespace: 'shop', resourceVersion: highest, state};
	const data = [{id: 'shop/web', type: 'apps.deployment', links: {}, metadata}];
	const body = JSON.stringify({type: 'collection', revision: '3', count: 1, data});
	server.faults.refuse(at(`/k8s/clusters/${cluster}/v1/apps.deployments`), {status: 200, body}, 1);
	source.relist();
	await until(() => expect(rowOf(observed, web).message).toBe('forged'));
	mark(server, 'later');
	await until(() => expect(rowOf(observed, web).message).toBe('later'));
});
