import {expect, test} from 'vitest';
import {type GridSpec, hasSameOrder} from '../../../source/state/grid/spec.js';
import {kinds, spec} from '../grids.js';
import {column} from '../rows.js';

const others = kinds.map(one => ({...one}));

test.each<[string, Partial<GridSpec>, boolean]>([
	['a list of one kind by name', {}, true],
	['a list of one kind by its state', {sort: {column: 'state', descending: true}}, true],
	['a list by a column of the kind', {sort: {column: 'CPU', descending: false}}, false],
	['what is main, which the kinds say', {kind: 'all'}, false],
	['a tree', {tree: {folded: false, turned: new Set()}}, false],
])('other kinds leave the order as it is: %s', (_title, wanted, expected) => {
	expect(hasSameOrder(spec(wanted), spec({...wanted, kinds: others}))).toBe(expected);
});

test('a kind that gets a column by which it is sorted has another order', () => {
	const wanted = {sort: {column: 'AGE', descending: false}};
	const own = kinds.map(one => ({
		...one,
		columns: [...one.columns, column('AGE', 'number')],
	}));
	expect(hasSameOrder(spec(wanted), spec({...wanted, kinds: own}))).toBe(false);
});
