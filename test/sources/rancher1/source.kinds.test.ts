import {afterEach, describe, expect, test} from 'vitest';
import {resolveKind} from '../../../source/state/rows/kinds.js';
import type {Told} from '../arena.js';
import {act, createStage, never, until} from './stage.js';
import {basic} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

const kindsOf = (told: Told) => told.of('kinds').at(-1)?.kinds ?? [];

const rowsOf = (told: Told, kind: string) => [...told.rows.values()].filter(row => row.kind === kind);

const watchStocked = async (environmentKey = false) => {
	const server = await serve({small: false, containers: 20});
	for (const [type, id] of [
		['kubernetesStack', '1st901'],
		['composeProject', '1st902'],
	] as const) {
		const fields = {name: type, state: 'active', healthState: 'healthy'};
		server.world.add({id, type, baseType: 'stack', scope: '1a5', fields});
	}

	const key = environmentKey ? server.environmentKey : server.accountKey;
	const {source, told} = await watch(server, {credentials: async () => basic(key)});
	await until(() => expect(told.status).toBe('live'));
	await until(() => expect(kindsOf(told).length).toBeGreaterThan(10));
	const show = async (typed: string) => {
		await until(() => expect(resolveKind(typed, kindsOf(told))).toHaveProperty('kind'));
		const found = resolveKind(typed, kindsOf(told));
		const kind = 'kind' in found ? found.kind : '';
		source.show([kind]);
		await until(() => expect(told.of('listed').some(({kinds}) => kinds.includes(kind))).toBe(true));
		return kind;
	};
	return {server, source, told, show};
};

describe('whatever a collection lists belongs to its kind', () => {
	test.each([
		['settings', 'setting', 5],
		['projectMembers', 'projectMember', 2],
		['externalEvents', 'externalEvent', 1],
		['externalHostEvents', 'externalHostEvent', 1],
		['kubernetesStacks', 'kubernetesStack', 1],
		['composeProjects', 'composeProject', 1],
		['storagePools', 'storagePool', 3],
	])('%s has its rows', async (typed, kind, count) => {
		const {told, show} = await watchStocked(true);
		expect(await show(typed)).toBe(kind);
		await until(() => expect(rowsOf(told, kind)).toHaveLength(count));
	});

	test('a stack of another type is a row of both kinds, and changes in both', async () => {
		const {server, told, show} = await watchStocked();
		await show('kubernetesStacks');
		await until(() => expect(rowsOf(told, 'kubernetesStack')).toHaveLength(1));
		server.world.change('stack/1st901', {healthState: 'unhealthy'});
		const states = () =>
			[...told.rows.values()].filter(({id}) => id === '1st901').map(({kind, state}) => `${kind} ${state}`);
		await until(() => expect(states().toSorted()).toEqual(['kubernetesStack unhealthy', 'stack unhealthy']));
		server.world.remove('stack/1st901');
		await until(() => expect(states()).toEqual([]));
	});

	test('a member of an environment can be read, though its collection gives it to nobody by its id', async () => {
		const {source, told, show} = await watchStocked();
		await show('projectMembers');
		await until(() => expect(rowsOf(told, 'projectMember').length).toBeGreaterThan(1));
		const [member] = rowsOf(told, 'projectMember');
		if (!member) throw new Error('no member');
		expect(await source.object(member, never)).toMatchObject({type: 'identity', id: member.id});
	});
});

test.each(['instance', 'externalService', 'loadBalancerService', 'dnsService'])(
	'%s is exactly that kind',
	async typed => {
		const {server, told, show} = await watchStocked(true);
		expect(await show(typed)).toBe(typed);
		const wanted = server.world.list(typed, '1a5').map(({id}) => id);
		await until(() =>
			expect(
				rowsOf(told, typed)
					.map(({id}) => id)
					.toSorted(),
			).toEqual(wanted.toSorted()),
		);
	},
);

describe('kinds of the root of the API', () => {
	test.each([
		['tasks', 'task'],
		['agents', 'agent'],
		['processInstances', 'processInstance'],
		['processPools', 'processPool'],
	])('an administrator sees %s once', async (typed, kind) => {
		const {server, told, show} = await watchStocked();
		expect(await show(typed)).toBe(kind);
		const wanted = server.world.list(kind).map(({id}) => id);
		await until(() =>
			expect(
				rowsOf(told, kind)
					.map(({id}) => id)
					.toSorted(),
			).toEqual(wanted.toSorted()),
		);
	});

	test('settings are the same in every environment, and seen once', async () => {
		const {told, show} = await watchStocked();
		await show('settings');
		await until(() => expect(rowsOf(told, 'setting')).toHaveLength(5));
		expect(rowsOf(told, 'setting').find(({name}) => name.endsWith('client.secret'))?.scope).toBe('projects');
	});

	test('what is new there is found by asking again', async () => {
		const {server, told, show} = await watchStocked();
		await show('tasks');
		await until(() => expect(rowsOf(told, 'task').length).toBeGreaterThan(0));
		server.world.add({id: '1t99', type: 'task', baseType: 'task', scope: '', fields: {name: 'late'}});
		await until(() => expect(rowsOf(told, 'task').map(({name}) => name)).toContain('late'));
		server.world.remove('task/1t99');
		await until(() => expect(rowsOf(told, 'task').map(({name}) => name)).not.toContain('late'));
	});

	test('a task is executed, which opens no shell', async () => {
		const {source, told, show} = await watchStocked();
		await show('tasks');
		await until(() => expect(rowsOf(told, 'task').length).toBeGreaterThan(0));
		const [task] = rowsOf(told, 'task');
		if (!task) throw new Error('no task');
		expect(task.actions.map(({name, verb}) => [name, verb])).toEqual([['execute', null]]);
		expect(await act(source, task, 'execute')).toMatchObject({follow: false});
	});

	test('an environment’s own key does not have them', async () => {
		const {told} = await watchStocked(true);
		expect(kindsOf(told).map(({name}) => name)).not.toContain('task');
		expect(resolveKind('tasks', kindsOf(told))).toHaveProperty('error');
	});
});
