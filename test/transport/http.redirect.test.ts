import {expect, test, vi} from 'vitest';
import {ontoOrigin} from '../../source/transport/http.js';
import {serve} from './servers.js';
import {attempted, client, echo, ending} from './stage.js';

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
	const asked: unknown[] = [];
	const server = ending(
		await serve((request, response) => {
			asked.push(`${request.method} ${request.url}`);
			response.writeHead(302, {location: '/new'}).end();
		}),
	);
	expect((await client(server.url).request({method: 'POST', path: '/old', attempted})).status).toBe(302);
	expect(asked).toEqual(['POST /old']);
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
			response.writeHead(302, {location: `${other.url}/console?a=b`}).end('moved'),
		),
	);
	const http = client(server.url, {headers: () => ({authorization: 'Bearer x'})});
	await expect(http.request({path: '/', attempted})).rejects.toThrow(
		new RegExp(`HTTP 302: the server sends us on to ${other.url}/console; use ${other.url} in`),
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

test('a request below the base path is not sent on to what is beside it, whose login is another', async () => {
	const asked: unknown[] = [];
	const server = ending(
		await serve((request, response) => {
			asked.push(request.url);
			if (request.url === '/proxy/http:/salt/login') response.writeHead(307, {location: '/login'}).end();
			else if (request.url?.endsWith('/old')) response.writeHead(307, {location: 'new'}).end();
			else response.end(echo(request));
		}),
	);
	const http = client(`${server.url}/proxy/http:/salt`, {headers: () => ({cookie: 'R_SESS=x'})});
	await expect(
		http.request({method: 'POST', path: 'login', body: {password: 'x'}, attempted}),
	).rejects.toThrow(/sends us on to .*\/login; that is not below .*\/proxy\/http:\/salt/);
	expect((await http.request({method: 'POST', path: './old', attempted})).text).toContain('/salt/new');
	expect(asked).not.toContain('/login');
});
