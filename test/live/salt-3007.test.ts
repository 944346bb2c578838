import {afterAll, afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import {page} from '../../source/demo/salt/pages.ts';
import {at, type DemoRequest} from '../../source/demo/serve.ts';
import type {Action} from '../../source/model/action.ts';
import type {Resource} from '../../source/model/resource.ts';
import type {SourceConfig} from '../../source/model/source-config.ts';
import {openSalt, type SaltOptions, type SaltSource} from '../../source/sources/salt/source.ts';
import {createBackoff} from '../../source/transport/backoff.ts';
import {type Arena, Told, ToldLog} from '../sources/arena.ts';
import {contract} from '../sources/contract.ts';
import {serveFront} from './front.ts';
import {type Master, startMaster} from './master.ts';

/** A real master takes its time; a test need not wait for the usual delays all the same. */
const quick: SaltOptions = {
	timings: {pulseMs: 1500, echoMs: 3000, overdueMs: 15_000, answerMs: 8000, refreshMs: 200},
	backoff: () => createBackoff({firstMs: 100, mostMs: 500}),
	refusedMs: 500,
};

let master: Master;

beforeAll(async () => {
	master = await startMaster(process.env.RWATCH_SALT_BIN ?? '');
}, 150_000);

afterAll(() => master?.stop(), 30_000);

const configFor = (who: {username: string; password: string}, url = master.url): SourceConfig => ({
	name: 'eu',
	family: 'salt',
	url,
	credentials: async () => ({type: 'login', ...who, eauth: 'file'}),
	certificateAuthorities: null,
	insecure: false,
	readOnly: false,
	via: null,
	eventTransport: 'sse',
});

const until = (check: () => void, timeout = 20_000): Promise<void> =>
	vi.waitFor(check, {timeout, interval: 50});

const open: {stop: () => Promise<void>}[] = [];

afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.stop();
});

type Scene = {
	readonly source: SaltSource;
	readonly told: Told;
	readonly row: (key: string) => Resource;
	readonly act: (key: string, name: string, input?: Record<string, unknown>) => ReturnType<SaltSource['act']>;
	readonly command: (line: string) => ReturnType<SaltSource['command']>;
	/** The newest job of a function. */
	readonly job: (fun: string) => Resource;
	readonly log: (key: string) => ToldLog;
};

const live = async (config: SourceConfig = configFor(master.user)): Promise<Scene> => {
	const source = openSalt(config, quick);
	const told = new Told(source);
	open.push(told);
	const row = (key: string): Resource =>
		told.rows.get(`eu//${key}`) ?? expect.fail(`no row ${key} among ${[...told.rows.keys()].join(', ')}`);
	const {signal} = new AbortController();
	await until(() => expect(told.status).toBe('live'));
	return {
		source,
		told,
		row,
		act(key, name, input = {}) {
			const resource = row(key);
			const action: Action =
				resource.actions.find(each => each.name === name) ??
				expect.fail(`${key} offers ${resource.actions.map(each => each.name).join(', ')}`);
			return source.act({resource, action, input}, signal);
		},
		command: line => source.command(line, signal),
		job: fun =>
			[...told.rows.values()].filter(({kind, name}) => kind === 'job' && name.split(' ')[0] === fun).at(-1) ??
			expect.fail(`no job ${fun}`),
		log(key) {
			const log = new ToldLog(source, row(key), 100);
			open.push(log);
			return log;
		},
	};
};

