import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import type {Row} from '../../../source/state/rows/row.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {tombstoneMs} from '../../../source/state/rows/tombstones.js';
import {following, moving, rowOf, stuckAfterMs} from '../following.js';
import {changed, listed, removed, resource} from '../rows.js';

const {key} = resource();

test('one of too many goes at once, and is not news', () => {
	const resources = following(changed(100), {...removed(200), quiet: true});
	expect(resources.get(key)).toBeUndefined();
	expect(resources.counts().total).toBe(0);
	expect(resources.nextDue).toBeNull();
	expect(following(changed(100)).apply({...removed(200), quiet: true})).toEqual([]);
});

describe('what changed is reported', () => {
	test('added, changed and removed, each with what was before', () => {
		const resources = new RowStore(stuckAfterMs);
		expect(resources.apply(changed(100, {}, true))).toMatchObject([
			{type: 'added', at: 100, listed: true, before: null},
		]);
		expect(resources.apply(changed(200, moving))).toMatchObject([
			{type: 'changed', at: 200, listed: false, before: {state: 'running'}},
		]);
		expect(resources.apply(removed(300))).toMatchObject([
			{type: 'removed', at: 300, resource: {state: 'starting'}, before: {state: 'starting'}},
		]);
		expect(resources.apply(changed(400))).toMatchObject([{type: 'added', before: null}]);
	});

	test('nothing for identical content, however the objects differ', () => {
		const wanted = {cells: {IMAGE: 'nginx', CPU: 3}, parents: ['a', 'b']};
		const resources = following(changed(100, wanted));
		const {revision} = resources;
		expect(resources.apply(changed(200, structuredClone(wanted)))).toEqual([]);
		expect(resources.revision).toBe(revision);
	});

	test.each<[string, Partial<Resource>]>([
		['a cell', {cells: {IMAGE: 'nginx', CPU: 4}}],
		['another cell', {cells: {IMAGE: 'nginx', CPU: 3, NODE: 'a'}}],
		['a cell fewer', {cells: {IMAGE: 'nginx'}}],
		['a parent', {parents: ['a']}],
		['an action', {actions: [{name: 'stop', title: 'Stop', verb: 'stop', dangerous: true}]}],
		['progress', {progress: 3}],
		['name', {name: 'other'}],
	])('a difference in %s is a change', (_title, difference) => {
		const wanted = {cells: {IMAGE: 'nginx', CPU: 3}, parents: ['a', 'b']};
		const resources = following(changed(100, wanted, true));
		expect(resources.apply(changed(200, {...wanted, ...difference}))).toMatchObject([{type: 'changed'}]);
	});

	test('nothing for the removal of what is not there', () => {
		const resources = following(changed(100), removed(200));
		expect(resources.apply(removed(300))).toEqual([]);
		expect(resources.apply(removed(300, {id: 'never'}))).toEqual([]);
		expect(rowOf(resources).removedAt).toBe(200);
	});
});

test('a changed resource keeps the parts that say the same, so that they are held once', () => {
	const wanted = {parents: ['h1'], cells: {CPU: 1, IP: null}};
	const resources = following(changed(100, wanted));
	const before = rowOf(resources).resource;
	resources.apply(changed(200, {...structuredClone(wanted), state: 'stopped'}));
	const after = rowOf(resources).resource;
	expect(after).toEqual({...before, state: 'stopped'});
	expect(after.parents).toBe(before.parents);
	expect(after.cells).toBe(before.cells);
	resources.apply(changed(300, {parents: ['h2'], cells: {CPU: 2, IP: null}}));
	expect(rowOf(resources).resource).toMatchObject({parents: ['h2'], cells: {CPU: 2}});
});

describe('a complete listing', () => {
	test('removes what it lacks in its scope and kinds, and nothing else', () => {
		const resources = following(
			changed(100, {id: 'a'}),
			changed(100, {id: 'b'}),
			changed(100, {id: 'c', scope: 'c-2'}),
			changed(100, {id: 'd', source: 'edge'}),
			changed(100, {id: 'e', kind: 'host'}),
		);
		const changes = resources.apply(listed(200, [{id: 'a'}]));
		expect(changes.map(({type, resource: {id}, listed: found}) => [type, id, found])).toEqual([
			['removed', 'b', true],
		]);
		expect(
			[...resources.rows()].filter(({removedAt}) => removedAt !== null).map(each => each.resource.id),
		).toEqual(['b']);
	});

	test('does not remove twice', () => {
		const resources = following(changed(100), removed(150));
		expect(resources.apply(listed(200, []))).toEqual([]);
	});
});

