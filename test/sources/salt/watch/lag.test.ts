import {expect, test} from 'vitest';
import {Lag} from '../../../../source/sources/salt/watch/lag.js';

const second = 1000;

test('says how late events come, without the difference of the clocks', () => {
	const lag = new Lag();
	lag.heard(90 * second, 100 * second);
	expect(lag).toMatchObject({lateMs: 0, text: null});
	lag.heard(91 * second, 113 * second);
	expect(lag).toMatchObject({lateMs: 12 * second, text: 'events come 10 s late'});
	expect(lag.isBehind(114 * second)).toBe(true);
	lag.heard(104 * second, 114 * second);
	expect(lag.isBehind(114 * second)).toBe(false);
});

test('with nothing more to come nothing is late', () => {
	const lag = new Lag();
	lag.heard(0, 0);
	lag.heard(0, 20 * second);
	expect(lag.isBehind(21 * second)).toBe(true);
	expect(lag.isBehind(31 * second)).toBe(false);
});
