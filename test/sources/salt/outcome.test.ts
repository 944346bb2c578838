import {expect, test} from 'vitest';
import {outcomeOf, statesOf} from '../../../source/sources/salt/outcome.ts';

const outcome = (value: unknown, retcode: unknown, success: unknown) => outcomeOf({value, retcode, success});

const state = (id: string, order: number, result: boolean | null, more = {}) => ({
	[`test_|-${id}_|-${id}_|-nop`]: {
		result,
		changes: {},
		comment: `said ${id}`,
		__run_num__: order,
		__id__: id,
		__sls__: 'web',
		duration: 3,
		...more,
	},
});

test.each([
	['a function that worked', true, 0, true, true, 'true'],
	['a bare false, which is a success for Salt', false, 0, true, true, 'false'],
	['a service that was not restarted', false, 1, false, false, 'false'],
	['a command that ended with 3', '', 3, false, false, 'exit 3'],
	[
		'a function that is not there',
		"'nosuch.func' is not available.",
		1,
		false,
		false,
		"'nosuch.func' is not available.",
	],
	[
		'a success that has a retcode',
		{result: false, comment: 'no such beacon'},
		1,
		true,
		false,
		'no such beacon',
	],
	['nobody knows', 'x', undefined, undefined, null, 'x'],
	['one of several functions that failed', {a: 1}, {a: 0, b: 4}, {a: true, b: false}, false, '{a: 1}'],
	['several functions that worked', {a: 1}, {a: 0}, {a: true}, true, '{a: 1}'],
	['a return too big for the bus', 'VALUE_TRIMMED', 0, true, true, 'the return was too big for the bus'],
	[
		'states that could not be rendered',
		['Rendering SLS failed: x\n more'],
		1,
		false,
		false,
		'Rendering SLS failed: x',
	],
	[
		'an exception',
		'The minion function caused an exception: Traceback (most recent call last):\n  File "x"\nKeyError: 1',
		1,
		false,
		false,
		'KeyError: 1',
	],
])('%s', (_title, value, retcode, success, ok, summary) => {
	expect(outcome(value, retcode, success)).toMatchObject({ok, summary});
});

test('sums a state run up, in the order in which the states ran', () => {
	const value = {
		...state('late', 2, false, {comment: 'password=hunter2 was wrong'}),
		...state('first', 0, true),
		...state('second', 1, true, {changes: {diff: 'x'}}),
	};
	expect(statesOf(value)?.map(({id}) => id)).toEqual(['first', 'second', 'late']);
	expect(outcome(value, 2, false)).toEqual({
		ok: false,
		retcode: 2,
		summary: '2 of 3 states ok, 1 changed, late: password=*** was wrong',
	});
});

test('tells what would change in test mode', () => {
	expect(outcome(state('a', 0, null), 0, true).summary).toBe('1 of 1 states ok, 1 would change');
});

test('finds the states of an orchestration under the id of the master', () => {
	expect(statesOf({data: {vm_master: state('a', 0, true)}, outputter: 'highstate', retcode: 0})).toHaveLength(
		1,
	);
});

test('reads a duration with its unit, as old minions write it', () => {
	expect(statesOf(state('a', 0, true, {duration: '12.5 ms'}))?.[0]?.durationMs).toBe(12.5);
	expect(statesOf(state('a', 0, true, {duration: undefined}))?.[0]?.durationMs).toBeNull();
});

test.each([[{}], [{a: 1}], ['text'], [null], [[1]]])('knows that %j is no state run', value => {
	expect(statesOf(value)).toBeNull();
});

test('does not show a secret that is longer than what is told of a return', () => {
	const value = `docker login https://AWS:${'s3cret'.repeat(1000)}@registry`;
	expect(outcomeOf({value, retcode: 1, success: false}).summary).toBe('docker login https://AWS:***');
});
