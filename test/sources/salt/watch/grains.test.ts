import {expect, test} from 'vitest';
import {addMinion} from '../../../../source/demo/salt/population.js';
import type {SaltServer} from '../../../../source/demo/salt/server.js';
import {live, master, type Scene, until, watch} from '../scene.js';

const isLive = ({observed}: Scene) => until(() => expect(observed.status).toBe('live'));

/** A master with so many minions more. */
const withMinions = async (count: number, perms?: readonly string[]): Promise<SaltServer> => {
	const users = perms && [{username: 'saltdev', password: 'saltdev', perms}];
	const server = await master(users && {users});
	for (let number = 0; number < count; number++) {
		const id = `many-${number}`;
		addMinion(server.master, id, number !== 3);
		server.master.keys.set(id, new Set(['minions']));
	}

	return server;
};

const asked = ({lows}: Scene): readonly unknown[] => lows('grains.item').map(({tgt}) => tgt);

test('fifty minions are asked at once, each once, and no answer stays in the job cache', async () => {
	const server = await withMinions(61);
	const scene = watch(server);
	await isLive(scene);
	await until(() => expect(scene.row('minion/many-60').cells.OS).not.toBeNull());
	expect(asked(scene).map(ids => Array.isArray(ids) && ids.length)).toEqual([50, 12]);
	expect(asked(scene).flat()).not.toContain('many-3');
	expect(scene.row('minion/many-3').cells.OS).toBeNull();
	expect(scene.lows('grains.item')).toEqual(
		asked(scene).map(() => expect.objectContaining({client: 'local_async', tgt_type: 'list', nocache: true})),
	);
	expect(scene.lows('cache.grains')).toEqual([]);
	scene.source.relist();
	await until(() => expect(scene.lows('key.list_all').length).toBeGreaterThan(1));
	await isLive(scene);
	expect(asked(scene)).toHaveLength(2);
	expect(scene.row('minion/many-60').machine).toMatchObject({
		names: ['many-60', 'many-60', 'many-60'],
		addresses: expect.arrayContaining(['127.0.0.1']),
		machineId: expect.stringMatching(/^[\da-f]{32}$/),
	});
});

test('they are no jobs among the jobs', async () => {
	const {rows, row} = await live();
	expect(row('minion/web-a.example').cells.OS).not.toBeNull();
	expect(rows('job')).toEqual([]);
});

test('where minions may not be asked, the cache of the master is, for those that are down too', async () => {
	const server = await withMinions(59, ['@wheel', '@runner']);
	const scene = watch(server);
	await isLive(scene);
	await until(() => expect(scene.row('minion/many-3').cells.OS).not.toBeNull());
	const cached = scene.lows('cache.grains').map(({tgt}) => Array.isArray(tgt) && tgt.length);
	expect(asked(scene)).toHaveLength(1);
	expect(cached).toEqual([50, 10, 1]);
});

test('where nobody may read them, minions are known by their names', async () => {
	const server = await withMinions(1, ['@wheel']);
	const scene = watch(server);
	await isLive(scene);
	expect(scene.row('minion/many-0').machine).toEqual({
		names: ['many-0'],
		addresses: [],
		machineId: null,
	});
});
