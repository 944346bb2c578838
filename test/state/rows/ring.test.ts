import {expect, test} from 'vitest';
import {Ring} from '../../../source/state/rows/ring.js';

test('a ring keeps the newest and gives back what it loses', () => {
	const ring = new Ring<string>(2);
	expect(ring.drop()).toBeUndefined();
	expect(['a', 'b', 'c'].map(value => ring.push(value))).toEqual([undefined, undefined, 'a']);
	expect([0, 1, 2, 3].map(number => ring.get(number))).toEqual([undefined, 'b', 'c', undefined]);
	expect([ring.drop(), ring.drop(), ring.drop()]).toEqual(['b', 'c', undefined]);
	expect([ring.first, ring.total]).toEqual([3, 3]);
	ring.push('d');
	expect(ring.get(3)).toBe('d');
});
