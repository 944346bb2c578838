import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {at} from '../../source/demo/serve/serve.js';
import {families} from '../../source/families.js';
import type {Credentials, SourceConfig} from '../../source/model/source-config.js';
import {prepareSource} from '../../source/sources/open-source.js';
import {wayThrough} from '../../source/sources/rancher2/wire/proxy-way.js';
import {type BehindRancher, serveBehindRancher, until, untilLive} from './behind-rancher.js';
import {FakeClock} from './fake-clock.js';
import {configFor as proxyConfigFor} from './rancher2/start.js';
import {configFor} from './salt/start.js';

let scene: BehindRancher;

beforeEach(async () => {
	scene = await serveBehindRancher();
});

afterEach(() => scene.close());

const cloudCredential = 'Basic credID=cattle-global-data:cc-abcde usernameField=user passwordField=pass';
const logins = () => scene.asked().filter(path => path === '/v1-public/login');
const logouts = () => scene.asked().filter(path => path === '/v3/tokens?action=logout');

describe.each(['sse', 'ws'] as const)('a master is watched through a Rancher over %s', eventTransport => {
	test.each<[string, () => Credentials]>([
		['a token', () => ({type: 'bearer', token: ownToken()})],
		['the cookie of a browser', () => ({type: 'bearer', token: `R_SESS=${ownToken()}`})],
		[
			'keys',
			() => ({type: 'basic', username: scene.rancher.token.name, password: scene.rancher.token.secret}),
		],
		['a login', () => scene.login],
	])('with %s, of which nothing reaches the master', async (_title, credentials) => {
		const {salt, asked} = scene;
		const observed = await scene.watch({eventTransport}, credentials());
		await untilLive(observed);
		const source = await scene.open({eventTransport}, credentials());
		const {signal} = new AbortController();
		expect(await source.command?.('salt * test.ping', signal)).toMatchObject({message: /^job \d+ on/});
		await until(() =>
			expect([...observed.rows.values()].some(({kind, name}) => kind === 'job' && name === 'test.ping')).toBe(
				true,
			),
		);
		await until(() => expect(salt.peers.size).toBe(1));
		for (const {headers} of salt.received) {
			expect(headers.authorization).toBeUndefined();
			expect(headers.cookie).toBeUndefined();
		}

		for (const secret of scene.secrets()) expect(scene.sent()).not.toContain(secret);
		const stream = eventTransport === 'sse' ? 'events' : 'ws';
		expect(asked()).toContain(`/meta/proxy/http:/${new URL(salt.url).host}/${stream}`);
		expect(observed.of('fault')).toEqual([]);
	});
});

const ownToken = (): string => `${scene.rancher.token.name}:${scene.rancher.token.secret}`;

test('a session that Rancher does not take any more is renewed where a login made it', async () => {
	const observed = await scene.watch({}, scene.login);
	await untilLive(observed);
	revokeLogins();
	scene.salt.faults.cut();
	await until(() => expect(observed.of('gap')).toHaveLength(1));
	await untilLive(observed);
	expect(logins()).toHaveLength(2);
});

/** Ends the sessions of all logins so far. */
const revokeLogins = (): void => {
	for (const {headers} of scene.rancher.received) {
		const name = /R_SESS=([^:]+):/.exec(headers.cookie ?? '')?.[1];
		if (name !== undefined) scene.rancher.tokens.revoke(name);
	}
};

test('of several requests at once that find the session ended, all are sent again after one login', async () => {
	const {rancher, salt} = scene;
	const source = await scene.open({}, scene.login);
	const {signal} = new AbortController();
	await source.command?.('salt * test.ping', signal);
	revokeLogins();
	const gate = rancher.faults.hold(at(/^\/meta\/proxy\//));
	const before = salt.received.length;
	const running = ['web-a.example', 'web-b.example', '*'].map(target =>
		source.command?.(`salt ${target} test.ping`, signal),
	);
	await gate.reached;
	await until(() => expect(scene.asked().filter(path => path.startsWith('/meta/'))).toHaveLength(5));
	gate.release();
	await Promise.all(running);
	expect(salt.received.length - before).toBe(3);
	expect(logins()).toHaveLength(2);
});

test('a session that a login made is ended with the watching', async () => {
	const observed = await scene.watch({}, scene.login);
	await untilLive(observed);
	expect(logouts()).toEqual([]);
	await observed.stop();
	expect(logouts()).toHaveLength(1);
});

test('a token that was given is left as it is', async () => {
	const observed = await scene.watch();
	await untilLive(observed);
	await observed.stop();
	expect(logouts()).toEqual([]);
});

test('a login whose cloud credential turns out not to be there is ended too', async () => {
	const missing = cloudCredential.replace('abcde', 'nono0');
	const observed = await scene.watch({cloudCredential: missing}, scene.login);
	await until(() => expect(observed.status).toBe('refused'));
	await observed.stop();
	expect(logouts().length).toBe(logins().length);
});

test.each(['sse', 'ws'] as const)(
	'a cloud credential signs what goes over %s, and nothing of Rancher is in it',
	async eventTransport => {
		const observed = await scene.watch({cloudCredential, eventTransport});
		await untilLive(observed);
		const basic = `Basic ${Buffer.from('cloud-user:cloud-pass').toString('base64')}`;
		for (const {headers} of scene.salt.received) {
			expect(headers.authorization).toBe(basic);
			expect(headers.cookie).toBeUndefined();
		}

		expect(scene.sent()).not.toContain('credID');
		for (const secret of scene.secrets()) expect(scene.sent()).not.toContain(secret);
	},
);

test('without a cloud credential that this user may read nothing is sent at all', async () => {
	const observed = await scene.watch({cloudCredential: cloudCredential.replace('abcde', 'nono0')});
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(
		/^Cannot sign with the cloud credential cattle-global-data:cc-nono0: prod answers HTTP 404 .*check credID/,
	);
	expect(scene.salt.received).toEqual([]);
});

test('nothing more is sent once the cloud credential has been taken away', async () => {
	const {rancher, salt} = scene;
	const clock = new FakeClock();
	const client = wayThrough(
		proxyConfigFor(rancher),
		{...configFor(salt), via: 'prod', cloudCredential},
		clock,
	).client();
	const ask = () => client.request({path: './', attempted: 'Cannot ask'});
	await ask();
	rancher.metaProxy.credentials.clear();
	await clock.pass(30_000);
	await expect(ask()).rejects.toThrow(/^Cannot sign with the cloud credential/);
	expect(salt.received).toHaveLength(1);
	await client.close();
});

test('a certificate that is not checked is that of Rancher', async () => {
	expect(await scene.open({}, scene.login, {insecure: true})).toMatchObject({insecure: true});
});

test('the family of a master behind a Rancher need not be named', async () => {
	expect((await scene.open({family: null})).family).toBe('salt');
});

test.each<[Partial<SourceConfig>, RegExp]>([
	[{via: 'nobody'}, /^eu: no source is called 'nobody'/],
	[{via: 'old'}, /^eu: 'old' has no proxy to reach it through; expected a Rancher 2$/],
	[{family: 'rancher2'}, /^eu: only a Salt master can be reached through 'prod'$/],
])('%o is refused', async (more, words) => {
	const prod = proxyConfigFor(scene.rancher);
	const named = new Map([
		['prod', prod],
		['old', {...prod, family: 'rancher1' as const}],
	]);
	expect(() => prepareSource({...configFor(scene.salt), via: 'prod', ...more}, named, families)).toThrow(
		words,
	);
});
