import {getEventListeners, once} from 'node:events';
import {connect} from 'node:net';
import {afterEach, expect, test, vi} from 'vitest';
import {type WebSocket, WebSocketServer} from 'ws';
import {RefusedError, ServerError, UnreachableError} from '../../source/model/errors.ts';
import {openSocket, type SocketOptions, UpgradeAnswer} from '../../source/transport/websocket.ts';
import {certificate, serve, serveRaw, serveSecurely, type TestServer} from './servers.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

const open = async (url: string, more: Partial<SocketOptions> = {}) => {
	const controller = new AbortController();
	ends.push(() => controller.abort());
	const frames: string[] = [];
	const socket = await openSocket({
		url,
		headers: {},
		certificateAuthorities: null,
		insecure: false,
		silenceMs: null,
		signal: controller.signal,
		attempted: 'Cannot follow changes',
		environment: {},
		onFrame: text => frames.push(text),
		...more,
	});
	return {socket, frames, controller};
};

const serveSockets = async (
	onSocket: (socket: WebSocket) => void,
	start: () => Promise<TestServer> = serve,
) => {
	const server = await start();
	const sockets = new WebSocketServer({server: server.server});
	sockets.on('connection', onSocket);
	ends.push(server.close);
	return {...server, sockets};
};

const refuse = async (answer: string) => {
	const server = await serveRaw(socket => socket.once('data', () => socket.write(answer)));
	ends.push(server.close);
	return open(`${server.url}/subscribe?token=secret`).catch((error: unknown) => error);
};

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
	await vi.waitFor(() => expect(frames).toEqual(['one', 't\uFFFDw', 'three']));
	await vi.waitFor(() => expect(received).toEqual(['hello']));
});

test('binary frames go to their own listener where there is one', async () => {
	const {url} = await serveSockets(socket => socket.send(Buffer.from([1, 2])));
	const bytes: number[] = [];
	const {frames} = await open(url, {onBytes: each => bytes.push(...each)});
	await vi.waitFor(() => expect(bytes).toEqual([1, 2]));
	expect(frames).toEqual([]);
});

