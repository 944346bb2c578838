import {describe, expect, test} from 'vitest';
import {following, moving, rowOf} from '../following.js';
import {changed, removed} from '../rows.js';

const well = {};
const bad = {state: 'unhealthy', health: 'error'} as const;
const minute = 60_000;

const turning = (times: number, everyMs: number) =>
	Array.from({length: times + 1}, (_, turn) => changed(turn * everyMs, turn % 2 === 0 ? well : bad));

describe('a row flaps', () => {
	test('once it turned five times in ten minutes, and until it did not', () => {
		const resources = following(...turning(5, minute));
		expect(rowOf(resources).flapping).toBe(true);
		resources.drainDirty();
		expect(resources.nextDue).toBe(11 * minute);
		resources.expire(11 * minute - 1);
		expect(rowOf(resources).flapping).toBe(true);
		resources.expire(11 * minute);
		expect(rowOf(resources).flapping).toBe(false);
		expect(resources.drainDirty()).toEqual([rowOf(resources)]);
		for (let due = resources.nextDue; due !== null; due = resources.nextDue) resources.expire(due);
		expect(resources.nextDue).toBeNull();
	});

	test('whatever is between healthy and unhealthy, however much that is', () => {
		const steps = Array.from({length: 20}, (_, step) => ({...moving, message: `step ${step}`}));
		const life = Array.from({length: 6}, (_, turn) => [...steps, turn % 2 === 0 ? well : bad]).flat();
		const resources = following(...life.map((each, index) => changed(index * 1000, each)));
		expect(rowOf(resources).flapping).toBe(true);
	});

	test('if its source says so', () => {
		expect(rowOf(following(changed(0, {flapping: true}))).flapping).toBe(true);
		expect(rowOf(following(changed(0, {flapping: true}), changed(1))).flapping).toBe(false);
	});
});

test.each([
	['four turns', turning(4, minute)],
	['five turns in more time', turning(5, 3 * minute)],
	[
		'turns from one trouble to another',
		turning(9, minute).map((_event, turn) =>
			changed(turn, turn % 2 === 0 ? bad : {...bad, health: 'warning'}),
		),
	],
])('%s are no flapping', (_name, events) => {
	expect(rowOf(following(...events)).flapping).toBe(false);
});

test('a row that is gone is forgotten', () => {
	const resources = following(...turning(5, minute), removed(6 * minute));
	resources.expire(7 * minute);
	resources.drainDirty();
	for (let due = resources.nextDue; due !== null; due = resources.nextDue) resources.expire(due);
	expect(resources.drainDirty()).toEqual([]);
});
