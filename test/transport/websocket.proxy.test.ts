import {connect} from 'node:net';
import {expect, test, vi} from 'vitest';
import {until} from '../until.js';
import {serve, serveRaw, serveSecurely} from './servers.js';
import {serveSocks} from './socks-proxy.js';
import {ending, open, serveSockets} from './stage.js';

test.each([
	['wss', serveSecurely],
	['ws', serve],
])('%s goes through the proxy that the environment names', async (scheme, start) => {
	const server = await serveSockets(socket => socket.send('one'), start);
	const asked: (string | undefined)[] = [];
	const proxy = await serve();
	ending(proxy);
	proxy.server.on('connect', (request, socket) => {
		asked.push(request.url);
		const upstream = connect(server.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
		socket.pipe(upstream).pipe(socket);
	});
	const environment = {ALL_PROXY: proxy.url};
	const {frames} = await open(`${scheme}://rancher.invalid/x`, {insecure: true, environment});
	await until(() => expect(frames).toEqual(['one']));
	expect(asked).toEqual([`rancher.invalid:${scheme === 'wss' ? 443 : 80}`]);
});

test('a proxy that does not answer is left when aborted', async () => {
	const controller = new AbortController();
	const gone = vi.fn();
	const proxy = await serveRaw(socket => {
		socket.once('close', gone);
		socket.once('data', () => controller.abort(new Error('enough')));
	});
	ending(proxy);
	const opening = open('wss://rancher.invalid', {
		signal: controller.signal,
		environment: {HTTPS_PROXY: proxy.url},
	});
	await expect(opening).rejects.toThrow('enough');
	await until(() => expect(gone).toHaveBeenCalled());
});

test.each([
	['wss', serveSecurely],
	['ws', serve],
])('%s goes through a SOCKS proxy', async (scheme, start) => {
	const server = await serveSockets(socket => socket.send('one'), start);
	const {host, asked} = await serveSocks(server.port);
	const {frames} = await open(`${scheme}://rancher.invalid/x`, {insecure: true, proxy: `socks5h://${host}`});
	await until(() => expect(frames).toEqual(['one']));
	expect(asked).toEqual([`rancher.invalid:${scheme === 'wss' ? 443 : 80}`]);
});
