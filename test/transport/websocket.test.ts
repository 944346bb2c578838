import {getEventListeners, once} from 'node:events';
import {expect, test, vi} from 'vitest';
import type {WebSocket} from 'ws';
import {until} from '../until.js';
import {certificate, serveSecurely} from './servers.js';
import {open, serveSockets} from './stage.js';

test('frames come in order, from the very first, and what is sent arrives', async () => {
	const received: string[] = [];
	const {url} = await serveSockets(socket => {
		socket.send('one');
		socket.send(Buffer.from([0x74, 0xff, 0x77]), {binary: false});
		socket.send('three');
		socket.on('message', message => received.push(String(message)));
	});
	const {socket, frames} = await open(url);
	socket.send('hello');
	await until(() => expect(frames).toEqual(['one', 't\uFFFDw', 'three']));
	await until(() => expect(received).toEqual(['hello']));
});

test('binary frames go to their own listener where there is one', async () => {
	const {url} = await serveSockets(socket => socket.send(Buffer.from([1, 2])));
	const bytes: number[] = [];
	const {frames} = await open(url, {onBytes: each => bytes.push(...each)});
	await until(() => expect(bytes).toEqual([1, 2]));
	expect(frames).toEqual([]);
});

test('the upgrade says who asks, with the credentials, without compression', async () => {
	const server = await serveSockets(() => undefined);
	const asked = once(server.server, 'upgrade');
	await open(server.url, {headers: {Authorization: 'Basic x'}});
	const [request] = await asked;
	expect(request.headers).toMatchObject({authorization: 'Basic x'});
	// A kubelet answers with a stream, and refuses who wants JSON.
	expect(request.headers.accept).toBeUndefined();
	expect(request.headers['user-agent']).toMatch(/^rwatch\/\d/);
	expect(request.headers['sec-websocket-extensions']).toBeUndefined();
});

test.each([
	['a connection that is cut', (socket: WebSocket) => socket.terminate(), 1006, /connection ended/],
	['a proper close', (socket: WebSocket) => socket.close(1000), 1000, /server closed/],
	[
		'a shutdown',
		(socket: WebSocket) => socket.close(1001, 'Server is shutting down'),
		1001,
		/: Server is shutting down/,
	],
	['another code', (socket: WebSocket) => socket.close(4000, 'why'), 4000, /code 4000: why/],
])('%s is an end in words', async (_title, finish, code, detail) => {
	const {url} = await serveSockets(socket => {
		socket.on('message', () => finish(socket));
	});
	const {socket, controller} = await open(url);
	socket.send('end');
	const end = await socket.ended;
	expect(end).toMatchObject({code, by: 'peer'});
	expect(end.detail).toMatch(detail);
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('closing sends the server code 1000', async () => {
	const codes: number[] = [];
	const {url} = await serveSockets(socket => socket.on('close', code => codes.push(code)));
	const {socket} = await open(url);
	socket.close();
	expect(await socket.ended).toMatchObject({code: 1000, by: 'self'});
	await until(() => expect(codes).toEqual([1000]));
	socket.send('too late');
});

test('an abort ends the socket within a tick, and no frame comes after it', async () => {
	const {url, sockets} = await serveSockets(() => undefined);
	const {socket, frames, controller} = await open(url);
	for (const peer of sockets.clients) peer.send('late');
	controller.abort();
	const order: string[] = [];
	void socket.ended.then(() => order.push('ended'));
	await new Promise(resolve => {
		setImmediate(resolve);
	});
	expect(order).toEqual(['ended']);
	await until(() => expect(sockets.clients.size).toBe(0));
	expect(frames).toEqual([]);
});

test('ten sockets leave no listener on their signal', async () => {
	const {url} = await serveSockets(socket => socket.on('message', () => socket.terminate()));
	const {signal} = new AbortController();
	for (let count = 0; count < 10; count++) {
		const {socket} = await open(url, {signal});
		socket.send('end');
		await socket.ended;
	}

	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a half-open connection is given up after the silence, also when the server never answers the close', async () => {
	const server = await serveSockets(socket => socket.pause());
	const {socket} = await open(server.url, {silenceMs: 40});
	expect(await socket.ended).toMatchObject({
		code: 1006,
		by: 'silence',
		detail: 'nothing was heard for 0.04 s',
	});
	for (const peer of server.sockets.clients) peer.resume();
	await until(() => expect(server.sockets.clients.size).toBe(0));
});

test('a pong keeps a socket alive that has no news', async () => {
	const pings: unknown[] = [];
	const {url} = await serveSockets(socket => socket.on('ping', ping => pings.push(ping)));
	const {socket} = await open(url, {silenceMs: 400, pingMs: 20});
	const ended = vi.fn();
	void socket.ended.then(ended);
	await until(() => expect(pings.length).toBeGreaterThan(30));
	expect(ended).not.toHaveBeenCalled();
});

test.each([
	['its authority is given', {certificateAuthorities: certificate}],
	['the check is off', {insecure: true}],
])('a self-signed certificate is taken when %s', async (_title, trust) => {
	const {url} = await serveSockets(socket => socket.send('one'), serveSecurely);
	const {frames} = await open(url, trust);
	await until(() => expect(frames).toEqual(['one']));
});

test('a self-signed certificate is refused with advice', async () => {
	const {url} = await serveSockets(() => undefined, serveSecurely);
	await expect(open(url)).rejects.toThrow(/self-signed; .*--ca-file/);
});
