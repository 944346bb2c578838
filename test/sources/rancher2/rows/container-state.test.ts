import {describe, expect, test} from 'vitest';
import {
	causeOf,
	containerSince,
	stateWord,
	wordOf,
} from '../../../../source/sources/rancher2/rows/container-state.js';

const stamp = '2026-04-01T08:11:02Z';
const time = Date.parse(stamp);
const waiting = (reason: string, message?: string) => ({waiting: {reason, message}});
const ended = (more: Record<string, unknown>) => ({terminated: {finishedAt: stamp, ...more}});

test.each([
	['CrashLoopBackOff', 'crashLoopBackOff'],
	['OOMKilled', 'oomKilled'],
	['Init:0/2', 'init:0/2'],
	['ErrImagePull', 'errImagePull'],
	['Running', 'running'],
])('%s is spelt %s', (reason, word) => {
	expect(stateWord(reason)).toBe(word);
});

test.each([
	['runs', {running: {}}, 'running'],
	['waits', waiting('ImagePullBackOff'), 'imagePullBackOff'],
	['waits without a reason', {waiting: {}}, 'waiting'],
	['has ended', ended({exitCode: 0, reason: 'Completed'}), 'completed'],
	['has ended without a reason', ended({exitCode: 3}), 'exitCode:3'],
	['was killed', ended({exitCode: 137, signal: 9}), 'signal:9'],
	['is unknown', undefined, ''],
])('a container that %s', (_what, state, word) => {
	expect(wordOf({state})).toBe(word);
});

describe('why a container does not run', () => {
	test.each([
		[
			'its last words',
			ended({exitCode: 1, reason: 'Error', message: 'no database\n'}),
			{},
			'no database (exit code 1)',
		],
		['how it was killed', ended({exitCode: 137, reason: 'OOMKilled'}), {}, 'OOMKilled (exit code 137)'],
		['its exit code', ended({exitCode: 139, reason: 'Error'}), {}, 'exit code 139'],
		['what it waits for', waiting('X', 'no such image'), {}, 'no such image'],
		[
			'how it ended, then what it waits for',
			waiting('CrashLoopBackOff', 'back-off 5m0s'),
			ended({exitCode: 1, message: 'panic'}),
			'panic (exit code 1); back-off 5m0s',
		],
		['nothing', waiting('ContainerCreating'), {}, null],
	])('%s', (_what, state, lastState, cause) => {
		expect(causeOf({state, lastState})).toBe(cause);
	});
});

describe('since when a container is as it is', () => {
	test.each([
		['it runs since it was started', {state: {running: {startedAt: stamp}}}, time],
		['it has ended since it did', {state: ended({reason: 'Error'})}, time],
		['it waits since it last ended', {state: waiting('CrashLoopBackOff'), lastState: ended({})}, time],
		['the beginning of a wait is unknown', {state: waiting('ContainerCreating')}, null],
		['an empty status says nothing', {}, null],
	])('%s', (_what, status, expected) => {
		expect(containerSince(status)).toBe(expected);
	});
});
