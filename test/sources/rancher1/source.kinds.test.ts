import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {resolveKind} from '../../../source/state/rows/kinds.js';
import type {Observed} from '../arena.js';
import {act, createStage, never, until} from './stage.js';
import {basic} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

const kindsOf = (observed: Observed) => observed.of('kinds').at(-1)?.kinds ?? [];

const rowsOf = (observed: Observed, kind: string) =>
	[...observed.rows.values()].filter(row => row.kind === kind);

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
	const {source, observed} = await watch(server, {credentials: async () => basic(key)});
	await until(() => expect(observed.status).toBe('live'));
	await until(() => expect(kindsOf(observed).length).toBeGreaterThan(10));
	const show = async (typed: string) => {
		await until(() => expect(resolveKind(typed, kindsOf(observed))).toHaveProperty('kind'));
		const found = resolveKind(typed, kindsOf(observed));
		const kind = 'kind' in found ? found.kind : '';
		source.show([kind]);
		await until(() => expect(observed.of('listed').some(({kinds}) => kinds.includes(kind))).toBe(true));
		return kind;
	};
	return {server, source, observed, show};
};

describe('its kinds are all that there are', () => {
	const isWhole = (observed: Observed) => observed.of('kinds').at(-1)?.whole === true;

	test.each([
		['an account', false],
		['an environment', true],
	])('once the schemas were read that the key of %s can see', async (_whose, environmentKey) => {
		const server = await serve({small: false});
		const key = environmentKey ? server.environmentKey : server.accountKey;
		const {observed} = await watch(server, {credentials: async () => basic(key)});
		expect(observed.of('kinds')[0]?.whole).toBe(undefined);
		await until(() => expect(isWhole(observed)).toBe(true));
		expect(kindsOf(observed).length).toBeGreaterThan(10);
	});

	test('also where schemas cannot be read', async () => {
		const server = await serve();
		server.faults.refuse(at(/schemas$/), {status: 403, body: 'no'});
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		await until(() => expect(isWhole(observed)).toBe(true));
	});
});

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
		const {observed, show} = await watchStocked(true);
		expect(await show(typed)).toBe(kind);
		await until(() => expect(rowsOf(observed, kind)).toHaveLength(count));
	});

	test('a stack of another type is a row of both kinds, and changes in both', async () => {
		const {server, observed, show} = await watchStocked();
		await show('kubernetesStacks');
		await until(() => expect(rowsOf(observed, 'kubernetesStack')).toHaveLength(1));
		server.world.change('stack/1st901', {healthState: 'unhealthy'});
		const states = () =>
			[...observed.rows.values()]
				.filter(({id}) => id === '1st901')
				.map(({kind, state}) => `${kind} ${state}`);
		await until(() => expect(states().toSorted()).toEqual(['kubernetesStack unhealthy', 'stack unhealthy']));
		server.world.remove('stack/1st901');
		await until(() => expect(states()).toEqual([]));
	});

	test('a member of an environment can be read, though its collection gives it to nobody by its id', async () => {
		const {source, observed, show} = await watchStocked();
		await show('projectMembers');
		await until(() => expect(rowsOf(observed, 'projectMember').length).toBeGreaterThan(1));
		const [member] = rowsOf(observed, 'projectMember');
		if (!member) throw new Error('no member');
		expect(await source.object(member, never)).toMatchObject({type: 'identity', id: member.id});
	});
});

test.each(['instance', 'externalService', 'loadBalancerService', 'dnsService'])(
	'%s is exactly that kind',
	async typed => {
		const {server, observed, show} = await watchStocked(true);
		expect(await show(typed)).toBe(typed);
		const wanted = server.world.list(typed, '1a5').map(({id}) => id);
		await until(() =>
			expect(
				rowsOf(observed, typed)
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
		const {server, observed, show} = await watchStocked();
		expect(await show(typed)).toBe(kind);
		const wanted = server.world.list(kind).map(({id}) => id);
		await until(() =>
			expect(
				rowsOf(observed, kind)
					.map(({id}) => id)
					.toSorted(),
			).toEqual(wanted.toSorted()),
		);
	});

	test('settings are the same in every environment, and seen once', async () => {
		const {observed, show} = await watchStocked();
		await show('settings');
		await until(() => expect(rowsOf(observed, 'setting')).toHaveLength(5));
		expect(rowsOf(observed, 'setting').find(({name}) => name.endsWith('client.secret'))?.scope).toBe(
			'projects',
		);
	});

	test('what is new there is found by asking again', async () => {
		const {server, observed, show} = await watchStocked();
		await show('tasks');
		await until(() => expect(rowsOf(observed, 'task').length).toBeGreaterThan(0));
		server.world.add({id: '1t99', type: 'task', baseType: 'task', scope: '', fields: {name: 'late'}});
		await until(() => expect(rowsOf(observed, 'task').map(({name}) => name)).toContain('late'));
		server.world.remove('task/1t99');
		await until(() => expect(rowsOf(observed, 'task').map(({name}) => name)).not.toContain('late'));
	});

	test('a task is executed, which opens no shell', async () => {
		const {source, observed, show} = await watchStocked();
		await show('tasks');
		await until(() => expect(rowsOf(observed, 'task').length).toBeGreaterThan(0));
		const [task] = rowsOf(observed, 'task');
		if (!task) throw new Error('no task');
		expect(task.actions.map(({name, verb}) => [name, verb])).toEqual([['execute', null]]);
		expect(await act(source, task, 'execute')).toMatchObject({follow: false});
	});

	test('an environment’s own key does not have them', async () => {
		const {observed} = await watchStocked(true);
		expect(kindsOf(observed).map(({name}) => name)).not.toContain('task');
		expect(resolveKind('tasks', kindsOf(observed))).toHaveProperty('error');
	});
});
