import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../../source/model/resource.js';
import {hasArguments} from '../../../../source/sources/salt/jobs/job.js';
import {Model} from '../../../../source/sources/salt/watch/model.js';
import {parseEvent} from '../../../../source/sources/salt/wire/frames.js';
import {until} from '../../../until.js';

const jid = '20261120154917940217';

/** A model whose turns end when the test says so. */
const createModel = (kinds: readonly string[] = ['job', 'minion']) => {
	const observed: Resource[] = [];
	const waiting: (() => void)[] = [];
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(kinds),
		permitted: actions => actions,
		later(call) {
			waiting.push(call);
			return () => undefined;
		},
	});
	model.rows.emitter.to(event => {
		if (event.type === 'changed') observed.push(event.resource);
	});
	return {
		model,
		fire(tag: string, data: object) {
			const event = parseEvent(JSON.stringify({tag, data})) ?? expect.fail('no event');
			model.apply(event, 1000);
		},
		endTurn() {
			for (const call of waiting.splice(0)) call();
		},
		states: (kind: string) => observed.filter(each => each.kind === kind).map(({state}) => state),
		last: (kind: string) => observed.findLast(each => each.kind === kind) ?? expect.fail(`no ${kind}`),
	};
};

type Driven = ReturnType<typeof createModel>;

const publish = ({fire}: Driven, minions: readonly string[]): void =>
	fire(`salt/job/${jid}/new`, {fun: 'state.apply', arg: ['web'], tgt: '*', tgt_type: 'glob', minions});

const answer = ({fire}: Driven, minion: string, success = true): void =>
	fire(`salt/job/${jid}/ret/${minion}`, {
		id: minion,
		fun: 'state.apply',
		fun_args: ['web'],
		return: success,
		retcode: success ? 0 : 1,
		success,
	});

test('reports once what returns that come together count up to', () => {
	const driven = createModel();
	publish(driven, ['a', 'b', 'c', 'd']);
	for (const minion of ['a', 'b', 'c']) answer(driven, minion);
	expect(driven.states('job')).toEqual(['running 0/4']);
	driven.endTurn();
	expect(driven.states('job')).toEqual(['running 0/4', 'running 3/4']);
	expect(driven.last('job')).toMatchObject({progress: 75, cells: {RETURNED: '3/4'}});
});

test('reports every other change of a job at once: its first failure, its end, and a late return', () => {
	const driven = createModel();
	publish(driven, ['a', 'b']);
	answer(driven, 'a', false);
	expect(driven.last('job')).toMatchObject({state: 'running 1/2', message: 'a: false', cells: {FAILED: 1}});
	driven.model.silence(jid, ['b'], null, 1000);
	expect(driven.last('job').state).toBe('failed');
	answer(driven, 'a');
	expect(driven.last('job').state).toBe('no response 1/2');
	answer(driven, 'b');
	expect(driven.last('job').state).toBe('succeeded');
	const observed = driven.states('job').length;
	driven.endTurn();
	expect(driven.states('job')).toHaveLength(observed);
});

test('reports for each minion when it begins to work and when it is done', () => {
	const driven = createModel();
	answer(driven, 'a');
	publish(driven, ['a', 'b']);
	expect(driven.last('minion')).toMatchObject({id: 'a', transitioning: 'no'});
	driven.fire('salt/auth', {id: 'b', act: 'accept', result: true});
	publish(driven, ['a', 'b']);
	expect(driven.last('minion')).toMatchObject({id: 'b', transitioning: 'yes', message: 'state.apply web'});
	answer(driven, 'b');
	expect(driven.last('minion')).toMatchObject({
		id: 'b',
		transitioning: 'no',
		cells: {'LAST JOB': `eu//job/${jid}`},
	});
});

