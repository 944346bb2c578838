import {afterEach, expect, test} from 'vitest';
import type {Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {createStage, row, until} from './stage.js';
import {quick} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

const environments = 12;

/** A server with many environments. */
const serveMany = async (): Promise<Rancher1Server> => {
	const server = await serve();
	const {fields} = server.world.get('account/1a5');
	for (let number = 100; number < 100 + environments; number++) {
		const id = `1a${number}`;
		server.world.add({id, type: 'project', baseType: 'account', scope: id, fields: {...fields, name: id}});
	}

	return server;
};

/** Tries again only when a person asks. */
const patient = {
	...quick,
	sweepMs: 3_600_000,
	restingProjectMs: 3_600_000,
	backoff: () => ({next: () => 3_600_000}),
};

/** Requests since then, with method or upgrade, and path. */
const since = (server: Rancher1Server, count: number): readonly string[] =>
	server.received
		.slice(count)
		.map(({method, upgrade, url}) => `${upgrade ? 'upgrade' : method} ${url.pathname}`);

/** Follows a server until its first listing is over: none of its requests comes later. */
const watchWhole = async (server: Rancher1Server, timing: typeof quick) => {
	const watched = await watch(server, {}, timing);
	await until(() => {
		expect(watched.observed.status).toBe('live');
		const paths = since(server, 0);
		// What is listed last, of each environment that is followed.
		const last = paths.filter(path => path.endsWith('/virtualmachines'));
		expect(last).toHaveLength(paths.filter(path => path.endsWith('/subscribe')).length);
	});
	return watched;
};

/** Waits until all environments know that their streams have ended: what a person asks for then is asked for by all. */
const untilAllWait = ({observed}: Awaited<ReturnType<typeof watchWhole>>): Promise<void> =>
	until(() => {
		const last = new Map(observed.of('status').map(({scope, status}) => [scope, status]));
		const statuses = [...last].flatMap(([scope, status]) => (scope.startsWith('1a') ? status : []));
		expect(new Set(statuses)).toEqual(new Set(['retrying']));
	});

test('an outage is one of the whole server: it is asked once for all environments, the root of its API first', async () => {
	const server = await serveMany();
	const watched = await watchWhole(server, patient);
	const {source, observed} = watched;
	const isOver = server.outage();
	await untilAllWait(watched);
	const before = server.received.length;
	source.relist();
	await until(() => expect(observed.message).toMatch(/Cannot reach the API.*HTTP 502 Bad Gateway/));
	expect(since(server, before)).toEqual(['GET /v2-beta']);
	isOver();
	source.relist();
	await until(() => expect(observed.status).toBe('live'));
	const [probe, first, second, third] = since(server, before + 1);
	expect([probe, first]).toEqual(['GET /v2-beta', expect.stringMatching(/^(upgrade|GET) /)]);
	expect([second, third].filter(request => request?.startsWith('upgrade'))).toHaveLength(1);
	expect(row(observed).state).toBe('running');
	expect(observed.of('gap').length).toBeGreaterThan(0);
});

test('a server that answers plain requests and no upgrade is tried by one environment at a time', async () => {
	const server = await serveMany();
	const watched = await watchWhole(server, patient);
	const {source, observed} = watched;
	const answer = {status: 500, headers: {'content-type': 'text/plain'}, body: "can't dial.\n"};
	const isOver = server.faults.refuse(({upgrade}) => upgrade, answer);
	server.faults.cut();
	await untilAllWait(watched);
	const before = server.received.length;
	source.relist();
	await until(() => expect(observed.message).toMatch(/HTTP 500 Internal Server Error: can't dial\./));
	// The list of the environments is asked for too: plain requests work.
	expect(since(server, before)).toEqual([
		'GET /v2-beta',
		'GET /v2-beta/projects',
		expect.stringMatching(/^upgrade /),
	]);
	isOver();
	source.relist();
	await until(() => expect(observed.status).toBe('live'));
});

test('a key that was refused is not sent again until a person acts', async () => {
	const server = await serve();
	// The projects are not asked for at the moment of the refusal.
	const {source, observed} = await watchWhole(server, {...quick, restingProjectMs: 3_600_000, refusedMs: 1});
	server.keys.revoke(server.accountKey.access);
	server.faults.cut();
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(/HTTP 401 Unauthorized; check the access key .* then refresh/);
	const before = server.received.length;
	await expect(source.object(row(observed), new AbortController().signal)).rejects.toThrow(/HTTP 401/);
	expect(since(server, before)).toEqual([]);
	server.keys.add(server.accountKey);
	source.relist();
	await until(() => expect(observed.status).toBe('live'));
});

test('credentials that have changed are sent by themselves', async () => {
	const server = await serve();
	let key = server.accountKey;
	const credentials = async () => ({type: 'basic', username: key.access, password: key.secret}) as const;
	const {observed} = await watch(server, {credentials}, {...quick, refusedMs: 1});
	await until(() => expect(observed.status).toBe('live'));
	server.keys.revoke(server.accountKey.access);
	server.faults.cut();
	await until(() => expect(observed.status).toBe('refused'));
	key = {...server.accountKey, access: 'ANOTHER'};
	server.keys.add(key);
	await until(() => expect(observed.status).toBe('live'));
});
