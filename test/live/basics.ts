import {expect, test} from 'vitest';
import type {Master} from './master.js';
import {configFor, live, until} from './scene.js';

/** What every master does, whatever its version. The tests are in the order of a master that has just been started. */
export const testBasics = (master: () => Master, version: string): void => {
	test('its keys: one that waits is accepted, and its minion comes up', async () => {
		const {act, row} = await live(configFor(master()));
		await until(() => expect(row('key/web-b.example').state).toBe('pending'));
		await act('key/web-b.example', 'accept');
		await until(() => expect(row('key/web-b.example').state).toBe('accepted'));
		await until(() => expect(row('minion/web-b.example')).toMatchObject({state: 'up', health: 'ok'}));
		await until(() => expect(row('minion/web-a.example').state).toBe('up'));
		await until(() => expect(row('minion/web-a.example').cells.VERSION).toBe(version));
	});

	test('a ping', async () => {
		const {command, job} = await live(configFor(master()));
		expect(await command('salt web-* test.ping')).toMatchObject({
			message: expect.stringMatching(/on 2 minions$/),
		});
		await until(() => expect(job('test.ping')).toMatchObject({health: 'ok', cells: {RETURNED: '2/2'}}));
	});

	test('states: their progress comes as it is made, and the results after it', async () => {
		const {act, job, log} = await live(configFor(master()));
		await act('minion/web-a.example', 'state.apply', {mods: 'steps'});
		await until(() => job('state.apply'));
		const followed = log(`job/${job('state.apply').id}`);
		await until(() => expect(job('state.apply')).toMatchObject({transitioning: 'no', health: 'ok'}));
		await until(() => expect(followed.texts.join('\n')).toMatch(/3\/3 ok third/));
		const steps = followed.texts.filter(text => /^\d\/3 /.test(text));
		expect(steps.map(text => text.replace(/ \d+ ms$/, ''))).toEqual([
			'1/3 ok first (steps)',
			'2/3 ok changed second (steps)',
			'3/3 ok third (steps)',
		]);
	});

	test('states that fail say so', async () => {
		const {act, job} = await live(configFor(master()));
		await act('minion/web-a.example', 'state.apply', {mods: 'broken'});
		await until(() => expect(job('state.apply')).toMatchObject({health: 'error', cells: {FAILED: 1}}));
	});

	test('a job that is killed', async () => {
		const {command, job, act} = await live(configFor(master()));
		await command('salt web-a* test.sleep 120');
		await until(() => expect(job('test.sleep').transitioning).toBe('yes'));
		await act(`job/${job('test.sleep').id}`, 'kill');
		await until(
			() => expect(job('test.sleep')).toMatchObject({transitioning: 'no', state: 'killed'}),
			40_000,
		);
	});

	test('what is typed for the master itself, and its page', async () => {
		const {command, source, observed} = await live(configFor(master()));
		source.show(['event']);
		expect(await command('hook deploy/done {"version": 7}')).toMatchObject({
			message: 'event salt/netapi/hook/deploy/done',
		});
		await until(() =>
			expect([...observed.rows.values()].map(({name}) => name)).toContain('salt/netapi/hook/deploy/done'),
		);
		expect(JSON.stringify([...observed.rows.values()])).not.toMatch(/x-auth-token": "?[0-9a-f]{40}/i);
		expect(await command('wheel key.finger web-a.example')).toMatchObject({
			message: expect.stringContaining('web-a'),
		});
		await expect(command('runner test.arg one')).resolves.toMatchObject({
			message: expect.stringMatching(/^job /),
		});
		const stats = await source.object(
			source.pages.stats ?? expect.fail('no page'),
			new AbortController().signal,
		);
		expect(stats).toMatchObject({stats: {}, user: master().user.username});
	});

	test('who may only ping hears that the rest is not permitted', async () => {
		const {command} = await live(configFor(master(), master().limited));
		await expect(command('salt web-a* cmd.run id')).rejects.toThrow(/not permitted/);
		await expect(command('salt web-a* test.ping')).resolves.toMatchObject({
			message: expect.stringMatching(/^job /),
		});
	});

	test('the websocket says the same', async () => {
		const {command, job, observed} = await live({...configFor(master()), eventTransport: 'ws'});
		await command('salt web-a* test.version');
		await until(() => expect(job('test.version').health).toBe('ok'));
		expect(observed.message).toBe('');
	});

	test('a restart of salt-api loses the session, and nothing else', async () => {
		const {observed, row, command, job} = await live(configFor(master()));
		await master().restartApi();
		await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
		await until(() => expect(observed.status).toBe('live'));
		expect(row('minion/web-a.example').state).toBe('up');
		await command('salt web-a* test.echo again');
		await until(() => expect(job('test.echo').health).toBe('ok'));
	});
};
