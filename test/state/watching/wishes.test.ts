import {describe, expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import {parseFilter} from '../../../source/state/filter/filter.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {type Condition, conditions, matching} from '../../../source/state/watching/condition.js';
import {type Granted, Wishes} from '../../../source/state/watching/wishes.js';
import {changed, removed} from '../rows.js';

const named = (text: string): Condition => {
	const known = conditions.find(one => one.text === text);
	if (known) return known;
	const filter = parseFilter(text);
	if ('error' in filter) throw new Error(filter.error);
	return matching(filter);
};

const starting = {state: 'starting', health: 'transitioning', transitioning: 'yes'} as const;
const broken = {state: 'broken', health: 'error'} as const;

/** A row in some state, and a wish about it. */
const wishing = (text: string, first = {}) => {
	const granted: Granted[] = [];
	const rows = new RowStore(60_000);
	const wishes = new Wishes(rows, one => granted.push(one));
	const emit = (...events: readonly SourceEvent[]) => {
		for (const event of events) for (const {row, at} of rows.apply(event)) wishes.test(row, at);
	};
	emit(changed(0, {id: 'a', ...first}));
	const [row] = rows.rows();
	if (!row) throw new Error('there is no row');
	const isHeld = wishes.add(row, named(text), 1000);
	return {
		wishes,
		isHeld,
		emit,
		take: (): readonly string[] =>
			granted.splice(0).map(({row: {resource}, isMet}) => `${isMet ? 'met' : 'gone'} ${resource.state}`),
	};
};

describe('a wish', () => {
	test.each([
		['settles', starting, {}, 'met running'],
		['settles', starting, broken, 'met broken'],
		['is healthy', broken, {}, 'met running'],
		['fails', {}, broken, 'met broken'],
		['state:stopped', {}, {state: 'stopped'}, 'met stopped'],
	])('that a row %s is answered once', (text, first, then, answer) => {
		const one = wishing(text, first);
		expect(one.isHeld).toBe(false);
		one.emit(changed(2000, {id: 'b', ...then}), changed(2001, {id: 'a', ...first, message: 'news'}));
		expect(one.take()).toEqual([]);
		one.emit(changed(2002, {id: 'a', ...then}));
		expect(one.take()).toEqual([answer]);
		one.emit(changed(2003, {id: 'a', ...first}), changed(2004, {id: 'a', ...then}));
		expect(one.take()).toEqual([]);
		expect(one.wishes.open).toEqual([]);
	});

	test('that holds already is answered when it holds again', () => {
		const one = wishing('settles');
		expect(one.isHeld).toBe(true);
		one.emit(changed(2000, {id: 'a', message: 'news'}));
		expect(one.take()).toEqual([]);
		one.emit(changed(3000, {id: 'a', ...starting}), changed(4000, {id: 'a'}));
		expect(one.take()).toEqual(['met running']);
	});

	test('that a row is gone is met by its removal; any other ends with it', () => {
		const gone = wishing('is gone');
		gone.emit(removed(2000, {id: 'a'}));
		expect(gone.take()).toEqual(['met running']);
		const healthy = wishing('is healthy', broken);
		healthy.emit(removed(2000, {id: 'a'}));
		expect(healthy.take()).toEqual(['gone broken']);
	});

	test('about an age is answered by time alone', () => {
		const one = wishing('since>30s');
		expect(one.wishes.nextDue).toBeGreaterThan(29_000);
		one.wishes.expire(29_000);
		expect(one.take()).toEqual([]);
		one.wishes.expire(31_000);
		expect(one.take()).toEqual(['met running']);
	});

	test('is dropped, and the same twice is one', () => {
		const one = wishing('fails');
		const [wish] = one.wishes.open;
		if (wish) one.wishes.drop(wish);
		one.emit(changed(2000, {id: 'a', ...broken}));
		expect(one.take()).toEqual([]);
	});
});
