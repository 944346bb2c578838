import {describe, expect, test} from 'vitest';
import {durationText, exactDurationText, nextChangeMs} from '../../source/state/time-text.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('ages are told in one unit', () => {
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
