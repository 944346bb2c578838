import {expect, test} from 'vitest';
import {NameOrder} from '../../../source/state/grid/name-order.js';
import {Places} from '../../../source/state/grid/places.js';
import {row} from '../rows.js';

const placesOf = (...rows: ReadonlyArray<{readonly name: string; readonly id?: string}>): Places => {
	const places = new Places();
	for (const [number, {name, id = name}] of rows.entries()) {
		places.reach(number);
		places.rows[number] = row({name, id});
		places.names[number] = name;
		places.ranks[number] = -1;
	}

	return places;
};

const given = ['web-10', 'web-2', 'api', 'web-1', 'zoo'].map(name => ({name}));
const numbers = given.map((_, number) => number);

test('rows are in the order of their names, and of their keys where those are equal', () => {
	const places = placesOf(...given);
	const {compare} = new NameOrder(places);
	expect([...numbers].sort(compare).map(number => places.names[number])).toEqual([
		'api',
		'web-1',
		'web-2',
		'web-10',
		'zoo',
	]);
	const same = new NameOrder(placesOf({name: 'same', id: 'a'}, {name: 'same', id: 'b'}));
	expect(same.compare(0, 1)).toBe(-1);
	expect(same.compare(1, 0)).toBe(1);
});

test('once names were compared very often their places are learned; a new one still finds its place', () => {
	const places = placesOf(...given, {name: 'web-3'});
	const order = new NameOrder(places);
	const ranks = () => [...places.ranks.subarray(0, 6)];
	order.learn(Uint32Array.from(numbers));
	expect(ranks()).toEqual([-1, -1, -1, -1, -1, -1]);
	for (let round = 0; round < 3; round++) [...numbers].sort(order.compare);
	order.learn(Uint32Array.from(numbers));
	expect(ranks()).toEqual([3, 2, 0, 1, 4, -1]);
	expect([...numbers, 5].sort(order.compare).map(number => places.names[number])).toEqual([
		'api',
		'web-1',
		'web-2',
		'web-3',
		'web-10',
		'zoo',
	]);
});
