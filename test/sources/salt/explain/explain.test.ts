import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {Evidence} from '../../../../source/model/explanation.js';
import type {JsonObject} from '../../../../source/model/json-object.js';
import type {Resource} from '../../../../source/model/resource.js';
import {explain} from '../../../../source/sources/salt/explain/explain.js';
import {resource} from '../../../state/rows.js';
import {answer, lineOf, surround} from '../../explain/surround.js';

const now = Date.parse('2026-11-20T16:00:00Z');
const jid = '20261120154923976870';

const minion = (name: string, changes: Partial<Resource> = {}): Resource =>
	resource({
		source: 'eu',
		family: 'salt',
		kind: 'minion',
		key: `eu//minion/${name}`,
		id: name,
		name,
		state: 'up',
		cells: {KEY: 'accepted', BY: 'presence', SEEN: now - 60_000},
		...changes,
	});

const a = minion('web-a.example');
const b = minion('web-b.example');

const job = (changes: Partial<Resource> = {}): Resource =>
	resource({
		source: 'eu',
		family: 'salt',
		kind: 'job',
		key: `eu//job/${jid}`,
		id: jid,
		name: 'state.apply bad',
		state: 'failed',
		health: 'error',
		transitioning: 'error',
		message: 'web-a.example: 1 of 3 states ok, breaks: Failure!',
		parents: [a.key, b.key],
		cells: {TARGET: 'web-*', USER: 'saltdev', FAILED: 1},
		...changes,
	});

/** What describing a job answers: the job cache's entry, made from the format of `jobs.list_job`. */
const cached = (results: JsonObject, more: JsonObject = {}): JsonObject => ({
	jid,
	cache: {
		jid,
		Function: 'state.apply',
		Target: 'web-*',
		Minions: [a.id, b.id],
		Result: results,
		...more,
	},
});

const explained = async (
	subject: Resource,
	around: readonly Resource[],
	evidence: readonly Evidence[] = [],
): Promise<readonly string[]> => {
	const {findings} = await explain(surround(subject, around, now), evidence);
	return findings.map(finding => lineOf(finding));
};

/** The return of a real minion of a state run in which one state fails and another requires it. */
const recordedReturn = (): JsonObject => {
	const text = readFileSync(new URL('../../../fixtures/salt/3006-odd-events.http', import.meta.url), 'utf8');
	const line = text.split('\n').find(one => one.includes('"_return"') && one.includes('requisite failed'));
	const {data} = JSON.parse(line?.slice('data: '.length) ?? '{}') as {data: JsonObject};
	return data;
};

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

describe('a minion', () => {
	test('that is well has no findings', async () => {
		expect(await explained(a, [job({state: 'succeeded', health: 'ok', message: null})])).toEqual([]);
	});

	test('whose key waits gets no command', async () => {
		const waiting = minion('new.example', {
			state: 'pending',
			health: 'unknown',
			cells: {KEY: 'pending', BY: null, SEEN: null},
		});
		const key = minion('new.example', {kind: 'key', key: 'eu//key/new.example', parents: [waiting.key]});
		expect(await explained(waiting, [key])).toEqual([
			'warning cause: the key of minion new.example waits to be accepted: until then the master sends it no commands',
		]);
	});

	test('that is down is so by what the master sees', async () => {
		expect(await explained(minion('web-b.example', {state: 'down', health: 'error'}), [])).toEqual([
			'error cause: minion web-b.example is down: the master does not see it connected',
		]);
	});

	test('has the failed states of its jobs, and what runs on it now', async () => {
		const failing = minion('web-a.example', {
			health: 'error',
			transitioning: 'error',
			message: 'state.apply failed: 1 of 3 states ok, breaks: Failure!',
		});
		const {return: value, retcode, success} = recordedReturn();
		const evidence = [answer(job(), 'object', cached({[a.id]: {return: value, retcode, success}}), now)];
		const next = job({
			key: 'eu//job/2',
			id: '2',
			name: 'state.highstate',
			state: 'running 0/1',
			health: 'transitioning',
			transitioning: 'yes',
			message: null,
			parents: [a.key],
			cells: {TARGET: a.id, USER: 'anna'},
		});
		expect(await explained(failing, [job(), next], evidence)).toEqual([
			'error cause: state bad.breaks failed on web-a.example "Failure!"',
			'warning consequence: state bad.after was not run on web-a.example: it requires bad.breaks',
			'error sign: the last work of minion web-a.example failed "state.apply failed: 1 of 3 states ok, breaks: Failure!"',
			'transitioning sign: minion web-a.example is being changed right now: job state.highstate by anna is running on it',
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
