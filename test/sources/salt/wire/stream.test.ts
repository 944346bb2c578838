import {readFileSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import {expect, test} from 'vitest';
import {demoSource} from '../../../../source/demo/demo.js';
import {at} from '../../../../source/demo/serve/serve.js';
import type {SourceConfig} from '../../../../source/model/source-config.js';
import {directly} from '../../../../source/sources/requests/way.js';
import {createApis} from '../../../../source/sources/salt/wire/api.js';
import type {BusEvent} from '../../../../source/sources/salt/wire/frames.js';
import {openEventStream} from '../../../../source/sources/salt/wire/stream.js';
import {systemClock} from '../../../../source/transport/clock.js';
import {later, live, master, until, watch} from '../scene.js';
import {failSchedule, impatient} from '../start.js';

const fixtures = new URL('../../../fixtures/salt/', import.meta.url);
const login = '{"return": [{"token": "t", "start": 0, "expire": 1000, "user": "u", "perms": []}]}';
const minion = 'minion/web-a.example';

/** Answers /events with the bytes of a real salt-api, in pieces of `size`, and then breaks off. */
const replay = async (file: string, size: number): Promise<string> => {
	const bytes = readFileSync(new URL(file, fixtures));
	const answer = (socket: Socket, request: string): void => {
		if (request.startsWith('POST /login')) {
			socket.write(
				`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${login.length}\r\n\r\n${login}`,
			);
			return;
		}

		let at = 0;
		const next = (): void => {
			if (at >= bytes.length) socket.destroySoon();
			else {
				at += size;
				socket.write(bytes.subarray(at - size, at), next);
			}
		};

		next();
	};
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('data', request => answer(socket, String(request)));
		socket.on('error', () => socket.destroy());
	});
	later(async () => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

const read = async (file: string, size: number) => {
	const config: SourceConfig = demoSource({
		name: 'eu',
		family: 'salt',
		url: await replay(file, size),
		credentials: async () => ({type: 'login', username: 'u', password: 'p', eauth: null}),
	});
	const {background: api, close} = createApis({
		config,
		way: directly(config),
		clock: systemClock,
		sessionless: false,
		onDisabled: () => undefined,
	});
	later(close);
	const events: BusEvent[] = [];
	const faults: string[] = [];
	const {signal} = new AbortController();
	const listener = {
		onEvent: (event: BusEvent) => events.push(event),
		onFault: (text: string) => faults.push(text),
	};
	const stream = await openEventStream(api, listener, signal);
	return {events, faults, end: await stream.ended};
};

test.each([
	['3006-keys-jobs-states.http', 100_000],
	['3006-odd-events.http', 1460],
	['3006-presence-beacons-schedule-hook.http', 700],
	['3007-jobs.http', 1],
])('reads every event of %s, as a real salt-api sent it, in pieces of %i bytes', async (file, size) => {
	const count = readFileSync(new URL(file, fixtures), 'utf8').match(/^data: /gm)?.length;
	const {events, faults, end} = await read(file, size);
	expect(faults).toEqual([]);
	expect(events).toHaveLength(count ?? 0);
	expect(end?.message).toMatch(/Cannot follow events/);
});

test('keeps what is odd in the events of a real salt-api', async () => {
	const {events} = await read('3006-odd-events.http', 999);
	const payload = (tag: string) => events.find(event => event.tag === tag)?.payload;
	expect(payload('test/nan')).toMatchObject({m: 'NaN', i: 'Infinity'});
	expect(payload('test/uni')).toMatchObject({m: expect.stringContaining('wörld ☃ 😀 \u2028')});
	expect(payload('test/tag/a\nb: c')).toMatchObject({m: 1});
	expect(payload('test/big')).toMatchObject({m: 'VALUE_TRIMMED'});
	expect(payload('my/custom/tag')).toMatchObject({k: 'v'});
});

test('is live before the first event, of which the bus may have none for hours', async () => {
	const {observed} = await live({demo: {enabledClients: []}});
	expect(observed.status).toBe('live');
});

test('survives an event with bytes, which ends every stream', async () => {
	const {server, observed, row} = await live();
	server.poison();
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await until(() => expect(observed.status).toBe('live'));
	failSchedule(server, 'web-a.example', 'after the poison');
	await until(() => expect(row(minion).message).toMatch(/after the poison/));
});

test('notices that a websocket went deaf although it is open, and goes on with the event stream', async () => {
	const {server, observed, row} = await live({config: {eventTransport: 'ws'}, salt: impatient});
	expect(observed.message).toBe('');
	server.poison();
	await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.message).toMatch(/no websocket \(.*the stream is silent.*\): following \/events instead/);
	failSchedule(server, 'web-a.example', 'heard again');
	await until(() => expect(row(minion).message).toMatch(/heard again/));
});

