import {describe, expect, test} from 'vitest';
import {explain} from '../../../../source/sources/rancher2/explain/explain.js';
import {nodes as allNodes, pods as allPods} from '../situations.js';
import {nodes, others} from './others.js';
import {pods} from './pods.js';
import {evidence, explained, now, recorded} from './recorded-scene.js';

const events = [
	'list-events-warning',
	'list-events-of-a-pod-by-uid',
	'list-events-of-evicted',
	'list-events-of-pod-on-lost-node',
];

const files = (all: ReadonlyArray<{readonly file: string}>): readonly string[] =>
	all.map(({file}) => file).sort();

test('every recorded pod and node is explained', () => {
	expect(files(pods)).toEqual(files(allPods));
	expect(files(nodes)).toEqual(files(allNodes));
});

describe.each(['steve', 'raw'])('by what %s says', api => {
	test.each(pods)('the pod $file is explained', async ({file, known, byRow}) => {
		expect(await explained(`pod-${file}.${api}`, {events})).toEqual(known);
		expect(await explained(`pod-${file}.${api}`, {known: false})).toEqual(byRow);
	});

	test.each(nodes)('the node $file is explained', async ({file, known, byRow}) => {
		expect(await explained(`node-${file}.${api}`)).toEqual(known);
		expect(await explained(`node-${file}.${api}`, {known: false})).toEqual(byRow);
	});
});

test.each(others)('$file is explained by what is known of it', async ({file, known, byRow}) => {
	expect(await explained(`${file}.steve`, {events})).toEqual(known);
	expect(await explained(`${file}.steve`, {known: false})).toEqual(byRow);
});

test('a pod that has come to another state since its object was read is explained by its row', async () => {
	const {row} = recorded('pod-pull.steve');
	const {object} = recorded('pod-pull-containercreating.steve');
	const more = [evidence(row, 'object', object)];
	expect(await explained('pod-pull.steve', {known: false, more})).toEqual(
		await explained('pod-pull.steve', {known: false}),
	);
});

test('the agent of a cluster that is away explains what its rows do not say any more', async () => {
	const {row} = recorded('pod-web.steve');
	const away = {state: 'unavailable', health: 'error', message: 'Cluster agent is not connected'} as const;
	const cluster = {
		...row,
		key: 'prod/clusters/cluster/local',
		kind: 'cluster',
		name: 'local',
		parents: [],
		...away,
	};
	const rows = [{resource: cluster, since: null, stuck: false}];
	const surroundings = {subject: {resource: row, since: null, stuck: false}, rows, omitted: 0, now};
	expect((await explain(surroundings, [])).findings).toMatchObject([
		{
			role: 'cause',
			text: 'cluster local is in state unavailable',
			quotes: ['Cluster agent is not connected'],
		},
	]);
});

test('an event is explained by what it is about', async () => {
	const {row} = recorded('pod-crash.steve');
	const event = {
		...row,
		key: 'prod/local/event/shop/crash.1',
		kind: 'event',
		name: 'pod/crash',
		state: 'BackOff',
		health: 'warning',
		message: 'Back-off restarting failed container',
		parents: [row.key],
	} as const;
	const rows = [{resource: row, since: null, stuck: false}];
	const surroundings = {subject: {resource: event, since: null, stuck: false}, rows, omitted: 0, now};
	expect((await explain(surroundings, [])).findings.map(({text}) => text)).toEqual([
		'pod shop/crash-74964fc445-7d9nz has a container that ends over and over',
		'event pod/crash is in state BackOff',
	]);
});

test('all events that were answered are noted, the newest first', async () => {
	const {row} = recorded('pod-pull.steve');
	const event = (reason: string, _type: string, lastTimestamp: string, count: number) => ({
		reason,
		_type,
		message: `says ${reason}`,
		count,
		lastTimestamp,
	});
	const answer = [
		event('Pulled', 'Normal', '2026-11-30T04:00:00Z', 1),
		event('BackOff', 'Warning', '2026-11-30T04:20:00Z', 4),
	];
	const surroundings = {subject: {resource: row, since: null, stuck: false}, rows: [], omitted: 0, now};
	const {events} = await explain(surroundings, [evidence(row, 'events', answer)]);
	expect(events.map(({severity, text}) => `${severity} ${text}`)).toEqual([
		'warning BackOff, 4 times: says BackOff',
		'ok Pulled: says Pulled',
	]);
});

