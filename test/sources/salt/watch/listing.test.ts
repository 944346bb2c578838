import {expect, test} from 'vitest';
import {page} from '../../../../source/demo/salt/pages.js';
import {UnreachableError} from '../../../../source/model/errors.js';
import type {Resource} from '../../../../source/model/resource.js';
import {Lister} from '../../../../source/sources/salt/watch/listing.js';
import {Model} from '../../../../source/sources/salt/watch/model.js';
import {systemClock} from '../../../../source/transport/clock.js';
import {master, type Scene, until, watch} from '../scene.js';
import {cacheJob, calls, failed} from '../start.js';

const reading = calls('jobs.list_job');

/** How a row was emitted, before and when the source was live. */
const reports = ({observed}: Scene, id: string) =>
	observed.of('changed').filter(({resource}) => resource.id === id);

const isLive = ({observed}: Scene) => until(() => expect(observed.status).toBe('live'));

test('is live only when the results of jobs were read, and lists the other kinds before', async () => {
	const server = await master();
	const jid = cacheJob(server, 600, failed);
	const gate = server.faults.hold(reading);
	const scene = watch(server);
	await gate.reached;
	await until(() => expect(scene.rows('minion')).toHaveLength(2));
	await until(() => expect(scene.observed.of('listed').map(({kinds}) => kinds)).toEqual([['minion', 'key']]));
	expect(scene.row(`job/${jid}`).state).toBe('unknown');
	expect(scene.observed.status).toBe('connecting');
	gate.release();
	await isLive(scene);
	expect(scene.row(`job/${jid}`)).toMatchObject({state: 'failed', health: 'error'});
	const events = scene.observed.events.map(event =>
		event.type === 'changed' ? event.resource.state : event.type,
	);
	expect(events.lastIndexOf('failed')).toBeLessThan(events.lastIndexOf('listed'));
});

test('reads the results of the newest jobs, a few at once, and leaves older ones finished', async () => {
	const server = await master();
	const jids = Array.from({length: 25}, (_, index) => cacheJob(server, 7200 - index * 60, failed));
	const gate = server.faults.hold(reading);
	const scene = watch(server);
	await gate.reached;
	await until(() => expect(server.received.filter(reading)).toHaveLength(4));
	gate.release();
	await isLive(scene);
	expect(jids.map(jid => scene.row(`job/${jid}`).state)).toEqual([
		...Array.from({length: 5}, () => 'finished'),
		...Array.from({length: 20}, () => 'failed'),
	]);
	expect(scene.row(`job/${jids[0]}`)).toMatchObject({health: 'unknown', since: null, cells: {TOOK: null}});
	expect(server.received.filter(reading)).toHaveLength(20);
});

test.each([
	['failed', failed, ['web-a.example'], 'failed'],
	['failed and was not answered by all', failed, ['web-a.example', 'web-b.example'], 'failed'],
	['nobody answered', {}, ['web-b.example'], 'no response 0/1'],
])(
	'does not take its own look at a job that long ago %s for its end',
	async (_title, results, minions, state) => {
		const server = await master();
		const jid = cacheJob(server, 10_800, results, minions);
		const scene = watch(server);
		await isLive(scene);
		expect(scene.row(`job/${jid}`)).toMatchObject({state, since: null, cells: {TOOK: null}});
		expect(reports(scene, jid).map(({listed, resource}) => [listed, resource.state])).toEqual([
			[true, 'unknown'],
			[true, state],
		]);
	},
);

test('knows how long a job took where the master keeps the time of its end', async () => {
	const server = await master();
	const jid = cacheJob(server, 10_800, failed);
	const EndTime = '2026, Nov 20 15:50:17.454273';
	const listed = {Function: 'state.apply', Target: '*', Minions: ['web-a.example'], EndTime, Result: failed};
	server.faults.refuse(reading, {
		status: 200,
		headers: {'Content-Type': 'application/json'},
		body: JSON.stringify({return: [listed]}),
	});
	const scene = watch(server);
	await isLive(scene);
	expect(scene.row(`job/${jid}`).since).toBe(Date.UTC(2026, 10, 20, 15, 50, 17, 454));
});

test('goes on where nobody can say which jobs are running', async () => {
	const server = await master();
	const jid = cacheJob(server, 600, failed);
	server.faults.refuse(calls('jobs.active'), page(500, 'An unexpected error occurred'));
	const scene = watch(server);
	await isLive(scene);
	expect(scene.row(`job/${jid}`).state).toBe('failed');
	expect(scene.observed.of('fault').map(({message}) => message)).toEqual([
		expect.stringMatching(/Cannot list running jobs/),
	]);
});

