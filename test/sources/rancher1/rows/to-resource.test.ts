import {describe, expect, test} from 'vitest';
import {labelOf} from '../../../../source/model/labels.js';
import {createNames} from '../../../../source/sources/rancher1/rows/names.js';
import {resourceOf} from '../../../../source/sources/rancher1/rows/to-resource.js';
import {container, object, scope} from '../objects.js';

describe('a container', () => {
	test('becomes a row with its host, service, stack and project as parents', () => {
		expect(resourceOf(container(), scope())).toMatchObject({
			key: 'prod/1a5/instance/1i12',
			source: 'prod',
			family: 'rancher1',
			scope: '1a5',
			kind: 'container',
			id: '1i12',
			name: 'shop-web-1',
			state: 'running',
			health: 'ok',
			transitioning: 'no',
			message: null,
			progress: null,
			created: 1_552_296_031_000,
			since: null,
			parents: [
				'prod/1a5/service/1s5',
				'prod/1a5/host/1h1',
				'prod/1a5/stack/1st3',
				'prod/projects/project/1a5',
			],
			cells: {
				HOST: 'prod/1a5/host/1h1',
				IP: '10.42.17.9',
				IMAGE: 'nginx:1.15',
				PORTS: '80:80/tcp',
				SERVICE: 'prod/1a5/service/1s5',
			},
		});
	});

	test.each([
		['starting', 'yes', 'Pulling nginx:1.15', 40, 'transitioning'],
		['error', 'error', 'Image [docker:shop/job:9] failed to pull', null, 'error'],
	])('in %s shows its message and progress', (state, transitioning, message, progress, health) => {
		const fields = {state, transitioning, transitioningMessage: message, transitioningProgress: progress};
		expect(resourceOf(container(fields), scope())).toMatchObject({state, message, progress, health});
	});

	test.each([
		[{}, 'shop-web-1'],
		[{name: 'shop_web_1'}, 'shop_web_1'],
		[{name: 'worker'}, 'shop/worker'],
		[{name: 'worker', labels: null}, 'worker'],
		[{name: null, labels: {}, externalId: '9f2c4e00aabbccdd'}, '9f2c4e00aabb'],
		[{name: null, labels: {}}, '1i12'],
	])('with %j is called %s', (fields, name) => {
		expect(resourceOf(container(fields), scope()).name).toBe(name);
	});

	test('of an old server has its host and service from what is embedded', () => {
		const old = container({
			baseType: undefined,
			hostId: undefined,
			serviceIds: undefined,
			stackId: undefined,
			hosts: [{id: '1h7', type: 'host'}],
			services: [{id: '1s8', type: 'service'}],
		});
		expect(resourceOf(old, scope())).toMatchObject({
			key: 'prod/1a5/instance/1i12',
			parents: ['prod/1a5/service/1s8', 'prod/1a5/host/1h7', 'prod/projects/project/1a5'],
		});
	});

	test('without any id of a service has it by its label', () => {
		const names = createNames();
		names.note(resourceOf(object('stack', {id: '1st3', name: 'shop'}), scope(names)));
		names.note(resourceOf(object('service', {id: '1s5', name: 'web', stackId: '1st3'}), scope(names)));
		const row = resourceOf(container({serviceIds: null, stackId: null}), scope(names));
		expect(row.cells.SERVICE).toBe('prod/1a5/service/1s5');
		expect(row.parents).toContain('prod/1a5/stack/1st3');
	});

	test('with fields of the wrong type loses only these', () => {
		const broken = container({
			name: 7,
			labels: [],
			ports: 'none',
			serviceIds: {a: 1},
			hostId: 3,
			createdTS: 'x',
			created: 'never',
			transitioning: {},
			transitioningProgress: 'half',
			actions: 'stop',
			links: null,
			imageUuid: null,
		});
		expect(resourceOf(broken, scope())).toMatchObject({
			name: '1i12',
			state: 'running',
			created: null,
			progress: null,
			actions: [],
			cells: {HOST: null, PORTS: null, IMAGE: null},
		});
	});

	test('with nothing but id and type is a row of which nothing is known', () => {
		const row = resourceOf(object('container', {}), scope());
		expect(row).toMatchObject({state: '', health: 'unknown', name: '1x1', message: null});
	});

	test('draws no bar beyond its ends', () => {
		const pulling = {transitioning: 'yes', transitioningMessage: 'Pulling', transitioningProgress: 130};
		expect(resourceOf(container(pulling), scope()).progress).toBe(100);
	});

	test.each([
		['is at rest', {transitioning: 'no', transitioningProgress: 84}],
		['has failed', {transitioning: 'error', transitioningMessage: 'Failing', transitioningProgress: 84}],
		['reports none', {transitioning: 'yes', transitioningMessage: 'In Progress', transitioningProgress: 84}],
	])('draws no bar that an earlier process left behind while it %s', (_title, fields) => {
		expect(resourceOf(container(fields), scope()).progress).toBeNull();
	});
});

