import {describe, expect, test} from 'vitest';
import {serveRancher1} from '../../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../../source/demo/rancher2/server.js';
import {serveSalt} from '../../../source/demo/salt/server.js';
import type {Credentials} from '../../../source/model/source-config.js';
import {serve} from '../../transport/servers.js';
import {ending} from '../../transport/stage.js';
import {configOf, look} from './look.js';

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
		const server = ending(await serveRancher1({small: true, life: false, pingMs: 100}));
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
		const server = ending(await serveRancher2({small: true, life: false, steve, normanPingMs: 100}));
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
				const headers = {authorization, 'accept-encoding': 'identity'};
				const answer = await fetch(new URL(request.url ?? '/', server.url), {headers});
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
