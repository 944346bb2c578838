import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../../../source/demo/rancher2/server.js';
import {fixture, fixtureBody, type RecordedObject} from '../../../sources/rancher2/fixture.js';

const cluster = 'c-m-4xk7b2qp';
const web = '/apis/apps/v1/namespaces/shop/deployments/web';
let server: Rancher2Server;

beforeEach(async () => {
	server = await serveRancher2({life: false, small: true, pace: 0.002});
});

afterEach(() => server.close());

type Asked = {
	readonly method?: string;
	readonly body?: unknown;
	readonly type?: string;
	readonly accept?: string;
};

const ask = async (path: string, {method = 'GET', body, type = 'application/json', accept}: Asked = {}) => {
	const {name, secret} = server.token;
	const response = await fetch(`${server.url}/k8s/clusters/${cluster}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${name}:${secret}`,
			...(body !== undefined && {'content-type': type}),
			...(accept !== undefined && {accept}),
		},
		...(body !== undefined && {body: JSON.stringify(body)}),
	});
	const object = (await response.json()) as RecordedObject;
	return {status: response.status, warning: response.headers.get('warning'), object};
};

const specOf = ({spec}: RecordedObject) => spec as Record<string, unknown>;

const changed = async (spec: object): Promise<RecordedObject> => {
	const {object} = await ask(web);
	return {...object, spec: {...specOf(object), ...spec}};
};

test('an object has the shape that Kubernetes gives it, without what Steve adds', async () => {
	const {object} = await ask(web);
	const real = fixtureBody('more/edit-patch-image.raw.http');
	expect(Object.keys(object)).toEqual(Object.keys(real));
	expect(Object.keys(object.metadata as object)).not.toContain('state');
});

describe('a PUT', () => {
	test('with dryRun=All is checked and answered, and changes nothing', async () => {
		const body = await changed({replicas: 4});
		const dry = await ask(`${web}?dryRun=All`, {method: 'PUT', body});
		expect(specOf(dry.object).replicas).toBe(4);
		expect(specOf((await ask(web)).object).replicas).toBe(1);
		expect((await ask(web, {method: 'PUT', body})).status).toBe(200);
		expect(specOf((await ask(web)).object).replicas).toBe(4);
	});

	test('keeps what only a whole object says', async () => {
		const body = await changed({minReadySeconds: 7});
		expect((await ask(web, {method: 'PUT', body})).status).toBe(200);
		expect(specOf((await ask(web)).object).minReadySeconds).toBe(7);
	});

	test.each([
		[
			'more/edit-put-stale-409.raw.http',
			async () => {
				const object = await changed({});
				return {...object, metadata: {...(object.metadata as object), resourceVersion: '1'}};
			},
		],
		['more/edit-put-immutable-422.raw.http', () => changed({selector: {matchLabels: {app: 'other'}}})],
		['more/edit-put-wrong-type-400.raw.http', () => changed({replicas: 'many'})],
	])('is refused as in %s', async (file, bodyOf) => {
		const {status, object} = await ask(web, {method: 'PUT', body: await bodyOf()});
		expect(status).toBe(fixture(file).status);
		expect(object).toEqual(fixtureBody(file));
	});

	test('with a field that its kind does not have is refused, warned of, or taken without it', async () => {
		const body = await changed({replcas: 3});
		const strict = await ask(`${web}?fieldValidation=Strict`, {method: 'PUT', body});
		expect(strict.object).toEqual(fixtureBody('more/edit-put-unknown-field-strict-400.raw.http'));
		const warned = await ask(`${web}?dryRun=All`, {method: 'PUT', body});
		expect(warned.warning).toBe(fixture('more/edit-put-unknown-field-warn.raw.http').headers.warning);
		expect(specOf(warned.object)).not.toHaveProperty('replcas');
	});
});

describe('a PATCH', () => {
	const image = (value: string) => ({spec: {template: {spec: {containers: [{name: 'web', image: value}]}}}});
	const type = 'application/strategic-merge-patch+json';

	test('by strategic merge sets one container’s image', async () => {
		await ask(web, {method: 'PATCH', body: image('shop/web:9'), type});
		expect(server.world.get(`apps.deployment/${cluster}:shop/web`).fields.image).toBe('shop/web:9');
	});

	test('is refused by an admission policy', async () => {
		const {status, object} = await ask(web, {method: 'PATCH', body: image('shop/web:latest'), type});
		expect(status).toBe(422);
		expect(object).toEqual(fixtureBody('more/edit-admission-refused-422.raw.http'));
	});
});

describe('an eviction', () => {
	const pod = () => {
		const [first] = server.world.list('pod', cluster);
		if (!first) throw new Error('no pod');
		return `/api/v1/namespaces/shop/pods/${String(first.fields.name)}/eviction`;
	};

	const body = {apiVersion: 'policy/v1', kind: 'Eviction', metadata: {}};

	test('is granted', async () => {
		expect(await ask(pod(), {method: 'POST', body})).toMatchObject({
			status: 201,
			object: fixtureBody('more/evict-201.http'),
		});
	});

	test('is refused by a disruption budget', async () => {
		server.world.change(`apps.deployment/${cluster}:shop/web`, {minAvailable: 1});
		const {status, object} = await ask(pod(), {method: 'POST', body});
		const real = fixtureBody('more/evict-429.http');
		expect(status).toBe(429);
		expect(object).toMatchObject({message: real.message, reason: real.reason});
		expect(JSON.stringify(object)).toContain(
			'The disruption budget web needs 1 healthy pods and has 1 currently',
		);
	});

	test('of a pod that is gone is 404', async () => {
		const gone = '/api/v1/namespaces/shop/pods/nosuch/eviction';
		expect(await ask(gone, {method: 'POST', body})).toMatchObject({
			status: 404,
			object: {message: 'pods "nosuch" not found'},
		});
	});
});

test('lists whole objects by field and label, and as a table', async () => {
	const [first] = server.world.list('pod', cluster);
	const path = `/api/v1/pods?fieldSelector=spec.nodeName%3D${String(first?.fields.node)}&labelSelector=app%3Dweb`;
	expect((await ask(path)).object).toMatchObject({kind: 'PodList', items: [{kind: 'Pod'}]});
	expect((await ask(`${path}x`)).object).toMatchObject({items: []});
	const accept = 'application/json;as=Table;g=meta.k8s.io;v=v1';
	const {object} = await ask('/api/v1/pods', {accept});
	const real = fixtureBody('more/metrics-nodes-table.raw.http');
	expect(Object.keys(object)).toEqual(Object.keys(real));
});

test('says which groups, versions and types there are', async () => {
	expect((await ask('/apis/apps')).object).toMatchObject({preferredVersion: {version: 'v1'}});
	expect((await ask('/api/v1')).object).toMatchObject({kind: 'APIResourceList'});
	expect((await ask('/apis/batch/v1')).object.resources).toContainEqual(
		expect.objectContaining({name: 'cronjobs', kind: 'CronJob'}),
	);
});