test('does not emit a minion before it is known whether it is there', async () => {
	const server = await master();
	cacheJob(server, 60, failed);
	// Whoever asks for that hears from every minion.
	server.faults.refuse(calls('jobs.active'), page(500, 'An unexpected error occurred'));
	const gate = server.faults.hold(calls('minions.connected'));
	const scene = watch(server);
	await gate.reached;
	await until(() => expect(scene.rows('job')[0]?.state).toBe('failed'));
	server.fire('salt/job/20261120154917940217/new', {fun: 'test.ping', minions: ['web-a.example'], tgt: '*'});
	await until(() => expect(scene.rows('job')).toHaveLength(2));
	gate.release();
	await isLive(scene);
	const states = reports(scene, 'web-a.example').flatMap(({resource: {kind, state}}) =>
		kind === 'minion' ? state : [],
	);
	expect(new Set(states)).toEqual(new Set(['up']));
});

test('keeps a minion behind a syndic, which has no key here, until the events are followed again', async () => {
	const scene = watch(await master());
	await isLive(scene);
	const {server, source, observed} = scene;
	const id = 'far.example';
	server.fire('salt/job/20261120154917940217/ret/far.example', {
		id,
		fun: 'test.ping',
		return: true,
		success: true,
	});
	await until(() => expect(scene.row(`minion/${id}`)).toMatchObject({state: 'up', cells: {KEY: null}}));
	const pings = server.received.filter(calls('minions.connected')).length;
	const listings = observed.of('listed').length;
	source.relist();
	await until(() => expect(observed.of('listed').length).toBeGreaterThan(listings + 1));
	await until(() =>
		expect(server.received.filter(calls('minions.connected')).length).toBeGreaterThan(pings + 2),
	);
	expect(scene.row(`minion/${id}`).state).toBe('up');
	server.faults.cut();
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await isLive(scene);
	expect(observed.rows.has(`eu//minion/${id}`)).toBe(false);
});

test('a job whose results do not come in time is a fault, and the listing goes on without it', async () => {
	const jids = [1, 2, 3].map(number => `2026010203040${number}000000`);
	const late = {attempted: 'Cannot read the job', target: 'http://salt', answer: 'no answer within 60 s'};
	const answers: Readonly<Record<string, unknown>> = {
		'jobs.list_jobs': Object.fromEntries(jids.map(jid => [jid, {Function: 'test.ping', Target: '*'}])),
		'jobs.active': {},
	};
	const api = {
		async read({fun}: {readonly fun: string}) {
			if (fun === 'jobs.list_job') throw new UnreachableError(late);
			return answers[fun];
		},
	};
	const model = new Model({
		source: 'salt',
		readOnly: false,
		kinds: new Set(['job']),
		permitted: actions => actions,
	});
	const faults: string[] = [];
	const refused: unknown[] = [];
	const lister = new Lister({
		api: api as never,
		model,
		clock: systemClock,
		onFault: message => faults.push(message),
		onRefused: (_kinds, reason) => reason !== null && refused.push(reason),
	});
	const listed: Resource[] = [];
	await lister.list(['job'], rows => listed.push(...rows), new AbortController().signal);
	expect(new Set(listed.map(({id}) => id))).toEqual(new Set(jids));
	expect(faults[0]).toContain('no answer within 60 s');
	expect(refused).toEqual([]);
});

test('what the minions returned is listed only when the jobs are', async () => {
	const server = await master();
	const jid = cacheJob(server, 600, failed);
	const gate = server.faults.hold(reading);
	const scene = watch(server, {show: ['return']});
	await gate.reached;
	await until(() => expect(scene.rows('minion')).toHaveLength(2));
	const isListed = () => scene.observed.of('listed').some(({kinds}) => kinds.includes('return'));
	expect(isListed()).toBe(false);
	gate.release();
	await until(() => expect(isListed()).toBe(true));
	expect(scene.rows('return').map(({id}) => id)).toContain(`${jid}/web-a.example`);
});

test('gives what a listing found out as its rows, and not as changes too', async () => {
	let connected: readonly string[] = ['web'];
	const wheel = (observed: unknown) => ({data: {return: observed, success: true}});
	const api = {
		async read({fun}: {readonly fun: string}) {
			if (fun === 'key.list_all') return wheel({minions: ['web']});
			return fun === 'minions.connected' ? wheel(connected) : {};
		},
	};
	const changes: unknown[] = [];
	const model = new Model({
		source: 'salt',
		readOnly: false,
		kinds: new Set(['minion', 'key']),
		permitted: actions => actions,
	});
	model.rows.emitter.to(event => changes.push(event));
	const lister = new Lister({
		api: api as never,
		model,
		clock: systemClock,
		onFault: message => expect.fail(message),
		onRefused: () => undefined,
	});
	const list = async () => {
		const listed: Resource[] = [];
		await lister.list(['minion', 'key'], rows => listed.push(...rows), new AbortController().signal);
		return [...new Set(listed.map(({kind, state}) => `${kind} ${state}`))];
	};

	expect(await list()).toEqual(['minion up', 'key accepted']);
	model.roster.heard('web', Date.now());
	changes.length = 0;
	connected = [];
	expect(await list()).toEqual(['minion down', 'key accepted']);
	expect(changes).toEqual([]);
});
