import {expect, test} from 'vitest';
import {drainInputOf, podName, podsToEvict} from '../../../../source/sources/rancher2/drain/pods.js';

const usual = drainInputOf({});

const pod = (
	name: string,
	more: {owner?: string; volumes?: object[]; phase?: string; annotations?: object} = {},
) => {
	const {owner = 'ReplicaSet', volumes = [], phase = 'Running', annotations = {}} = more;
	return {
		metadata: {
			name,
			namespace: 'shop',
			annotations,
			...(owner !== '' && {ownerReferences: [{kind: owner, name: 'x', controller: true}]}),
		},
		spec: {volumes},
		status: {phase},
	};
};

const web = pod('web');
const daemon = pod('agent', {owner: 'DaemonSet'});
const mirror = pod('etcd', {owner: 'Node', annotations: {'kubernetes.io/config.mirror': 'abc'}});
const loose = pod('loose', {owner: ''});
const cache = pod('cache', {volumes: [{name: 'tmp', emptyDir: {}}]});
const done = pod('done', {owner: '', phase: 'Succeeded'});

const judged = (input: Parameters<typeof podsToEvict>[1]) => {
	const {evicted, objections} = podsToEvict([web, daemon, mirror, loose, cache, done], input);
	return {evicted: evicted.map(podName), objections};
};

test('a drain leaves what daemon sets and kubelets run, and objects to what would be lost', () => {
	expect(judged(usual)).toEqual({
		evicted: ['shop/web', 'shop/loose', 'shop/cache', 'shop/done'],
		objections: [
			'shop/loose nothing would start it again: choose Force',
			'shop/cache keeps data on the node (emptyDir): choose Delete local data',
		],
	});
});

test('its options lift the objections', () => {
	expect(judged({...usual, force: true, deleteLocalData: true}).objections).toEqual([]);
	expect(judged({...usual, force: true, deleteLocalData: true, ignoreDaemonSets: false})).toEqual({
		evicted: ['shop/web', 'shop/agent', 'shop/loose', 'shop/cache', 'shop/done'],
		objections: ['shop/agent is of a daemon set, which would start it again: choose Ignore daemon sets'],
	});
});

test.each([
	[{}, {graceSeconds: null, timeoutMs: 120_000, ignoreDaemonSets: true}],
	[
		{gracePeriod: -1, timeout: 60},
		{graceSeconds: null, timeoutMs: 60_000},
	],
	[
		{gracePeriod: 0, ignoreDaemonSets: false},
		{graceSeconds: 0, ignoreDaemonSets: false},
	],
])('the form %j means %j', (input, meant) => {
	expect(drainInputOf(input)).toMatchObject(meant);
});
