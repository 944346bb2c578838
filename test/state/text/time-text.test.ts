import {describe, expect, test} from 'vitest';
import {
	durationText,
	exactDurationText,
	localTimeText,
	momentText,
	nextChangeMs,
} from '../../../source/state/text/time-text.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('ages are given in one unit', () => {
	test.each([
		[-5000, '0s'],
		[0, '0s'],
		[999, '0s'],
		[59_999, '59s'],
		[minute, '1m'],
		[59 * minute + 59_999, '59m'],
		[hour, '1h'],
		[47 * hour, '47h'],
		[2 * day, '2d'],
		[729 * day, '729d'],
		[730 * day, '2y'],
	])('%d ms is %s', (durationMs, expected) => {
		expect(durationText(durationMs)).toBe(expected);
	});

	test.each([
		-1500,
		0,
		1,
		999,
		59_500,
		minute,
		3 * minute + 1,
		hour - 1,
		47.5 * hour,
		2 * day,
		730 * day + 5,
	])('the text of %d ms changes exactly when it is said to', durationMs => {
		const wait = nextChangeMs(durationMs);
		expect(wait).toBeGreaterThan(0);
		expect(durationText(durationMs + wait - 1)).toBe(durationText(durationMs));
		expect(durationText(durationMs + wait)).not.toBe(durationText(durationMs));
	});
});

test.each([
	[-1, '0ms'],
	[850, '850ms'],
	[12_399, '12.3s'],
	[4 * minute + 5 * second, '4m05s'],
	[hour + 5 * minute, '1h05m'],
	[2 * day + 3 * hour, '2d03h'],
])('in a timeline %d ms is %s', (durationMs, expected) => {
	expect(exactDurationText(durationMs)).toBe(expected);
});

describe('points in time are local', () => {
	const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

	test.each([
		['on the same day', at + hour, '03:04:05'],
		['on another day', at + day, '2026-01-02 03:04:05'],
	])('%s', (_title, now, expected) => {
		expect(momentText(at, now)).toBe(expected);
	});

	test('in the zone of this machine', () => {
		const zone = process.env.TZ;
		process.env.TZ = 'Asia/Kolkata';
		try {
			expect(localTimeText(at, true)).toBe('2026-01-02 08:34:05');
			expect(momentText(at, Date.UTC(2026, 0, 2, 19))).toBe('2026-01-02 08:34:05');
		} finally {
			process.env.TZ = zone;
		}
	});

	test.each([Number.NaN, 1e300, -1e300])('of the number %d nothing is made', number => {
		expect(momentText(number, at)).toBe(String(number));
	});
});