test('takes the event stream where there is no websocket', async () => {
	const {server, observed} = await live({demo: {websocket: false}, config: {eventTransport: 'ws'}});
	expect(observed.message).toMatch(/no websocket \(HTTP 404 Not Found.*\): following \/events instead/);
	expect(server.received.filter(at('/events'))).toHaveLength(1);
});

test('goes on with the event stream where a proxy fails at websockets alone', async () => {
	const server = await master();
	server.faults.refuse(at('/ws'), {status: 502, body: ''});
	const {observed} = watch(server, {config: {eventTransport: 'ws'}});
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.message).toMatch(/no websocket \(HTTP 502 Bad Gateway/);
});

test('says why nothing can be followed where the server is out and a websocket is wanted', async () => {
	const server = await master();
	const recover = server.faults.refuse(at('/login'), {status: 502, body: ''});
	const {observed} = watch(server, {config: {eventTransport: 'ws'}});
	await until(() => expect(observed.status).toBe('retrying'));
	expect(observed.message).toMatch(/HTTP 502/);
	recover();
	await until(() => expect(observed.status).toBe('live'));
});

test('takes the websocket after an outage at the start', async () => {
	const server = await master();
	const recover = server.faults.refuse(() => true, {status: 503, body: ''});
	const {observed} = watch(server, {config: {eventTransport: 'ws'}});
	await until(() => expect(observed.status).toBe('retrying'));
	recover();
	await until(() => expect(observed.status).toBe('live'));
	expect(observed.message).toBe('');
	expect([...server.peers].map(({request}) => request.url.pathname)).toEqual(['/ws']);
});

test('takes the websocket again after a restart of the server', async () => {
	const {server, observed} = await live({config: {eventTransport: 'ws'}});
	await server.faults.down();
	await until(() => expect(observed.message).toMatch(/\/events/));
	await server.faults.up();
	await until(() => expect(observed.status).toBe('live'));
	expect([...server.peers].map(({request}) => request.url.pathname)).toEqual(['/ws']);
});

test('logs in again where the websocket finds the session dead', async () => {
	const {server, observed} = await live({config: {eventTransport: 'ws'}});
	server.sessions.forgetAll();
	server.faults.end(1001);
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await until(() => expect(observed.status).toBe('live'));
});

test('opens one stream, and never two at a time', async () => {
	const {server, observed} = await live();
	for (const round of [1, 2, 3]) {
		server.faults.cut();
		await until(() => expect(observed.of('gap')).toHaveLength(round));
		await until(() => expect(observed.status).toBe('live'));
		expect(server.peers.size).toBe(1);
	}
});

test('drops no event of a burst, and keeps the newest of them as rows', async () => {
	const {server, rows, observed} = await live({show: ['event']});
	for (let index = 0; index < 2000; index++) server.fire('my/burst', {index});
	await until(() => expect(rows('event').at(-1)?.message).toBe('{index: 1999}'));
	expect(rows('event').length).toBeGreaterThanOrEqual(500);
	expect(rows('event').length).toBeLessThan(560);
	expect(observed.of('removed').every(({quiet}) => quiet)).toBe(true);
});

test('reports when events come late', async () => {
	const {server, observed} = await live({demo: {enabledClients: []}});
	const stamp = (agoMs: number) => new Date(Date.now() - agoMs).toISOString().slice(0, 23);
	server.fireText('x', `{"data": {"_stamp": "${stamp(0)}"}, "tag": "x"}`);
	server.fireText('x', `{"data": {"_stamp": "${stamp(12_000)}"}, "tag": "x"}`);
	await until(() => expect(observed.message).toMatch(/events come 10 s late/));
	server.fireText('x', `{"data": {"_stamp": "${stamp(0)}"}, "tag": "x"}`);
	await until(() => expect(observed.message).not.toMatch(/late/));
	expect(observed.status).toBe('live');
});

test('a gap begins where the last event says that it was, however late that came', async () => {
	const {server, observed, rows} = await live({demo: {enabledClients: []}});
	const tag = 'salt/job/20261120161543034393/new';
	const fire = (agoMs: number) => {
		const _stamp = new Date(Date.now() - agoMs).toISOString().slice(0, 23);
		const data = {fun: 'test.ping', tgt: '*', minions: [String(agoMs)], _stamp};
		server.fireText(tag, JSON.stringify({data, tag}));
	};

	fire(0);
	fire(25_000);
	await until(() => expect(rows('job')[0]?.state).toBe('running 0/2'));
	server.faults.cut();
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	const {from, to} = observed.of('gap')[0] ?? expect.fail('no gap');
	expect((to ?? 0) - from).toBeGreaterThanOrEqual(25_000);
});
