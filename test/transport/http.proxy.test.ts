import type {IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import {expect, test} from 'vitest';
import {serve, serveSecurely} from './servers.ts';
import {attempted, client, ending} from './stage.ts';

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
