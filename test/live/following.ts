import {describe, expect, test} from 'vitest';
import {serveFront} from './front.js';
import type {Master} from './master.js';
import {configFor, live, type Scene, until} from './scene.js';

/** The states that a job was in, each once, in their order. */
const statesOf = ({observed}: Scene, id: string): readonly string[] => [
	...new Set(observed.of('changed').flatMap(({resource}) => (resource.id === id ? resource.state : []))),
];

/** What only a real master shows: how its bus behaves, and what it keeps. */
export const testFollowing = (master: () => Master, series: string): void => {
	test('its event stream is heard to be alive, and leaves no gap', async () => {
		const front = await serveFront(master().url);
		const {observed} = await live(configFor(master(), master().user, front.url));
		await until(() => {
			const calls = front.received.filter(({body}) => body.includes('minions.connected'));
			expect(calls.length).toBeGreaterThanOrEqual(4);
		});
		expect(observed.of('gap')).toEqual([]);
		await front.close();
	});

	test('a stream that is held back is alive, and a job whose return is late was not unanswered', async () => {
		const scene = await live(configFor(master()), ['event']);
		const {observed, command, job} = scene;
		const names = (): readonly string[] =>
			[...observed.rows.values()].flatMap(({kind, name}) => (kind === 'event' ? name : []));
		master().fire('burst', 1500);
		await until(() => expect(names()).toContain('burst'));
		await command('salt web-a* test.arg late');
		await until(() => expect(names()).toContain('burst/end'), 120_000);
		await until(() => expect(job('test.arg').state).toBe('succeeded'));
		expect(statesOf(scene, job('test.arg').id)).not.toContain('no response 0/1');
		expect(observed.of('gap')).toEqual([]);
	});

	test("people's jobs are found among very many of programs that look around", async () => {
		const before = await live(configFor(master()), ['event']);
		await before.command('salt web-a* test.echo people');
		await until(() => expect(before.job('test.echo').state).toBe('succeeded'));
		master().keepPolls(400);
		await until(() =>
			expect([...before.observed.rows.values()].map(({name}) => name)).toContain('polls/end'),
		);
		const {job} = await live(configFor(master()));
		expect(job('test.echo').state).toBe('succeeded');
	});

	test('looking leaves no wheel call in the job cache, up to 3007', async () => {
		master().forgetJobs();
		await live(configFor(master()));
		const jobs = await master().run({client: 'runner', fun: 'jobs.list_jobs'});
		expect(jobs).toContain('runner.jobs.list_jobs');
		expect(jobs.includes('wheel.')).toBe(series === '3008');
	});

	test('a job that returns bytes is read once, and said to be unreadable', async () => {
		const {observed, command, job} = await live(configFor(master()));
		await command('salt web-a* odd.bytes_');
		await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
		await until(() => expect(job('odd.bytes_')).toMatchObject({state: 'finished'}), 90_000);
		expect(job('odd.bytes_').message).toMatch(/holds bytes/);
		await until(() => expect(observed.status).toBe('live'));
		const gaps = observed.of('gap').length;
		await command('salt web-a* test.echo after');
		await until(() => expect(job('test.echo').state).toBe('succeeded'));
		expect(observed.of('gap')).toHaveLength(gaps);
		master().forgetJobs();
	});

	describe.runIf(series === '3008')('a batch', () => {
		const begin = (seconds: number, waitSeconds: number): Promise<string> =>
			master().run({
				client: 'local_batch',
				tgt: 'web-*',
				fun: 'test.sleep',
				arg: [seconds],
				batch: '1',
				batch_wait: waitSeconds,
			});

		test('runs until all its parts are over', async () => {
			const scene = await live(configFor(master()));
			const over = begin(1, 3);
			await until(() => expect(scene.job('test.sleep').transitioning).toBe('yes'));
			const {id} = scene.job('test.sleep');
			await over;
			await until(() => expect(scene.row(`job/${id}`).state).toBe('succeeded'));
			expect(statesOf(scene, id).slice(-3)).toEqual(['running 1/2', 'running 2/2', 'succeeded']);
		});

		test('is stopped before it comes to the next minion', async () => {
			const scene = await live(configFor(master()));
			const known = scene.jobs('test.sleep').length;
			const over = begin(4, 60);
			await until(() => expect(scene.jobs('test.sleep').length).toBeGreaterThan(known));
			const {id} = scene.job('test.sleep');
			await until(() => expect(scene.row(`job/${id}`).state).toMatch(/^running \d\/2$/));
			await scene.act(`job/${id}`, 'stop-batch');
			await until(() => expect(scene.row(`job/${id}`).state).toBe('halted'));
			expect(scene.row(`job/${id}`).message).toMatch(/^stopped before it ran on web-[ab]\.example$/);
			await over;
		});
	});
};
