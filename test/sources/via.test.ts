import {request as send} from 'node:http';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {SaltServer} from '../../source/demo/salt.ts';
import {at} from '../../source/demo/serve.ts';
import type {Credentials, SourceConfig} from '../../source/model/source-config.ts';
import {openSource} from '../../source/sources/open-source.ts';
import {Told} from './arena.ts';
import {type MetaProxy, serveMetaProxy} from './meta-proxy.ts';
import {configFor as configOf, serveQuick} from './salt/start.ts';

const bearer = {type: 'bearer', token: 'token-abc:secret-of-rancher'} as const;

let rancher: MetaProxy;
let salt: SaltServer;
const watched: Told[] = [];

beforeEach(async () => {
	rancher = await serveMetaProxy();
	salt = await serveQuick();
});

afterEach(async () => {
	for (const told of watched.splice(0)) await told.stop();
	await salt.close();
	await rancher.close();
});

const proxyConfig = (credentials: Credentials): SourceConfig => ({
	...configOf(salt),
	name: 'prod',
	family: 'rancher2',
	url: `${rancher.url}/k8s/clusters/local`,
	credentials: async () => credentials,
});

const open = (more: Partial<SourceConfig> = {}, credentials: Credentials = bearer) => {
	const named = new Map([['prod', proxyConfig(credentials)]]);
	return openSource({...configOf(salt), via: 'prod', ...more}, named);
};

const watch = async (more?: Partial<SourceConfig>, credentials?: Credentials): Promise<Told> => {
	const told = new Told(await open(more, credentials));
	watched.push(told);
	return told;
};

const until = (check: () => void): Promise<void> => vi.waitFor(check, {timeout: 10_000, interval: 10});
const untilLive = (told: Told): Promise<void> => until(() => expect(told.status).toBe('live'));

/** All that the target was sent. */
const sent = (): string =>
	JSON.stringify(salt.received.map(({method, url, headers, body}) => ({method, url, headers, body})));

const secrets = () => ['R_SESS', 'secret-of-rancher', 'made-by-login', rancher.user.password];

describe.each(['sse', 'ws'] as const)('a master is watched through a Rancher over %s', eventTransport => {
	test.each<[string, () => Credentials]>([
		['a token', () => bearer],
		['the cookie of a browser', () => ({...bearer, token: `R_SESS=${bearer.token}`})],
		['keys', () => ({type: 'basic', username: 'token-abc', password: 'secret-of-rancher'})],
		[
			'a login',
			() => ({type: 'login', username: rancher.user.name, password: rancher.user.password, eauth: null}),
		],
	])('with %s, of which nothing reaches the master', async (_title, credentials) => {
		const source = await open({eventTransport}, credentials());
		const told = new Told(source);
		watched.push(told);
		await untilLive(told);
		const {signal} = new AbortController();
		expect(await source.command?.('salt * test.ping', signal)).toMatchObject({message: /^job \d+ on/});
		await until(() =>
			expect([...told.rows.values()].some(({kind, name}) => kind === 'job' && name === 'test.ping')).toBe(
				true,
			),
		);
		await until(() => expect(salt.peers.size).toBe(1));
		expect(
			salt.received.every(({headers}) => headers.authorization === undefined && headers.cookie === undefined),
		).toBe(true);
		for (const secret of secrets()) expect(sent()).not.toContain(secret);
		const stream = eventTransport === 'sse' ? 'events' : 'ws';
		expect(rancher.received).toContain(`/meta/proxy/http:/${new URL(salt.url).host}/${stream}`);
		expect(told.of('fault')).toEqual([]);
	});
});

test('another client, that logs in to Rancher otherwise, would give its token away', async () => {
	const path = `${rancher.url}/meta/proxy/http:/${new URL(salt.url).host}/`;
	await new Promise<void>((resolve, reject) => {
		const request = send(path, {
			headers: {authorization: `Bearer ${bearer.token}`, accept: 'application/json'},
		});
		request.on('response', answer => answer.resume().on('end', resolve));
		request.on('error', reject).end();
	});
	expect(sent()).toContain('secret-of-rancher');
});

