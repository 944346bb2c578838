import {describe, expect, test} from 'vitest';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {UsualDurations} from '../../../source/state/rows/usual-durations.js';
import {following, moving, rowOf, stuckAfterMs} from '../following.js';
import {changed, removed, resource} from '../rows.js';

const starting = resource(moving);

const learned = (...durationsMs: readonly number[]): UsualDurations => {
	const usual = new UsualDurations();
	for (const durationMs of durationsMs) usual.learn(starting, durationMs);
	return usual;
};

const seconds = (from: number, to: number): readonly number[] =>
	Array.from({length: to - from + 1}, (_, index) => (from + index) * 1000);

describe('how long a transition usually takes', () => {
	test('is the median of at least five', () => {
		expect(learned(...seconds(1, 4)).usualMs(starting)).toBeNull();
		expect(learned(...seconds(1, 5)).usualMs(starting)).toBe(3000);
		expect(learned(...seconds(1, 5)).usualMs(resource({state: 'stopping'}))).toBeNull();
	});

	test('is too long beyond 95 of 100, of at least twenty', () => {
		expect(learned(...seconds(1, 19)).limitMs(starting)).toBeNull();
		expect(learned(...seconds(1, 20)).limitMs(starting)).toBe(19_000);
	});

	test('goes by the newest, and by states without what they count', () => {
		expect(learned(...seconds(1, 100)).usualMs(starting)).toBe(68_000);
		const usual = new UsualDurations();
		for (const count of [1, 2, 3, 4, 5]) usual.learn(resource({state: `running ${count}/9`}), 1000);
		expect(usual.usualMs(resource({state: 'running 7/12'}))).toBe(1000);
	});

	test('is handed out as news, at once and then every ten seconds, or at the end', () => {
		const usual = learned(1000, 2000);
		expect(usual.takeNews(0, false)).toEqual({'container starting': [1000, 2000]});
		usual.learn(starting, 3000);
		expect(usual.takeNews(9999, false)).toBeNull();
		expect(usual.takeNews(9999, true)).toEqual({'container starting': [3000]});
		expect(usual.takeNews(30_000, true)).toBeNull();
	});
});

describe('a transition teaches how long it takes', () => {
	const times = (resources: RowStore) => resources.usual.takeNews(0, true);

	test('when it was seen to begin and to end, also by another one or by a removal', () => {
		const next = {...moving, state: 'networking'};
		expect(
			times(following(changed(1000), changed(2000, moving), changed(5000, next), removed(9000))),
		).toEqual({'container starting': [3000], 'container networking': [4000]});
	});

	test.each([
		['it was there before', [changed(0, moving, true), changed(5000)]],
		['its end was found by a listing', [changed(0), changed(1, moving), changed(5000, {}, true)]],
		['it failed', [changed(0), changed(1, moving), changed(5000, {state: 'error', health: 'error'})]],
		['only its message changed', [changed(0), changed(1, moving), changed(5000, {...moving, message: 'a'})]],
	])('but not if %s', (_why, events) => {
		expect(times(following(...events))).toBeNull();
	});
});

describe('with what is known of transitions', () => {
	const known = new Map([['container starting', seconds(100, 119)]]);
	const resources = (byUsual: boolean): RowStore => {
		const store = new RowStore(stuckAfterMs, {durations: known, byUsual});
		store.apply(changed(0, moving));
		return store;
	};

	test('one is stuck once it takes longer than nearly all', () => {
		const store = resources(true);
		expect(store.nextDue).toBe(118_000);
		store.expire(117_999);
		expect(rowOf(store).stuck).toBe(false);
		store.expire(118_000);
		expect(rowOf(store).stuck).toBe(true);
	});

	test('or without regard to that', () => {
		const store = resources(false);
		store.expire(stuckAfterMs);
		expect(rowOf(store).stuck).toBe(true);
	});

	test('one that is slow by what was learned meanwhile is stuck too', () => {
		const store = resources(true);
		for (let round = 0; round < 64; round++) {
			const id = `quick-${round}`;
			store.apply(changed(69_000, {id}));
			store.apply(changed(70_000, {id, ...moving}));
			store.apply(changed(70_500, {id}));
		}

		expect(store.nextDue).toBeLessThanOrEqual(71_500);
		store.expire(71_500);
		expect(rowOf(store).stuck).toBe(true);
	});
});
