import {describe, expect, test} from 'vitest';
import {labelEntries} from '../../../../../source/model/labels.js';
import {resourceOf} from '../../../../../source/sources/rancher2/norman/rows/to-resource.js';
import {byKind} from '../../../../../source/sources/rancher2/norman/rows/types.js';
import {
	frameOf,
	type NormanObject,
	pageOf,
} from '../../../../../source/sources/rancher2/norman/wire/frames.js';
import {clusterScope} from '../../../../../source/sources/rancher2/rows/scope.js';

const scope = clusterScope('prod', 'c-1', null);

const rowOf = (kind: string, object: Record<string, unknown>) => {
	const type = byKind.get(kind);
	if (!type) throw new Error(`no kind ${kind}`);
	return resourceOf({type: type.id, ...object} as NormanObject, type, scope);
};

test('a node that is drained is a row that says so', () => {
	const node = {
		id: 'c-1:machine-l8z5d',
		actions: {stopDrain: 'https://r/…?action=stopDrain', uncordon: 'https://r/…?action=uncordon'},
		clusterId: 'c-1',
		controlPlane: false,
		worker: true,
		hostname: 'wk-01',
		info: {kubernetes: {kubeletVersion: 'v1.33.4'}},
		ipAddress: '10.1.0.21',
		links: {update: 'u'},
		name: '',
		nodeName: 'wk-01',
		state: 'draining',
		transitioning: 'yes',
		transitioningMessage: 'draining node [wk-01]',
		createdTS: 1_772_442_895_000,
	};
	const row = rowOf('node', node);
	expect(row).toMatchObject({
		key: 'prod/c-1/node/c-1:machine-l8z5d',
		name: 'wk-01',
		state: 'draining',
		health: 'transitioning',
		message: 'draining node [wk-01]',
		created: 1_772_442_895_000,
		cells: {ROLES: 'worker', VERSION: 'v1.33.4', 'INTERNAL-IP': '10.1.0.21'},
	});
	expect(row.actions.map(({name}) => name)).toEqual(['stopDrain', 'uncordon', 'stats', 'edit']);
});

test.each([
	['runs', {active: 1}, 'active'],
	['is complete', {completionTime: '2026-01-02T03:04:05Z', succeeded: 1}, 'completed'],
])(
	'a job that %s is distinguished from others, though the server calls both active',
	(_what, jobStatus, state) => {
		const job = {
			id: 'job:shop:migrate',
			namespaceId: 'shop',
			projectId: 'c-1:p-2',
			state: 'active',
			jobStatus,
		};
		expect(rowOf('job', job)).toMatchObject({state, health: 'ok'});
	},
);

test('a workload in error is a row with its scale, and knows what it belongs to', () => {
	const workload = {
		id: 'deployment:shop:web',
		actionLinks: {redeploy: 'x', pause: 'y'},
		links: {update: 'u', remove: 'r'},
		deploymentStatus: {readyReplicas: 1, availableReplicas: 1, updatedReplicas: 3},
		containers: [{image: 'nginx:1.27'}],
		namespaceId: 'shop',
		projectId: 'c-1:p-2',
		scale: 3,
		state: 'updating',
		transitioning: 'error',
		transitioningMessage: 'timed out progressing.',
	};
	const row = rowOf('deployment', workload);
	expect(row).toMatchObject({
		key: 'prod/c-1/deployment/shop/web',
		name: 'shop/web',
		health: 'error',
		cells: {READY: '1/3', 'UP-TO-DATE': 3, IMAGES: 'nginx:1.27'},
		parents: ['prod/c-1/namespace/shop', 'prod/clusters/project/c-1/p-2', 'prod/clusters/cluster/c-1'],
	});
	expect(row.actions.map(({name, verb}) => `${name}:${verb}`)).toEqual([
		'redeploy:restart',
		'pause:null',
		'scale:scale',
		'logs:logs',
		'forward:forward',
		'image:image',
		'edit:edit',
		'remove:remove',
	]);
});

