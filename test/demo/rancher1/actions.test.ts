import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../../source/demo/rancher1/server.js';
import {ask, eventually, type Reply} from '../client.js';
import {manualClock} from '../manual-clock.js';

let server: Rancher1Server;

beforeEach(async () => {
	server = await serveRancher1({life: false, pace: 0.002});
});

afterEach(() => server.close());

const call = (path: string, input?: unknown, method?: string): Promise<Reply> =>
	ask(`${server.url}/v2-beta/projects/1a5/${path}`, {key: server.accountKey, input, ...(method && {method})});

const act = (path: string, action: string, input: unknown = {}): Promise<Reply> =>
	call(`${path}/?action=${action}`, input);

/** States that a resource goes through from now on. */
const statesOf = (id: string): string[] => {
	const states: string[] = [];
	server.world.watch(({entity}) => {
		if (entity.id === id && entity.fields.state !== states.at(-1)) states.push(String(entity.fields.state));
	});
	return states;
};

const names = (reply: Reply): readonly string[] => Object.keys(reply.body.actions ?? {});

test('stopping answers with the new state and goes on by itself', async () => {
	const states = statesOf('1i1');
	const {status, body} = await act('containers/1i1', 'stop', {timeout: 10});
	expect(status).toBe(202);
	expect(body).toMatchObject({state: 'stopping', transitioning: 'yes', transitioningMessage: 'In Progress'});
	await eventually(() => expect(states).toEqual(['stopping', 'stopped']));
	expect(names(await call('containers/1i1'))).toEqual(['update', 'start', 'remove', 'logs']);
});

test('starting pulls the image and reports how far it is', async () => {
	await act('containers/1i1', 'stop');
	await eventually(() => expect(server.world.get('1i1').fields.state).toBe('stopped'));
	const messages = new Set<unknown>();
	const progress = new Set<unknown>();
	server.world.watch(({entity}) => {
		if (entity.id !== '1i1') return;
		messages.add(entity.fields.transitioningMessage);
		progress.add(entity.fields.transitioningProgress);
	});
	await act('containers/1i1', 'start');
	await eventually(() => expect(server.world.get('1i1').fields.healthState).toBe('healthy'));
	expect(messages).toContain('Pulling rancher/lb-service-haproxy:v0.9.14');
	expect(progress).toContain(48);
	expect(server.world.get('1i1').fields).toMatchObject({state: 'running', startCount: 4});
});

test('removing and purging: seen as removed, then not at all', async () => {
	await server.close();
	const clock = manualClock(Date.now());
	server = await serveRancher1({life: false, clock});
	const states = statesOf('1i1');
	const {status, body} = await call('containers/1i1', undefined, 'DELETE');
	expect(status).toBe(200);
	expect(body.state).toBe('stopping');
	clock.advance(10_000);
	expect(states).toContain('removed');
	expect(names(await call('containers/1i1'))).toEqual(['purge']);
	expect((await call('containers/1i1', undefined, 'DELETE')).status).toBe(200);
	clock.advance(300_000);
	expect((await call('containers/1i1')).status).toBe(404);
	expect(states.slice(0, 4)).toEqual(['stopping', 'stopped', 'removing', 'removed']);
	expect(server.world.get('service/1s1').fields.instanceIds).toEqual(['1i2', '1i3']);
});

test('an upgrade replaces the containers and waits to be finished', async () => {
	const states = statesOf('1s6');
	const launchConfig = {imageUuid: 'docker:postgres:11.3'};
	const {status} = await act('services/1s6', 'upgrade', {inServiceStrategy: {launchConfig}});
	expect(status).toBe(202);
	await eventually(() => expect(states).toEqual(['upgrading', 'upgraded']));
	expect(names(await call('services/1s6')).slice(0, 3)).toEqual(['finishupgrade', 'rollback', 'remove']);
	await act('services/1s6', 'finishupgrade');
	await eventually(() => expect(states).toEqual(['upgrading', 'upgraded', 'finishing-upgrade', 'active']));
	const {body} = await call('services/1s6/instances');
	expect(body.data.map(({imageUuid, state}) => [imageUuid, state])).toEqual([
		['docker:postgres:11.3', 'running'],
	]);
});

test('an upgrade that is rolled back leaves the old containers', async () => {
	await act('services/1s6', 'upgrade', {});
	await eventually(() => expect(server.world.get('1s6').fields.state).toBe('upgraded'));
	await act('services/1s6', 'rollback');
	await eventually(() =>
		expect(server.world.get('1s6').fields).toMatchObject({state: 'active', healthState: 'healthy'}),
	);
	expect(server.world.get('1s6').fields.instanceIds).toEqual([
		server.world.list('container', '1a5').find(({fields}) => fields.name === 'shop-postgres-1')?.id,
	]);
});