describe('a removed row', () => {
	test('stays a few seconds, then goes', () => {
		const resources = following(changed(100), removed(200));
		expect(resources.nextDue).toBe(200 + tombstoneMs);
		expect(resources.expire(199 + tombstoneMs)).toBe(false);
		expect(resources.get(key)).toBeDefined();
		expect(resources.expire(200 + tombstoneMs)).toBe(true);
		expect(resources.get(key)).toBeUndefined();
		expect([resources.size, resources.ofKind('container').size, resources.nextDue]).toEqual([0, 0, null]);
	});

	test('comes back to life, and does not go at the time of its first removal', () => {
		const resources = following(changed(100), removed(200), changed(300), removed(5000), changed(5500));
		expect(resources.expire(200 + tombstoneMs)).toBe(false);
		expect(rowOf(resources).removedAt).toBeNull();
		expect(resources.nextDue).toBeNull();
	});
});

describe('rows are found', () => {
	test('by kind and by parent, also after they moved', () => {
		const resources = following(
			changed(100, {id: 'a', parents: ['h1', 's1']}),
			changed(100, {id: 'b', parents: ['h1']}),
		);
		const ids = (rows: Iterable<Row>): string[] => [...rows].map(each => each.resource.id);
		expect(ids(resources.childrenOf('h1'))).toEqual(['a', 'b']);
		resources.apply(changed(200, {id: 'a', parents: ['h2', 's1'], kind: 'vm'}));
		expect(ids(resources.childrenOf('h1'))).toEqual(['b']);
		expect(ids(resources.childrenOf('h2'))).toEqual(['a']);
		expect(ids(resources.childrenOf('s1'))).toEqual(['a']);
		expect([ids(resources.ofKind('container')), ids(resources.ofKind('vm'))]).toEqual([['b'], ['a']]);
		expect(ids(resources.ofKind('none'))).toEqual([]);
	});

	test.each([
		[
			['a', 'b'],
			['a', 'b', 'c'],
		],
		[
			['a', 'b', 'c'],
			['a', 'x', 'c'],
		],
		[
			['a', 'b', 'c'],
			['b', 'c'],
		],
		[
			['a', 'b'],
			['b', 'a'],
		],
		[['a', 'b', 'a'], ['a']],
		[['a'], ['a', 'a', 'b']],
		[[], ['a']],
		[['a', 'b'], []],
	])('under the parents that they have now: %j, then %j', (before, after) => {
		const resources = following(changed(100, {parents: before}), changed(200, {parents: after}));
		const found = ['a', 'b', 'c', 'x'].filter(parent => [...resources.childrenOf(parent)].length > 0);
		expect(found).toEqual([...new Set(after)].sort());
	});

	test('no longer once their source was turned off', () => {
		const resources = following(
			changed(100, {parents: ['h1']}),
			changed(100, {source: 'edge'}),
			removed(150, {id: 'x'}),
		);
		resources.drainDirty();
		resources.removeSource('prod');
		expect([...resources.rows()].map(each => each.resource.source)).toEqual(['edge']);
		expect([...resources.childrenOf('h1')].length).toBe(0);
		expect(resources.counts().total).toBe(1);
		expect(resources.drainDirty().map(each => each.resource.source)).toEqual(['prod']);
	});
});

test('what was touched is reported once', () => {
	const resources = following(
		changed(100, {id: 'a'}),
		changed(100, {id: 'b'}),
		changed(200, {id: 'a', state: 'x'}),
	);
	expect(resources.drainDirty().map(each => each.resource.id)).toEqual(['a', 'b']);
	expect(resources.drainDirty()).toEqual([]);
});

test('other events concern no rows', () => {
	const resources = new RowStore(stuckAfterMs);
	expect(resources.apply({type: 'heartbeat', source: 'prod', at: 1})).toEqual([]);
	expect([resources.revision, resources.size]).toEqual([0, 0]);
});