test('names all minions of a job as its parents, also those that nobody announced', () => {
	const driven = createModel();
	const keys = (...ids: readonly string[]) => ids.map(id => `eu//minion/${id}`);
	answer(driven, 'a');
	const {parents} = driven.last('job');
	expect(parents).toEqual(keys('a'));
	for (const minion of ['b', 'c']) answer(driven, minion);
	driven.endTurn();
	expect(driven.last('job').parents).toEqual(keys('a', 'b', 'c'));
	// What was emitted before stays as it was.
	expect(parents).toEqual(keys('a'));
	answer(driven, 'b');
	driven.endTurn();
	publish(driven, ['a', 'b', 'c']);
	expect(driven.last('job')).toMatchObject({state: 'succeeded', parents: keys('a', 'b', 'c')});
});

test('does not bring a job back that was forgotten in the same turn', () => {
	const driven = createModel();
	publish(driven, ['a', 'b']);
	answer(driven, 'a');
	const job = driven.model.jobs.get(jid) ?? expect.fail('no job');
	driven.model.rows.jobGone(job);
	driven.endTurn();
	expect(driven.states('job')).toEqual(['running 0/2']);
});

test('makes the row of an event when it is looked at, and keeps no content that is too big', () => {
	const driven = createModel([]);
	driven.fire('my/tag', {words: 'small'});
	driven.fire('my/tag', {words: 'x'.repeat(20_000)});
	expect(driven.model.rows.list('event').map(({id, message}) => [id, message?.slice(0, 14)])).toEqual([
		['1', '{words: "small'],
		['2', '{words: "xxxxx'],
	]);
	expect([...driven.model.rows.events].map(({event}) => event?.payload)).toEqual([
		{words: 'small'},
		undefined,
	]);
	expect(driven.model.rows.busRow('eu//event/1')?.event?.tag).toBe('my/tag');
});

test('has emitted, at the end of each turn, every row as a listing would, whatever happened', () => {
	let seed = 5;
	const pick = (below: number): number => {
		seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((seed / 2 ** 32) * below);
	};
	const kinds = ['job', 'internal-job', 'return', 'minion'];
	const rows = new Map<string, Resource>();
	const waiting: (() => void)[] = [];
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(kinds),
		permitted: actions => actions,
		bounds: {jobs: 20, internal: 5},
		everyChange: true,
		later(call) {
			waiting.push(call);
			return () => undefined;
		},
	});
	model.rows.emitter.to(event => {
		if (event.type === 'changed') rows.set(event.resource.key, event.resource);
		if (event.type === 'removed') rows.delete(event.key);
	});
	const functions = ['state.apply', 'test.ping', 'saltutil.find_job', 'saltutil.kill_job'];
	const some = (): {tag: string; data: object} => {
		const number = pick(60);
		const job = `20261120154917${String(number).padStart(6, '0')}`;
		const id = `m${pick(5)}`;
		const fun = functions[number % 7] ?? 'state.apply';
		const minions = ['m0', 'm1', 'm2'].slice(pick(3));
		const other = `20261120154917${String(pick(60)).padStart(6, '0')}`;
		const value = [true, {}, {jid: other}, `Signal 9 sent to job ${other} at pid 5`][pick(4)];
		const success = pick(4) > 0;
		const returned = {id, fun, fun_args: [other], return: value, retcode: success ? 0 : 1, success};
		switch (pick(6)) {
			case 0:
				return {tag: `salt/job/${job}/new`, data: {fun, arg: ['web'], tgt: '*', tgt_type: 'glob', minions}};
			case 1:
				return {
					tag: `salt/job/${job}/prog/${id}/${pick(3)}`,
					data: {id, jid: job, len: 3, data: {ret: {result: success, __run_num__: pick(3)}}},
				};
			default:
				return {tag: `salt/job/${job}/ret/${id}`, data: {jid: job, ...returned}};
		}
	};

	const seen = ({SEEN: _, ...cells}: Resource['cells']): Resource['cells'] => cells;
	for (let turn = 0, at = 1000; turn < 150; turn++) {
		for (let count = pick(40); count >= 0; count--) {
			const event = parseEvent(JSON.stringify(some())) ?? expect.fail('no event');
			at += pick(50);
			model.apply(event, at);
		}

		for (const call of waiting.splice(0)) call();
		const listed = kinds.flatMap(kind => model.rows.list(kind));
		expect(listed.length).toBe(rows.size);
		for (const resource of listed) {
			const observed = rows.get(resource.key) ?? expect.fail(`${resource.key} was never emitted`);
			expect({...observed, cells: seen(observed.cells)}).toEqual({...resource, cells: seen(resource.cells)});
		}
	}
});

