import {getEventListeners, once} from 'node:events';
import {gzipSync} from 'node:zlib';
import {expect, test} from 'vitest';
import {RefusedError, UnreachableError} from '../../source/model/errors.js';
import {certificate, serve, serveRaw, serveSecurely} from './servers.js';
import {attempted, client, echo, ending} from './stage.js';

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

test('a header can be omitted for one request', async () => {
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

const allOf = async (parts: AsyncIterable<string>) => {
	const read: string[] = [];
	for await (const part of parts) read.push(part);
	return read;
};

// Some parts are ASCII, some are not, and letters lie across the borders.
const long = JSON.stringify(
	Array.from({length: 60_000}, (_, index) =>
		index % 40_000 < 20_000 ? `größer 转码 ${index}` : `as it is ${index}`,
	),
);

test.each([
	['packed', gzipSync(long), {'content-encoding': 'gzip', 'content-type': 'application/json'}],
	['unpacked', Buffer.from(long), {'content-type': 'application/json; charset=utf-8'}],
	['without a type', Buffer.from(long), {}],
])('a long body (%s) is had in parts', async (_what, body, headers) => {
	const server = ending(await serve((_request, response) => response.writeHead(200, headers).end(body)));
	const {parts} = await client(server.url).request({path: '/', attempted, inParts: true});
	const read = await allOf(parts());
	expect(read.join('')).toBe(long);
	expect(Math.max(...read.map(part => part.length))).toBeLessThanOrEqual(64 * 1024);
});

const packed = gzipSync(long);

test.each([
	['incomplete', packed.subarray(0, -20)],
	['damaged', Buffer.concat([packed.subarray(0, 20), Buffer.alloc(packed.length - 20, 0xff)])],
])('a packed body that is %s fails while it is read', async (what, body) => {
	const type = {'content-encoding': 'gzip', 'content-type': 'application/json'};
	const server = ending(await serve((_request, response) => response.writeHead(200, type).end(body)));
	const {parts} = await client(server.url).request({path: '/', attempted, inParts: true});
	const error = await allOf(parts()).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(UnreachableError);
	expect(String(error)).toMatch(new RegExp(`Cannot list pods.*packed body is ${what}.*proxy`));
});

test('an error status is an answer, and what is not JSON is undefined', async () => {
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
])('%s is reported in words', async (_title, start, message, scheme = 'http:') => {
	const server = await start();
	if ('close' in server) ending(server);
	const request = client(server.url.replace('http:', scheme)).request({path: '/v3?token=secret', attempted});
	const error = await request.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(UnreachableError);
	expect(String(error)).toMatch(message);
	expect(String(error)).toContain('/v3');
	expect(String(error)).not.toContain('secret');
});

test('plain HTTP to a port that speaks TLS is reported with the way out', async () => {
	const server = ending(await serveSecurely());
	const request = client(server.url.replace('https:', 'http:')).request({path: '/', attempted});
	await expect(request).rejects.toThrow(
		/(?:closed the connection|reset); if this port speaks TLS, try https:\/\/ instead of http:\/\/ \(/,
	);
});

test.each([
	['over TLS', serveSecurely, {insecure: true}],
	['after it has answered before', serve, {}],
])('a connection that is cut %s is no reason to try TLS', async (_title, start, trust) => {
	let count = 0;
	const server = ending(
		await start((request, response) => {
			if (count++ === 0 && server.url.startsWith('http:')) response.end('{}');
			else request.socket.destroy();
		}),
	);
	const http = client(server.url, trust);
	if (server.url.startsWith('http:')) await http.request({path: '/', attempted});
	const error: unknown = await http.request({path: '/', attempted}).catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(UnreachableError);
	expect(String(error)).not.toContain('TLS, try');
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

test('closing breaks what is running', async () => {
	const server = ending(await serve(() => undefined));
	const http = client(server.url);
	const request = http.request({path: '/', attempted});
	await once(server.server, 'request');
	await http.close();
	await expect(request).rejects.toThrow(/closed by rwatch itself/);
});
