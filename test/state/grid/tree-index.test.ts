import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import type {SourceEvent} from '../../../source/model/source.js';
import type {GridSpec} from '../../../source/state/grid/spec.js';
import {TreeIndex} from '../../../source/state/grid/tree-index.js';
import {mergeKinds} from '../../../source/state/rows/kinds.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {filterOf, spec} from '../grids.js';
import {changed, kind, removed, resource} from '../rows.js';

const kinds = mergeKinds([
	[
		'prod',
		[
			kind('host'),
			kind('stack', {children: ['service']}),
			kind('service', {children: ['container']}),
			kind('container'),
			kind('job', {top: true, children: ['return']}),
			kind('return', {main: false}),
			kind('project', {main: false, early: true, children: ['stack', 'host']}),
			kind('image', {main: false}),
		],
	],
]);

const open = {folded: false, turned: new Set<string>()};
const keyOf = (id: string): string => resource({id}).key;

/** A row whose id says its kind by its first letter, below others by their ids, nearest first. */
const emit = (id: string, parents: readonly string[] = [], more: Partial<Resource> = {}): SourceEvent => {
	const name = kinds.find(one => one.name.startsWith(id.charAt(0)))?.name ?? '';
	return changed(0, {id, name: id, kind: name, parents: parents.map(keyOf), ...more});
};

const grown = (wanted: Partial<GridSpec>, ...events: readonly SourceEvent[]) => {
	const resources = new RowStore(60_000);
	const index = new TreeIndex();
	const specOf = (more: Partial<GridSpec>): GridSpec => spec({kind: 'all', kinds, tree: open, ...more});
	for (const event of events) resources.apply(event);
	index.reset(specOf(wanted), resources);
	resources.drainDirty();
	const lines = (): readonly string[] =>
		index.slice().map(row => {
			const branch = index.branchOf(row);
			return `${'.'.repeat(branch?.depth ?? 0)}${branch?.name}`;
		});
	return {
		index,
		lines,
		again: (more: Partial<GridSpec>) => {
			index.reset(specOf(more), resources);
			return lines();
		},
		merge: (...more: readonly SourceEvent[]) => {
			for (const event of more) resources.apply(event);
			index.merge(resources.drainDirty());
			return lines();
		},
		drop: (at: number) => {
			resources.expire(at);
			index.merge(resources.drainDirty());
			return lines();
		},
	};
};

const fleet = [
	emit('c1', ['s1', 'h1', 'p1']),
	emit('c2', ['s1', 'h1', 'p1']),
	emit('s1', ['stack1', 'p1'], {kind: 'service'}),
	emit('stack1', ['p1']),
	emit('h1', ['p1']),
	emit('p1'),
];

const whole = ['p1', '.h1', '.stack1', '..s1', '...c1', '...c2'];

describe('a tree', () => {
	test('has every row below the nearest of its parents, in whatever order they come', () => {
		expect(grown({}, ...fleet).lines()).toEqual(whole);
		expect(grown({}).merge(...fleet)).toEqual(whole);
		expect(grown({}, ...fleet.slice(0, 2)).merge(...fleet.slice(2).reverse())).toEqual(whole);
		expect(grown({}).merge(...fleet.toReversed())).toEqual(whole);
	});

	test('has rows below the next of their parents while the nearest is missing', () => {
		const {merge} = grown({}, emit('c1', ['s1', 'h1']), emit('h1'));
		expect(merge()).toEqual(['h1', '.c1']);
		expect(merge(emit('s1', [], {kind: 'service'}))).toEqual(['h1', 's1', '.c1']);
	});

	test('moves what was below a row that is gone', () => {
		const {merge, drop} = grown({}, ...fleet);
		merge(removed(0, {id: 's1'}));
		expect(drop(1_000_000)).toEqual(['p1', '.h1', '..c1', '..c2', '.stack1']);
	});

	test('moves a row that belongs to another now', () => {
		const {merge} = grown({}, ...fleet);
		expect(merge(emit('c1', ['h1', 'p1']))).toEqual(['p1', '.h1', '..c1', '.stack1', '..s1', '...c2']);
	});

	test('bears rows that name each other or themselves', () => {
		const {index, lines} = grown({}, emit('c1', ['c2']), emit('c2', ['c1']), emit('c3', ['c3']));
		expect(lines()).toHaveLength(3);
		expect(index.total).toBe(3);
	});

	test('has rows of some kinds at the top, with what they contain', () => {
		const {lines} = grown({}, emit('h1'), emit('j1', ['h1']), emit('r1', ['j1', 'h1']), emit('i1', ['h1']));
		expect(lines()).toEqual(['h1', 'j1', '.r1']);
	});

	test('of a kind has its rows at the top, and only what is below them', () => {
		const {lines, merge, index} = grown({kind: 'host'}, ...fleet, emit('c3', ['p1']));
		expect(lines()).toEqual(['h1', '.c1', '.c2']);
		expect(merge(emit('h2'), emit('c3', ['h2']))).toEqual(['h1', '.c1', '.c2', 'h2', '.c3']);
		expect(index.total).toBe(5);
	});

	test('omits the names of the rows above from a name', () => {
		const {lines} = grown({}, emit('p1'), emit('c1', ['p1'], {name: 'p1/web'}));
		expect(lines()).toEqual(['p1', '.web']);
	});

	test('sorts siblings', () => {
		const {again, merge} = grown({}, emit('p1'), emit('h1', ['p1']), emit('h2', ['p1']), emit('h10', ['p1']));
		expect(merge()).toEqual(['p1', '.h1', '.h2', '.h10']);
		expect(again({sort: {column: 'NAME', descending: true}})).toEqual(['p1', '.h10', '.h2', '.h1']);
		expect(merge(emit('h1', ['p1'], {name: 'h3'}))).toEqual(['p1', '.h10', '.h3', '.h2']);
	});
});

