import {expect, test} from 'vitest';
import {Lag} from '../../../source/state/logs/lag.js';

const second = 1000;
const opened = 1_700_000_000_000;

/** Lines that are written one a second from when the log was opened on, by a clock that differs by this. */
const written = (lag: Lag, count: number, skewMs: number, wayMs = 40): readonly boolean[] =>
	Array.from({length: count}, (_none, index) => {
		const at = opened + index * second;
		return lag.note(at + skewMs, at + wayMs);
	});

test('the past goes by faster than lines that are written as they come', () => {
	const lag = new Lag();
	const past = Array.from({length: 50}, (_none, index) =>
		lag.note(opened - (50 - index) * 60 * second, opened + index * 100),
	);
	expect(past.every(isPast => isPast)).toBe(true);
	expect(lag.ms).toBeNull();
	// The first one after it may be either.
	lag.note(opened + 60 * second, opened + 60 * second + 30);
	expect(lag.note(opened + 90 * second, opened + 90 * second + 30)).toBe(false);
});

test.each([
	['on time', 0, 40],
	['behind by a minute', -60 * second, 60 * second + 40],
])('a clock that is %s', (_title, skewMs, ms) => {
	const lag = new Lag();
	expect(written(lag, 10, skewMs).slice(1)).toEqual(Array.from({length: 9}, () => false));
	expect(lag.ms).toBe(ms);
});

test('a clock that is ahead shows with the first line', () => {
	const lag = new Lag();
	expect(written(lag, 1, 30 * second)).toEqual([false]);
	expect(lag.ms).toBe(-30 * second + 40);
});

test('lines that came late once say nothing of the clock', () => {
	const lag = new Lag();
	written(lag, 10, 0);
	lag.note(opened, opened + 3600 * second);
	expect(lag.ms).toBe(40);
});

test('after a break the past comes first again', () => {
	const lag = new Lag();
	written(lag, 10, 0);
	lag.begin();
	expect(lag.note(opened + 11 * second, opened + 60 * second)).toBe(true);
});
