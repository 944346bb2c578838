import {afterEach, describe, expect, test} from 'vitest';
import {createStage, namesOf, scopeStatus, until} from './stage.js';
import {cluster, configFor} from './start.js';

const {serve, follow, live, clear} = createStage();

afterEach(clear);

describe('who may come in', () => {
	test('an empty 401 means no access to that cluster, not a bad token', async () => {
		const server = await serve();
		server.tokens.add({...server.token, denied: [cluster]});
		const {observed} = await live(server);
		await until(() => expect(scopeStatus(observed, cluster)).toBe('refused'));
		expect(observed.of('status').findLast(({scope}) => scope === cluster)?.message).toContain(
			'no access to cluster',
		);
		expect(observed.status).toBe('live');
	});

	test.each([true, false])('a user and a password are turned into a token (new door: %s)', async newLogin => {
		const server = await serve({newLogin});
		const {name, password} = server.user;
		const credentials = async () => ({type: 'login', username: name, password, eauth: null}) as const;
		const {observed} = await live(server, '', {credentials});
		expect(namesOf(observed, 'deployment')).toEqual(['shop/web']);
	});

	test('the session of a login ends with the watch; a token that was given stays', async () => {
		const server = await serve();
		const {name, password} = server.user;
		const credentials = async () => ({type: 'login', username: name, password, eauth: null}) as const;
		const {observed} = await live(server, '', {credentials});
		await observed.stop();
		const logouts = () => server.received.filter(({url}) => url.search === '?action=logout');
		expect(logouts()).toHaveLength(1);
		const authorization = logouts()[0]?.headers.authorization ?? '';
		const again = await fetch(`${server.url}/v3/clusters`, {headers: {authorization}});
		expect(again.status).toBe(401);
		const given = await live(server);
		await given.observed.stop();
		expect(logouts()).toHaveLength(1);
	});

	test('a token that expires is asked for again when its time has come, and when it was refused', async () => {
		const server = await serve();
		const {name, secret} = server.token;
		let asked = 0;
		const credentials = async () => {
			asked += 1;
			const token = `${name}:${asked === 2 ? 'refused' : secret}`;
			return {type: 'bearer', token, expiresAt: asked < 2 ? 0 : Number.MAX_SAFE_INTEGER} as const;
		};
		const {observed} = await live(server, '', {credentials});
		expect(asked).toBe(3);
		expect(namesOf(observed, 'deployment')).toEqual(['shop/web']);
	});

	test('a server that is gone does not keep a session from ending', async () => {
		const server = await serve();
		const {name, password} = server.user;
		const credentials = async () => ({type: 'login', username: name, password, eauth: null}) as const;
		const {observed} = await live(server, '', {credentials});
		await server.faults.down();
		await observed.stop();
	});

	test('a session that has expired is made again when the stream is opened again', async () => {
		const server = await serve();
		const {name, password} = server.user;
		const credentials = async () => ({type: 'login', username: name, password, eauth: null}) as const;
		const {observed} = await live(server, '', {credentials});
		const logins = () => server.received.filter(({url}) => url.pathname.endsWith('/login')).length;
		const before = logins();
		const {authorization = ''} = server.received.at(-1)?.headers ?? {};
		const session = /token-[^:]+/.exec(authorization)?.[0] ?? expect.fail(`no session in ${authorization}`);
		server.tokens.revoke(session);
		server.faults.cut();
		await until(() => expect(logins()).toBeGreaterThan(before));
		await until(() => expect(observed.status).toBe('live'));
		expect(observed.of('status').map(({status}) => status)).not.toContain('refused');
	});

	test('a wrong password is refused in words', async () => {
		const server = await serve();
		const credentials = async () =>
			({type: 'login', username: 'admin', password: 'wrong', eauth: null}) as const;
		const {observed} = follow({...configFor(server), credentials});
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).toMatch(/does not take this user and password/);
	});

	test.each(['basic', 'cookie'] as const)('%s credentials are as good as a bearer token', async how => {
		const server = await serve();
		const {name, secret} = server.token;
		const {observed} = await live(server, '', {
			credentials: async () =>
				how === 'basic'
					? {type: 'basic', username: name, password: secret}
					: {type: 'bearer', token: `R_SESS=${name}:${secret}`},
		});
		expect(observed.rows.size).toBeGreaterThan(3);
	});
});