test('a session that Rancher does not take any more is renewed where a login made it', async () => {
	const told = await watch(
		{},
		{type: 'login', username: rancher.user.name, password: rancher.user.password, eauth: null},
	);
	await untilLive(told);
	rancher.tokens.clear();
	salt.faults.cut();
	await until(() => expect(told.of('gap')).toHaveLength(1));
	await untilLive(told);
	expect(rancher.received.filter(path => path === '/v1-public/login')).toHaveLength(2);
});

test.each([
	['a token', {type: 'bearer', token: 'token-old:expired'} as const],
	['no credentials', {type: 'none'} as const],
])('says that Rancher refuses %s', async (_title, credentials) => {
	const told = await watch({}, credentials);
	await until(() => expect(told.status).toBe('refused'));
	expect(told.message).toMatch(
		/prod answers HTTP 401 Unauthorized: must authenticate; check the credentials of prod.*through prod\)/,
	);
	expect(told.message).not.toContain('expired');
	expect(salt.received).toEqual([]);
});

test('says that the master refuses the password, not Rancher', async () => {
	const told = await watch({
		credentials: async () => ({type: 'login', username: 'x', password: 'y', eauth: 'pam'}),
	});
	await until(() => expect(told.status).toBe('refused'));
	expect(told.message).toMatch(/Could not authenticate/);
});

test.each(['sse', 'ws'] as const)(
	'a host that is not on the allow list is explained over %s',
	async eventTransport => {
		rancher.allowed.clear();
		const told = await watch({eventTransport});
		await until(() => expect(told.status).toBe('retrying'));
		expect(told.message).toMatch(
			/prod answers HTTP 502 Bad Gateway without a reason; an administrator of that Rancher must allow the host 127\.0\.0\.1 \(setting whitelist-domain/,
		);
		expect(salt.received).toEqual([]);
	},
);

test('what the master itself says of a gateway stands', async () => {
	salt.faults.refuse(at('/login', {method: 'POST'}), {status: 503, body: 'Salt Master is not available.'});
	const told = await watch();
	await until(() =>
		expect(told.message).toMatch(/HTTP 503 Service Unavailable: Salt Master is not available/),
	);
});

test('a cloud credential stands for the password, and Rancher puts it in', async () => {
	const told = await watch({
		cloudCredential: 'Basic credID=c:d usernameField=user passwordField=pass',
		credentials: async () => ({type: 'login', username: 'saltdev', password: '', eauth: 'pam'}),
	});
	await until(() => expect(salt.received).not.toEqual([]));
	const login = salt.received.find(({url}) => url.pathname === '/login');
	expect(JSON.parse(login?.body ?? '')).toEqual({username: 'saltdev', eauth: 'pam'});
	const basic = Buffer.from(`${rancher.cloud.user}:${rancher.cloud.pass}`).toString('base64');
	expect(login?.headers.authorization).toBe(`Basic ${basic}`);
	expect(sent()).not.toContain('credID');
	for (const secret of secrets()) expect(sent()).not.toContain(secret);
	await told.stop();
});

test('a certificate that is not checked is that of Rancher', async () => {
	const named = new Map([['prod', {...proxyConfig(bearer), insecure: true}]]);
	expect(await openSource({...configOf(salt), via: 'prod'}, named)).toMatchObject({insecure: true});
});

test('the family of a master behind a Rancher need not be named', async () => {
	const source = await open({family: null});
	expect(source.family).toBe('salt');
});

test.each<[Partial<SourceConfig>, RegExp]>([
	[{via: 'nobody'}, /^eu: no source is called 'nobody'/],
	[{via: 'old'}, /^eu: 'old' has no proxy to reach it through; expected a Rancher 2$/],
	[{family: 'rancher2'}, /^eu: only a Salt master can be reached through 'prod'$/],
])('%o is refused', async (more, words) => {
	const named = new Map([
		['prod', proxyConfig(bearer)],
		['old', {...proxyConfig(bearer), family: 'rancher1' as const}],
	]);
	await expect(openSource({...configOf(salt), via: 'prod', ...more}, named)).rejects.toThrow(words);
});
