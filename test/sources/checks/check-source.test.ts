import {once} from 'node:events';
import {connect} from 'node:net';
import {describe, expect, onTestFinished, test} from 'vitest';
import {WebSocketServer} from 'ws';
import {serveRancher1} from '../../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../../source/demo/rancher2/server.js';
import {serveSalt} from '../../../source/demo/salt/server.js';
import {families} from '../../../source/families.js';
import type {Credentials, SourceConfig} from '../../../source/model/source-config.js';
import {checkSource} from '../../../source/sources/checks/check-source.js';
import {awaitFirstFrame} from '../../../source/sources/requests/first-frame.js';
import {openSocket} from '../../../source/transport/websocket.js';
import {serve, serveSecurely, tlsFile} from '../../transport/servers.js';
import {ending, eventually} from '../../transport/stage.js';

const never = new AbortController().signal;

const configOf = (url: string, more: Partial<SourceConfig> = {}): SourceConfig => ({
	name: 'one',
	family: null,
	url,
	credentials: async () => ({type: 'none'}),
	certificateAuthorities: null,
	insecure: false,
	readOnly: false,
	via: null,
	eventTransport: 'sse',
	...more,
});

/** The checks of a source, each with what it found, by their names. */
const look = async (config: SourceConfig, named: ReadonlyMap<string, SourceConfig> = new Map()) => {
	const {checks, ...rest} = await checkSource(config, named, families, never);
	const byName = Object.fromEntries(checks.map(check => [check.name, check]));
	const statuses = Object.fromEntries(checks.map(({name, status}) => [name, status]));
	return {...rest, byName, statuses};
};

const giving = (credentials: Credentials) => ({credentials: async () => credentials});

const allFine = {
	'name resolution': 'ok',
	proxy: 'ok',
	TLS: 'ok',
	reachability: 'ok',
	clock: 'ok',
	family: 'ok',
	version: 'ok',
	credentials: 'ok',
	streams: 'ok',
	rights: 'ok',
};

const rancher2 = async () => ending(await serveRancher2({small: true, life: false}));

describe('a server that is well', () => {
	test('of Rancher 1', async () => {
		const server = ending(await serveRancher1({small: true, life: false}));
		const {access, secret} = server.accountKey;
		const {statuses, byName, family} = await look(
			configOf(server.url, giving({type: 'basic', username: access, password: secret})),
		);
		expect(statuses).toEqual(allFine);
		expect(family).toBe('rancher1');
		expect(byName.version?.text).toMatch(/^v1\.6\./);
		expect(byName.streams?.text).toMatch(/websocket of the environment .* first frame after \d+ ms/);
		expect(JSON.stringify(byName)).not.toContain(secret);
	});

	test.each([true, false])('of Rancher 2, Steve: %s', async steve => {
		const server = ending(await serveRancher2({small: true, life: false, steve}));
		const {name, secret} = server.token;
		const token = `${name}:${secret}`;
		const {statuses, byName} = await look(configOf(server.url, giving({type: 'bearer', token})));
		expect(statuses).toEqual(allFine);
		expect(byName.version?.text).toMatch(/^v2\./);
		expect(byName.streams?.text).toContain(steve ? 'Steve' : 'the management API');
		expect(JSON.stringify(byName)).not.toContain(secret);
	});

	test.each(['sse', 'ws'] as const)(
		'of Salt by %s, whose session ends with the checks',
		async eventTransport => {
			const server = ending(await serveSalt({life: false}));
			const {username, password} = server.user;
			const credentials = giving({type: 'login', username, password, eauth: 'pam'});
			const {statuses, byName} = await look(configOf(server.url, {...credentials, eventTransport}));
			expect(statuses).toEqual(allFine);
			expect(byName.streams?.text).toContain(eventTransport === 'ws' ? '/ws' : '/events');
			expect(server.received.map(({url}) => url.pathname)).toContain('/logout');
		},
	);

	test('of Rancher 2 whose token is good for one cluster alone', async () => {
		const server = await rancher2();
		const cluster = 'c-m-4xk7b2qp';
		server.tokens.add({name: 'token-one', secret: 'hush', cluster, denied: [], expiresAt: null});
		const {statuses, byName} = await look(
			configOf(`${server.url}/k8s/clusters/${cluster}`, {
				family: 'rancher2',
				...giving({type: 'bearer', token: 'token-one:hush'}),
			}),
		);
		expect(statuses).toEqual(allFine);
		expect(byName.streams?.text).toContain(`Steve of cluster ${cluster}`);
	});
});

describe('what is wrong is said with advice', () => {
	test('refused credentials', async () => {
		const server = await rancher2();
		const {byName, statuses} = await look(
			configOf(server.url, giving({type: 'bearer', token: 'token-x:wrong'})),
		);
		expect(byName.credentials).toMatchObject({
			status: 'failed',
			cause: 'refused',
			advice: expect.stringMatching(/token/),
		});
		expect(statuses).toMatchObject({reachability: 'ok', streams: 'skipped', rights: 'skipped'});
	});

	test('a name that nobody knows', async () => {
		const {byName, statuses} = await look(configOf('https://nowhere.invalid'));
		expect(byName['name resolution']).toMatchObject({status: 'failed', cause: 'unreachable'});
		expect(byName['name resolution']?.advice).toMatch(/name/);
		expect(statuses).toMatchObject({TLS: 'skipped', reachability: 'skipped', credentials: 'skipped'});
	});

	test('a port on which nobody listens', async () => {
		const server = await serve();
		await server.close();
		const {byName} = await look(configOf(server.url));
		expect(byName.reachability).toMatchObject({
			status: 'failed',
			cause: 'unreachable',
			text: expect.stringContaining('connection refused'),
		});
	});

	test('a server that is of another family than configured', async () => {
		const server = await rancher2();
		const {byName} = await look(configOf(server.url, {family: 'rancher1'}));
		expect(byName.family).toMatchObject({
			status: 'failed',
			text: 'it is configured as a Rancher 1, but answers as a Rancher 2',
		});
	});

	test('a websocket that a proxy does not let through', async () => {
		const server = await rancher2();
		const {name, secret} = server.token;
		const front = ending(
			await serve(async (request, response) => {
				const {authorization = ''} = request.headers;
				const answer = await fetch(new URL(request.url ?? '/', server.url), {headers: {authorization}});
				response.writeHead(answer.status, Object.fromEntries(answer.headers));
				response.end(await answer.text());
			}),
		);
		front.server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
		const {byName} = await look(configOf(front.url, giving({type: 'bearer', token: `${name}:${secret}`})));
		expect(byName.credentials?.status).toBe('ok');
		expect(byName.streams).toMatchObject({status: 'failed', text: expect.stringContaining('400')});
	});

	test('a clock that is wrong', async () => {
		const server = ending(
			await serve((_request, response) => {
				response.setHeader('date', new Date(Date.now() - 120_000).toUTCString()).end('{}');
			}),
		);
		const {byName} = await look(configOf(server.url));
		expect(byName.clock).toMatchObject({
			status: 'warning',
			text: expect.stringMatching(/^the server is 1[12]\d s behind this machine$/),
			advice: expect.stringContaining('NTP'),
		});
	});
});

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
	await eventually(() => expect(sockets.clients.size).toBe(0));
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
