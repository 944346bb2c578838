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

const pods = Array.from({length: 250}, (_, index) => ({
	id: `shop/p-${index}`,
	type: 'pod',
	metadata: {name: `p-${index}`},
}));
const piece = 40;

type Mark = (from: number) => object;

/** Lists pods of a server that gives a piece at a time, whatever is asked for, and marks where the next begins. */
const listFrom = async (mark: Mark) => {
	const server = await serve({
		answer({url}) {
			const from = Number(url.searchParams.get('continue') ?? 0);
			const to = from + piece;
			const more = to < pods.length ? mark(to) : {};
			const body = JSON.stringify({type: 'collection', revision: '7', ...more, data: pods.slice(from, to)});
			return {status: 200, headers: {'Content-Type': 'application/json'}, body};
		},
		connect: () => ({status: 404}),
	});
	closing.push(() => server.close());
	const known = await serveQuick();
	closing.push(() => known.close());
	const apis = createApis({...configFor(known), url: server.url}, quick);
	closing.push(() => apis.close());
	const request = {api: apis.background, path: '/v1/pods', noun: 'pods', namespaced: true, signal: never};
	const ids = new Set<string>();
	const revision = await listAll(request, {
		objects(objects) {
			for (const {id} of objects) ids.add(id);
		},
		fault: () => undefined,
	});
	return {revision, count: ids.size};
};

const marks: [string, Mark][] = [
	['a token', from => ({continue: `${from}`})],
	['an address', from => ({pagination: {next: `https://inner:444/v1/pods?limit=40&continue=${from}`}})],
];

test.each(marks)(
	'a listing that the server cuts into pieces is read to its end, by %s',
	async (_title, mark) => {
		expect(await listFrom(mark)).toEqual({revision: '7', count: pods.length});
	},
);

test('pieces without an end are not a complete listing', async () => {
	await expect(listFrom(() => ({continue: '40'}))).rejects.toThrow(/the pages repeat after/);
});