describe('a filtered tree', () => {
	test('shows what matches below its parents, and counts only that', () => {
		const {again, index, merge} = grown({}, ...fleet);
		expect(again({filter: filterOf('name:c2')})).toEqual(['p1', '.stack1', '..s1', '...c2']);
		expect(index).toMatchObject({matching: 1, total: 6, length: 4});
		expect(index.indexOf(keyOf('c2'))).toBe(3);
		expect(index.indexOf(keyOf('c1'))).toBe(-1);
		expect(merge(emit('c2', ['s1'], {name: 'x'}), emit('h1', ['p1'], {name: 'c2'}))).toEqual(['p1', '.c2']);
		expect(again({})).toHaveLength(6);
	});

	test('keeps the row under the cursor although it does not match any more', () => {
		const {index, merge} = grown({filter: filterOf('name:^c')}, ...fleet);
		index.hold(keyOf('c1'));
		expect(merge(emit('c1', ['s1'], {name: 'x'}))).toEqual(['p1', '.stack1', '..s1', '...c2', '...x']);
		expect(index.matching).toBe(1);
		index.hold(null);
		expect(merge()).toEqual(['p1', '.stack1', '..s1', '...c2']);
	});
});

describe('a folded tree', () => {
	test('hides what is below a row, in whose place it is found', () => {
		const {again, index} = grown({}, ...fleet);
		const turned = new Set([keyOf('stack1')]);
		expect(again({tree: {folded: false, turned}})).toEqual(['p1', '.h1', '.stack1']);
		expect(index.indexOf(keyOf('c2'))).toBe(2);
		expect(again({tree: {folded: true, turned: new Set()}})).toEqual(['p1']);
		expect(again({tree: {folded: true, turned: new Set([keyOf('p1')])}})).toEqual(['p1', '.h1', '.stack1']);
	});

	test('counts what it hides', () => {
		const {again, index, merge} = grown({}, ...fleet);
		again({tree: {folded: true, turned: new Set()}});
		const [top] = index.slice();
		expect(top && index.branchOf(top)).toMatchObject({below: 5, isOpen: false});
		merge(emit('c3', ['s1']));
		expect(top && index.branchOf(top)).toMatchObject({below: 6});
	});
});

describe('the health in a tree', () => {
	const worst = ({index}: ReturnType<typeof grown>, id: string): string | undefined => {
		const row = index.slice().find(one => one.resource.id === id);
		return row && index.branchOf(row)?.worst;
	};

	test('is the worst of a row and of those below', () => {
		const tree = grown({}, ...fleet);
		expect(worst(tree, 'p1')).toBe('ok');
		tree.merge(emit('c1', ['s1'], {health: 'error'}));
		expect(['p1', 'stack1', 's1', 'c1', 'c2', 'h1'].map(id => worst(tree, id))).toEqual([
			'error',
			'error',
			'error',
			'error',
			'ok',
			'ok',
		]);
		tree.merge(emit('c1', ['h1'], {health: 'error'}));
		expect(['p1', 'stack1', 'h1'].map(id => worst(tree, id))).toEqual(['error', 'ok', 'error']);
		tree.merge(removed(0, {id: 'c1'}));
		expect(worst(tree, 'p1')).toBe('ok');
	});
});

test('A tree that grew by events is as one that was built from all rows', () => {
	const ids = Array.from({length: 60}, (_none, number) => number);
	const events = Array.from({length: 2000}, (_none, step): SourceEvent => {
		const id = `c${(step * 7) % ids.length}`;
		if (step % 11 === 0) return removed(0, {id});
		const parents = [`c${(step * 13) % ids.length}`, `c${(step * 5 + 3) % ids.length}`];
		return emit(id, step % 3 === 0 ? [] : parents, {name: `${id}-${step % 4}`});
	});
	const grownTree = grown({});
	for (const event of events) grownTree.merge(event);
	grownTree.drop(1_000_000);
	const {index} = grownTree;
	expect(index.slice()).toHaveLength(index.length);
	expect(index.matching).toBe(index.total);
	for (const [line, row] of index.slice().entries()) {
		expect(index.indexOf(row.resource.key)).toBe(line);
		expect(index.at(line)).toBe(row);
	}
});