describe('with the rows around it', () => {
	test('a pod on a lost node waits for that node', async () => {
		const found = await explained('pod-on-lost-node-terminating.steve', {
			around: ['node-notready.steve'],
			events,
		});
		expect(found).toEqual([
			'error cause: node worker-3 does not report any more "Kubelet stopped posting node status."',
			'error consequence: # stays until node worker-3 confirms that its containers have ended "Taint manager: deleting due to NoExecute"',
			'warning sign: event NodeNotReady of # "Node is not ready"',
			'warning sign: event MissingClusterDNS of node worker-3, 25 times within 29s "kubelet does not have ClusterDNS IP conf"',
		]);
	});

	test('a pod that was evicted was on a node that is short of memory', async () => {
		const found = await explained('pod-evicted.steve', {around: ['node-memorypressure.steve'], events});
		expect(found).toEqual([
			'error cause: node worker-2 is short of memory "kubelet has insufficient memory availabl"',
			'error cause: # was evicted from its node "The node was low on resource: memory. Th"',
			'warning sign: event Evicted of #',
			'warning sign: event EvictionThresholdMet of node worker-2, 11 times within 35s "Attempting to reclaim memory"',
			'warning sign: event MissingClusterDNS of node worker-2, 25 times within 78s "kubelet does not have ClusterDNS IP conf"',
		]);
	});

	test('a pod that is well on a node that is well has no findings', async () => {
		const found = await explained('pod-web.steve', {around: ['node-ready.steve'], events});
		expect(found).toEqual([]);
	});

	test('a pod waits for a volume that its claim does not have', async () => {
		const {row, object} = recorded('persistentvolumeclaim-data.steve');
		const more = [evidence({...row, key: 'prod/local/persistentvolumeclaim/shop/data'}, 'object', object)];
		const found = await explained('pod-needs-volume.steve', {around: [], events, more});
		expect(found).toEqual([
			'error cause: persistentvolumeclaim shop/data is pending: it has no volume of storage class fast',
			'error cause: no node takes # "0/7 nodes are available: pod has unbound"',
		]);
	});

	test('a roll-out follows from the image that its pod cannot pull', async () => {
		const found = await explained('deployment-late.steve', {
			around: ['list-pods-trouble#shop/late-79f8494456-knz6x'],
			events,
		});
		expect(found).toEqual([
			'error cause: container app of pod shop/late-79f8494456-knz6x cannot pull its image registry.example.com/shop/broken:2 "Back-off pulling image "registry.example"',
			'error consequence: # has fewer pods available than it should have "Deployment does not have minimum availab"',
			'error consequence: the roll-out of # has made no progress in time "ReplicaSet "late-79f8494456" has timed o"',
			'error consequence: 0 of 1 pods of # are ready',
			'warning sign: event Failed of pod shop/late-79f8494456-knz6x, 26 times within 5m "Error: ImagePullBackOff"',
		]);
	});

	test('a deployment follows from what no node has', async () => {
		const found = await explained('deployment-needs-cpu.steve', {
			around: ['list-pods-trouble#shop/needs-cpu-7db59bb88b-8w2wr'],
			events,
		});
		expect(found).toEqual([
			'error cause: no node takes pod shop/needs-cpu-7db59bb88b-8w2wr "0/7 nodes are available: 1 node(s) were "',
			'error consequence: # has fewer pods available than it should have "Deployment does not have minimum availab"',
			'warning consequence: 0 of 1 pods of # are ready',
			'warning sign: event FailedScheduling of pod shop/needs-cpu-7db59bb88b-8w2wr "0/7 nodes are available: 1 node(s) were "',
		]);
	});

	test('a deployment may make no more pods than its quota allows', async () => {
		const {row} = recorded('deployment-too-many.steve');
		const more = [evidence(row, 'quotas', [recorded('resourcequota-small.steve').object])];
		const found = await explained('deployment-too-many.steve', {
			around: ['list-pods-trouble#tight/too-many-6d454f48b-525jm'],
			events,
			more,
		});
		expect(found).toEqual([
			'error cause: the quota tight/small is used up "pods: 2 of 2"',
			'error cause: # cannot make its pods "pods "too-many-6d454f48b-8rdfj" is forbi"',
			'error consequence: # has fewer pods available than it should have "Deployment does not have minimum availab"',
			'error consequence: 2 of 4 pods of # are ready',
		]);
	});

	test('a job follows from how its pod ended', async () => {
		const found = await explained('job-fails.steve', {around: ['pod-fails.steve'], events});
		expect(found).toEqual([
			'error cause: container app of pod shop/fails-s6xdp ended with exit code 1 "import failed at line 7"',
			'error consequence: # failed: BackoffLimitExceeded "Job has reached the specified backoff li"',
			'warning sign: event BackoffLimitExceeded of #',
		]);
	});

	test('a namespace waits for the pod that a finalizer holds', async () => {
		const found = await explained('namespace-leaving.steve', {around: ['pod-leaving-kept.steve'], events});
		expect(found).toEqual([
			'transitioning sign: # is in state terminating, and stuck',
			'error cause: pod leaving/kept is being deleted, and held by the finalizer rig.example.com/never',
			'warning sign: event MissingClusterDNS of pod leaving/kept, 17 times within 3m "pod: "kept_leaving(2943cb7a-e294-4ced-82"',
		]);
	});

	test('a node that is lost has the pods that do not end on it', async () => {
		const found = await explained('node-notready.steve', {
			around: ['pod-on-lost-node-terminating.steve', 'list-pods-trouble#shop/web-5dc7bd7474-fw6x7'],
			events,
		});
		expect(found).toEqual([
			'error cause: # does not report any more "Kubelet stopped posting node status."',
			'transitioning sign: pod shop/web-5dc7bd7474-7rkmw is in state terminating, and stuck "Taint manager: deleting due to NoExecute"',
			'warning sign: event MissingClusterDNS of #, 25 times within 29s "kubelet does not have ClusterDNS IP conf"',
			'warning sign: event NodeNotReady of pod shop/web-5dc7bd7474-7rkmw "Node is not ready"',
		]);
	});
});
