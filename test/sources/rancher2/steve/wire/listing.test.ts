import {expect, test} from 'vitest';
import {listAll} from '../../../../../source/sources/rancher2/steve/wire/listing.js';
import {podsOf} from './listing-stage.js';

type Pods = {
	/** In each of them. */
	readonly padding?: string;
	/** The objects come after all else. */
	readonly isLast?: boolean;
	/** So many of the oldest are removed after each page, once so many pages are answered. */
	readonly removed?: number;
	readonly removedAfter?: number;
	/** This large page is made only after the one before it in the list. */
	readonly late?: number;
	/** Lists have no revision. */
	readonly unversioned?: boolean;
	/** A list in one piece comes from a replica that is behind by so many revisions. */
	readonly behind?: number;
	/** All pages are the first one. */
	readonly ignoresPage?: boolean;
};

/** Lists pods of a Steve that has so many. */
const listOf = async (
	count: number,
	{
		padding = '',
		isLast = true,
		removed = 0,
		removedAfter = 0,
		late = 0,
		unversioned = false,
		behind = 0,
		ignoresPage = false,
	}: Pods = {},
) => {
	const pods = Array.from({length: count}, (_, index) => ({
		id: `shop/p-${index}`,
		type: 'pod',
		metadata: {name: `p-${index}`, resourceVersion: `${index}`, padding},
	}));
	let answered = 0;
	let revision = 7;
	let makeLate: () => void = () => undefined;
	const isTime = new Promise<void>(resolve => {
		makeLate = resolve;
	});
	const {server, request} = await podsOf(async ({url}) => {
		const size = Number(url.searchParams.get('pagesize') ?? count);
		const page = ignoresPage ? 1 : Number(url.searchParams.get('page') ?? 1);
		if (size > 100 && page === late) await isTime;
		const data = pods.slice((page - 1) * size, page * size);
		const rest = {
			type: 'collection',
			...(!unversioned && {revision: `${url.searchParams.has('page') ? revision : revision - behind}`}),
			...(count > 0 && {count: pods.length}),
		};
		if (++answered >= removedAfter) revision += pods.splice(0, removed).length;
		if (size > 100 && page === late - 1) makeLate();
		return JSON.stringify(isLast ? {...rest, data} : {data, ...rest});
	});
	const ids: string[] = [];
	const totals = new Set<number | null>();
	// For each object the number of requests that were made before it was passed on.
	const askedAt: number[] = [];
	const {api: background} = request;
	// In the order in which they are sent: they come by several connections.
	const pages: string[] = [];
	const api: typeof background = {
		...background,
		read(request) {
			const {searchParams} = new URL(request.path, server.url);
			pages.push(`${searchParams.get('pagesize')}/${searchParams.get('page')}`);
			return background.read(request);
		},
	};
	const watchedFrom = await listAll(
		{...request, api},
		{
			objects(objects, total) {
				ids.push(...objects.map(({id}) => id));
				askedAt.push(...objects.map(() => pages.length));
				totals.add(total);
			},
			fault: message => ids.push(message),
		},
	);
	return {ids, totals, pages, askedAt, watchedFrom, left: pods.map(({id}) => id)};
};

test.each([
	[0, ['100/1']],
	[40, ['100/1']],
	[100, ['100/1']],
	[101, ['100/1', '1000/1']],
	[1000, ['100/1', '1000/1']],
	[2000, ['100/1', '1000/2', '1000/1']],
	[3001, ['100/1', '1000/4', '1000/3', '1000/2', '1000/1']],
	[8000, ['100/1', '1600/5', '1600/4', '1600/3', '1600/2', '1600/1']],
])('%i objects are read whole, without a page that must be empty', async (count, expected) => {
	const {ids, pages} = await listOf(count);
	expect(new Set(ids).size).toBe(count);
	expect(pages).toEqual(expected);
});

test('the rest is asked for before the first objects are passed on', async () => {
	const {askedAt} = await listOf(300);
	expect(askedAt[0]).toBe(2);
});

test('while a large page is read, the server has two more to do', async () => {
	const {askedAt, ids} = await listOf(4001);
	const at = (count: number) => askedAt[ids.indexOf(`shop/p-${count}`)];
	expect([at(0), at(4000), at(3000), at(2000), at(1000)]).toEqual([3, 4, 5, 6, 6]);
});

test('how many there are is reported with the first objects', async () => {
	const {totals} = await listOf(300);
	expect([...totals]).toEqual([300]);
});

test('a proxy that puts the objects before all else changes nothing in what is listed', async () => {
	const {ids, totals, pages} = await listOf(300, {padding: 'x'.repeat(2000), isLast: false});
	expect(new Set(ids).size).toBe(300);
	expect([...totals]).toEqual([300]);
	expect(pages).toEqual(['100/1', '1000/1']);
});

test('of large objects fewer are asked for at once', async () => {
	const {ids, pages} = await listOf(250, {padding: 'x'.repeat(256 * 1024)});
	expect(new Set(ids).size).toBe(250);
	expect(pages).toEqual(['100/1', '127/2', '127/1']);
});

test('where objects are removed while pages are read, none of those that stay is missing', async () => {
	const {ids, pages, left} = await listOf(3001, {removed: 5, removedAfter: 2});
	expect(new Set(ids)).toEqual(new Set([...ids, ...left]));
	expect(pages).toEqual(['100/1', '1000/4', '1000/3', '1000/2', '1000/1']);
});

test.each([
	{late: 4, removedAfter: 2},
	{late: 3, removedAfter: 3},
	{late: 2, removedAfter: 4},
	{late: 2, removedAfter: 4, unversioned: true},
])(
	'where a page is made after an earlier one, and has fewer objects, all are read in one piece: %j',
	async how => {
		const {ids, pages, left} = await listOf(3001, {removed: 5, ...how});
		expect(new Set(ids)).toEqual(new Set([...ids, ...left]));
		expect(pages.at(-1)).toBe('null/null');
	},
);

test('a server that always sends the first page is asked for all in one piece', async () => {
	const {ids, pages} = await listOf(2000, {ignoresPage: true});
	expect(new Set(ids).size).toBe(2000);
	expect(pages.at(-1)).toBe('null/null');
});

test.each([
	[0, '7'],
	[2, '5'],
	[-2, '7'],
])(
	'a list in one piece that is %i revisions behind its first page is watched from %s',
	async (behind, expected) => {
		const {watchedFrom} = await listOf(2000, {ignoresPage: true, behind});
		expect(watchedFrom).toBe(expected);
	},
);
