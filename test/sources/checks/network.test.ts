import {once} from 'node:events';
import {connect} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import {WebSocketServer} from 'ws';
import {awaitFirstFrame} from '../../../source/sources/requests/first-frame.js';
import {openSocket} from '../../../source/transport/websocket.js';
import {serve, serveSecurely, tlsFile} from '../../transport/servers.js';
import {ending} from '../../transport/stage.js';
import {until} from '../../until.js';
import {configOf, look} from './look.js';

describe('TLS', () => {
	test('of a self-signed certificate fails, and what is in it is shown', async () => {
		const server = ending(await serveSecurely((_request, response) => response.end('{}')));
		const {byName} = await look(configOf(server.url));
		expect(byName.TLS).toMatchObject({
			status: 'failed',
			cause: 'unreachable',
			text: expect.stringMatching(/self-signed; TLSv1\.3, for .*, until \d{4}-\d\d-\d\d, by itself/),
			advice: expect.stringContaining('--ca-file'),
		});
		const insecure = await look(configOf(server.url, {insecure: true}));
		expect(insecure.byName.TLS).toMatchObject({status: 'warning'});
		expect(insecure.byName.reachability?.status).toBe('ok');
	});

	test('by a known authority is fine, and its chain is named', async () => {
		const server = ending(
			await serveSecurely((_request, response) => response.end('{}'), tlsFile('below-issuing')),
		);
		const {byName} = await look(configOf(server.url, {certificateAuthorities: tlsFile('root')}));
		expect(byName.TLS).toMatchObject({text: expect.stringMatching(/, by .+/), advice: null});
		expect(['ok', 'warning']).toContain(byName.TLS?.status);
	});

	test('for another name names that', async () => {
		const server = ending(
			await serveSecurely((_request, response) => response.end('{}'), tlsFile('of-other-hosts')),
		);
		const {byName} = await look(configOf(server.url, {certificateAuthorities: tlsFile('root')}));
		expect(byName.TLS).toMatchObject({status: 'failed', text: expect.stringContaining('rancher.example')});
	});
});

test('a stream that stays silent ends with its time, and nothing else does', async () => {
	const server = ending(await serve());
	const sockets = new WebSocketServer({server: server.server});
	const stop = new AbortController();
	const frame = awaitFirstFrame({
		open: (onFrame, signal) =>
			openSocket({
				url: server.url,
				headers: {},
				certificateAuthorities: null,
				insecure: false,
				silenceMs: null,
				attempted: 'Cannot follow changes',
				signal,
				onFrame,
			}),
		greeting: null,
		target: server.url,
		signal: stop.signal,
	});
	await once(sockets, 'connection');
	stop.abort(new Error('enough'));
	await expect(frame).rejects.toThrow('enough');
	await until(() => expect(sockets.clients.size).toBe(0));
});

test('a proxy of the source is used, also for TLS, and named without its password', async () => {
	const server = ending(await serveSecurely((_request, response) => response.end('{}')));
	const proxy = ending(await serve());
	const asked: unknown[] = [];
	proxy.server.on('connect', (request, socket) => {
		asked.push(request.url);
		const upstream = connect(server.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
		socket.pipe(upstream).pipe(socket);
		onTestFinished(() => void upstream.destroy());
	});
	const {byName} = await look(
		configOf('https://rancher.invalid', {insecure: true, proxy: `http://me:hush@127.0.0.1:${proxy.port}`}),
	);
	expect(byName.proxy?.text).toBe(`http://127.0.0.1:${proxy.port}, the source's own`);
	expect(byName['name resolution']?.status).toBe('ok');
	expect(byName.TLS?.text).toContain('self-signed');
	expect(byName.reachability?.status).toBe('ok');
	expect(new Set(asked)).toEqual(new Set(['rancher.invalid:443']));
	expect(JSON.stringify(byName)).not.toContain('hush');
});
