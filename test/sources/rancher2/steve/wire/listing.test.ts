import {afterEach, expect, test} from 'vitest';
import {serve} from '../../../../../source/demo/serve/serve.js';
import {listAll} from '../../../../../source/sources/rancher2/steve/wire/listing.js';
import {createApis} from '../../../../../source/sources/rancher2/wire/api.js';
import {never} from '../../stage.js';
import {configFor, quick, serveQuick} from '../../start.js';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** Lists pods of a Steve that has so many, each with so much in it, and puts them last, or before all else. */
const listOf = async (count: number, padding = '', isLast = true) => {
	const pods = Array.from({length: count}, (_, index) => ({
		id: `shop/p-${index}`,
		type: 'pod',
		metadata: {name: `p-${index}`, resourceVersion: `${index}`, padding},
	}));
	const server = await serve(
		{
			answer({url}) {
				const size = Number(url.searchParams.get('pagesize') ?? count);
				const page = Number(url.searchParams.get('page') ?? 1);
				const data = pods.slice((page - 1) * size, page * size);
				const rest = {type: 'collection', revision: '7', ...(count > 0 && {count})};
				const body = JSON.stringify(isLast ? {...rest, data} : {data, ...rest});
				return {status: 200, headers: {'Content-Type': 'application/json'}, body};
			},
			connect: () => ({status: 404}),
		},
		{},
	);
	closing.push(() => server.close());
	const quickServer = await serveQuick();
	closing.push(() => quickServer.close());
	const apis = createApis({...configFor(quickServer), url: server.url}, quick);
	closing.push(() => apis.close());
	const ids: string[] = [];
	const totals = new Set<number | null>();
	// For each object the number of requests that were made before it was passed on.
	const askedAt: number[] = [];
	const {background} = apis;
	let asked = 0;
	const api: typeof background = {
		...background,
		read(request) {
			asked++;
			return background.read(request);
		},
	};
	await listAll(
		{api, path: '/v1/pods', noun: 'pods', namespaced: true, signal: never},
		{
			objects(objects, total) {
				ids.push(...objects.map(({id}) => id));
				askedAt.push(...objects.map(() => asked));
				totals.add(total);
			},
			fault: message => ids.push(message),
		},
	);
	const pages = server.received.map(
		({url}) => `${url.searchParams.get('pagesize')}/${url.searchParams.get('page')}`,
	);
	return {ids, totals, pages, askedAt};
};

test.each([
	[0, ['100/1']],
	[40, ['100/1']],
	[100, ['100/1']],
	[101, ['100/1', '5000/1']],
	[5000, ['100/1', '5000/1']],
	[10_000, ['100/1', '5000/1', '5000/2']],
	[10_001, ['100/1', '5000/1', '5000/2', '5000/3']],
])('%i objects are read whole, without a page that must be empty', async (count, expected) => {
	const {ids, pages} = await listOf(count);
	expect(new Set(ids).size).toBe(count);
	expect(pages).toEqual(expected);
});

test('the rest is asked for before the first objects are passed on', async () => {
	const {askedAt} = await listOf(300);
	expect(askedAt[0]).toBe(2);
});

test('a large page is asked for while the one before it is read', async () => {
	const {askedAt, ids} = await listOf(10_001);
	const at = (count: number) => askedAt[ids.indexOf(`shop/p-${count}`)];
	expect([at(0), at(100), at(5000), at(10_000)]).toEqual([2, 3, 4, 4]);
});

test('how many there are is reported with the first objects', async () => {
	const {totals} = await listOf(300);
	expect([...totals]).toEqual([300]);
});

test('a proxy that puts the objects before all else changes nothing in what is listed', async () => {
	const {ids, totals, pages} = await listOf(300, 'x'.repeat(2000), false);
	expect(new Set(ids).size).toBe(300);
	expect([...totals]).toEqual([300]);
	expect(pages).toEqual(['100/1', '5000/1']);
});

test('of large objects fewer are asked for at once', async () => {
	const {ids, pages} = await listOf(250, 'x'.repeat(256 * 1024));
	expect(new Set(ids).size).toBe(250);
	expect(pages).toEqual(['100/1', '127/1', '127/2']);
});
