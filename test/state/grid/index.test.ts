import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import {GridIndex} from '../../../source/state/grid/index.js';
import type {GridSpec} from '../../../source/state/grid/spec.js';
import {mergeKinds} from '../../../source/state/rows/kinds.js';
import type {RowStore} from '../../../source/state/rows/row-store.js';
import {filterOf, indexed, kinds, spec} from '../grids.js';
import {changed, kind, removed, resource} from '../rows.js';

const names = (index: GridIndex): string[] => index.slice().map(row => row.resource.name);

const named = (name: string, wanted: Partial<Resource> = {}): Partial<Resource> => ({
	id: name,
	name,
	...wanted,
});
const fleet = ['web-10', 'web-2', 'api'].map(name => changed(0, named(name)));

describe('a grid shows', () => {
	const mixed = [
		changed(0, named('box', {kind: 'host'})),
		changed(0, named('web', {health: 'error', parents: ['h1']})),
		changed(0, named('old', {kind: 'key', state: 'accepted'})),
		changed(0, named('new', {kind: 'key', state: 'pending', health: 'warning'})),
		changed(0, named('data', {kind: 'volume', parents: ['h1']})),
	];

	test.each<[string, Partial<GridSpec>, string[], number]>([
		['one kind', {}, ['web'], 1],
		['the main kinds in their main states', {kind: 'all'}, ['box', 'new', 'web'], 3],
		['the children of a row, of any kind', {kind: 'all', within: 'h1'}, ['data', 'web'], 2],
		['the children of a row, of one kind', {kind: 'volume', within: 'h1'}, ['data'], 1],
		['what passes the filter', {kind: 'all', filter: filterOf('kind:host')}, ['box'], 3],
		['what is in trouble', {kind: 'all', trouble: true}, ['new', 'web'], 3],
		['nothing of an unknown kind', {kind: 'zebra'}, [], 0],
	])('%s', (_title, wanted, expected, total) => {
		const {index} = indexed(wanted, ...mixed);
		expect([names(index), index.total]).toEqual([expected, total]);
	});

	test('of all only what is main to its own source, also as it changes', () => {
		const apart = mergeKinds([
			['prod', kinds],
			['edge', [kind('host', {main: false}), kind('volume')]],
		]);
		const edge = (name: string, of: string) => changed(0, named(name, {kind: of, source: 'edge'}));
		const others = [edge('edge-box', 'host'), edge('edge-data', 'volume')];
		const {index, dispatch} = indexed({kind: 'all', kinds: apart}, ...mixed, ...others);
		expect(names(index)).toEqual(['box', 'edge-data', 'new', 'web']);
		dispatch(edge('edge-box-2', 'host'), edge('edge-data-2', 'volume'));
		expect(names(index)).toEqual(['box', 'edge-data', 'edge-data-2', 'new', 'web']);
	});

	test.each<[string, GridSpec['sort'], string[]]>([
		['names, with their numbers', {column: 'NAME', descending: false}, ['api', 'web-2', 'web-10']],
		['names backwards', {column: 'name', descending: true}, ['web-10', 'web-2', 'api']],
		['an own column, nothing last', {column: 'CPU', descending: false}, ['web-2', 'web-10', 'api']],
		[
			'an own column backwards, nothing still last',
			{column: 'cpu', descending: true},
			['web-10', 'web-2', 'api'],
		],
		['what is shortest in its state', {column: 'SINCE', descending: false}, ['web-2', 'web-10', 'api']],
		['by name where all are equal', {column: 'MESSAGE', descending: true}, ['api', 'web-2', 'web-10']],
	])('in the order of %s', (_title, sort, expected) => {
		const {index} = indexed(
			{sort},
			changed(0, named('api')),
			changed(10, named('web-10', {cells: {CPU: 9}})),
			changed(20, named('web-2', {cells: {CPU: 7}})),
		);
		expect(names(index)).toEqual(expected);
	});
});

