import {setImmediate} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {readCollection} from '../../../source/sources/requests/collection-text.js';

const never = new AbortController().signal;

const read = async (text: string, signal = never) => {
	const heads: unknown[] = [];
	const slices: (readonly unknown[])[] = [];
	const take = {
		head: (body: unknown) => void heads.push(body),
		items: (items: readonly unknown[]) => void slices.push(items),
	};
	const isRead = await readCollection(text, 'data', take, signal);
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
	const text = JSON.stringify({type: 'collection', data: items, count: 2000});
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
	const {isRead, heads, slices} = await read(JSON.stringify({type: 'collection', data: nested, count: 2000}));
	expect(isRead).toBe(true);
	expect(heads).toEqual([{type: 'collection', count: 2000, data: []}]);
	expect(slices.flat()).toEqual(nested);
	expect(slices.length).toBeGreaterThan(1);
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
])('what is %s is not a collection', async (_what, text) => {
	const {isRead, slices} = await read(text);
	expect(isRead).toBe(false);
	expect(slices).toEqual([]);
});

test('an abort ends it between two slices', async () => {
	const controller = new AbortController();
	const reading = read(JSON.stringify({data: items}), controller.signal);
	controller.abort(new Error('over'));
	await expect(reading).rejects.toThrow('over');
});
