import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {type CattleServer, serveCattle} from '../../source/demo/cattle.ts';
import {ask, eventually, type Reply} from './client.ts';

const project = '/v2-beta/projects/1a5';
const closing: (() => Promise<void>)[] = [];
let server: CattleServer;

beforeAll(async () => {
	server = await serveCattle({life: false, pace: 0.01});
});

afterEach(async () => {
	await Promise.all(closing.splice(0).map(close => close()));
});

afterAll(() => server.close());

const still = async (options: Parameters<typeof serveCattle>[0] = {}): Promise<CattleServer> => {
	const own = await serveCattle({life: false, small: true, pace: 0.01, ...options});
	closing.push(own.close);
	return own;
};

const get = (path: string, key = server.accountKey): Promise<Reply> => ask(server.url + path, {key});

test('the index tells account, version and scope in its headers', async () => {
	const {status, headers, body, text} = await get('/v2-beta', server.environmentKey);
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

describe('a login', () => {
	const bearer = (jwt: unknown) => ({headers: {authorization: `Bearer ${jwt}`}});

	test('gives a token that is as good as a key until it runs out', async () => {
		const own = await still();
		const code = `${own.user.name}:${own.user.password}`;
		const {status, body} = await ask(`${own.url}/v1/token`, {input: {code}});
		expect([status, body.type, body.accountId]).toEqual([201, 'token', '1a7']);
		expect((await ask(own.url + project, bearer(body.jwt))).status).toBe(200);
		own.expireLogins();
		expect((await ask(own.url + project, bearer(body.jwt))).status).toBe(401);
	});

	test.each([
		['a wrong password', {code: 'demo:wrong'}, {}, 401, 'Unauthorized'],
		['no password', {code: 'demo'}, {}, 403, 'Forbidden'],
		['a server without access control', {code: 'demo:x'}, {open: true}, 500, 'NoAuthProvider'],
	])('%s gives none', async (_title, input, options, status, code) => {
		const answer = await ask(`${(await still(options)).url}/v1/token`, {input});
		expect([answer.status, answer.body.code, answer.body.jwt]).toEqual([status, code, undefined]);
	});
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
	const {text, body} = await get(`${project}/containers/1i1`);
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

test('a collection has its members in the order of the wire', async () => {
	const {body} = await get(`${project}/containers?limit=2&state_ne=purged`);
	expect(Object.keys(body)).toEqual([
		'type',
		'resourceType',
		'links',
		'createTypes',
		'actions',
		'data',
		'sortLinks',
		'pagination',
		'sort',
		'filters',
		'createDefaults',
	]);
	expect(body.pagination).toEqual({
		first: null,
		previous: null,
		next: `${server.url}${project}/containers?limit=2&state_ne=purged&marker=m2`,
		limit: 2,
		total: null,
		partial: true,
	});
	expect(body.filters).toMatchObject({name: null, state: [{value: 'purged', modifier: 'ne'}]});
});

test('pages lead to each other until all is told once', async () => {
	const ids: unknown[] = [];
	let next: string | null = `${server.url}${project}/containers?limit=25`;
	while (next !== null) {
		const {body}: Reply = await ask(next, {key: server.accountKey});
		ids.push(...body.data.map(({id}) => id));
		({next} = body.pagination as {next: string | null});
	}

	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).toEqual(server.world.list('container', '1a5').map(({id}) => id));
});

test.each([
	['state=running&name=shop-lb-1', ['shop-lb-1']],
	['name_prefix=shop-lb', ['shop-lb-1', 'shop-lb-2', 'shop-lb-3']],
	['name_like=%25-lb-2', ['shop-lb-2']],
	['id=1i2', ['shop-lb-2']],
	['state=running&state=stopped', []],
	['name_prefix=shop-lb&sort=name&order=desc', ['shop-lb-3', 'shop-lb-2', 'shop-lb-1']],
	['name_prefix=shop-lb&nonsense=1', ['shop-lb-1', 'shop-lb-2', 'shop-lb-3']],
])('containers?%s lists %j', async (query, names) => {
	const {body} = await get(`${project}/containers?${query}`);
	expect(body.data.map(({name}) => name)).toEqual(names);
});

test('limits are clamped, and a hundred when not told', async () => {
	const limit = async (query: string): Promise<unknown> =>
		(await get(`${project}/hosts${query}`)).body.pagination;
	expect(await limit('')).toMatchObject({limit: 100});
	expect(await limit('?limit=10005')).toMatchObject({limit: 3000});
	expect(await limit('?limit=-1')).toMatchObject({limit: 3000});
});

test('an account key sees all projects, an environment key its own', async () => {
	expect((await get('/v2-beta/projects')).body.data.map(({id}) => id)).toEqual(['1a5', '1a8', '1a15']);
	expect((await get('/v2-beta/projects', server.environmentKey)).body.data.map(({id}) => id)).toEqual([
		'1a5',
	]);
	expect((await get('/v2-beta/hosts', server.environmentKey)).body.data).toHaveLength(3);
});

test.each([
	['/v2-beta/hosts', 404, 'Not Found'],
	['/v2-beta/subscribe', 404, 'Not Found'],
	['/v2-beta/projects/1a5/nonsense', 404, 'Not Found'],
	['/v2-beta/projects/1a5/containers/1i99999', 404, 'Not Found'],
	['/v2-beta/projects/1a99/hosts', 403, 'Forbidden'],
	['/v2-beta/projects/rubbish/hosts', 400, 'InvalidFormat'],
])('%s with an account key is %d %s', async (path, status, code) => {
	const reply = await get(path);
	expect(reply.status).toBe(status);
	expect(reply.body).toMatchObject({type: 'error', status, code});
});

test('an unknown key is challenged, in the words of the server', async () => {
	const {status, headers, text} = await ask(`${server.url}/v2-beta`, {key: {access: 'x', secret: 'y'}});
	expect(status).toBe(401);
	expect(headers['www-authenticate']).toBe(
		'Basic realm="Enter API access key and secret key as username and password"',
	);
	expect(text).toMatch(
		/^\{"id":"[\da-f-]{36}","type":"error","links":\{\},"actions":\{\},"status":401,"code":"Unauthorized","message":"Unauthorized","detail":null,"baseType":"error"\}$/,
	);
});

test('keys can be revoked and replaced', async () => {
	const own = await still();
	own.keys.revoke(own.accountKey.access);
	expect((await ask(`${own.url}/v2-beta`, {key: own.accountKey})).status).toBe(401);
	own.keys.add({...own.accountKey, secret: 'fresh'});
	expect((await ask(`${own.url}/v2-beta`, {key: own.accountKey})).status).toBe(401);
	expect((await ask(`${own.url}/v2-beta`, {key: {...own.accountKey, secret: 'fresh'}})).status).toBe(200);
});

test('an open server lets anybody in', async () => {
	const own = await still({open: true});
	expect((await ask(`${own.url}${project}/hosts`)).body.data).toHaveLength(1);
	const headers = {'x-enforce-authentication': 'true'};
	expect((await ask(`${own.url}${project}/hosts`, {headers})).status).toBe(401);
});

test('a path without a known version is a page', async () => {
	const {status, headers} = await get('/v3');
	expect(status).toBe(200);
	expect(headers['content-type']).toBe('text/html; charset=utf-8');
	expect(headers['x-rancher-version']).toBe('v1.6.30');
});

test('a subscription without an upgrade is an empty collection of plain text', async () => {
	const {status, headers, body} = await get(`${project}/subscribe?eventNames=resource.change`);
	expect(status).toBe(200);
	expect(headers['content-type']).toBe('text/plain');
	expect(body.data).toEqual([]);
});

test('schemas name fields, inputs of actions and what can be listed', async () => {
	const {body} = await get(`${project}/schemas`);
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

test.each([
	'certificates',
	'registries',
	'registrycredentials',
	'secrets',
	'storagepools',
	'networks',
	'machines',
	'labels',
	'mounts',
	'ports',
	'auditlogs',
	'servicelogs',
	'healthcheckinstancehostmaps',
	'volumes',
	'dnsservices',
	'loadbalancerservices',
	'externalservices',
	'snapshots',
	'instances',
	'services',
	'stacks',
	'volumetemplates',
])('%s can be listed and holds something', async type => {
	expect((await get(`${project}/${type}`)).body.data.length).toBeGreaterThan(0);
});

test('links of a resource lead to what belongs to it', async () => {
	const {body} = await get(`${project}/services/1s2/instances`);
	expect(body.data).toHaveLength(8);
	expect(body.pagination).toBeNull();
	expect((await get(`${project}/containers/1i1/hosts`)).body.data.map(({id}) => id)).toEqual(['1h2']);
	expect((await get('/v2-beta/projects/1a8/hosts')).body.data).toHaveLength(2);
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

test('removed resources are hidden from lists but not by their id', async () => {
	const own = await still();
	const key = own.accountKey;
	own.world.change('1i1', {state: 'removed', removed: own.world.clock.now()});
	expect((await ask(`${own.url}${project}/containers`, {key})).body.data).toEqual([]);
	expect((await ask(`${own.url}${project}/containers?_removed=1`, {key})).body.data).toHaveLength(1);
	expect((await ask(`${own.url}${project}/containers/1i1`, {key})).body).toMatchObject({
		state: 'removed',
		removed: expect.stringMatching(/Z$/),
	});
	await eventually(() => expect(own.received.length).toBe(3));
});
