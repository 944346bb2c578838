import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {
	Subscriptions,
	watchBackoff,
} from '../../../../../source/sources/rancher2/steve/watch/subscriptions.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const start = () => {
	const lost: number[] = [];
	const watches = new Subscriptions({
		send: () => undefined,
		onLost: (_schema, _message, unheardMs) => lost.push(unheardMs),
		onUnwatchable: () => undefined,
		backoff: watchBackoff,
		signal: new AbortController().signal,
	});
	watches.follow('pod', '1');
	return {watches, lost};
};

test('a watch that is too late may have missed everything since its last event', () => {
	const {watches, lost} = start();
	vi.advanceTimersByTime(5000);
	watches.hear('pod', '2');
	vi.advanceTimersByTime(3000);
	watches.fail('pod', 'too old resource version');
	watches.end('pod');
	expect(lost).toEqual([3000]);
});

test('one that merely ended, and then cannot resume, everything since it ended', () => {
	const {watches, lost} = start();
	vi.advanceTimersByTime(5000);
	watches.end('pod');
	vi.advanceTimersByTime(2000);
	watches.fail('pod', 'too old resource version');
	watches.end('pod');
	expect(lost).toEqual([2000]);
});
