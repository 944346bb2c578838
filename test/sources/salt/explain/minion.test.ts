import {describe, expect, test} from 'vitest';
import {answer} from '../../explain/surround.js';
import {a, cached, explained, job, minion, now, recordedReturn} from './stage.js';

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