describe('a real master', {timeout: 90_000}, () => {
	test('its keys: one that waits is accepted, and its minion comes up', async () => {
		const {act, row} = await live();
		await until(() => expect(row('key/web-b.example').state).toBe('pending'), 40_000);
		await act('key/web-b.example', 'accept');
		await until(() => expect(row('key/web-b.example').state).toBe('accepted'));
		await until(() => expect(row('minion/web-b.example')).toMatchObject({state: 'up', health: 'ok'}), 60_000);
		await until(() => expect(row('minion/web-a.example').state).toBe('up'), 60_000);
		await until(() => expect(row('minion/web-a.example').cells.VERSION).toBe('3007.10'), 40_000);
	});

	test('a ping', async () => {
		const {command, job} = await live();
		expect(await command('salt web-* test.ping')).toMatchObject({
			message: expect.stringMatching(/on 2 minions$/),
		});
		await until(() => expect(job('test.ping')).toMatchObject({health: 'ok', cells: {RETURNED: '2/2'}}));
	});

	test('states: their progress comes as it is made, and the results after it', async () => {
		const {act, job, log} = await live();
		await act('minion/web-a.example', 'state.apply', {mods: 'steps'});
		await until(() => job('state.apply'));
		const followed = log(`job/${job('state.apply').id}`);
		await until(() => expect(job('state.apply')).toMatchObject({transitioning: 'no', health: 'ok'}));
		await until(() => expect(followed.texts.join('\n')).toMatch(/3\/3 ok third/));
		const steps = followed.texts.filter(text => /^\d\/3 /.test(text));
		expect(steps.map(text => text.replace(/ \d+ ms$/, ''))).toEqual([
			'1/3 ok first (steps)',
			'2/3 ok changed second (steps)',
			'3/3 ok third (steps)',
		]);
	});

	test('states that fail say so', async () => {
		const {act, job} = await live();
		await act('minion/web-a.example', 'state.apply', {mods: 'broken'});
		await until(() => expect(job('state.apply')).toMatchObject({health: 'error', cells: {FAILED: 1}}));
	});

	test('a job that is killed', async () => {
		const {command, job, act} = await live();
		await command('salt web-a* test.sleep 120');
		await until(() => expect(job('test.sleep').transitioning).toBe('yes'));
		await act(`job/${job('test.sleep').id}`, 'kill');
		await until(
			() => expect(job('test.sleep')).toMatchObject({transitioning: 'no', state: 'killed'}),
			40_000,
		);
	});

	test('what is typed for the master itself, and its page', async () => {
		const {command, source, told} = await live();
		source.show(['event']);
		expect(await command('hook deploy/done {"version": 7}')).toMatchObject({
			message: 'event salt/netapi/hook/deploy/done',
		});
		await until(() =>
			expect([...told.rows.values()].map(({name}) => name)).toContain('salt/netapi/hook/deploy/done'),
		);
		expect(JSON.stringify([...told.rows.values()])).not.toMatch(/x-auth-token": "?[0-9a-f]{40}/i);
		expect(await command('wheel key.finger web-a.example')).toMatchObject({
			message: expect.stringContaining('web-a'),
		});
		await expect(command('runner test.arg one')).resolves.toMatchObject({
			message: expect.stringMatching(/^job /),
		});
		const stats = await source.object(
			source.pages.stats ?? expect.fail('no page'),
			new AbortController().signal,
		);
		expect(stats).toMatchObject({stats: {}, user: master.user.username});
	});

	test('who may only ping is told that the rest is not permitted', async () => {
		const {command} = await live(configFor(master.limited));
		await expect(command('salt web-a* cmd.run id')).rejects.toThrow(/not permitted/);
		await expect(command('salt web-a* test.ping')).resolves.toMatchObject({
			message: expect.stringMatching(/^job /),
		});
	});

	test('the websocket tells the same', async () => {
		const {command, job, told} = await live({...configFor(master.user), eventTransport: 'ws'});
		await command('salt web-a* test.version');
		await until(() => expect(job('test.version').health).toBe('ok'));
		expect(told.message).toBe('');
	});

	test('a restart of salt-api loses the session, and nothing else', async () => {
		const {told, row, command, job} = await live();
		await master.restartApi();
		await until(() => expect(told.of('gap').length).toBeGreaterThan(0), 40_000);
		await until(() => expect(told.status).toBe('live'), 40_000);
		expect(row('minion/web-a.example').state).toBe('up');
		await command('salt web-a* test.echo again');
		await until(() => expect(job('test.echo').health).toBe('ok'));
	});
});

const minion = 'eu//minion/extra.example';
const tokensOf = (received: readonly DemoRequest[]): readonly string[] => [
	...new Set(received.flatMap(({headers}) => headers['x-auth-token'] ?? [])),
];

contract('A real Salt master', async (): Promise<Arena> => {
	const server = await serveFront(master.url);
	// The test before may have locked everybody out.
	master.admit(true);
	return {
		server,
		config: configFor(master.user, server.url),
		open: config => openSalt(config, quick),
		wrongCredentials: {type: 'login', username: 'nobody', password: 'wrong-secret', eauth: 'file'},
		get secrets() {
			return [master.user.password, ...tokensOf(server.received)];
		},
		isStream: at('/events'),
		isListing: ({method, body}) => method === 'POST' && body.includes('"key.list_all"'),
		subject: 'eu//minion/web-a.example',
		kind: 'minion',
		otherKind: 'master',
		mark: os => master.setGrains('web-a.example', {os, osrelease: ''}),
		markOf: ({cells}) => String(cells.OS).trim(),
		add() {
			master.accept('extra.example');
			return minion;
		},
		remove: () => master.forget('extra.example'),
		malformed: ['{', '[]', '"text"', '{"data": {}}', '{"data": {}, "tag": 7}'].map(
			text => `data: ${text}\n\n`,
		),
		stale: null,
		expire() {
			master.admit(false);
			master.logOut(tokensOf(server.received));
			return () => master.admit(true);
		},
		action: {
			name: 'test.ping',
			input: {},
			isDone: ({transitioning, cells}) => transitioning === 'no' && cells['LAST JOB'] !== null,
		},
		refuse() {
			server.faults.refuse(at('/', {method: 'POST'}), page(401, 'Authorization error occurred.'));
			return /not permitted/;
		},
		log: null,
	};
});
