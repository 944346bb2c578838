import type {IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import {expect, test} from 'vitest';
import {serve, serveSecurely} from './servers.js';
import {serveSocks} from './socks-proxy.js';
import {attempted, client, ending} from './stage.js';

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

test('a proxy that refuses is reported as such', async () => {
	const proxy = ending(await serve());
	proxy.server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'));
	const http = client('https://rancher.invalid', {environment: {HTTPS_PROXY: proxy.url}});
	await expect(http.request({path: '/', attempted})).rejects.toThrow(/proxy refused.*403.*HTTPS_PROXY/);
});

test.each([
	['socks5h', serveSecurely, 'https://rancher.invalid', 'rancher.invalid:443'],
	['socks', serve, 'http://rancher.invalid:8080', 'rancher.invalid:8080'],
	['socks5', serve, 'http://127.0.0.9', '127.0.0.9:80'],
])('requests go through a %s proxy', async (scheme, start, url, destination) => {
	const server = ending(await start((_request, response) => response.end('{}')));
	const {host, asked} = await serveSocks(server.port);
	const http = client(url, {insecure: true, proxy: `${scheme}://${host}`});
	expect((await http.request({path: '/', attempted})).status).toBe(200);
	expect(asked).toEqual([destination]);
});

test('a SOCKS proxy that is not there is named', async () => {
	const http = client('http://rancher.invalid', {proxy: 'socks5h://127.0.0.1:9'});
	await expect(http.request({path: '/', attempted})).rejects.toThrow(
		/connection refused.*through the proxy 127\.0\.0\.1:9\)/,
	);
});
