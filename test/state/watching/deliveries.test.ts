import {expect, test} from 'vitest';
import {Deliveries} from '../../../source/state/watching/deliveries.js';

test('at most one is delivered a second, with how many of its group were held back', () => {
	const deliveries = new Deliveries<string>();
	expect(deliveries.take(0)).toBe(null);
	expect(deliveries.nextDue).toBe(Number.POSITIVE_INFINITY);
	deliveries.add(1, 'a');
	expect(deliveries.take(5000)).toEqual({item: 'a', more: 0});
	for (const item of ['b', 'c', 'd']) deliveries.add(1, item);
	deliveries.add(2, 'e');
	expect(deliveries.take(5999)).toBe(null);
	expect(deliveries.nextDue).toBe(6000);
	expect(deliveries.take(6000)).toEqual({item: 'b', more: 2});
	expect(deliveries.take(6500)).toBe(null);
	expect(deliveries.take(7000)).toEqual({item: 'e', more: 0});
	expect(deliveries.take(9000)).toBe(null);
});
