import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../../source/demo/rancher2/server.js';
import type {Observed} from '../../arena.js';
import {createStage, namesOf, rowOf, until} from '../stage.js';
import {cluster, quick} from '../start.js';
import {mark, web} from '../steve/deployment.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const subscriptions = (server: Rancher2Server) =>
	[...server.peers].map(({request}) => request.url).filter(({pathname}) => pathname.endsWith('/subscribe'));
const lastStatus = (observed: Observed) => observed.of('status').findLast(({scope}) => scope === '');
const opened = (server: Rancher2Server, path: string) =>
	server.received.filter(({url}) => url.pathname === path).length;

/** Deployments made at once: more than wait for one subscriber. */
const burst = (server: Rancher2Server, count: number, name = 'many'): void => {
	const {fields} = server.world.get(`apps.deployment/${cluster}:shop/web`);
	for (let index = 0; index < count; index++) {
		const own = `${name}-${index}`;
		const more = {...fields, name: own};
		server.world.add({id: `${cluster}:shop/${own}`, type: 'apps.deployment', scope: cluster, fields: more});
	}
};

const project = `/v3/projects/${cluster}:p-9fj2k/subscribe`;

describe('a burst of events that ends a subscription', () => {
	test('loses no row; polling is reported with its reason, and over as soon as the burst is', async () => {
		const server = await serve({steve: false});
		const {observed} = await live(server, '', {}, {...quick, pollMs: 60_000});
		const others = opened(server, '/v3/subscribe');
		burst(server, 150);
		await until(() => expect(namesOf(observed, 'deployment')).toHaveLength(151));
		await until(() => expect(lastStatus(observed)).toMatchObject({status: 'live', message: null}));
		const polling = observed.of('status').filter(event => event.polling && event.scope === '');
		expect(polling[0]).toMatchObject({
			status: 'live',
			message: expect.stringMatching(
				/^deployments, statefulsets, .* of cluster production are listed every 60 s: the server ended their subscription$/,
			),
		});
		expect(lastStatus(observed)).not.toHaveProperty('polling');
		expect(opened(server, '/v3/subscribe')).toBe(others);
		expect(observed.of('gap')).toHaveLength(1);
		mark(server, 'followed');
		await until(() => expect(rowOf(observed, web).message).toBe('followed'));
	});

	test('and goes on is polled meanwhile, then followed', async () => {
		const server = await serve({steve: false, normanPingMs: 20});
		// Longer than a broken subscription lives: one that dies young does not count as lost again.
		const {observed} = await live(server, '', {}, {...quick, birthMs: 2000});
		server.breakTypes(['deployment']);
		burst(server, 150);
		await until(() => expect(lastStatus(observed)?.polling).toBe(true));
		mark(server, 'polled');
		await until(() => expect(rowOf(observed, web).message).toBe('polled'));
		server.world.remove(`apps.deployment/${cluster}:shop/many-7`);
		await until(() => expect(namesOf(observed, 'deployment')).toHaveLength(150));
		server.breakTypes([]);
		await until(() => expect(lastStatus(observed)).not.toHaveProperty('polling'));
		mark(server, 'followed');
		await until(() => expect(rowOf(observed, web).message).toBe('followed'));
		expect(observed.of('gap')).toHaveLength(1);
	});

	test('from the very start keeps nothing from being listed whole, with no try that fails', async () => {
		const server = await serve({steve: false});
		burst(server, 1122);
		server.breakTypes(['deployment', 'pod', 'node']);
		const {observed} = await live(server, '', {}, {...quick, birthMs: 60_000});
		expect(namesOf(observed, 'deployment')).toHaveLength(1123);
		await until(() => expect(lastStatus(observed)?.polling).toBe(true));
		await until(() => expect(opened(server, project)).toBeGreaterThan(5));
		expect(observed.of('status').filter(({status}) => status === 'retrying')).toEqual([]);
	});
});

test('a type that brings its subscription down for good is kept apart and asked for; the others are followed', async () => {
	const server = await serve({steve: false, normanPingMs: 20});
	server.breakTypes(['daemonSet']);
	const {observed} = await live(server, '', {}, {...quick, birthMs: 2000});
	const types = () =>
		subscriptions(server).map(({searchParams}) => searchParams.getAll('resourceTypes').join());
	await until(() => expect(types()).toContain('deployment'));
	await until(() =>
		expect(lastStatus(observed)?.message).toMatch(/^daemonsets of cluster production are listed/),
	);
	mark(server, 'still reported');
	await until(() => expect(rowOf(observed, web).message).toBe('still reported'));
	const fields = {name: 'agent', namespace: 'shop', replicas: 1, created: 0};
	const added = server.world.add({
		id: `${cluster}:shop/agent`,
		type: 'apps.daemonset',
		scope: cluster,
		fields,
	});
	await until(() => expect(namesOf(observed, 'daemonset')).toEqual(['shop/agent']));
	server.world.remove(added.key);
	await until(() => expect(namesOf(observed, 'daemonset')).toEqual([]));
});