test('the upgrade says who asks, with the credentials, without compression', async () => {
	const server = await serveSockets(() => undefined);
	const asked = once(server.server, 'upgrade');
	await open(server.url, {headers: {Authorization: 'Basic x'}});
	const [request] = await asked;
	expect(request.headers).toMatchObject({authorization: 'Basic x', accept: 'application/json'});
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

test('closing tells the server code 1000', async () => {
	const codes: number[] = [];
	const {url} = await serveSockets(socket => socket.on('close', code => codes.push(code)));
	const {socket} = await open(url);
	socket.close();
	expect(await socket.ended).toMatchObject({code: 1000, by: 'self'});
	await vi.waitFor(() => expect(codes).toEqual([1000]));
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
	await vi.waitFor(() => expect(sockets.clients.size).toBe(0));
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
	await vi.waitFor(() => expect(server.sockets.clients.size).toBe(0));
});

test('a pong keeps a socket alive that has no news', async () => {
	const pings: unknown[] = [];
	const {url} = await serveSockets(socket => socket.on('ping', ping => pings.push(ping)));
	const {socket} = await open(url, {silenceMs: 400, pingMs: 20});
	const ended = vi.fn();
	void socket.ended.then(ended);
	await vi.waitFor(() => expect(pings.length).toBeGreaterThan(30), 5000);
	expect(ended).not.toHaveBeenCalled();
});

test.each([
	[401, RefusedError, /HTTP 401 Unauthorized: no such key; check the credentials/],
	[403, RefusedError, /HTTP 403 Forbidden: no such key; check the rights/],
	[404, ServerError, /HTTP 404 Not Found: no such key$/],
	[503, ServerError, /HTTP 503/],
])(
	'an upgrade refused with %d is an error of its own, with the answer as its cause',
	async (status, type, message) => {
		const body = '{"message":"no such key"}';
		const error = await refuse(
			`HTTP/1.1 ${status} x\r\ncontent-length: ${body.length}\r\ncontent-type: application/json\r\n\r\n${body}`,
		);
		expect(error).toBeInstanceOf(type);
		expect(String(error)).toMatch(message);
		expect(String(error)).not.toContain('secret');
		const {cause} = error as Error;
		expect(cause).toBeInstanceOf(UpgradeAnswer);
		expect(cause).toMatchObject({status, body, contentType: 'application/json'});
	},
);

test('a refusal that carries the headers of an upgrade, and is left open, is a refusal', async () => {
	const head =
		'HTTP/1.1 401 Unauthorized\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nTransfer-Encoding: chunked\r\n\r\n';
	const body = '<html><p>No permission -- see authorization schemes</p></html>';
	const error = await refuse(`${head}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
	expect(error).toBeInstanceOf(RefusedError);
	expect(String(error)).toContain('No permission -- see authorization schemes');
});

test('a page instead of an upgrade is explained by a proxy in between', async () => {
	const error = await refuse('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>');
	expect(error).toBeInstanceOf(UnreachableError);
	expect(String(error)).toMatch(/HTTP 200 OK instead of a websocket; .*Upgrade header: nginx .* ELB/);
});

test('a redirect instead of an upgrade names where it points', async () => {
	const error = await refuse(
		'HTTP/1.1 301 Moved\r\nlocation: https://other.example.com/x?token=a\r\ncontent-length: 0\r\n\r\n',
	);
	expect(String(error)).toMatch(/HTTP 301: the server sends us on to https:\/\/other.example.com\/x; /);
});

test('of a long answer only the start is kept', async () => {
	const error = await refuse(`HTTP/1.1 500 x\r\ncontent-length: 100000\r\n\r\n${'x'.repeat(100_000)}`);
	expect((error as Error).cause).toMatchObject({body: 'x'.repeat(4096)});
});

test('connection refused is told in words', async () => {
	await expect(open('http://127.0.0.1:1/')).rejects.toThrow(/Cannot follow changes .*connection refused/);
});

test('a server that does not answer is given up', async () => {
	const server = await serveRaw(() => undefined);
	ends.push(server.close);
	await expect(open(server.url, {openTimeoutMs: 30})).rejects.toThrow(/did not open within 0.03 s/);
});

test('an abort while it opens rejects with its reason and leaves nothing', async () => {
	const controller = new AbortController();
	const gone = vi.fn();
	const server = await serveRaw(socket => {
		socket.once('close', gone);
		controller.abort(new Error('enough'));
	});
	ends.push(server.close);
	await expect(open(server.url, {signal: controller.signal})).rejects.toThrow('enough');
	await vi.waitFor(() => expect(gone).toHaveBeenCalled());
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test.each([
	['its authority is given', {certificateAuthorities: certificate}],
	['the check is off', {insecure: true}],
])('a self-signed certificate is taken when %s', async (_title, trust) => {
	const {url} = await serveSockets(socket => socket.send('one'), serveSecurely);
	const {frames} = await open(url, trust);
	await vi.waitFor(() => expect(frames).toEqual(['one']));
});

test('a self-signed certificate is refused with advice', async () => {
	const {url} = await serveSockets(() => undefined, serveSecurely);
	await expect(open(url)).rejects.toThrow(/self-signed; .*--ca-file/);
});

test.each([
	['wss', serveSecurely],
	['ws', serve],
])('%s goes through the proxy that the environment names', async (scheme, start) => {
	const server = await serveSockets(socket => socket.send('one'), start);
	const asked: (string | undefined)[] = [];
	const proxy = await serve();
	ends.push(proxy.close);
	proxy.server.on('connect', (request, socket) => {
		asked.push(request.url);
		const upstream = connect(server.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
		socket.pipe(upstream).pipe(socket);
	});
	const environment = {ALL_PROXY: proxy.url};
	const {frames} = await open(`${scheme}://rancher.invalid/x`, {insecure: true, environment});
	await vi.waitFor(() => expect(frames).toEqual(['one']));
	expect(asked).toEqual([`rancher.invalid:${scheme === 'wss' ? 443 : 80}`]);
});

test('a proxy that does not answer is left when aborted', async () => {
	const controller = new AbortController();
	const gone = vi.fn();
	const proxy = await serveRaw(socket => {
		socket.once('close', gone);
		socket.once('data', () => controller.abort(new Error('enough')));
	});
	ends.push(proxy.close);
	const opening = open('wss://rancher.invalid', {
		signal: controller.signal,
		environment: {HTTPS_PROXY: proxy.url},
	});
	await expect(opening).rejects.toThrow('enough');
	await vi.waitFor(() => expect(gone).toHaveBeenCalled());
});
