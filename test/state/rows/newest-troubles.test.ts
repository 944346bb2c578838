import {describe, expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import {mergeKinds} from '../../../source/state/rows/kinds.js';
import type {RowStore} from '../../../source/state/rows/row-store.js';
import {applied, following, moving, stuckAfterMs} from '../following.js';
import {changed, kind, removed} from '../rows.js';

const kinds = mergeKinds([['prod', [kind('container'), kind('host'), kind('event', {main: false})]]]);

const newest = (resources: RowStore, count = 10): readonly string[] =>
	resources.summary.newestTroubles(count, kinds).map(({resource}) => resource.id);

const failed = (at: number, id: string, more = {}): SourceEvent =>
	changed(at, {id, health: 'error', state: 'error', since: at, ...more});

describe('the newest troubles', () => {
	test('are those that began last, of all main kinds', () => {
		const resources = following(
			failed(1, 'a'),
			changed(2, {id: 'b'}),
			failed(3, 'c', {kind: 'host'}),
			failed(4, 'd', {kind: 'event'}),
			failed(5, 'e', {health: 'warning'}),
		);
		expect(newest(resources)).toEqual(['e', 'c', 'a']);
		expect(newest(resources, 2)).toEqual(['e', 'c']);
	});

	test('end with the trouble, and begin again with the next', () => {
		const resources = following(failed(1, 'a'), failed(2, 'b'), failed(3, 'c'));
		applied(resources, [changed(4, {id: 'c'}), removed(5, {id: 'b'})]);
		expect(newest(resources)).toEqual(['a']);
		applied(resources, [failed(6, 'c'), failed(7, 'd'), failed(8, 'c', {state: 'dead', since: 8})]);
		expect(newest(resources)).toEqual(['c', 'd', 'a']);
		expect(newest(resources)).toEqual(['c', 'd', 'a']);
	});

	test('have rows that are stuck', () => {
		const resources = following(failed(1, 'a'), changed(2, {id: 'b', since: 2, ...moving}));
		expect(newest(resources)).toEqual(['a']);
		resources.expire(2 + stuckAfterMs);
		expect(newest(resources)).toEqual(['b', 'a']);
	});

	test('come last where nobody knows when they began', () => {
		const resources = following(changed(9, {id: 'a', health: 'error'}, true), failed(1, 'b'));
		expect(newest(resources)).toEqual(['b', 'a']);
	});

	test('keep their order where several began at the same time', () => {
		const resources = following(...'abcdefg'.split('').map(id => failed(1, id)));
		const first = newest(resources);
		for (let look = 0; look < 5; look++) expect(newest(resources)).toEqual(first);
		expect(newest(resources, 3)).toEqual(first.slice(0, 3));
	});

	test('stay right through many changes', () => {
		const resources = following(failed(1, 'a'));
		for (let at = 2; at < 10_000; at++) {
			resources.apply(at % 2 === 0 ? failed(at, `${at % 7}`) : changed(at, {id: `${at % 7}`}));
		}

		const expected = [...resources.rows()]
			.filter(({resource}) => resource.health === 'error')
			.sort((left, right) => (right.since ?? 0) - (left.since ?? 0))
			.map(({resource}) => resource.id);
		expect(newest(resources)).toEqual(expected);
	});
});

describe('the counts by source', () => {
	test('are those of the kinds that are listed from the start', () => {
		const resources = following(
			changed(1, {id: 'a'}),
			failed(1, 'b', {source: 'edge'}),
			changed(1, {id: 'c', kind: 'project'}),
			changed(1, {id: 'd', kind: 'volume'}),
			changed(1, {id: 'e', kind: 'key', state: 'accepted'}),
		);
		const merged = mergeKinds([
			[
				'prod',
				[
					kind('container'),
					kind('project', {main: false, early: true}),
					kind('volume', {main: false}),
					kind('key', {mainStates: ['pre']}),
				],
			],
			['edge', [kind('container')]],
		]);
		const counted = resources.summary
			.bySource(merged)
			.map(one => `${one.source} ${one.kind.name} ${one.counts.total} ${one.counts.error}`);
		expect(counted).toEqual(['prod container 1 0', 'edge container 1 1', 'prod project 1 0']);
	});
});
