import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../../source/demo/rancher1/server.js';
import {ask} from '../client.js';
import {get, project, still} from './start.js';

let server: Rancher1Server;

beforeAll(async () => {
	server = await serveRancher1({life: false, pace: 0.01});
});

afterAll(() => server.close());

test('the index names account, version and scope in its headers', async () => {
	const {status, headers, body, text} = await get(server, '/v2-beta', server.environmentKey);
	expect(status).toBe(200);
	expect(headers).toMatchObject({
		'content-type': 'application/json; charset=utf-8',
		'x-api-schemas': `${server.url}/v2-beta/schemas`,
		'x-api-account-id': '1a5',
		'x-api-user-id': '1a5',
		'x-api-account-kind': 'project',
		'x-api-account-name': 'Production',
		'x-rancher-version': 'v1.6.30',
	});
	expect(Object.keys(body)).toEqual(['id', 'type', 'links', 'actions', 'baseType']);
	expect(body.links).toMatchObject({containers: `${server.url}/v2-beta/containers`});
	expect(text).toContain(String.raw`:\/\/127.0.0.1`);
});

test('links follow the host that the client asked for, and a proxy', async () => {
	const {key} = {key: server.accountKey};
	const {body} = await ask(`${server.url}${project}/hosts/1h1`, {key, headers: {host: 'rancher.lab:8080'}});
	expect(body.links).toMatchObject({self: 'http://rancher.lab:8080/v2-beta/projects/1a5/hosts/1h1'});
	const headers = {'x-forwarded-proto': 'https', 'x-forwarded-host': 'r.example.net'};
	const proxied = await ask(`${server.url}${project}/hosts/1h1`, {key, headers});
	expect(proxied.body.links).toMatchObject({self: 'https://r.example.net/v2-beta/projects/1a5/hosts/1h1'});
});

test('a resource has its members in the order of the wire', async () => {
	const {text, body} = await get(server, `${project}/containers/1i1`);
	const names = Object.keys(body);
	expect(names.slice(0, 7)).toEqual(['id', 'type', 'links', 'actions', 'baseType', 'name', 'state']);
	expect(names.slice(7, 10)).toEqual(['accountId', 'capAdd', 'command']);
	const rest = names.slice(7);
	expect(rest).toEqual([...rest].sort((one, other) => one.localeCompare(other, 'en', {sensitivity: 'base'})));
	expect(text).toMatch(/"created":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ","createdTS":\d+000,"createIndex":1/);
	expect(Object.keys(body.actions ?? {})).toEqual([
		'update',
		'stop',
		'restart',
		'migrate',
		'logs',
		'execute',
		'proxy',
	]);
	expect(body.actions).toMatchObject({stop: `${server.url}${project}/containers/1i1/?action=stop`});
	expect(body).toMatchObject({transitioning: 'no', transitioningMessage: null, transitioningProgress: null});
});

test('a path without a known version is a page', async () => {
	const {status, headers} = await get(server, '/v3');
	expect(status).toBe(200);
	expect(headers['content-type']).toBe('text/html; charset=utf-8');
	expect(headers['x-rancher-version']).toBe('v1.6.30');
});

test('a subscription without an upgrade is an empty collection', async () => {
	const {status, headers, body} = await get(server, `${project}/subscribe?eventNames=resource.change`);
	expect(status).toBe(200);
	expect(headers['content-type']).toBe('application/json; charset=utf-8');
	expect(body.data).toEqual([]);
});

test('schemas name fields, inputs of actions and what can be listed', async () => {
	const {body} = await get(server, `${project}/schemas`);
	const byId = new Map(body.data.map(schema => [schema.id, schema]));
	expect(body.pagination).toBeNull();
	expect(byId.size).toBeGreaterThan(70);
	expect(byId.get('container')).toMatchObject({
		links: {collection: `${server.url}${project}/containers`},
		resourceActions: {
			stop: {input: 'instanceStop', output: 'instance'},
			logs: {input: 'containerLogs', output: 'hostAccess'},
		},
		resourceFields: {
			state: {type: 'enum', create: false},
			name: {type: 'string', update: true, maxLength: 255},
		},
		collectionFilters: {state: {modifiers: ['eq', 'ne', 'null', 'notnull']}},
	});
	expect(byId.get('serviceRestart')).toMatchObject({
		resourceFields: {rollingRestartStrategy: {required: true}},
	});
	expect(byId.get('containerLogs')?.links).not.toHaveProperty('collection');
	const listed = body.data.filter(({links}) => Object.hasOwn(links as object, 'collection'));
	expect(listed.length).toBeGreaterThan(30);
});

test('links of a resource lead to what belongs to it', async () => {
	const {body} = await get(server, `${project}/services/1s2/instances`);
	expect(body.data).toHaveLength(8);
	expect(body.pagination).toBeNull();
	expect((await get(server, `${project}/containers/1i1/hosts`)).body.data.map(({id}) => id)).toEqual(['1h2']);
	expect((await get(server, '/v2-beta/projects/1a8/hosts')).body.data).toHaveLength(2);
});

test('an old server knows environments and no v2-beta', async () => {
	const own = await still({apiVersion: 'v1'});
	const key = own.accountKey;
	const newest = await ask(`${own.url}/v2-beta`, {key});
	expect(newest.headers['content-type']).toBe('text/html; charset=utf-8');
	const {body} = await ask(`${own.url}/v1/projects/1a5/environments`, {key});
	expect(body.data[0]).toMatchObject({id: '1e1', type: 'environment', baseType: 'environment', name: 'shop'});
	const service = await ask(`${own.url}/v1/projects/1a5/services`, {key});
	expect(service.body.data[0]).toMatchObject({environmentId: '1e1'});
	expect(service.body.data[0]).not.toHaveProperty('instanceIds');
	expect((await ask(`${own.url}/v1/projects/1a5/environments/1e1`, {key})).status).toBe(200);
	expect((await ask(`${own.url}/v1/projects/1a5/schemas/environment`, {key})).body).toMatchObject({
		pluralName: 'environments',
	});
	const bad = await ask(`${own.url}/v1/projects/1a5/nonsense`, {key});
	expect(bad.body).not.toHaveProperty('baseType');
});

test('a large fleet has as many containers as asked for', async () => {
	const own = await still({small: false, containers: 1000});
	expect(own.world.list('container')).toHaveLength(1000);
	expect(own.world.list('host').length).toBeGreaterThan(30);
});
