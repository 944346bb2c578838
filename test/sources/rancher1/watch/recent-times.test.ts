import {expect, test} from 'vitest';
import {RecentTimes} from '../../../../source/sources/rancher1/watch/recent-times.js';

test('an event is late when a later one of the same row came before it', () => {
	const times = new RecentTimes();
	times.note('a', 100);
	times.note('b', 300);
	expect([times.isLate('a', 200), times.isLate('b', 200), times.isLate('b', 300)]).toEqual([
		false,
		true,
		false,
	]);
	times.note('a', 200);
	expect([times.of('a'), times.of('b'), times.of('c')]).toEqual([200, 300, null]);
	expect(times.isLate('a', 150)).toBe(true);
});

test('what lies far back is forgotten: nothing overtakes by so much', () => {
	const times = new RecentTimes();
	times.note('a', 100);
	for (let index = 0; index < 2000; index++) times.note(`b${index}`, 101 + index);
	expect([times.of('a'), times.isLate('a', 50), times.of('b1999')]).toEqual([null, false, 2100]);
});
