import {expect, test} from 'vitest';
import {master, type Scene, until, watch} from '../scene.js';
import {cacheJob, calls} from '../start.js';

const isLive = ({observed}: Scene) => until(() => expect(observed.status).toBe('live'));

test('shows who is there before it knows more of them, which takes longer', async () => {
	const server = await master();
	const grains = server.faults.hold(calls('grains.item'));
	const scene = watch(server);
	await grains.reached;
	await until(() => expect(scene.rows('minion').map(({state}) => state)).toEqual(['up', 'up']));
	expect(scene.row('minion/web-a.example').cells).toMatchObject({KEY: 'accepted', OS: null});
	expect(scene.observed.status).toBe('connecting');
	grains.release();
	await isLive(scene);
	expect(scene.row('minion/web-a.example').cells.OS).not.toBeNull();
	expect(new Set(scene.rows('minion').map(({state}) => state))).toEqual(new Set(['up']));
});

test('lists what is in view first and alone, and the last highstates with the jobs', async () => {
	const server = await master();
	const value = {'cmd_|-a_|-b_|-run': {result: false, changes: {}, comment: 'broken', __run_num__: 0}};
	const jid = cacheJob(server, 600, {'web-a.example': {return: value, retcode: 2, success: false}});
	const known = server.master.jobs.get(jid) ?? expect.fail('no job');
	server.master.jobs.set(jid, {...known, fun: 'state.highstate', args: []});
	const gate = server.faults.hold(calls('jobs.list_jobs'));
	const scene = watch(server, {show: ['minion']});
	await gate.reached;
	expect(scene.observed.of('listed').map(({kinds}) => kinds)).toEqual([['minion', 'key']]);
	expect(scene.row('minion/web-a.example').cells).toMatchObject({OS: 'Ubuntu 24.04', HIGHSTATE: null});
	gate.release();
	await isLive(scene);
	expect(scene.row('minion/web-a.example')).toMatchObject({health: 'warning', cells: {FAILED: 1}});
	const ofMinion = scene.observed
		.of('changed')
		.filter(({resource}) => resource.key === 'eu//minion/web-a.example');
	expect(ofMinion.find(({resource}) => resource.health === 'warning')?.listed).toBe(true);
});
