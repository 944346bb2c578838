import {expect, test} from 'vitest';
import {listAll} from '../../../../../source/sources/rancher2/steve/wire/listing.js';
import {podsOf} from './listing-stage.js';

const pods = Array.from({length: 250}, (_, index) => ({
	id: `shop/p-${index}`,
	type: 'pod',
	metadata: {name: `p-${index}`},
}));
const piece = 40;

type Mark = (from: number) => object;

/** Lists pods of a server that gives a piece at a time, whatever is asked for, and marks where the next begins. */
const listFrom = async (mark: Mark) => {
	const {request} = await podsOf(({url}) => {
		const from = Number(url.searchParams.get('continue') ?? 0);
		const to = from + piece;
		const more = to < pods.length ? mark(to) : {};
		return JSON.stringify({type: 'collection', revision: '7', ...more, data: pods.slice(from, to)});
	});
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
