import {expect, test} from 'vitest';
import type {Master} from './master.js';
import {configFor, live, until} from './scene.js';

const impatient = {overdueMs: 4000, answerMs: 4000};

/** What rows say of jobs, keys and minions that only a real master can prove. */
export const testRows = (master: () => Master): void => {
	test('a state run that waits for another one is running until it is done', async () => {
		const {act, jobs, observed} = await live(configFor(master()), [], impatient);
		const known = jobs('state.apply').length;
		const input = {mods: 'slow', queue: true};
		await act('minion/web-a.example', 'state.apply', input);
		await until(() => expect(jobs('state.apply')).toHaveLength(known + 1));
		await act('minion/web-a.example', 'state.apply', input);
		await until(() => expect(jobs('state.apply')).toHaveLength(known + 2));
		const id = jobs('state.apply').at(-1)?.id;
		await until(() => expect(jobs('state.apply').at(-1)?.state).toBe('succeeded'), 120_000);
		const states = observed.of('changed').flatMap(({resource}) => (resource.id === id ? resource.state : []));
		expect(new Set(states)).toEqual(new Set(['running 0/1', 'succeeded']));
	});

	test('the last highstate stays on the minion, and is found again', async () => {
		const {command, jobs, row} = await live(configFor(master()));
		await command('salt web-a* state.highstate pillar={"fail": true}');
		await until(() => expect(row('minion/web-a.example').cells.HIGHSTATE).toBe('failed (1 failed)'));
		await command('salt web-a* test.echo behind');
		await until(() => expect(jobs('test.echo').at(-1)?.state).toBe('succeeded'));
		expect(row('minion/web-a.example').health).toBe('warning');
		const again = await live(configFor(master()));
		expect(again.row('minion/web-a.example')).toMatchObject({
			health: 'warning',
			message: expect.stringMatching(/^highstate failed: .*breaks/),
			cells: {HIGHSTATE: 'failed (1 failed)', FAILED: 1},
		});
		await again.command('salt web-a* state.highstate');
		await until(() => expect(again.row('minion/web-a.example').cells).toMatchObject({CHANGED: 1, FAILED: 0}));
		expect(again.row('minion/web-a.example').health).toBe('ok');
	});

	test('a runner is run again with the arguments that only its result has', async () => {
		const first = await live(configFor(master()));
		await first.command('runner test.arg 1234567890123456789 b=3');
		const name = 'runner.test.arg 1234567890123456789 b=3';
		const named = ({observed}: typeof first) =>
			[...observed.rows.values()].filter(row => row.kind === 'job' && row.name === name);
		await until(() => expect(named(first)[0]?.state).toBe('succeeded'));
		const again = await live(configFor(master()));
		await until(() => expect(named(again)).toHaveLength(1));
		await again.act(`job/${named(again)[0]?.id}`, 'rerun');
		await until(() => expect(named(again).map(({state}) => state)).toEqual(['succeeded', 'succeeded']));
	});

	test('a job that was killed is so for who comes later', async () => {
		const {command, job, act} = await live(configFor(master()));
		await command('salt web-a* test.sleep 119');
		await until(() => expect(job('test.sleep').name).toBe('test.sleep 119'));
		const {id} = job('test.sleep');
		await act(`job/${id}`, 'kill');
		await until(() => expect(job('test.sleep').state).toBe('killed'));
		const again = await live(configFor(master()));
		expect(again.row(`job/${id}`).state).toBe('killed');
	});

	test('a denied key is deleted by itself', async () => {
		master().deny('web-a.example');
		const {act, row, observed} = await live(configFor(master()));
		expect(row('key/web-a.example:denied').health).toBe('error');
		await act('key/web-a.example:denied', 'delete');
		await until(() => expect(observed.rows.has('eu//key/web-a.example:denied')).toBe(false));
		expect(row('key/web-a.example').state).toBe('accepted');
		expect(row('minion/web-a.example').state).toBe('up');
	});
};
