import {expect, test} from 'vitest';
import {page} from '../../../../source/demo/salt/pages.js';
import {master, type Scene, until, watch} from '../scene.js';
import {cacheJob, calls, failed} from '../start.js';

const reading = calls('jobs.list_job');

const isLive = ({observed}: Scene) => until(() => expect(observed.status).toBe('live'));

/** What the last status says is missing, by kind. */
const missing = ({observed}: Scene) =>
	Object.fromEntries((observed.of('status').at(-1)?.missing ?? []).map(({kind, ...why}) => [kind, why]));

test('names the kinds that a user without rights may not list, and shows what the events report', async () => {
	const nobody = {username: 'saltdev', password: 'saltdev', perms: []};
	const scene = watch(await master({users: [nobody]}), {show: ['return', 'master']});
	await isLive(scene);
	const refused = (what: string) => ({
		refused: true,
		message: expect.stringMatching(
			new RegExp(`^Cannot list ${what}.*not permitted; the user lacks the right`),
		),
	});
	expect(missing(scene)).toEqual({
		key: refused('keys'),
		minion: refused('keys'),
		job: refused('jobs'),
		return: refused('jobs'),
		'internal-job': refused('jobs'),
	});
	expect(scene.observed.of('fault')).toEqual([]);
	scene.server.fire('salt/minion/web-a.example/start', {id: 'web-a.example'});
	await until(() => expect(scene.row('minion/web-a.example').state).toBe('up'));
});

test('names the kinds that need a client which is disabled, and no more when it is not', async () => {
	const server = await master();
	const disabled = page(
		400,
		"Client disabled: 'runner'. Add to 'netapi_enable_clients' master config option to enable.",
	);
	const undo = server.faults.refuse(({body}) => body.includes('"runner"'), disabled);
	const scene = watch(server);
	await isLive(scene);
	expect(Object.keys(missing(scene))).toEqual(['job', 'return', 'internal-job']);
	expect(missing(scene).job).toMatchObject({message: expect.stringMatching(/the client runner is disabled/)});
	undo();
	scene.source.relist();
	await until(() => expect(missing(scene)).toEqual({}));
	expect(scene.observed.status).toBe('live');
});

test('does not miss minions that the cache of grains lists where keys may not be listed', async () => {
	const limited = {
		username: 'saltdev',
		password: 'saltdev',
		perms: [{'@runner': ['cache.grains', 'jobs.*']}],
	};
	const scene = watch(await master({users: [limited]}));
	await isLive(scene);
	expect(Object.keys(missing(scene))).toEqual(['key']);
	expect(scene.rows('minion')).toHaveLength(2);
});

test('says once that results may not be read, and that jobs are not whole without', async () => {
	const limited = {
		username: 'saltdev',
		password: 'saltdev',
		perms: ['@wheel', {'@runner': ['cache.grains', 'jobs.list_jobs_filter', 'jobs.active']}],
	};
	const server = await master({users: [limited]});
	const jids = Array.from({length: 9}, (_, index) => cacheJob(server, 600 - index, failed));
	const scene = watch(server);
	await isLive(scene);
	expect(Object.keys(missing(scene))).toEqual(['job', 'return']);
	expect(missing(scene).job?.message).toMatch(/Cannot read the job.*not permitted/);
	expect(scene.rows('job').map(({state}) => state)).toEqual(jids.map(() => 'finished'));
	expect(server.received.filter(reading).length).toBeLessThanOrEqual(4);
});
