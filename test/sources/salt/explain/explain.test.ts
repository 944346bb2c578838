import {describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../../source/model/json-object.js';
import {answer} from '../../explain/surround.js';
import {a, b, cached, explained, jid, job, minion, now, recordedReturn} from './stage.js';

const state = (id: string, order: number, comment: string, result = false): [string, JsonObject] => [
	`pkg_|-${id}_|-${id}_|-installed`,
	{name: id, changes: {}, result, comment, __sls__: 'web', __run_num__: order, __id__: id},
];

const run = (...states: ReadonlyArray<[string, JsonObject]>): JsonObject => ({
	return: Object.fromEntries(states),
	retcode: 2,
	success: false,
});

describe('a failed state run', () => {
	test('as a real minion reports it: the state that failed, then what was not run for it', async () => {
		const {return: value, retcode, success} = recordedReturn();
		const evidence = [answer(job(), 'object', cached({[a.id]: {return: value, retcode, success}}), now)];
		expect(await explained(job(), [a, b], evidence)).toEqual([
			'error cause: state bad.breaks failed on web-a.example "Failure!"',
			'warning consequence: state bad.after was not run on web-a.example: it requires bad.breaks',
			'warning sign: minion web-b.example did not answer job state.apply bad: it is up',
		]);
	});

	test('has its states in the order in which they ran, whatever the order of the return', async () => {
		const results = {
			[a.id]: run(
				state('restart', 3, 'One or more requisite failed: web.conf'),
				state('conf', 2, 'One or more requisite failed: web.pkg'),
				state('reload', 4, 'One or more requisite failed: web.conf'),
				state('pkg', 1, 'No package nginx available'),
				state('motd', 0, 'Success!', true),
			),
		};
		expect(await explained(job(), [a], [answer(job(), 'object', cached(results), now)])).toEqual([
			'error cause: state web.pkg failed on web-a.example "No package nginx available"',
			'warning consequence: state web.conf was not run on web-a.example: it requires web.pkg',
			'warning consequence: states web.restart and web.reload were not run on web-a.example: they require web.conf',
			'warning sign: minion web-b.example did not answer job state.apply bad: nothing else is known of it',
		]);
	});

	test('that is the same on several minions is one finding', async () => {
		const same = run(state('pkg', 1, 'No package nginx available'));
		const results = {[a.id]: same, [b.id]: same};
		expect(await explained(job(), [a, b], [answer(job(), 'object', cached(results), now)])).toEqual([
			'error cause: state web.pkg failed on web-a.example and web-b.example "No package nginx available"',
		]);
	});

	test('that could not begin has the reason whole', async () => {
		const text = ["Rendering SLS 'base:web' failed: Jinja syntax error", 'line 3'];
		const results = {[a.id]: {return: text, retcode: 1, success: false}};
		expect(await explained(job(), [a], [answer(job(), 'object', cached(results), now)])).toEqual([
			`error cause: state.apply bad failed on web-a.example with exit code 1 "Rendering SLS 'base:web' failed: Jinja syntax error | line 3"`,
			'warning sign: minion web-b.example did not answer job state.apply bad: nothing else is known of it',
		]);
	});

	test('is explained by its row until the job cache answers', async () => {
		expect(await explained(job(), [a, b])).toEqual([
			'error cause: job state.apply bad is in state failed "web-a.example: 1 of 3 states ok, breaks: Failure!"',
		]);
	});
});

test('a failed command has its exit code and its words', async () => {
	const command = job({name: 'cmd.run false', message: 'web-a.example: exit 4'});
	const results = {[a.id]: {return: 'cannot open /etc/app', retcode: 4, success: false}};
	const evidence = [answer(command, 'object', cached(results, {Function: 'cmd.run'}), now)];
	expect(await explained(command, [a], evidence)).toEqual([
		'error cause: cmd.run false failed on web-a.example with exit code 4 "cannot open /etc/app"',
		'warning sign: minion web-b.example did not answer job cmd.run false: nothing else is known of it',
	]);
});

describe('minions that did not answer', () => {
	const silent = job({
		state: 'no response 1/2',
		health: 'warning',
		transitioning: 'no',
		message: 'no answer from web-b.example',
	});
	const evidence = [
		answer(silent, 'object', cached({[a.id]: {return: true, retcode: 0, success: true}}), now),
	];

	test('are named with why they could not', async () => {
		const down = minion('web-b.example', {state: 'down', health: 'error'});
		expect(await explained(silent, [a, down], evidence)).toEqual([
			'error cause: minion web-b.example is down: the master does not see it connected; it did not answer job state.apply bad',
		]);
		expect(await explained(silent, [a, down])).toEqual([
			'error cause: minion web-b.example is down: the master does not see it connected',
			'warning sign: job state.apply bad is in state no response 1/2 "no answer from web-b.example"',
		]);
	});

	test('and are there are not said to be away', async () => {
		expect(await explained(silent, [a, b], evidence)).toEqual([
			'warning sign: minion web-b.example did not answer job state.apply bad: it is up',
		]);
	});

	test('are waited for while the job runs', async () => {
		const running = job({state: 'running 1/2', health: 'transitioning', transitioning: 'yes', message: null});
		expect(await explained(running, [a, b], evidence)).toEqual([
			'transitioning sign: job state.apply bad waits for 1 of 2 minions "web-b.example"',
		]);
	});
});

test('a return is explained by its job on that minion alone', async () => {
	const of = minion('web-a.example', {
		kind: 'return',
		key: `eu//return/${jid}/web-a.example`,
		id: `${jid}/web-a.example`,
		state: 'failed',
		health: 'error',
		parents: [job().key, a.key],
	});
	const same = run(state('pkg', 1, 'No package nginx available'));
	const results = {[a.id]: same, [b.id]: run(state('other', 1, 'another'))};
	expect(await explained(of, [job(), a], [answer(job(), 'object', cached(results), now)])).toEqual([
		'error cause: state web.pkg failed on web-a.example "No package nginx available"',
	]);
});
