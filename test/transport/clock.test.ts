import {getEventListeners} from 'node:events';
import {expect, test} from 'vitest';
import {wait} from '../../source/transport/clock.js';

test('a wait ends after its delay and leaves no listener', async () => {
	const {signal} = new AbortController();
	await wait(1, signal);
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an abort ends a long wait at once and leaves no listener', async () => {
	const controller = new AbortController();
	const waiting = wait(3_600_000, controller.signal);
	controller.abort();
	await waiting;
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('a wait on a signal that has aborted is over', async () => {
	await expect(wait(3_600_000, AbortSignal.abort())).resolves.toBeUndefined();
});
