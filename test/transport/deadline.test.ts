import {getEventListeners} from 'node:events';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {RefusedError} from '../../source/model/errors.js';
import {type DeadlineControls, withDeadline} from '../../source/transport/deadline.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const untilAborted = (signal: AbortSignal) =>
	new Promise<never>((_resolve, reject) => {
		signal.addEventListener('abort', () => reject(new Error('aborted')));
	});

const start = (work: (controls: DeadlineControls) => Promise<unknown>) => {
	const controller = new AbortController();
	const deadline = {
		attempted: 'Cannot list pods',
		target: 'https://r',
		timeoutMs: 5000,
		signal: controller.signal,
	};
	const result = withDeadline(deadline, work).catch((error: unknown) => error);
	return {controller, result};
};

test('work that takes too long is aborted and is an error that names the time', async () => {
	const {result} = start(({signal}) => untilAborted(signal));
	vi.advanceTimersByTime(5000);
	expect(String(await result)).toMatch(/Cannot list pods: no answer within 5 s.*\(https:\/\/r\)/);
});

test('with the clock stopped the work may take as long as it likes, and can still be aborted', async () => {
	const {controller, result} = start(({signal, stopClock}) => {
		stopClock();
		return untilAborted(signal);
	});
	vi.advanceTimersByTime(3_600_000);
	controller.abort(new Error('enough'));
	expect(String(await result)).toBe('Error: enough');
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('work that finishes leaves neither clock nor listener', async () => {
	const {controller, result} = start(async ({finish}) => {
		finish();
		return 'done';
	});
	expect(await result).toBe('done');
	expect(vi.getTimerCount()).toBe(0);
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('our own errors pass as they are', async () => {
	const refused = new RefusedError({attempted: 'Cannot log in', target: 'x', answer: 'no'});
	expect(await start(() => Promise.reject(refused)).result).toBe(refused);
});
