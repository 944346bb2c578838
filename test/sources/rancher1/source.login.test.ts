import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher1Server} from '../../../source/demo/rancher1/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, never, row, until} from './stage.js';
import {quick} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('a user with a password', () => {
	const credentials = ({user}: Rancher1Server, password = user.password) => ({
		credentials: async () => ({type: 'login', username: user.name, password, eauth: null}) as const,
	});
	const logins = ({received}: Rancher1Server) =>
		received
			.filter(({url}) => url.pathname === '/v1/token')
			.map(({method, headers}) => [method, headers.authorization]);
	const shown = ({received}: Rancher1Server) =>
		new Set(received.map(({headers}) => headers.authorization?.split('.')[0]));

	test('logs in once, and shows its token to requests and streams from then on', async () => {
		const server = await serve();
		const {observed} = await watch(server, credentials(server));
		await until(() => expect(observed.status).toBe('live'));
		expect(row(observed).state).toBe('running');
		expect(logins(server)).toEqual([['POST', undefined]]);
		expect(shown(server)).toEqual(new Set([undefined, 'Bearer eyJhbGciOiJSUzI1NiJ9']));
		server.world.change('1i1', {transitioningMessage: 'sent by the stream', transitioning: 'error'});
		await until(() => expect(row(observed).message).toBe('sent by the stream'));
	});

	test('logs in below the path that the server is behind', async () => {
		const server = await serve();
		const {observed} = await watch(server, {
			...credentials(server),
			url: `${server.url}/v2-beta/projects/1a5`,
		});
		await until(() => expect(observed.status).toBe('live'));
		expect(logins(server)).toHaveLength(1);
	});

	test('logs in again once the token is refused, for requests and for streams, without a refusal', async () => {
		const server = await serve();
		const timing = {...quick, movingProjectMs: 60_000, restingProjectMs: 60_000};
		const {source, observed} = await watch(server, credentials(server), timing);
		await until(() => expect(observed.status).toBe('live'));
		server.expireLogins();
		await source.object(row(observed), never);
		expect(logins(server)).toHaveLength(2);
		server.expireLogins();
		expect(server.faults.cut(at(/subscribe$/, {upgrade: true}))).toBe(3);
		await until(() => expect(observed.status).not.toBe('live'));
		await until(() => expect(observed.status).toBe('live'));
		expect(logins(server)).toHaveLength(3);
		expect(observed.of('status').map(({status}) => status)).not.toContain('refused');
	});

	test('learns which of its credentials are refused, and sends the password nowhere else', async () => {
		const server = await serve();
		const {observed} = await watch(server, credentials(server, 'wrong-password'));
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).toMatch(
			/Cannot log in: HTTP 401 Unauthorized; check the user name and the password.*\/v1\/token\)/,
		);
		expect(JSON.stringify(observed.events)).not.toContain('wrong-password');
		expect(new Set(server.received.map(({url}) => url.pathname))).toEqual(new Set(['/v1/token']));
	});

	test('needs no login where access control is off', async () => {
		const server = await serve({open: true});
		const {observed} = await watch(server, credentials(server));
		await until(() => expect(observed.status).toBe('live'));
	});

	test('that is an access key is taken for the key that it is', async () => {
		const server = await serve();
		const key = {...server.accountKey, access: '0123456789ABCDEF0123'};
		server.keys.add(key);
		const login = {type: 'login', username: key.access, password: key.secret, eauth: null} as const;
		const {observed} = await watch(server, {credentials: async () => login});
		await until(() => expect(observed.status).toBe('live'));
		expect(logins(server)).toEqual([]);
	});
});