test('a pod counts its restarts and leads to its workload and node', () => {
	const row = rowOf('pod', {
		id: 'shop:web-1',
		namespaceId: 'shop',
		workloadId: 'statefulset:shop:web',
		nodeId: 'c-1:m-1',
		state: 'running',
		transitioning: 'no',
		transitioningMessage: '',
		status: {
			podIp: '10.42.0.1',
			containerStatuses: [
				{ready: true, restartCount: 2},
				{ready: false, restartCount: 1},
			],
		},
	});
	expect(row.cells).toMatchObject({
		READY: '1/2',
		RESTARTS: 3,
		IP: '10.42.0.1',
		NODE: 'prod/c-1/node/c-1:m-1',
	});
	expect(row.parents.slice(0, 2)).toEqual(['prod/c-1/statefulset/shop/web', 'prod/c-1/namespace/shop']);
	expect(row.message).toBeNull();
});

test.each([
	['a text that is not a state word', {transitioning: 'maybe'}, 'no'],
	['a flag instead of the text', {transitioning: true}, 'no'],
	['null', {transitioning: null}, 'no'],
	['error', {transitioning: 'error'}, 'error'],
])('transitioning: %s', (_name, more, expected) => {
	expect(rowOf('namespace', {id: 'shop', state: 'active', ...more}).transitioning).toBe(expected);
});

test.each([
	['namespace', 1_775_030_591_000],
	// Of a pod it is when its time to end in peace is over.
	['pod', null],
])('a %s that is removed has been so since %d', (kind, expected) => {
	const removed = {removed: '2026-04-01T08:03:11Z', removedTS: 1_775_030_591_000};
	const state = {state: 'removing', transitioning: 'yes', transitioningMessage: ''};
	expect(rowOf(kind, {id: 'shop:a', namespaceId: 'shop', ...removed, ...state}).since).toBe(expected);
	expect(rowOf(kind, {id: 'shop:a', namespaceId: 'shop', state: 'active'}).since).toBeNull();
});

describe('frames', () => {
	const data = {id: 'shop:web', type: 'pod', state: 'running'};
	test.each([
		['a change', {name: 'resource.change', data}, {type: 'changed', object: data}],
		['a removal', {name: 'resource.remove', data}, {type: 'removed', object: data}],
		[
			'a change into a state that nothing follows',
			{name: 'resource.change', data: {...data, state: 'removed'}},
			{type: 'removed'},
		],
		['a ping', {name: 'ping', data: {}}, {type: 'ping'}],
		['a name that no server sends', {name: 'logout'}, {type: 'other'}],
		['a change without a resource', {name: 'resource.change'}, {type: 'fault'}],
		['no name', {data}, {type: 'fault'}],
	])('%s', (_name, value, expected) => {
		expect(frameOf(JSON.stringify(value))).toMatchObject(expected);
	});

	test('a page says what in it was not a resource', () => {
		const page = pageOf({
			data: [data, {id: 7}, {...data, id: 'x', state: 'purged'}],
			pagination: {next: 'https://r/v3/pods?marker=x'},
		});
		expect(page).toMatchObject({
			objects: [data],
			next: 'https://r/v3/pods?marker=x',
			faults: [expect.stringContaining('without id or type')],
		});
		expect(pageOf({type: 'error'})).toBeNull();
	});
});

test('labels are those of the object itself, not of the template that a workload also has', () => {
	const pod = {id: 'shop:web-1', namespaceId: 'shop', labels: {app: 'web', 'pod-template-hash': 'x'}};
	expect([...labelEntries(rowOf('pod', pod).labels ?? '')]).toEqual([
		['app', 'web'],
		['pod-template-hash', 'x'],
	]);
	const workload = {
		id: 'deployment:shop:web',
		baseType: 'workload',
		namespaceId: 'shop',
		labels: {app: 'template'},
		workloadLabels: {app: 'web'},
	};
	expect([...labelEntries(rowOf('deployment', workload).labels ?? '')]).toEqual([['app', 'web']]);
});
