import {describe, expect, test} from 'vitest';
import type {Row} from '../../../source/state/rows/row.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {following, moving, rowOf, stuckAfterMs} from '../following.js';
import {changed, removed} from '../rows.js';

describe('a transition', () => {
	test('is stuck once it is too old, and only then', () => {
		const resources = following(changed(0, moving));
		expect(resources.nextDue).toBe(stuckAfterMs);
		expect(resources.expire(stuckAfterMs - 1)).toBe(false);
		resources.drainDirty();
		expect(resources.expire(stuckAfterMs)).toBe(true);
		expect(rowOf(resources).stuck).toBe(true);
		expect(resources.drainDirty()).toEqual([rowOf(resources)]);
		expect(resources.nextDue).toBeNull();
	});

	test('stays stuck when only its message changes, and is no longer when it goes on or ends', () => {
		const resources = following(changed(0, moving));
		resources.expire(stuckAfterMs);
		resources.apply(changed(70_000, {...moving, message: 'still'}));
		expect(rowOf(resources).stuck).toBe(true);
		resources.apply(changed(80_000, {...moving, state: 'networking'}));
		expect(rowOf(resources).stuck).toBe(false);
		expect(resources.nextDue).toBe(80_000 + stuckAfterMs);
		resources.apply(changed(90_000));
		expect(resources.expire(80_000 + stuckAfterMs)).toBe(false);
		expect(resources.nextDue).toBeNull();
	});

	test('counts from when the server says that it began', () => {
		const resources = following(changed(100_000, {...moving, since: 10}, true));
		resources.expire(100_001);
		expect(rowOf(resources).stuck).toBe(true);
	});

	test('can begin in a listing', () => {
		const resources = following(changed(0, {}, true), changed(500, {transitioning: 'yes'}, true));
		expect(resources.nextDue).toBe(500 + stuckAfterMs);
	});
});

test('after any events the stuck rows are those that a look at all rows finds', () => {
	let seed = 7;
	const pick = (below: number): number => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
	const resources = new RowStore(stuckAfterMs);
	for (let at = 0, batch = 0; batch < 60; batch++) {
		for (let count = pick(2000); count > 0; count--) {
			at += pick(60);
			const wanted = {id: String(pick(3000)), ...(pick(3) > 0 && moving), message: `step ${pick(3)}`};
			if (pick(6) === 0) resources.apply({...removed(at, wanted), ...(pick(2) === 0 && {quiet: true})});
			else resources.apply(changed(at, {...wanted, since: pick(9) === 0 ? at - pick(90_000) : null}));
		}

		resources.expire(at);
		const present = [...resources.rows()].filter(each => each.removedAt === null);
		const isOld = ({resource: {transitioning}, since, seen}: Row): boolean =>
			transitioning === 'yes' && (since ?? seen) + stuckAfterMs <= at;
		expect(present.filter(each => each.stuck)).toEqual(present.filter(isOld));
		expect(resources.counts().stuck).toBe(present.filter(isOld).length);
	}
});
