import {describe, expect, test} from 'vitest';
import {labelEntries} from '../../../../../source/model/labels.js';
import {clustersScopeOf} from '../../../../../source/sources/rancher2/rows/scope.js';
import {catalogueOf} from '../../../../../source/sources/rancher2/steve/rows/catalogue.js';
import {
	nodeFacts,
	nodeResource,
	resourceOf,
} from '../../../../../source/sources/rancher2/steve/rows/to-resource.js';
import type {SteveObject} from '../../../../../source/sources/rancher2/steve/wire/frames.js';
import {catalogue, rowOf, schema, scope} from '../objects.js';

describe('kinds', () => {
	test('have their usual names; one that is taken is named in full; what has no rows is not a kind', () => {
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
		{state: 'completed', health: 'ok', message: null},
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
		['at work', false, machine(null), 'active', ['cordon', 'drain', 'edit', 'stats']],
		['cordoned', true, machine(null), 'cordoned', ['uncordon', 'drain', 'edit', 'stats']],
		['being drained', true, machine('draining'), 'draining', ['uncordon', 'stopDrain', 'edit', 'stats']],
		['drained', true, machine('drained'), 'drained', ['uncordon', 'drain', 'edit', 'stats']],
		[
			'that was drained and is back',
			false,
			machine('drained'),
			'active',
			['cordon', 'drain', 'edit', 'stats'],
		],
		[
			'that the management server does not know',
			false,
			undefined,
			'active',
			['cordon', 'drain', 'edit', 'stats'],
		],
	])('%s', (_name, unschedulable, known, state, actions) => {
		const type = catalogue.byKind.get('node');
		if (!type) throw new Error('no nodes');
		const facts = nodeFacts(object(unschedulable), resourceOf(object(unschedulable), type, scope));
		const row = nodeResource(facts, known, null);
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

test('labels are those of the metadata, and equal ones are one text', () => {
	const pod = (name: string) =>
		rowOf('pod', {id: `shop/${name}`, metadata: {name, labels: {app: 'web', 'pod-template-hash': 'x'}}});
	const {labels} = pod('web-1');
	expect([...labelEntries(labels ?? '')]).toEqual([
		['app', 'web'],
		['pod-template-hash', 'x'],
	]);
	expect(Object.is(pod('web-2').labels, labels)).toBe(true);
	expect(rowOf('pod', {id: 'shop/web-3'})).not.toHaveProperty('labels');
});
