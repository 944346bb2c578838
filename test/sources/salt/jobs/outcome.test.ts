import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {outcomeOf} from '../../../../source/sources/salt/jobs/outcome.js';
import {statesOf} from '../../../../source/sources/salt/jobs/state-results.js';

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
	[
		'several functions, of which one failed',
		{'test.ping': true, 'cmd.run': ''},
		{'test.ping': 0, 'cmd.run': 4},
		{'test.ping': true, 'cmd.run': false},
		false,
		'cmd.run: exit 4',
	],
	[
		'several functions that failed, and what they said',
		{'cmd.run': 'no such file\nmore', 'service.restart': false, 'test.ping': true},
		{'cmd.run': 2, 'service.restart': 0, 'test.ping': 0},
		{'cmd.run': false, 'service.restart': false, 'test.ping': true},
		false,
		'cmd.run: exit 2 (no such file), service.restart: failed',
	],
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

test('reports what would change in test mode', () => {
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

test.each([[{}], [{a: 1}], ['text'], [null], [[1]]])('knows that %j is not a state run', value => {
	expect(statesOf(value)).toBeNull();
});

test('does not show a secret that is longer than what is shown of a return', () => {
	const value = `docker login https://AWS:${'s3cret'.repeat(1000)}@registry`;
	expect(outcomeOf({value, retcode: 1, success: false}).summary).toBe('docker login https://AWS:***');
});

describe('an orchestration, whose event is a success whatever comes of it,', () => {
	const orchestration = (data: unknown, retcode?: number) => ({
		data: {vm_master: data},
		outputter: 'highstate',
		...(retcode !== undefined && {retcode}),
	});
	const failing = {...state('first', 0, true), ...state('deploy', 1, false)};

	test.each([
		[
			'failed where a state did',
			orchestration(failing, 1),
			false,
			1,
			'1 of 2 states ok, deploy: said deploy',
		],
		[
			'failed where it has no retcode',
			orchestration(failing),
			false,
			null,
			'1 of 2 states ok, deploy: said deploy',
		],
		[
			'failed where its retcode says so',
			orchestration(['No matching sls found'], 1),
			false,
			1,
			'No matching sls found',
		],
		[
			'is a success where nothing failed',
			orchestration(state('first', 0, true), 0),
			true,
			null,
			'1 of 1 states ok',
		],
	])('%s', (_title, value, ok, retcode, summary) => {
		expect(outcome(value, undefined, true)).toEqual({ok, retcode, summary});
	});

	test('failed also where the job cache has a retcode of its call', () => {
		expect(outcome(orchestration(failing, 1), 0, true)).toMatchObject({ok: false, retcode: 1});
	});
});

describe('a state run is what its states say, although its return is called a success', () => {
	const state = (name: string, result: boolean) => ({
		[`service_|-${name}_|-${name}_|-running`]: {
			name,
			result,
			comment: 'not available',
			__id__: name,
			__run_num__: 0,
		},
	});
	const broken = {...state('nginx', true), ...state('nosuch', false)};
	const scheduled = (value: unknown, retcode: unknown = undefined) =>
		outcomeOf({value, retcode, success: true, fun: 'state.apply'});

	test('of a minion that gives no retcode', () => {
		expect(scheduled(broken)).toMatchObject({ok: false, summary: expect.stringContaining('nosuch')});
		expect(scheduled(state('nginx', true)).ok).toBe(true);
		expect(scheduled(broken, 0).ok).toBe(false);
	});

	test('and of one that could not begin', () => {
		expect(scheduled(["No matching sls found for 'bogus' in env 'base'"])).toMatchObject({ok: false});
		const listed = {value: ['base', 'web'], retcode: undefined, success: true, fun: 'state.show_states'};
		expect(outcomeOf(listed).ok).toBe(true);
	});
});

test('a runner that was not called failed, although Salt calls that a success', () => {
	const bytes = readFileSync(new URL('../../../fixtures/salt/3006-odd-events.http', import.meta.url), 'utf8');
	const line = bytes.split('\n').find(one => one.endsWith('"salt/run/20261120155138877838/ret"}')) ?? '';
	const {data} = JSON.parse(line.replace('data: ', ''));
	expect(data.success).toBe(true);
	expect(outcomeOf({value: data.return, retcode: data.retcode, success: true, fun: data.fun})).toEqual({
		ok: false,
		retcode: null,
		summary: "Passed invalid arguments: list_job() missing 1 required positional argument: 'jid'",
	});
});
