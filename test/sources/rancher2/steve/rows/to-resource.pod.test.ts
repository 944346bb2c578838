import {describe, expect, test} from 'vitest';
import {containersOf} from '../../../../../source/sources/rancher2/steve/rows/containers.js';
import type {SteveObject} from '../../../../../source/sources/rancher2/steve/wire/frames.js';
import {rowOf, scope} from '../objects.js';

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

	test('whose owner is named by a reference belongs to that', () => {
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
