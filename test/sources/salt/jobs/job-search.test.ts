import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {publish} from '../../../../source/demo/salt/dispatch.js';
import type {SaltServer} from '../../../../source/demo/salt/server.js';
import {notBeginning} from '../../../../source/sources/salt/jobs/job-search.js';
import {live, master, type Scene, until, watch} from '../scene.js';
import {calls} from '../start.js';

const own = new URL('../../../fixtures/salt/found/02-list_jobs_filter-200-own-polls.json', import.meta.url);

const jidAt = (secondsAgo: number): string =>
	`${new Date(Date.now() - secondsAgo * 1000).toISOString().replaceAll(/\D/g, '')}000`;

/** Puts a job into the job cache. */
const keep = (
	{master: {jobs}}: SaltServer,
	secondsAgo: number,
	fun: string | string[],
	target: string,
): string => {
	const jid = jidAt(secondsAgo);
	const results = new Map([['web-a.example', {return: true, retcode: 0, success: true}]]);
	const how = {targetType: 'glob', user: 'anna', metadata: null, minions: null, done: new Set<() => void>()};
	jobs.set(jid, {jid, fun, args: [], target, ...how, results});
	return jid;
};

/** Fills the job cache with what this program itself left there in a few minutes, as a real master listed it. */
const keepPolls = (server: SaltServer, count: number): void => {
	const {return: observed} = JSON.parse(readFileSync(own, 'utf8'));
	const polls = observed[0].filter((each: unknown) => typeof each === 'object');
	for (let index = 0; index < count; index++) {
		const {Function: fun, Target: target} = polls[index % polls.length];
		keep(server, 1000 - index * 0.01, fun, target);
	}
};

const jobs = (scene: Scene): readonly string[] => scene.rows('job').map(({id}) => id);
const isLive = ({observed}: Scene) => until(() => expect(observed.status).toBe('live'));

const show = async (server: SaltServer): Promise<Scene> => {
	const scene = watch(server);
	await isLive(scene);
	return scene;
};

test("lists people's jobs however many of its own lie in the job cache", async () => {
	const server = await master();
	const jids = [
		keep(server, 9000, 'state.apply', 'web-*'),
		keep(server, 2000, 'test.ping', '*'),
		keep(server, 1500, 'runner.state.orchestrate', 'demo_master'),
		keep(server, 1200, ['test.ping', 'cmd.run'], '*'),
	];
	keepPolls(server, 700);
	expect(jobs(await show(server))).toEqual(jids);
});

test("what changes the master's caches and keys is not one of its looks", async () => {
	const server = await master();
	const changes = ['cache.clear_all', 'cache.flush', 'manage.key_regen', 'batch.stop'];
	const jids = changes.map((fun, at) => keep(server, 2000 - at, `runner.${fun}`, 'demo_master'));
	for (const fun of ['cache.pillar', 'manage.not_alived', 'manage.status', 'batch.status'])
		keep(server, 1500, `runner.${fun}`, 'demo_master');
	expect(jobs(await show(server))).toEqual(jids);
});

test('pages the newest jobs where they cannot be searched', async () => {
	const server = await master();
	const jid = keep(server, 2000, 'test.ping', '*');
	// Salt matches no function that is one of several.
	keep(server, 1990, ['test.ping', 'cmd.run'], 'other_master');
	keepPolls(server, 700);
	expect(jobs(await show(server))).toContain(jid);
	const counts = server.received
		.filter(calls('jobs.list_jobs_filter'))
		.map(({body}) => JSON.parse(body)[0].count);
	expect(counts).toEqual([200, 800]);
});

test('asks only for the last hours where these hold enough', async () => {
	const server = await master();
	const jids = Array.from({length: 210}, (_, index) => keep(server, 3000 - index, 'test.ping', '*'));
	keep(server, 30_000, 'test.ping', '*');
	expect(jobs(await show(server))).toEqual(jids.slice(10));
	expect(server.received.filter(calls('jobs.list_jobs')).every(({body}) => body.includes('start_time'))).toBe(
		true,
	);
});

test('shows the jobs where one has no time to compare', async () => {
	const server = await master();
	const jid = keep(server, 2000, 'test.ping', '*');
	const {jobs: cache} = server.master;
	const known = cache.get(jid) ?? expect.fail('no job');
	cache.set('req', {...known, jid: 'req'});
	expect(jobs(await show(server))).toEqual([jid]);
});

test('its own looks leave nothing in the job cache of a master up to 3007', async () => {
	const {server} = await live();
	const wheels = [...server.master.jobs.values()].filter(({fun}) => String(fun).startsWith('wheel.'));
	expect(wheels).toEqual([]);
});

test('keeps no answers when it asks after a job', async () => {
	const {server, row} = await live();
	const asked = {fun: 'test.sleep', args: [40], target: 'web-a.example', targetType: 'glob', user: 'anna'};
	const jid = publish(server.master, asked)?.jid ?? expect.fail('no job');
	await until(() => expect(row(`job/${jid}`).state).toBe('running 0/1'));
	await until(() => expect(server.received.filter(calls('saltutil.find_job')).length).toBeGreaterThan(0));
	const asking = [...server.master.jobs.values()].filter(({fun}) => fun === 'saltutil.find_job');
	expect(asking.every(({nocache}) => nocache)).toBe(true);
});

test.each([
	'runner.jobs.active',
	'runner.jobsx',
	'runner.state.sls',
	'wheel.key.accept',
	'run',
	'cmd.run',
	'',
])('globs that match all but what begins with something: %j', text => {
	const globs = notBeginning(['runner.jobs.', 'wheel.key.list']);
	const matched = globs.some(glob =>
		new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('[!', '[^').replaceAll('*', '.*')}$`).test(text),
	);
	expect(matched).toBe(text !== '' && !text.startsWith('runner.jobs.'));
});