describe('a service', () => {
	const service = (fields: object = {}) =>
		object('loadBalancerService', {
			id: '1s7',
			baseType: 'service',
			name: 'lb',
			state: 'upgrading',
			scale: 3,
			currentScale: 2,
			stackId: '1st3',
			launchConfig: {imageUuid: 'docker:rancher/lb:1'},
			publicEndpoints: [{ipAddress: '10.0.0.1', port: 80}, {ipAddress: '10.0.0.1', port: 80}, {port: 7}],
			...fields,
		});

	test('of whatever type is a service', () => {
		expect(resourceOf(service(), scope())).toMatchObject({
			key: 'prod/1a5/service/1s7',
			kind: 'service',
			name: 'lb',
			cells: {SCALE: '2/3', IMAGE: 'rancher/lb:1', ENDPOINTS: '10.0.0.1:80', TYPE: 'loadBalancerService'},
		});
	});

	test('is reported again when its stack gets a name, and when that changes', () => {
		const names = createNames();
		names.note(resourceOf(service(), scope(names)));
		const stack = (name: string) => resourceOf(object('stack', {id: '1st3', name}), scope(names));
		expect(names.note(stack('shop')).map(({name}) => name)).toEqual(['shop/lb']);
		expect(names.note(stack('shop'))).toEqual([]);
		expect(names.note(stack('store')).map(({name}) => name)).toEqual(['store/lb']);
		expect(resourceOf(service(), scope(names)).name).toBe('store/lb');
	});

	test('is not reported again once it is gone', () => {
		const names = createNames();
		names.note(resourceOf(service(), scope(names)));
		for (const key of names.keysOf('service')) names.forget(key);
		expect(names.note(resourceOf(object('stack', {id: '1st3', name: 'shop'}), scope(names)))).toEqual([]);
	});

	test('of /v1 belongs to an environment', () => {
		const row = resourceOf(service({stackId: undefined, environmentId: '1e3', baseType: undefined}), scope());
		expect(row.parents).toContain('prod/1a5/stack/1e3');
		expect(row.kind).toBe('service');
	});
});

test('an environment of /v1 is a stack', () => {
	const row = resourceOf(object('environment', {id: '1e3', name: 'shop', state: 'active'}), scope());
	expect(row).toMatchObject({kind: 'stack', key: 'prod/1a5/stack/1e3', name: 'shop'});
});

test('a volume belongs to its containers and its host', () => {
	const volume = object('volume', {
		id: '1v1',
		state: 'detached',
		driver: 'rancher-nfs',
		sizeMb: 2048,
		hostId: '1h1',
		instanceId: '1i3',
		mounts: [{instanceId: '1i3'}, {instanceId: '1i4'}],
	});
	expect(resourceOf(volume, scope())).toMatchObject({
		parents: [
			'prod/1a5/instance/1i3',
			'prod/1a5/instance/1i4',
			'prod/1a5/host/1h1',
			'prod/projects/project/1a5',
		],
		cells: {DRIVER: 'rancher-nfs', HOST: 'prod/1a5/host/1h1', 'SIZE MB': 2048},
	});
});

test('ids of different types do not collide', () => {
	const keys = ['service', 'snapshot', 'certificate', 'registryCredential'].map(
		type =>
			resourceOf(
				object(type, {id: '1s1', baseType: type === 'registryCredential' ? 'credential' : type}),
				scope(),
			).key,
	);
	expect(new Set(keys).size).toBe(4);
});

test.each([
	['a container has its own labels', container(), 'io.rancher.stack.name', 'shop'],
	['a host has its own labels', object('host', {labels: {zone: 'a'}}), 'zone', 'a'],
	[
		'a service has those of its containers',
		object('service', {launchConfig: {labels: {app: 'web'}}}),
		'app',
		'web',
	],
])('%s', (_what, observed, key, value) => {
	expect(labelOf(resourceOf(observed, scope()).labels ?? '', key)).toBe(value);
});

test('what has no labels has no such field', () => {
	expect(resourceOf(object('stack', {name: 'shop'}), scope())).not.toHaveProperty('labels');
	expect(resourceOf(object('host', {labels: {}}), scope())).not.toHaveProperty('labels');
});

test('labels that say which container it is are omitted, so that all of a service have the same text', () => {
	const of = (uuid: string) =>
		resourceOf(
			container({labels: {'io.rancher.container.uuid': uuid, 'io.rancher.stack.name': 'shop'}}),
			scope(),
		);
	expect(of('a').labels).toBe(of('b').labels);
	expect(labelOf(of('a').labels ?? '', 'io.rancher.container.uuid')).toBeNull();
});
