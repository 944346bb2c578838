import {describe, expect, test} from 'vitest';
import {clusterScope, clustersScopeOf} from '../../../source/sources/rancher2/scope.ts';
import {catalogueOf} from '../../../source/sources/steve/catalogue.ts';
import {containersOf} from '../../../source/sources/steve/containers.ts';
import type {SteveObject} from '../../../source/sources/steve/frames.ts';
import {nodeFacts, nodeResource, resourceOf} from '../../../source/sources/steve/to-resource.ts';

const column = (name: string, index: number, more = {}) => ({
	name,
	type: 'string',
	format: '',
	priority: 0,
	field: `$.metadata.fields[${index}]`,
	...more,
});

const schema = (id: string, kind: string, columns: readonly unknown[] = [], verbs = ['list', 'watch']) => ({
	id,
	type: 'schema',
	pluralName: `${id}s`,
	collectionMethods: ['GET'],
	attributes: {kind, namespaced: true, verbs, columns},
});

const pods = schema('pod', 'Pod', [
	column('Name', 0, {format: 'name'}),
	column('Ready', 1),
	column('Status', 2),
	column('Restarts', 3),
	column('Age', 4),
	column('IP', 5, {priority: 1}),
	column('Node', 6, {priority: 1}),
]);

const scope = clusterScope('prod', 'c-1', null);
const catalogue = catalogueOf(
	[
		pods,
		schema('apps.deployment', 'Deployment'),
		schema('node', 'Node'),
		schema('batch.job', 'Job'),
		schema('batch.cronjob', 'CronJob', [column('Last Schedule', 2)]),
		schema('example.io.widget', 'Widget', [
			column('Size', 1, {field: '.spec.size'}),
			column('Zone', 2, {field: String.raw`$.metadata.labels.topology\.io/zone`}),
			column('Expires', 3, {type: 'date', field: '.status.expires'}),
			column('State', 4),
		]),
		schema('example.io.deployment', 'Deployment'),
		schema('metrics.k8s.io.pod', 'PodMetrics'),
		schema('subscribe', '', [], []),
	],
	false,
);

const rowOf = (kind: string, object: Record<string, unknown>) => {
	const type = catalogue.byKind.get(kind);
	if (!type) throw new Error(`no kind ${kind}`);
	return resourceOf({type: type.schema, ...object} as SteveObject, type, scope);
};

// As a server with the SQL cache writes it: it names owners only by relationships.
const pod = {
	id: 'shop/web-7d9c8-x2x',
	links: {remove: 'r', update: 'u', view: 'v'},
	metadata: {
		creationTimestamp: '2026-04-01T08:00:02Z',
		fields: [
			'web-7d9c8-x2x',
			'0/1',
			'CrashLoopBackOff',
			'7 (40s ago)',
			'11m',
			'10.42.1.7',
			'wk-01',
			'<none>',
			'<none>',
		],
		name: 'web-7d9c8-x2x',
		namespace: 'shop',
		labels: {'pod-template-hash': '7d9c8'},
		relationships: [
			{fromId: 'shop/web-7d9c8', fromType: 'apps.replicaset', rel: 'owner', state: 'active'},
			{toId: 'shop/web-env', toType: 'configmap', rel: 'uses'},
		],
		resourceVersion: '8812044',
		state: {
			error: true,
			message: 'containers with unready status: [web]',
			name: 'crashLoopBackOff',
			transitioning: false,
		},
	},
	spec: {nodeName: 'wk-01', containers: [{name: 'web', image: 'nginx:1.27'}]},
	status: {phase: 'Running'},
};

describe('kinds', () => {
	test('have their usual names; one that is taken is named in full; what has no rows is no kind', () => {
		expect(catalogue.kinds.map(({name}) => name)).toEqual([
			'deployment',
			'cronjob',
			'job',
			'example.io.deployment',
			'widget',
			'node',
			'pod',
			'container',
		]);
	});

	test('have the columns of the server, but for those that every row has', () => {
		expect(catalogue.kinds.find(({name}) => name === 'widget')?.columns).toEqual([
			{title: 'CLUSTER', type: 'reference', wide: false, shared: true},
			{title: 'SIZE', type: 'text', wide: false},
			{title: 'ZONE', type: 'text', wide: false},
			{title: 'EXPIRES', type: 'time', wide: false},
		]);
	});
});

