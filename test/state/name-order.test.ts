import {expect, test} from 'vitest';
import {NameOrder} from '../../source/state/name-order.ts';
import type {Placed} from '../../source/state/placed.ts';
import {row} from './rows.ts';

const placed = (name: string, id = name): Placed => ({
	row: row({name, id}),
	value: null,
	name,
	rank: -1,
	shown: true,
	moved: false,
});

const names = ['web-10', 'web-2', 'api', 'web-1', 'zoo'].map(name => placed(name));
const sorted = ['api', 'web-1', 'web-2', 'web-10', 'zoo'];

test('rows are in the order of their names, and of their keys where those are equal', () => {
	const order = new NameOrder();
	expect([...names].sort(order.compare).map(({name}) => name)).toEqual(sorted);
	expect(order.compare(placed('same', 'a'), placed('same', 'b'))).toBe(-1);
	expect(order.compare(placed('same', 'b'), placed('same', 'a'))).toBe(1);
});

test('once names were compared very often their places are learned; a new one still finds its place', () => {
	const order = new NameOrder();
	order.learn(names);
	expect(names.map(({rank}) => rank)).toEqual([-1, -1, -1, -1, -1]);
	for (let round = 0; round < 3; round++) [...names].sort(order.compare);
	order.learn(names);
	expect(names.map(({rank}) => rank)).toEqual([3, 2, 0, 1, 4]);
	expect([...names, placed('web-3')].sort(order.compare).map(({name}) => name)).toEqual([
		'api',
		'web-1',
		'web-2',
		'web-3',
		'web-10',
		'zoo',
	]);
});