describe('what changed is merged', () => {
	test('new rows come to their place, renamed ones move, filtered ones go', () => {
		const {index, dispatch} = indexed({filter: filterOf('!gone')}, ...fleet);
		const {revision} = index;
		expect(dispatch(changed(1, named('web-3')), changed(1, named('api', {name: 'zoo'})))).toBe(true);
		expect(names(index)).toEqual(['web-2', 'web-3', 'web-10', 'zoo']);
		expect(dispatch(changed(2, named('web-3', {state: 'gone'})))).toBe(true);
		expect([names(index), index.total]).toEqual([['web-2', 'web-10', 'zoo'], 4]);
		expect(index.revision).toBe(revision + 2);
	});

	test('a row whose order did not change keeps its place', () => {
		const {index, dispatch} = indexed({}, ...fleet);
		const {revision} = index;
		const rows = index.slice();
		expect(dispatch(changed(1, named('api', {state: 'stopped', cells: {CPU: 8}})))).toBe(false);
		expect(index.slice()).toEqual(rows);
		expect(index.revision).toBe(revision);
	});

	test('a removed row keeps its place until it is gone, and its place is free for its successor', () => {
		const {index, dispatch, resources} = indexed({}, ...fleet);
		expect(dispatch(removed(1, named('web-2')))).toBe(false);
		expect(names(index)).toEqual(['api', 'web-2', 'web-10']);
		resources.expire(10_000);
		resources.apply(changed(10_001, named('web-2')));
		index.merge(resources.drainDirty());
		expect(names(index)).toEqual(['api', 'web-2', 'web-10']);
		expect(index.at(1)?.removedAt).toBeNull();
		expect(index.total).toBe(3);
	});

	test('a row that gets stuck moves up by itself', () => {
		const moving = {health: 'transitioning', transitioning: 'yes'} as const;
		const sort = {column: 'HEALTH', descending: false};
		const {index, resources} = indexed(
			{sort},
			changed(0, named('b', moving)),
			changed(9, named('a', moving)),
		);
		expect(names(index)).toEqual(['a', 'b']);
		resources.expire(60_000);
		expect(index.merge(resources.drainDirty())).toBe(true);
		expect(names(index)).toEqual(['b', 'a']);
	});

	test('a source that was turned off takes its rows with it', () => {
		const {index, resources} = indexed({}, ...fleet, changed(0, named('far', {source: 'edge'})));
		resources.removeSource('prod');
		index.merge(resources.drainDirty());
		expect([names(index), index.total]).toEqual([['far'], 1]);
	});

	test('the total counts also what the filter hides', () => {
		const {index, dispatch} = indexed({filter: filterOf('web')}, ...fleet);
		expect(dispatch(changed(1, named('db')))).toBe(true);
		expect([names(index).length, index.total]).toEqual([2, 4]);
	});
});

test('rows are found by their keys', () => {
	const {index} = indexed({filter: filterOf('web')}, ...fleet);
	const placeOf = (name: string): number => index.indexOf(resource(named(name)).key);
	expect(['web-2', 'web-10', 'api', 'never'].map(placeOf)).toEqual([0, 1, -1, -1]);
	expect(new GridIndex().indexOf('any')).toBe(-1);
});

test('a row that is not merged yet has no place, though it has the number of one that has', () => {
	const {index, resources} = indexed({}, ...fleet);
	resources.apply({...removed(1, named('api')), quiet: true});
	resources.apply(changed(2, named('db')));
	expect(index.indexOf(resource(named('db')).key)).toBe(-1);
});

describe('a filter that is typed', () => {
	const tested: string[] = [];
	const watched = (text: string): GridSpec['filter'] => {
		const filter = filterOf(text);
		return {
			...filter,
			test(subject) {
				tested.push(subject.row.resource.name);
				return filter.test(subject);
			},
		};
	};
	const typed = (index: GridIndex, resources: RowStore, text: string): string[] => {
		tested.length = 0;
		index.reset(spec({filter: watched(text)}), resources);
		return names(index);
	};

	test('looks only at the rows that are left, letter by letter', () => {
		const {index, resources} = indexed({filter: filterOf('w')}, ...fleet);
		expect(typed(index, resources, 'we')).toEqual(['web-2', 'web-10']);
		expect(tested).toEqual(['web-10', 'web-2']);
		expect(typed(index, resources, 'web-1')).toEqual(['web-10']);
		expect(typed(index, resources, 'web')).toEqual(['web-2', 'web-10']);
		expect(typed(index, resources, '')).toEqual(['api', 'web-2', 'web-10']);
	});

	test.each([
		['another text', 'web', 'api', ['api']],
		['no longer the opposite', '!web', 'web', ['web-2', 'web-10']],
		['a pattern', 'web-2', 'web-[12]', ['web-2', 'web-10']],
	])('looks at all rows for %s', (_title, before, text, expected) => {
		const {index, resources} = indexed({filter: filterOf(before)}, ...fleet);
		expect(typed(index, resources, text)).toEqual(expected);
		expect(tested).toHaveLength(3);
	});

	test('looks at all rows once those without trouble count again', () => {
		const {index, resources} = indexed({filter: filterOf('w'), trouble: true}, ...fleet);
		expect(typed(index, resources, 'we')).toEqual(['web-2', 'web-10']);
	});
});
