import {setImmediate} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {readCollection} from '../../../source/sources/requests/collection-text.js';

const never = new AbortController().signal;

/** As the transport hands a text on: bit by bit. */
async function* partsOf(text: string, length = 64 * 1024) {
	for (let from = 0; from < text.length; from += length) yield text.slice(from, from + length);
}

const read = async (text: string, signal = never, length?: number, isEnough = (_head: object) => true) => {
	const heads: unknown[] = [];
	const slices: (readonly unknown[])[] = [];
	const take = {
		isEnough,
		head: (body: unknown) => void heads.push(body),
		items: (items: readonly unknown[]) => void slices.push(items),
	};
	const isRead = await readCollection(partsOf(text, length), 'data', take, signal);
	return {isRead, heads, slices};
};

// Brackets, quotes and commas in strings, lists in lists, and the list's own name inside of an item.
const item = (index: number) => ({
	id: `n-${index}`,
	text: '}],{"data":[ \\" \\\\',
	data: [[index], {data: []}],
	padding: 'x'.repeat(1000),
});
const items = Array.from({length: 2000}, (_, index) => item(index));

test('a long collection is read in slices, with everything else first', async () => {
	const text = JSON.stringify({type: 'collection', count: 2000, data: items});
	const {isRead, heads, slices} = await read(text);
	expect(isRead).toBe(true);
	expect(heads).toEqual([{type: 'collection', count: 2000, data: []}]);
	expect(slices.length).toBeGreaterThan(5);
	expect(slices.flat()).toEqual(items);
});

test('items are parted where they end, although they have parts that begin as they do', async () => {
	const nested = Array.from({length: 2000}, (_, index) => ({
		id: `n-${index}`,
		parts: [
			{id: 'a', text: ',{"id":'},
			{id: 'b', padding: 'x'.repeat(index % 5 === 0 ? 4000 : 300)},
		],
	}));
	const {isRead, heads, slices} = await read(JSON.stringify({type: 'collection', count: 2000, data: nested}));
	expect(isRead).toBe(true);
	expect(heads).toEqual([{type: 'collection', count: 2000, data: []}]);
	expect(slices.flat()).toEqual(nested);
	expect(slices.length).toBeGreaterThan(1);
});

test.each([7, 1000, 100_000, 10_000_000])('parts of %i characters make no difference', async length => {
	const some = items.slice(0, 100);
	const text = JSON.stringify({type: 'collection', count: 100, data: some, more: {}});
	const {isRead, slices} = await read(text, never, length);
	expect(isRead).toBe(true);
	expect(slices.flat()).toEqual(some);
	expect(slices.length).toBeGreaterThan(1);
});

test('fields behind the list are known before its items where those before it are not enough', async () => {
	const text = JSON.stringify({type: 'collection', data: items, count: 2000});
	const {isRead, heads, slices} = await read(text, never, undefined, head => 'count' in head);
	expect(isRead).toBe(true);
	expect(heads).toEqual([{type: 'collection', data: [], count: 2000}]);
	expect(slices).toEqual([items]);
});

test('items are taken before the rest has come', async () => {
	let taken = 0;
	const takenBefore: number[] = [];
	const parts = async function* () {
		for await (const part of partsOf(JSON.stringify({data: items}))) {
			takenBefore.push(taken);
			yield part;
		}
	};
	const take = {
		isEnough: () => true,
		head: () => undefined,
		items: (some: readonly unknown[]) => {
			taken += some.length;
		},
	};
	expect(await readCollection(parts(), 'data', take, never)).toBe(true);
	expect(taken).toBe(2000);
	expect(takenBefore.at(-1)).toBeGreaterThan(1800);
});

test('items that do not begin alike are read in one piece', async () => {
	const numbers = Array.from({length: 100_000}, (_, index) => index);
	const {isRead, slices} = await read(JSON.stringify({data: numbers}));
	expect(isRead).toBe(true);
	expect(slices).toEqual([numbers]);
});

test('other work is done between two slices', async () => {
	let turns = 0;
	let isOver = false;
	const count = async () => {
		while (!isOver) {
			await setImmediate();
			turns++;
		}
	};
	const counting = count();
	const {slices} = await read(JSON.stringify({data: items}));
	isOver = true;
	await counting;
	expect(turns).toBeGreaterThanOrEqual(slices.length);
});

test.each([
	['a short one', '{"data":[{"id":"a"}],"count":1}', [{id: 'a'}]],
	['an empty one', '{"data":[]}', []],
	['one without the list', '{"type":"collection"}', []],
	['one whose list is not a list', '{"data":{}}', []],
])('%s is read whole', async (_what, text, expected) => {
	const {isRead, heads, slices} = await read(text);
	expect(isRead).toBe(true);
	expect(heads).toHaveLength(1);
	expect(slices.flat()).toEqual(expected);
});

test.each([
	['cut off in its list', JSON.stringify({data: items}).slice(0, -100)],
	['cut off before it', `{"padding":"${'x'.repeat(300_000)}`],
	['no object', JSON.stringify(items)],
	['not JSON', 'x'.repeat(300_000)],
	['followed by what is not JSON', `${JSON.stringify({data: items}).slice(0, -1)},oops}`],
])('what is %s is not a collection', async (_what, text) => {
	const {isRead, slices} = await read(text);
	expect(isRead).toBe(false);
	expect(slices.flat().length).toBeLessThan(2000);
});

test('an abort ends it between two slices', async () => {
	const controller = new AbortController();
	const reading = read(JSON.stringify({data: items}), controller.signal);
	controller.abort(new Error('over'));
	await expect(reading).rejects.toThrow('over');
});