describe('a pod', () => {
	test('is a row', () => {
		expect(rowOf('pod', pod)).toMatchObject({
			key: 'prod/c-1/pod/shop/web-7d9c8-x2x',
			scope: 'c-1',
			kind: 'pod',
			id: 'shop/web-7d9c8-x2x',
			name: 'shop/web-7d9c8-x2x',
			state: 'crashLoopBackOff',
			health: 'error',
			transitioning: 'error',
			message: 'containers with unready status: [web]',
			created: Date.parse('2026-04-01T08:00:02Z'),
			parents: [
				'prod/c-1/deployment/shop/web',
				'prod/c-1/replicaset/shop/web-7d9c8',
				'prod/c-1/namespace/shop',
				'prod/c-1/node/wk-01',
				'prod/clusters/cluster/c-1',
			],
			cells: {
				CLUSTER: 'prod/clusters/cluster/c-1',
				READY: '0/1',
				RESTARTS: 7,
				IP: '10.42.1.7',
				NODE: 'prod/c-1/node/wk-01',
			},
		});
	});

	test('says why its container does not run', () => {
		const status = {
			containerStatuses: [
				{
					name: 'web',
					restartCount: 9,
					state: {waiting: {reason: 'ImagePullBackOff', message: 'no such image'}},
				},
			],
		};
		const row = rowOf('pod', {...pod, status});
		expect(row.message).toBe('no such image');
		expect(row.cells.RESTARTS).toBe(9);
		const [container] = containersOf({type: 'pod', ...pod, status} as SteveObject, row, scope);
		expect(container).toMatchObject({
			key: 'prod/c-1/container/shop/web-7d9c8-x2x/web',
			state: 'imagePullBackOff',
			health: 'error',
			message: 'no such image',
			cells: {IMAGE: 'nginx:1.27', RESTARTS: 9},
		});
	});

	test('whose owner is told by a reference belongs to that', () => {
		const metadata = {
			...pod.metadata,
			relationships: null,
			ownerReferences: [{kind: 'StatefulSet', name: 'redis'}],
		};
		expect(rowOf('pod', {...pod, metadata}).parents[0]).toBe('prod/c-1/statefulset/shop/redis');
	});
});

test('equal lists of actions are the same array', () => {
	expect(rowOf('pod', pod).actions).toBe(rowOf('pod', {...pod, id: 'shop/other'}).actions);
});

test.each([
	['a deployment that is held', 'deployment', {spec: {paused: true}}, {state: 'paused', transitioning: 'no'}],
	[
		'a deployment that is held and failing',
		'deployment',
		{spec: {paused: true}, metadata: {state: {name: 'updating', error: true}}},
		{state: 'updating', health: 'error'},
	],
	['a cron job that is suspended', 'cronjob', {spec: {suspend: true}}, {state: 'suspended'}],
	[
		'a job that runs',
		'job',
		{status: {active: 1}, metadata: {state: {name: 'active'}}},
		{state: 'active', health: 'ok'},
	],
	[
		'a job that is complete, which the server calls active',
		'job',
		{
			status: {conditions: [{type: 'Complete', status: 'True'}]},
			metadata: {state: {name: 'active', message: 'Job Completed. succeeded: 1/1'}},
		},
		{state: 'completed', health: 'ok', message: 'Job Completed. succeeded: 1/1'},
	],
	[
		'a job that has failed',
		'job',
		{
			status: {conditions: [{type: 'Failed', status: 'True'}]},
			metadata: {state: {name: 'error', error: true}},
		},
		{state: 'error', health: 'error'},
	],
	[
		'a deployment on its way',
		'deployment',
		{
			spec: {replicas: 4},
			status: {readyReplicas: 3, updatedReplicas: 1},
			metadata: {state: {name: 'in-progress', transitioning: true}},
		},
		{progress: 25, health: 'transitioning'},
	],
	['an object without any state', 'deployment', {}, {state: '', health: 'unknown', message: null}],
	[
		'fields of wrong types',
		'pod',
		{metadata: {fields: 'x', state: 7, labels: [], ownerReferences: {}}, spec: 3, status: []},
		{state: '', parents: ['prod/clusters/cluster/c-1']},
	],
])('%s', (_name, kind, more, expected) => {
	expect(rowOf(kind, {id: 'shop/x', metadata: {state: {name: ''}}, ...more})).toMatchObject(expected);
});

