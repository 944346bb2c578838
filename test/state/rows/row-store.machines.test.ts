import {expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import type {SourceEvent} from '../../../source/model/source.js';
import {mergeKinds} from '../../../source/state/rows/kinds.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {indexed} from '../grids.js';
import {column, kind, resource} from '../rows.js';
import {machine} from './machines.js';

const reported = (row: Resource, at = 0): SourceEvent => ({
	type: 'changed',
	source: row.source,
	at,
	resource: row,
	listed: true,
});

const node = machine('prod node w3');
const minion = machine('salt minion w3.example');
const child = {...resource({source: 'prod', kind: 'pod', id: 'p', name: 'p'}), parents: [node.key]};

test('rows that are the same machine name each other in a cell, as soon as the second is known', () => {
	const resources = new RowStore(60_000);
	resources.apply(reported(node));
	resources.drainDirty();
	resources.apply(reported(minion));
	expect(
		resources
			.drainDirty()
			.map(({resource: {key}}) => key)
			.toSorted(),
	).toEqual([node.key, minion.key]);
	expect(resources.get(node.key)?.resource.cells).toEqual({'SAME AS': 'minion w3.example'});
	expect(resources.get(minion.key)?.resource.cells).toEqual({'SAME AS': 'node w3'});
	expect(resources.counterparts.of(node.key).map(row => row.resource.key)).toEqual([minion.key]);
});

test('a report that changes nothing leaves the cell, and is nothing new', () => {
	const resources = new RowStore(60_000);
	for (const row of [node, minion]) resources.apply(reported(row));
	expect(
		resources.apply(
			reported(
				{...node, machine: {...machine('a b w3').machine, names: ['w3'], addresses: [], machineId: null}},
				1,
			),
		),
	).toEqual([]);
	expect(resources.get(node.key)?.resource.cells).toEqual({'SAME AS': 'minion w3.example'});
});

test('the cell follows a new name, and is empty when the other row is gone', () => {
	const resources = new RowStore(60_000);
	for (const row of [node, minion]) resources.apply(reported(row));
	resources.apply(reported({...minion, name: 'three'}, 1));
	expect(resources.get(node.key)?.resource.cells).toEqual({'SAME AS': 'minion three'});
	resources.drainDirty();
	resources.apply({type: 'removed', source: 'salt', at: 2, key: minion.key});
	expect(resources.get(node.key)?.resource.cells).toEqual({'SAME AS': null});
	expect(resources.drainDirty().map(row => row.resource.key)).toContain(node.key);
});

test('candidates are not joined', () => {
	const resources = new RowStore(60_000);
	const other = machine('salt minion w3.test');
	for (const row of [node, minion, other]) resources.apply(reported(row));
	expect(resources.get(node.key)?.resource.cells['SAME AS']).toBeNull();
	expect(
		resources.counterparts
			.candidates(node.key)
			.map(row => row.resource.name)
			.toSorted(),
	).toEqual(['w3.example', 'w3.test']);
});

test('the counterpart is the first row of what is in a machine, whatever it is sorted by', () => {
	const first = {...child, key: 'a', name: 'a'};
	const {index, dispatch} = indexed(
		{kind: 'pod', within: node.key},
		...[node, child, first, minion].map(row => reported(row)),
	);
	const names = () => index.slice().map(row => row.resource.name);
	expect(names()).toEqual(['w3.example', 'a', 'p']);
	dispatch({type: 'removed', source: 'salt', at: 0, key: minion.key});
	expect(names()).toEqual(['a', 'p']);
	dispatch(reported(minion, 1));
	expect(names()).toEqual(['w3.example', 'a', 'p']);
});

test('there is a column for it where machines are listed more than once', () => {
	const host = kind('host', {isMachine: true, columns: [column('IP'), column('OS')]});
	const titles = (...sources: readonly string[]) =>
		mergeKinds(sources.map(source => [source, [host]]))[0]?.columns.map(({title}) => title);
	expect(titles('old')).toEqual(['IP', 'OS']);
	expect(titles('old', 'older')).toEqual(['IP', 'OS', 'SAME AS']);
});
