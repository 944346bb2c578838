import {expect, test} from 'vitest';
import {createBackoff} from '../../source/transport/backoff.js';

test('delays double from half a second to thirty seconds', () => {
	const backoff = createBackoff({random: () => 0});
	expect(Array.from({length: 8}, () => backoff.next(0))).toEqual([
		500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
	]);
});

test.each([
	[0, 500],
	[0.5, 750],
	[0.999_999, 1000],
])('jitter %d makes the first delay %d ms', (random, delayMs) => {
	expect(createBackoff({random: () => random}).next(0)).toBe(delayMs);
});

test('no delay is over thirty seconds, however often it fails', () => {
	const backoff = createBackoff({random: () => 0.999_999});
	const delays = Array.from({length: 2000}, () => backoff.next(0));
	expect(Math.max(...delays)).toBe(30_000);
});

test.each([
	['a life of less than two minutes is one more failure', 119_999, 2000],
	['two healthy minutes make the delays start small again', 120_000, 500],
])('%s', (_title, livedMs, delayMs) => {
	const backoff = createBackoff({random: () => 0});
	backoff.next(0);
	backoff.next(0);
	expect(backoff.next(livedMs)).toBe(delayMs);
});