test('cells are read from wherever the column says', () => {
	const row = rowOf('widget', {
		id: 'shop/w',
		metadata: {labels: {'topology.io/zone': 'b'}},
		spec: {size: 3},
		status: {expires: '2026-01-01T00:00:00Z'},
	});
	expect(row.cells).toEqual({
		CLUSTER: 'prod/clusters/cluster/c-1',
		SIZE: 3,
		ZONE: 'b',
		EXPIRES: Date.parse('2026-01-01T00:00:00Z'),
	});
});

test('a time that would stand still is a time', () => {
	const row = rowOf('cronjob', {
		id: 'shop/c',
		metadata: {fields: ['c', 'x', '19h']},
		status: {lastScheduleTime: '2026-01-01T00:00:00Z'},
	});
	expect(row.cells['LAST SCHEDULE']).toBe(Date.parse('2026-01-01T00:00:00Z'));
});

describe('a node', () => {
	const object = (unschedulable: boolean) =>
		({
			id: 'wk-1',
			type: 'node',
			links: {update: 'u'},
			metadata: {state: {name: 'active'}},
			spec: {unschedulable},
		}) as SteveObject;
	const machine = (drain: 'draining' | 'drained' | null) => ({
		cluster: 'c-1',
		node: 'wk-1',
		id: 'c-1:m-1',
		drain,
		message: 'draining node [wk-1]',
	});

	test.each([
		['at work', false, machine(null), 'active', ['cordon', 'drain']],
		['cordoned', true, machine(null), 'cordoned', ['uncordon', 'drain']],
		['being drained', true, machine('draining'), 'draining', ['uncordon', 'stopDrain']],
		['drained', true, machine('drained'), 'drained', ['uncordon', 'drain']],
		['that was drained and is back', false, machine('drained'), 'active', ['cordon', 'drain']],
		['that the management server does not know', false, undefined, 'active', ['cordon']],
	])('%s', (_name, unschedulable, known, state, actions) => {
		const type = catalogue.byKind.get('node');
		if (!type) throw new Error('no nodes');
		const facts = nodeFacts(object(unschedulable), resourceOf(object(unschedulable), type, scope));
		const row = nodeResource(facts, known);
		expect(row.state).toBe(state);
		expect(row.actions.map(({name}) => name)).toEqual(actions);
	});
});

test('a cluster has its own scope, its display name, and what is left of it', () => {
	const management = catalogueOf([schema('management.cattle.io.cluster', 'Cluster')], true);
	const type = management.byKind.get('cluster');
	if (!type) throw new Error('no clusters');
	const status = {
		provider: 'rke2',
		version: {gitVersion: 'v1.33'},
		nodeCount: 7,
		requested: {cpu: '500m', memory: '1Gi'},
		allocatable: {cpu: '2', memory: '4Gi'},
	};
	const object = {
		id: 'c-1',
		type: type.schema,
		metadata: {state: {name: 'active'}},
		spec: {displayName: 'production'},
		status,
	} as SteveObject;
	expect(resourceOf(object, type, clustersScopeOf('prod', null, null))).toMatchObject({
		key: 'prod/clusters/cluster/c-1',
		scope: 'clusters',
		name: 'production',
		parents: [],
		cells: {PROVIDER: 'rke2', VERSION: 'v1.33', NODES: 7, 'CPU%': 25, 'MEM%': 25},
	});
});