test('a new scale makes a service grow and shrink', async () => {
	const {status, body} = await call('services/1s6', {scale: 2, nonsense: true}, 'PUT');
	expect(status).toBe(200);
	expect(body).toMatchObject({state: 'updating-active', scale: 2});
	expect(body).not.toHaveProperty('nonsense');
	await eventually(() =>
		expect(server.world.get('1s6').fields).toMatchObject({state: 'active', currentScale: 2}),
	);
	await call('services/1s6', {scale: 1}, 'PUT');
	await eventually(() =>
		expect(server.world.get('1s6').fields).toMatchObject({state: 'active', currentScale: 1}),
	);
});

test.each([
	['services/1s2', 'deactivate', ['deactivating', 'inactive']],
	['services/1s2', 'restart', ['restarting', 'active']],
	['hosts/1h1', 'deactivate', ['deactivating', 'inactive']],
	['stacks/1st2', 'upgrade', ['upgrading', 'upgraded']],
	['registries/1sp1', 'deactivate', ['deactivating', 'inactive']],
	['certificates/1c1', 'remove', ['removing', 'removed']],
])('%s goes through its states on %s', async (path, action, expected) => {
	const key = {
		services: 'service',
		hosts: 'host',
		stacks: 'stack',
		registries: 'storagePool',
		certificates: 'certificate',
	};
	const [type = '', id = ''] = path.split('/');
	const entity = server.world.get(`${Object.entries(key).find(([name]) => name === type)?.[1]}/${id}`);
	const states: unknown[] = [];
	server.world.watch(change => {
		if (change.entity === entity && change.entity.fields.state !== states.at(-1))
			states.push(change.entity.fields.state);
	});
	expect((await act(path, action, {rollingRestartStrategy: {}})).status).toBe(202);
	await eventually(() => expect(states).toEqual(expected));
});

test('evacuating answers at once and moves the containers to other hosts', async () => {
	const {status, body} = await act('hosts/1h1', 'evacuate');
	expect(status).toBe(200);
	expect(body.state).toBe('active');
	await eventually(() => {
		const left = server.world
			.list('container')
			.filter(({fields}) => fields.hostId === '1h1' && fields.state === 'running');
		expect(left.length).toBeLessThan(20);
	});
});

test.each([
	[
		'a missing input',
		'services/1s2',
		'restart',
		{},
		422,
		{code: 'MissingRequired', fieldName: 'rollingRestartStrategy', message: null},
	],
	[
		'an action of another state',
		'containers/1i1',
		'start',
		{},
		422,
		{code: 'ActionNotAvailable', fieldName: 'action'},
	],
	['an action that nobody knows', 'containers/1i1', 'fly', {}, 422, {code: 'ActionNotAvailable'}],
	['a type without actions', 'auditlogs/1al1', 'remove', {}, 422, {code: 'InvalidAction'}],
	[
		'a number out of bounds',
		'containers/1i1',
		'logs',
		{lines: -1},
		422,
		{code: 'MinLimitExceeded', fieldName: 'lines'},
	],
	['broken JSON', 'containers/1i1', 'stop', '{', 400, {code: 'InvalidBodyContent'}],
])('%s is refused', async (_title, path, action, input, status, error) => {
	const reply = await act(path, action, input);
	expect(reply.status).toBe(status);
	expect(reply.body).toMatchObject({type: 'error', status, ...error});
});

test('a locked resource answers with a conflict', async () => {
	const unlock = server.lock('1i1');
	const reply = await act('containers/1i1', 'stop');
	expect(reply.body).toMatchObject({status: 409, code: 'Conflict', message: 'Conflict'});
	unlock();
	expect((await act('containers/1i1', 'stop')).status).toBe(202);
});

test('an active host cannot be deleted, and an audit log cannot be written', async () => {
	expect((await call('hosts/1h1', undefined, 'DELETE')).body).toMatchObject({
		status: 405,
		code: 'Method not allowed',
	});
	expect((await call('auditlogs', {})).status).toBe(405);
});

test('a process can be made to fail', async () => {
	server.failNext('Image [docker:shop/job:9] failed to pull: Error: image shop/job:9 not found');
	await act('containers/1i1', 'restart');
	await eventually(() => expect(server.world.get('1i1').fields.state).toBe('error'));
	const reply = await call('containers/1i1');
	expect(reply.body).toMatchObject({
		transitioning: 'error',
		transitioningMessage: 'Image [docker:shop/job:9] failed to pull: Error: image shop/job:9 not found',
	});
	expect(names(reply)).toEqual(['remove']);
});

test('a created resource is answered with 201 and its secret once', async () => {
	const {status, body} = await call('certificates', {name: 'new', cert: 'c', key: 'k'});
	expect(status).toBe(201);
	expect(body).toMatchObject({name: 'new', key: 'k'});
	expect((await call(`certificates/${String(body.id)}`)).body).toMatchObject({key: null});
	await eventually(() =>
		expect(server.world.get(`certificate/${String(body.id)}`).fields.state).toBe('active'),
	);
	expect((await call('certificates', {name: 'new', cert: 'c', key: 'k'})).body).toMatchObject({
		status: 422,
		code: 'NotUnique',
	});
});
