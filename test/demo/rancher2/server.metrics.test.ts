import {afterEach, describe, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../../source/demo/rancher2/server.js';
import {isObject} from '../../../source/model/json-object.js';
import {fixture, fixtureBody} from '../../sources/rancher2/fixture.js';
import * as client from '../client.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0)) await close();
});

const cluster = 'c-m-4xk7b2qp';
const base = `/k8s/clusters/${cluster}/apis/metrics.k8s.io/v1beta1`;

const start = async (): Promise<Rancher2Server> => {
	const server = await serveRancher2({life: false, small: true});
	closing.push(server.close);
	return server;
};

const ask = ({url, token}: Rancher2Server, path: string) =>
	client.ask(`${url}${path}`, {key: {access: token.name, secret: token.secret}});

/** The names of the fields of an answer, with those inside; labels have names of their own. */
const shapeOf = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
	if (!isObject(value)) return typeof value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => name !== 'labels')
			.map(([name, inside]) => [name, shapeOf(inside)]),
	);
};

describe('the metrics-server answers as the recorded one does', () => {
	test.each([
		['the nodes', `${base}/nodes`, 'metrics-nodes.raw.http'],
		['a node', `${base}/nodes/wk-01`, 'metrics-node.raw.http'],
		['the pods', `${base}/pods`, 'metrics-pods.raw.http'],
		['the pods of a namespace', `${base}/namespaces/shop/pods`, 'reader-metrics-pods.raw.http'],
		['a pod', null, 'metrics-pod.raw.http'],
	])('%s', async (_title, path, file) => {
		const server = await start();
		const [pod] = server.world.list('pod', cluster);
		const {status, body} = await ask(
			server,
			path ?? `${base}/namespaces/shop/pods/${String(pod?.fields.name)}`,
		);
		expect(status).toBe(200);
		expect(shapeOf(body)).toEqual(shapeOf(fixtureBody(`more/${file}`)));
		expect(JSON.stringify(body)).toMatch(/"usage":\{"cpu":"\d+n","memory":"\d+Ki"\}/);
	});

	test.each([
		['a node that is not there', `${base}/nodes/wk-77`, 'metrics-node-without-404.raw.http'],
		['a pod that is not there', `${base}/namespaces/shop/pods/x`, 'metrics-pod-without-404.raw.http'],
		['a watch', `${base}/pods?watch=true`, 'metrics-pods-watch-405.raw.http'],
	])('%s', async (_title, path, file) => {
		const {status, body} = await ask(await start(), path);
		expect(status).toBe(fixture(`more/${file}`).status);
		expect(body.reason).toBe(fixtureBody(`more/${file}`).reason);
	});

	test('where it is not installed, where it is away, and where it is forbidden', async () => {
		const server = await start();
		server.setUnlisted(['nodes']);
		const forbidden = await ask(server, `${base}/nodes`);
		expect(forbidden.status).toBe(403);
		expect(forbidden.body.message).toBe(
			'nodes.metrics.k8s.io is forbidden: User "u-b8c8r" cannot list resource "nodes" in API group "metrics.k8s.io" at the cluster scope',
		);
		expect((await ask(server, `${base}/pods`)).status).toBe(200);
		server.metrics.set(cluster, 'absent');
		const absent = await ask(server, `${base}/nodes`);
		expect([absent.status, absent.text]).toEqual([404, '404 page not found\n']);
		server.metrics.set(cluster, 'unavailable');
		const away = await ask(server, `${base}/nodes`);
		expect([away.status, away.text]).toEqual([503, 'service unavailable\n']);
	});
});
