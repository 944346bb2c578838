import {getEventListeners, once} from 'node:events';
import type {IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import {gzipSync} from 'node:zlib';
import {afterEach, expect, test, vi} from 'vitest';
import {RefusedError, UnreachableError} from '../../source/model/errors.ts';
import {createHttpClient, type HttpOptions, ontoOrigin} from '../../source/transport/http.ts';
import {certificate, serve, serveRaw, serveSecurely} from './servers.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

const ending = <Thing extends {close: () => Promise<unknown>}>(thing: Thing): Thing => {
	ends.push(thing.close);
	return thing;
};

const client = (url: string, more: Partial<HttpOptions> = {}) =>
	ending(createHttpClient({url, certificateAuthorities: null, insecure: false, environment: {}, ...more}));

const attempted = 'Cannot list pods';
const echo = (request: IncomingMessage) =>
	JSON.stringify({path: request.url, method: request.method, headers: request.headers});

test('a request says who asks, with the credentials, and gets status, headers and JSON', async () => {
	const server = ending(
		await serve((request, response) => response.writeHead(201, {'X-Api-Schemas': 'here'}).end(echo(request))),
	);
	const http = client(`${server.url}/v3/`, {headers: async () => ({Authorization: 'Bearer x'})});
	const response = await http.request({path: 'pods?limit=1', attempted, headers: {'x-more': '1'}});
	expect(response.status).toBe(201);
	expect(response.headers['x-api-schemas']).toBe('here');
	expect(response.json()).toMatchObject({path: '/v3/pods?limit=1', method: 'GET'});
	const {headers} = response.json() as {headers: Record<string, string>};
	expect(headers).toMatchObject({accept: 'application/json', authorization: 'Bearer x', 'x-more': '1'});
	expect(headers['user-agent']).toMatch(/^rwatch\/\d/);
});

test('a header can be left away for one request', async () => {
	const server = ending(await serve((request, response) => response.end(echo(request))));
	const http = client(server.url, {headers: () => ({'X-Auth-Token': 'x'})});
	const response = await http.request({path: '/login', attempted, headers: {'x-auth-token': null}});
	expect(response.text).not.toContain('x-auth-token');
});

test('a body is sent as JSON', async () => {
	const server = ending(
		await serve(async (request, response) => {
			const chunks = await request.toArray();
			response.end(JSON.stringify([request.headers['content-type'], Buffer.concat(chunks).toString()]));
		}),
	);
	const response = await client(server.url).request({method: 'POST', path: '/x', body: {a: 1}, attempted});
	expect(response.json()).toEqual(['application/json', '{"a":1}']);
});

test('a packed body is unpacked', async () => {
	const server = ending(
		await serve((_request, response) =>
			response.writeHead(200, {'content-encoding': 'gzip'}).end(gzipSync('[1]')),
		),
	);
	expect((await client(server.url).request({path: '/', attempted})).json()).toEqual([1]);
});

test('an error status is an answer, and what is no JSON is undefined', async () => {
	const server = ending(await serve((_request, response) => response.writeHead(500).end('<html>')));
	const response = await client(server.url).request({path: '/', attempted});
	expect([response.status, response.text, response.json()]).toEqual([500, '<html>', undefined]);
});

test.each([
	['connection refused', async () => ({url: 'http://127.0.0.1:1'}), /connection refused/],
	['no TLS', () => serve(), /does not speak TLS.*http:/, 'https:'],
	['an answer that is not HTTP', () => serveRaw(socket => socket.end('SSH-2.0-OpenSSH\r\n\r\n')), /not HTTP/],
	[
		'a socket that is cut',
		() => serveRaw(socket => socket.once('data', () => socket.destroy())),
		/closed the connection|reset/,
	],
])('%s is told in words', async (_title, start, message, scheme = 'http:') => {
	const server = await start();
	if ('close' in server) ending(server);
	const request = client(server.url.replace('http:', scheme)).request({path: '/v3?token=secret', attempted});
	const error = await request.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(UnreachableError);
	expect(String(error)).toMatch(message);
	expect(String(error)).toContain('/v3');
	expect(String(error)).not.toContain('secret');
});

test('a self-signed certificate is refused with advice', async () => {
	const server = ending(await serveSecurely((_request, response) => response.end('{}')));
	const request = client(server.url).request({path: '/', attempted});
	await expect(request).rejects.toThrow(/not trusted: it is self-signed; .*--ca-file.*--insecure/);
});

test.each([
	['its certificate authority is given', {certificateAuthorities: certificate}],
	['the check is off', {insecure: true}],
])('a self-signed certificate is taken when %s', async (_title, trust) => {
	const server = ending(await serveSecurely((_request, response) => response.end('{}')));
	expect((await client(server.url, trust).request({path: '/', attempted})).status).toBe(200);
});

test('no answer in time is an error that names the time', async () => {
	const server = ending(await serve(() => undefined));
	const request = client(server.url).request({path: '/', attempted, timeoutMs: 20});
	await expect(request).rejects.toThrow(/no answer within 0.02 s/);
});

test('a body that does not end in time is an error too', async () => {
	const server = ending(await serve((_request, response) => response.write('[')));
	const request = client(server.url).request({path: '/', attempted, timeoutMs: 50});
	await expect(request).rejects.toThrow(/no answer within 0.05 s/);
});

test('an abort rejects with its reason and leaves no listener', async () => {
	const server = ending(await serve(() => undefined));
	const controller = new AbortController();
	const request = client(server.url).request({path: '/', attempted, signal: controller.signal});
	await once(server.server, 'request');
	controller.abort(new Error('enough'));
	await expect(request).rejects.toThrow('enough');
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('ten requests leave no listener on their signal', async () => {
	const server = ending(await serve((_request, response) => response.end('{}')));
	const {signal} = new AbortController();
	const http = client(server.url);
	for (let count = 0; count < 10; count++) await http.request({path: '/', attempted, signal});
	expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('an error of the credentials is passed on as it is', async () => {
	const refused = new RefusedError({attempted: 'Cannot log in', target: 'x', answer: 'no'});
	const http = client('http://127.0.0.1:1', {headers: () => Promise.reject(refused)});
	await expect(http.request({path: '/', attempted})).rejects.toBe(refused);
});

test('a redirect within the origin is followed', async () => {
	const server = ending(
		await serve((request, response) => {
			if (request.url === '/old') response.writeHead(302, {location: '/new'}).end();
			else response.end(echo(request));
		}),
	);
	expect((await client(server.url).request({path: '/old', attempted})).text).toContain('"/new"');
});

test('a write is not sent again on a redirect that does not ask for it', async () => {
	const server = ending(
		await serve((_request, response) => response.writeHead(302, {location: '/new'}).end()),
	);
	expect((await client(server.url).request({method: 'POST', path: '/old', attempted})).status).toBe(302);
});

test('a circle of redirects ends', async () => {
	const server = ending(await serve((_request, response) => response.writeHead(302, {location: '/'}).end()));
	expect((await client(server.url).request({path: '/', attempted})).status).toBe(302);
});

test('a redirect to another origin is an error, and nothing goes there', async () => {
	const reached = vi.fn();
	const other = ending(await serve(reached));
	const server = ending(
		await serve((_request, response) =>
			response.writeHead(302, {location: `${other.url}/login?a=b`}).end('moved'),
		),
	);
	const http = client(server.url, {headers: () => ({authorization: 'Bearer x'})});
	await expect(http.request({path: '/', attempted})).rejects.toThrow(
		new RegExp(`HTTP 302: the server sends us on to ${other.url}/login; use ${other.url} in`),
	);
	expect(reached).not.toHaveBeenCalled();
});

test('an absolute URL in an answer goes to the origin that was configured', async () => {
	const server = ending(await serve((request, response) => response.end(echo(request))));
	const response = await client(server.url).request({path: 'http://internal:8080/v3/x?a=b', attempted});
	expect(response.text).toContain('"/v3/x?a=b"');
});

test.each([
	[
		'http://internal:8080/v2-beta/x?a=b',
		'https://rancher.example.com/v2-beta',
		'https://rancher.example.com/v2-beta/x?a=b',
	],
	['ws://internal/v1/logs/', 'https://rancher.example.com', 'https://rancher.example.com/v1/logs/'],
	['/v3', 'https://rancher.example.com:8443/base', 'https://rancher.example.com:8443/v3'],
])('%s on the origin of %s is %s', (url, base, expected) => {
	expect(ontoOrigin(url, base)).toBe(expected);
});

test('requests go through the proxy that the environment names', async () => {
	const server = ending(await serveSecurely((_request, response) => response.end('{}')));
	const asked: string[] = [];
	const proxy = ending(await serve());
	proxy.server.on('connect', (request: IncomingMessage, socket) => {
		asked.push(`${request.url} ${request.headers['proxy-authorization']}`);
		const upstream = connect(server.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
		socket.pipe(upstream).pipe(socket);
	});
	const environment = {HTTPS_PROXY: `http://me:pw@127.0.0.1:${proxy.port}`};
	const http = client('https://rancher.invalid', {insecure: true, environment});
	expect((await http.request({path: '/', attempted})).status).toBe(200);
	expect(asked).toEqual([`rancher.invalid:443 Basic ${Buffer.from('me:pw').toString('base64')}`]);
});

test('a proxy that refuses is told as such', async () => {
	const proxy = ending(await serve());
	proxy.server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
	const http = client('https://rancher.invalid', {environment: {HTTPS_PROXY: proxy.url}});
	await expect(http.request({path: '/', attempted})).rejects.toThrow(/proxy refused.*403.*HTTPS_PROXY/);
});

test('a stream gives its bytes as they come, and ends', async () => {
	const server = ending(
		await serve((_request, response) => {
			response.write('one');
			setImmediate(() => response.end('two'));
		}),
	);
	const {signal} = new AbortController();
	const stream = await client(server.url).stream({path: '/', accept: 'text/event-stream', attempted, signal});
	let text = '';
	for await (const bytes of stream.body) text += Buffer.from(bytes).toString();
	expect(text).toBe('onetwo');
	await vi.waitFor(() => expect(getEventListeners(signal, 'abort')).toEqual([]));
});

test('an abort ends a stream that is being read, and the server sees it', async () => {
	const server = ending(await serve());
	const gone = new Promise(resolve => {
		server.server.on('request', (request, response) => {
			response.write('one');
			request.once('close', resolve);
		});
	});
	const controller = new AbortController();
	const stream = await client(server.url).stream({path: '/', attempted, signal: controller.signal});
	const reader = stream.body[Symbol.asyncIterator]();
	await reader.next();
	controller.abort();
	await expect(reader.next()).rejects.toThrow();
	await gone;
	expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('a refused stream says why', async () => {
	const server = ending(await serve((_request, response) => response.writeHead(401).end('No permission')));
	const stream = await client(server.url).stream({path: '/', attempted});
	expect([stream.status, await stream.text()]).toEqual([401, 'No permission']);
});

test('closing breaks what is running', async () => {
	const server = ending(await serve(() => undefined));
	const http = client(server.url);
	const request = http.request({path: '/', attempted});
	await once(server.server, 'request');
	await http.close();
	await expect(request).rejects.toThrow(/closed by rwatch itself/);
});
