import {expect, test} from 'vitest';
import {publish} from '../../../../source/demo/salt/dispatch.js';
import type {SaltServer} from '../../../../source/demo/salt/server.js';
import type {Fields, Json} from '../../../../source/demo/world/world.js';
import {highstateOf, isHighstate} from '../../../../source/sources/salt/jobs/highstate.js';
import {live, type Scene, until, watch} from '../scene.js';

const minion = 'minion/web-a.example';

const run = (server: SaltServer, fun: string, args: readonly Json[] = []) =>
	publish(server.master, {fun, args, target: 'web-a.example', targetType: 'glob', user: 'anna'}) ??
	expect.fail('nobody');

const setRole = ({master}: SaltServer, role: string): void => {
	const known = master.minions.get('web-a.example') ?? expect.fail('no minion');
	known.grains = {...known.grains, role};
};

const isDone = (scene: Scene, jid: string) =>
	until(() => expect(scene.row(`job/${jid}`).transitioning).not.toBe('yes'));

test('the last highstate stays on the minion, and a failed one is a warning until one succeeds', async () => {
	const scene = await live();
	const {server, row} = scene;
	expect(row(minion).cells).toMatchObject({HIGHSTATE: null, CHANGED: null, FAILED: null});
	setRole(server, 'bad');
	await isDone(scene, run(server, 'state.highstate').jid);
	const failed = {
		health: 'warning',
		message: expect.stringMatching(/^highstate failed: .*breaks: Failure!/),
		cells: {
			HIGHSTATE: 'failed (2 failed, 1 changed)',
			CHANGED: 1,
			FAILED: 2,
			'HIGHSTATE AT': expect.any(Number),
		},
	};
	await until(() => expect(row(minion)).toMatchObject(failed));
	await isDone(scene, run(server, 'state.highstate', [{__kwarg__: true, test: true}]).jid);
	await isDone(scene, run(server, 'state.apply', ['base']).jid);
	await isDone(scene, run(server, 'test.ping').jid);
	await until(() => expect(row(minion)).toMatchObject(failed));
	setRole(server, 'web');
	await isDone(scene, run(server, 'state.apply').jid);
	await until(() =>
		expect(row(minion)).toMatchObject({
			health: 'ok',
			message: null,
			cells: {HIGHSTATE: expect.stringMatching(/^succeeded \(\d changed\)$/), FAILED: 0},
		}),
	);
});

test('the last highstate of a minion that was let in again is that of before', async () => {
	const scene = await live({show: ['key']});
	const {server, source, row, rows, act} = scene;
	setRole(server, 'bad');
	await isDone(scene, run(server, 'state.highstate').jid);
	await act('key/web-a.example', 'reject');
	await until(() => expect(rows('minion').map(({name}) => name)).not.toContain('web-a.example'));
	await act('key/web-a.example', 'accept');
	await until(() => expect(row(minion).kind).toBe('minion'));
	source.relist();
	await until(() =>
		expect(row(minion)).toMatchObject({
			health: 'warning',
			message: expect.stringMatching(/^highstate failed: /),
			cells: {HIGHSTATE: 'failed (2 failed, 1 changed)'},
		}),
	);
});

test('the last highstate is found in the job cache, behind what ran after it, and is in describe', async () => {
	const first = await live();
	const {server} = first;
	setRole(server, 'bad');
	const {jid} = run(server, 'state.highstate');
	await isDone(first, jid);
	for (let count = 0; count < 25; count++) await isDone(first, run(server, 'test.ping').jid);
	const second = watch(server);
	await until(() => expect(second.observed.status).toBe('live'));
	await until(() => expect(second.row(minion).cells.HIGHSTATE).toBe('failed (2 failed, 1 changed)'));
	const observed = second.observed.of('changed').filter(({resource}) => resource.key === `eu//${minion}`);
	// It was so before anybody looked: that is not news.
	expect(observed.find(({resource}) => resource.health === 'warning')?.listed).toBe(true);
	expect(observed.at(-1)?.resource.health).toBe('warning');
	const ofJob = second.observed.of('changed').filter(({resource}) => resource.id === jid);
	expect(ofJob.map(({listed}) => listed)).not.toContain(false);
	expect(second.row(`job/${jid}`)).toMatchObject({state: 'failed', since: null});
	const object = await second.source.object(second.row(minion), new AbortController().signal);
	expect(object.highstate).toMatchObject({jid, result: 'failed', changed: 1, failed: 2});
});

test.each<[string, readonly Json[], boolean]>([
	['state.highstate', [], true],
	['state.apply', [], true],
	['state.apply', [{__kwarg__: true, queue: true}], true],
	['state.apply', [{queue: true}], true],
	['state.apply', [{test: true}], false],
	['state.apply', ['web'], false],
	['state.apply', [{__kwarg__: true, mods: 'web'}], false],
	['state.highstate', [{__kwarg__: true, test: true}], false],
	['state.sls', ['web'], false],
	['test.ping', [], false],
])('%s with %j is a highstate: %s', (fun, args, expected) => {
	expect(isHighstate({fun, args})).toBe(expected);
});

test('a state run that could not begin because of another one is not a highstate', () => {
	const job = {jid: '20261130013849712872', started: 1};
	const said = 'The function "state.apply" is running as PID 4711 and was started at 2026, Nov 20 with jid 1';
	expect(highstateOf(job, {fun: 'state.apply', value: [said], retcode: 1, success: false})).toBeNull();
	const broken: Fields = {value: ["Rendering SLS 'base:broken' failed"], retcode: 1, success: false};
	const observed = {fun: 'state.apply', value: broken.value, retcode: 1, success: false};
	expect(highstateOf(job, observed)).toMatchObject({ok: false, changed: null, failed: null});
});
