import {afterEach, beforeEach, expect, test} from 'vitest';
import {at, type DemoServer, type Peer, serve} from '../../../source/demo/serve/serve.js';
import {ask, eventually, listen} from '../client.js';

let server: DemoServer;
let emitted: string;
let streams: Peer[];

beforeEach(async () => {
	emitted = 'old';
	streams = [];
	server = await serve({
		answer({url}) {
			if (url.pathname !== '/stream') return {status: 200, body: emitted};
			return {
				status: 200,
				headers: {'Content-Type': 'text/event-stream'},
				stream: peer => void streams.push(peer),
			};
		},
		connect: ({url}) => (url.pathname === '/socket' ? peer => peer.send('hello') : {status: 404, body: 'no'}),
	});
});

afterEach(() => server.close());

const open = async () => {
	const listener = listen(`${server.url}/socket`);
	await listener.opened;
	await eventually(() => expect(listener.texts()).toEqual(['hello']));
	return listener;
};

test('every request is recorded with method, path, headers and body', async () => {
	await ask(`${server.url}/some?query=1`, {input: {a: 1}, headers: {'x-mark': 'yes'}});
	const [request] = server.received;
	expect(request?.method).toBe('POST');
	expect(request?.url.href).toBe(`${server.url}/some?query=1`);
	expect(request?.headers['x-mark']).toBe('yes');
	expect(request?.body).toBe('{"a":1}');
	expect(request?.upgrade).toBe(false);
});

test('sockets are listed while they are open', async () => {
	const {socket, closed} = await open();
	expect(server.peers.size).toBe(1);
	socket.close();
	expect(await closed).toBe(1005);
	await eventually(() => expect(server.peers.size).toBe(0));
});

test.each([
	['cut', 1006, () => server.faults.cut()],
	['ended', 1000, () => server.faults.end()],
	['ended with a code', 4001, () => server.faults.end(4001, 'go')],
])('a socket that is %s sees %d', async (_title, code, fault) => {
	const {closed} = await open();
	expect(fault()).toBe(1);
	expect(await closed).toBe(code);
});

test('a silent socket stays open and hears nothing, not even a pong', async () => {
	const {socket, texts} = await open();
	const pongs: string[] = [];
	socket.on('pong', payload => pongs.push(String(payload)));
	const speak = server.faults.silence();
	socket.ping('one');
	server.faults.inject('lost');
	const other = await open();
	expect(socket.readyState).toBe(socket.OPEN);
	speak();
	server.faults.inject('heard');
	await eventually(() => expect(texts()).toEqual(['hello', 'heard']));
	expect(other.texts()).toContain('heard');
	await eventually(() => expect(pongs).toEqual(['one']));
});

test('events are lost and doubled as asked for, other frames are not', async () => {
	const {texts} = await open();
	const event = (text: string): void => {
		for (const peer of server.peers) peer.event(text);
	};

	server.faults.drop(2);
	event('lost');
	event('lost');
	server.faults.duplicate(1);
	event('twice');
	event('once');
	await eventually(() => expect(texts()).toEqual(['hello', 'twice', 'twice', 'once']));
});

test('requests are refused as often as asked for, upgrades too', async () => {
	server.faults.refuse(at('/a'), {status: 503, body: 'away'}, 1);
	expect((await ask(`${server.url}/a`)).status).toBe(503);
	expect((await ask(`${server.url}/a`)).status).toBe(200);
	const undo = server.faults.refuse(at('/socket', {upgrade: true}), {status: 200, body: '<html>'});
	await expect(listen(`${server.url}/socket`).opened).rejects.toThrow('200 <html>');
	undo();
	await open();
});

test.each([
	['before', 'new'],
	['after', 'old'],
] as const)('an answer held %s it is made is %s', async (when, expected) => {
	const gate = server.faults.hold(at('/list'), when);
	const answer = ask(`${server.url}/list`);
	await gate.reached;
	emitted = 'new';
	gate.release();
	expect((await answer).text).toBe(expected);
	expect((await ask(`${server.url}/list`)).text).toBe('new');
});

test('a server that went down comes back on the same port', async () => {
	const {closed} = await open();
	await server.faults.down();
	expect(await closed).toBe(1006);
	await expect(ask(server.url)).rejects.toThrow('ECONNREFUSED');
	await server.faults.up();
	expect((await ask(server.url)).text).toBe('old');
});

test('a stream stays open, and can be cut like a socket', async () => {
	const answer = ask(`${server.url}/stream`);
	await eventually(() => expect(streams).toHaveLength(1));
	streams[0]?.event('data: 1\n\n');
	streams[0]?.close();
	expect((await answer).text).toBe('data: 1\n\n');
	const broken = ask(`${server.url}/stream`);
	await eventually(() => expect(streams).toHaveLength(2));
	server.faults.cut();
	await expect(broken).rejects.toThrow();
});

test('closing ends every connection at once', async () => {
	const {closed} = await open();
	await server.close();
	expect(await closed).toBe(1006);
	await server.faults.up();
});

test('a path that begins with two slashes does not name another host', async () => {
	await ask(`${server.url}//etc`);
	expect(server.received.at(-1)?.url.pathname).toBe('//etc');
});