test('reports the newest state of a minion that changes more often than anybody can see, and how many were skipped', async () => {
	const observed: {readonly resource: Resource; readonly skipped?: number}[] = [];
	const model = new Model({
		source: 'eu',
		readOnly: false,
		kinds: new Set(['minion']),
		permitted: actions => actions,
	});
	model.rows.emitter.to(event => {
		if (event.type === 'changed') observed.push(event);
	});
	const fire = (success: boolean, number: number): void => {
		const job = `20261120154917${String(number).padStart(6, '0')}`;
		const returned = {id: 'web', fun: 'state.apply', fun_args: [], return: ['why'], retcode: 1, success};
		const event = parseEvent(JSON.stringify({tag: `salt/job/${job}/ret/web`, data: returned}));
		model.apply(event ?? expect.fail('no event'), 1000);
	};

	for (let number = 0; number < 1000; number++) fire(number % 2 === 0, number);
	await until(() => expect(observed.at(-1)?.skipped).toBeGreaterThan(100));
	expect(observed.length).toBeLessThan(600);
	expect(observed.at(-1)?.resource.message).toBe('highstate failed: why');
	expect(observed.at(-1)?.resource).toEqual({...model.rows.list('minion')[0]});
	model.rows.stop();
});

test('shows how far a runner is while it works, and not when it is over', () => {
	const driven = createModel();
	driven.fire(`salt/run/${jid}/new`, {fun: 'runner.state.orchestrate', jid, fun_args: ['orch.deploy']});
	driven.fire(`salt/run/${jid}/progress`, {message: 'step 1 of 3'});
	expect(driven.last('job')).toMatchObject({state: 'running', message: 'step 1 of 3'});
	driven.fire(`salt/run/${jid}/ret`, {fun: 'runner.state.orchestrate', jid, return: true, success: true});
	expect(driven.last('job')).toMatchObject({state: 'succeeded', message: null});
});

test('keeps saying why a job was refused', () => {
	const driven = createModel();
	driven.fire(`salt/job/${jid}/error`, {fun: 'cmd.run', tgt: '*', error: {message: 'not allowed'}});
	expect(driven.last('job')).toMatchObject({
		name: 'cmd.run',
		state: 'refused',
		message: 'not allowed',
		cells: {TARGET: '*'},
	});
});

describe('a wheel call of a master up to 3007, which has it under two jids', () => {
	const outer = '20261130220111988918';
	const inner = '20261130220111992240';
	const fun = 'wheel.key.accept';
	const call = ({fire}: Driven, jid: string): void =>
		fire(`salt/wheel/${jid}/new`, {fun, jid, tag: `salt/wheel/${jid}`, user: 'ann'});
	const copy = ({fire}: Driven, jid: string): void =>
		fire(`salt/wheel/${jid}/new`, {fun, jid, user: 'UNKNOWN', fun_args: ['web']});

	test('is one job, with the arguments of the other, also once the job cache is read', () => {
		const driven = createModel();
		call(driven, outer);
		copy(driven, inner);
		driven.endTurn();
		expect(driven.last('job')).toMatchObject({id: outer, name: `${fun} web`});
		const cached = {Function: fun, Arguments: [], Target: 'master', 'Target-type': 'list', User: 'UNKNOWN'};
		expect(driven.model.readJob(inner, cached, 1000)).toBeNull();
		expect([...driven.model.jobs.all].map(({jid}) => jid)).toEqual([outer]);
	});

	test('has no arguments where they may be those of another call', () => {
		const driven = createModel();
		call(driven, outer);
		call(driven, '20261130220111988919');
		copy(driven, inner);
		expect([...driven.model.jobs.all].map(job => [job.args, hasArguments(job)])).toEqual([
			[[], false],
			[[], false],
		]);
	});
});
