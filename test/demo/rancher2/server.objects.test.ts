import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../../source/demo/rancher2/server.js';
import type {Fields} from '../../../source/demo/world/world.js';
import {fixtureBody, type RecordedObject} from '../../sources/rancher2/fixture.js';

const cluster = 'c-m-4xk7b2qp';
let server: Rancher2Server;

beforeEach(async () => {
	server = await serveRancher2({life: false, small: true});
});

afterEach(() => server.close());

const ask = async (path: string, method = 'GET'): Promise<RecordedObject> => {
	const {name, secret} = server.token;
	const response = await fetch(server.url + path, {
		method,
		headers: {authorization: `Bearer ${name}:${secret}`},
	});
	return (await response.json()) as RecordedObject;
};

const steve = (path: string) => ask(`/k8s/clusters/${cluster}/v1/${path}`);

const firstOf = async (list: Promise<RecordedObject>): Promise<RecordedObject> => {
	const [first] = (await list).data as RecordedObject[];
	if (!first) throw new Error('an empty list');
	return first;
};

type Condition = {type: string; status: string; error?: boolean; transitioning?: boolean};

/** What decides about a row: the state with its flags, whether there is a message, and the flagged conditions. */
const signsOf = ({metadata, status}: RecordedObject) => {
	const state = (metadata as {state: {name: string; error: boolean; transitioning: boolean; message: string}})
		.state;
	const {conditions = []} = (status ?? {}) as {conditions?: Condition[]};
	return {
		...state,
		message: state.message.replace(/\[.*\]$/, '[]').replace(/^0\/.*/, '0/'),
		flagged: conditions
			.filter(({error, transitioning}) => error === true || transitioning === true)
			.map(
				({type, status: is, error, transitioning}) =>
					`${type}=${is} ${String(error)} ${String(transitioning)}`,
			),
	};
};

const change = (type: string, id: string, fields: Fields) =>
	void server.world.change(`${type}/${cluster}:${id}`, fields);

describe('a pod has the flags and words that a real Steve gives it', () => {
	const broken = {ready: false, message: 'said by the kubelet'};
	test.each([
		['pod-web', {}],
		['pod-crash', {...broken, status: 'CrashLoopBackOff', restarts: 6}],
		['pod-pull', {...broken, status: 'ImagePullBackOff'}],
		['pod-pull-containercreating', {...broken, status: 'ContainerCreating', message: ''}],
		['pod-oom-oomkilled', {...broken, status: 'OOMKilled'}],
		['pod-readiness', {ready: false}],
		['pod-done', {status: 'Completed', ready: false}],
		['pod-lingers', {status: 'Terminating', ready: false, deleting: true}],
		['pod-needs-cpu', {status: 'Pending', ready: false, node: null, message: '0/1 nodes are available'}],
	])('%s', async (file, fields) => {
		const {id} = await firstOf(steve('pods'));
		change('pod', String(id), fields);
		const written = await firstOf(steve('pods'));
		expect(signsOf(written)).toEqual(signsOf(fixtureBody(`more/${file}.steve.http`)));
	});
});

describe('a deployment has the flags and words that a real Steve gives it', () => {
	const late = String(
		(fixtureBody('more/deployment-late.steve.http').metadata as {state: RecordedObject}).state.message,
	);
	test.each([
		['deployment-web', {replicas: 3, readyReplicas: 3, current: 3, updated: 3}],
		['deployment-needs-cpu', {readyReplicas: 0}],
		['deployment-late', {readyReplicas: 0, failing: late}],
	])('%s', async (file, fields) => {
		change('apps.deployment', 'shop/web', fields);
		const written = await firstOf(steve('apps.deployments'));
		expect(signsOf(written)).toEqual(signsOf(fixtureBody(`more/${file}.steve.http`)));
	});

	test('dated from when its pods went, not from when it was made', async () => {
		const {created} = server.world.get(`apps.deployment/${cluster}:shop/web`).fields;
		const {id} = await firstOf(steve('pods'));
		await ask(`/k8s/clusters/${cluster}/v1/pods/${String(id)}`, 'DELETE');
		const {status} = await firstOf(steve('apps.deployments'));
		const {conditions} = status as {conditions: {type: string; lastTransitionTime: string}[]};
		const available = conditions.find(({type}) => type === 'Available');
		expect(Date.parse(available?.lastTransitionTime ?? '')).toBeGreaterThan(Number(created));
	});
});

describe('a node has the flags and words that a real Steve gives it', () => {
	const complaint = String(
		(fixtureBody('more/node-kubelet-notready.steve.http').metadata as {state: RecordedObject}).state.message,
	);
	test.each([
		['node-ready', {}],
		['node-notready', {ready: false}],
		['node-kubelet-notready', {ready: false, notReady: complaint}],
	])('%s', async (file, fields) => {
		change('node', 'wk-01', fields);
		const written = await firstOf(steve('nodes'));
		expect(signsOf(written)).toEqual(signsOf(fixtureBody(`more/${file}.steve.http`)));
	});
});

test('by Norman a pod that is not ready is unavailable, and its containers say why', async () => {
	const project = `${cluster}:p-9fj2k`;
	const {id} = await firstOf(steve('pods'));
	change('pod', String(id), {
		status: 'ImagePullBackOff',
		ready: false,
		message: 'Back-off pulling image "broken:1"',
	});
	const pods = fixtureBody('norman-pods.http').data as RecordedObject[];
	const recorded = pods.find(pod => pod.state === 'unavailable');
	const written = await firstOf(ask(`/v3/project/${project}/pods`));
	expect(written).toMatchObject({state: recorded?.state, transitioning: recorded?.transitioning});
	const containerOf = (pod?: RecordedObject) => {
		const [{state, transitioning, transitioningMessage} = {}] = (pod?.containers ?? []) as RecordedObject[];
		return {state, transitioning, transitioningMessage};
	};
	expect(containerOf(written)).toEqual(containerOf(recorded));
});

test('a deployment on hold is active by Norman, and says so beside', async () => {
	change('apps.deployment', 'shop/web', {paused: true});
	const written = await firstOf(ask(`/v3/project/${cluster}:p-9fj2k/deployments`));
	expect(written).toMatchObject({state: 'active', transitioning: 'no', paused: true});
});

test('what is well has a message too', async () => {
	const deployment = signsOf(await firstOf(steve('apps.deployments')));
	expect(deployment).toMatchObject({name: 'active', message: 'Deployment is available. Replicas: 1'});
	expect(signsOf(await firstOf(steve('services'))).message).toBe('Service is ready');
});
