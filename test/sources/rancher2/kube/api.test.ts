import {afterEach, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../../source/demo/rancher2/server.js';
import {createKube} from '../../../../source/sources/rancher2/kube/api.js';
import {kubeObjectPath, podType} from '../../../../source/sources/rancher2/kube/path.js';
import {warningsIn} from '../../../../source/sources/rancher2/kube/warnings.js';
import {createApis} from '../../../../source/sources/rancher2/wire/api.js';
import {fixture} from '../fixture.js';
import {cluster, configFor, quick, serveQuick} from '../start.js';

let server: Rancher2Server;

afterEach(() => server.close());

const never = new AbortController().signal;
const deployments = {group: '/apis/apps/v1', resource: 'deployments'};

const open = async () => {
	server = await serveQuick();
	const {urgent, close} = createApis(configFor(server), quick);
	const kube = createKube(urgent, async () => ({cluster, type: deployments, id: 'shop/web'}));
	return {kube, close};
};

test('asks for an object by the proxy of its cluster, and names who changes it', async () => {
	const {kube, close} = await open();
	const path = kubeObjectPath({cluster, type: deployments, id: 'shop/web'});
	expect(path).toBe(`/k8s/clusters/${cluster}/apis/apps/v1/namespaces/shop/deployments/web`);
	const attempted = 'Cannot scale';
	const body = {spec: {replicas: 3}};
	const {object} = await kube.send({method: 'PATCH', path, body, dryRun: true, attempted, signal: never});
	expect(object.spec).toMatchObject({replicas: 3});
	expect(server.received.at(-1)?.url.search).toBe('?fieldManager=rwatch&dryRun=All');
	expect(server.received.at(-1)?.headers['content-type']).toBe('application/strategic-merge-patch+json');
	await close();
});

test('the refusal of an eviction says which budget stands in the way', async () => {
	const {kube, close} = await open();
	server.world.change(`apps.deployment/${cluster}:shop/web`, {minAvailable: 1});
	const [pod] = server.world.list('pod', cluster);
	const id = `shop/${String(pod?.fields.name)}`;
	const path = kubeObjectPath({cluster, type: podType, id}, 'eviction');
	const body = {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {name: id.slice(5), namespace: 'shop'}};
	const request = {method: 'POST', path, body, attempted: `Cannot evict ${id}`, signal: never} as const;
	await expect(kube.send(request)).rejects.toThrow(
		/violate the pod's disruption budget\. The disruption budget web needs 1 healthy pods and has 1 currently/,
	);
	await close();
});

test('reads the warnings of an answer', () => {
	const {warning = ''} = fixture('more/edit-put-unknown-field-warn.raw.http').headers;
	expect(warningsIn(warning)).toEqual(['unknown field "spec.replcas"']);
	expect(warningsIn('299 - "one, two", 299 - "three"')).toEqual(['one, two', 'three']);
	expect(warningsIn('')).toEqual([]);
});

test('a refusal that says when to try again keeps its words', async () => {
	const {kube, close} = await open();
	const body = JSON.stringify({
		kind: 'Status',
		message: "Cannot evict pod as it would violate the pod's disruption budget.",
		reason: 'TooManyRequests',
		details: {
			retryAfterSeconds: 10,
			causes: [{message: 'The disruption budget web is still being processed by the server.'}],
		},
	});
	server.faults.refuse(({method}) => method === 'POST', {
		status: 429,
		headers: {'Content-Type': 'application/json', 'Retry-After': '10'},
		body,
	});
	const path = kubeObjectPath({cluster, type: podType, id: 'shop/web-1'}, 'eviction');
	const request = {method: 'POST', path, body: {}, attempted: 'Cannot evict', signal: never} as const;
	await expect(kube.send(request)).rejects.toMatchObject({
		message: expect.stringContaining('budget. The disruption budget web is still being processed'),
		status: 429,
		code: 'TooManyRequests',
		retryAfterMs: 10_000,
	});
	await close();
});

test('an answer that is JSON, and not an object, is not called a page', async () => {
	const {kube, close} = await open();
	server.faults.refuse(({url}) => url.pathname.endsWith('/pods'), {
		status: 200,
		headers: {'Content-Type': 'application/json'},
		body: '[1, 2]',
	});
	const path = `/k8s/clusters/${cluster}/api/v1/pods`;
	await expect(kube.send({path, attempted: 'Cannot list', signal: never})).rejects.toThrow(
		/Cannot list: HTTP 200 with JSON that is not an object/,
	);
	await close();
});
