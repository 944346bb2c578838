import {expect, test} from 'vitest';
import {insertSorted, placeOf} from '../../../source/state/grid/sorted-numbers.js';

const ascending = (left: number, right: number): number => left - right;

const flags = (...numbers: number[]): Uint8Array => {
	const left = new Uint8Array(2000);
	for (const number of numbers) left[number] = 1;
	return left;
};

const thousand = Uint32Array.from({length: 1000}, (_, place) => 2 * place);

test('the place of what is sought is the first that does not come before it', () => {
	expect(placeOf(thousand.length, place => (thousand[place] ?? 0) < 501)).toBe(251);
	expect(placeOf(thousand.length, () => true)).toBe(1000);
	expect(placeOf(thousand.length, () => false)).toBe(0);
	expect(placeOf(10, () => false, 4)).toBe(4);
});

test.each([
	['few', 3],
	['many', 700],
])('%s that were added are in their places, and those that left them are gone', (_title, count) => {
	const added = Array.from({length: count}, (_, place) => 2 * place + 1).reverse();
	const left = flags(0, 10, 1998);
	const list = insertSorted(thousand, left, [...added], ascending);
	const expected = [...thousand].filter(number => ![0, 10, 1998].includes(number)).concat(added);
	expect([...list]).toEqual(expected.sort(ascending));
});

test('one that was added after it left its place is there once, in its new place', () => {
	// What was the least is the greatest now.
	const order = (one: number, other: number): number => (one || 5000) - (other || 5000);
	const left = flags(0);
	const list = insertSorted(thousand, left, [0], order);
	expect(list).toHaveLength(1000);
	expect([...list.slice(0, 2), ...list.slice(-2)]).toEqual([2, 4, 1998, 0]);
	expect(left[0]).toBe(0);
});

test('nothing stays in a list that all left', () => {
	expect(insertSorted(Uint32Array.of(1, 2), flags(1, 2), [], ascending)).toHaveLength(0);
	expect([...insertSorted(new Uint32Array(0), flags(), [7, 3], ascending)]).toEqual([3, 7]);
});
