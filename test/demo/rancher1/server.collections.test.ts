import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../../source/demo/rancher1/server.js';
import {ask, eventually, type Reply} from '../client.js';
import {get, project, still} from './start.js';

let server: Rancher1Server;

beforeAll(async () => {
	server = await serveRancher1({life: false, pace: 0.01});
});

afterAll(() => server.close());

test('a collection has its members in the order of the wire', async () => {
	const {body} = await get(server, `${project}/containers?limit=2&state_ne=purged`);
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

test('pages lead to each other until all is reported once', async () => {
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
	const {body} = await get(server, `${project}/containers?${query}`);
	expect(body.data.map(({name}) => name)).toEqual(names);
});

test('limits are clamped, and a hundred when not given', async () => {
	const limit = async (query: string): Promise<unknown> =>
		(await get(server, `${project}/hosts${query}`)).body.pagination;
	expect(await limit('')).toMatchObject({limit: 100});
	expect(await limit('?limit=10005')).toMatchObject({limit: 3000});
	expect(await limit('?limit=-1')).toMatchObject({limit: 3000});
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
	expect((await get(server, `${project}/${type}`)).body.data.length).toBeGreaterThan(0);
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

test('good answers are packed for clients that accept it', async () => {
	const packed = await fetch(`${server.url}${project}/containers?limit=2`, {
		headers: {
			authorization: `Basic ${Buffer.from(`${server.accountKey.access}:${server.accountKey.secret}`).toString('base64')}`,
			'accept-encoding': 'gzip',
		},
	});
	expect(packed.headers.get('content-encoding')).toBe('gzip');
	expect(await packed.json()).toMatchObject({type: 'collection'});
	const {headers} = await get(server, `${project}/containers?limit=2`);
	expect(headers['content-encoding']).toBeUndefined();
});
