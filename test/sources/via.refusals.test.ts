import {afterEach, expect, test} from 'vitest';
import {at} from '../../source/demo/serve/serve.js';
import type {Credentials} from '../../source/model/source-config.js';
import {wayThrough} from '../../source/sources/rancher2/wire/proxy-way.js';
import {type BehindRancher, serveBehindRancher, until, untilLive} from './behind-rancher.js';
import {configFor as proxyConfigFor} from './rancher2/start.js';
import {configFor} from './salt/start.js';

let scene: BehindRancher | null = null;

afterEach(() => scene?.close());

const serve = async (options?: Parameters<typeof serveBehindRancher>[0]): Promise<BehindRancher> => {
	scene = await serveBehindRancher(options);
	return scene;
};

test.each<[string, Credentials]>([
	['a token', {type: 'bearer', token: 'token-old:expired'}],
	['no credentials', {type: 'none'}],
])('says that Rancher refuses %s', async (_title, credentials) => {
	const {watch, salt} = await serve();
	const observed = await watch({}, credentials);
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(
		/prod answers HTTP 401 Unauthorized: .*must authenticate; check the credentials of prod.*through prod\)/,
	);
	expect(observed.message).not.toContain('expired');
	expect(salt.received).toEqual([]);
});

test('says that the master refuses the password, not Rancher', async () => {
	const {watch} = await serve();
	const observed = await watch({
		credentials: async () => ({type: 'login', username: 'x', password: 'y', eauth: 'pam'}),
	});
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(/Could not authenticate/);
});

test('a refusal of what stands before the master is not blamed on Rancher', async () => {
	const {watch, salt} = await serve();
	salt.faults.refuse(at('/login'), {
		status: 401,
		headers: {'Content-Type': 'text/plain', 'WWW-Authenticate': 'Basic realm=x'},
		body: 'Unauthorized by the target',
	});
	const observed = await watch();
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(/HTTP 401 Unauthorized: Unauthorized by the target/);
	expect(observed.message).not.toMatch(/prod|3008/);
	expect(observed.message).toMatch(/in front of salt-api/);
});

test.each(['sse', 'ws'] as const)(
	'a host that is not on the allow list is explained over %s',
	async eventTransport => {
		const {watch, rancher, salt} = await serve();
		rancher.metaProxy.hosts.clear();
		const observed = await watch({eventTransport});
		await until(() => expect(observed.status).toBe('retrying'));
		expect(observed.message).toMatch(
			/prod answers HTTP 502 Bad Gateway without a reason; an administrator of that Rancher must allow the host 127\.0\.0\.1 \(setting whitelist-domain/,
		);
		expect(salt.received).toEqual([]);
	},
);

test.each([
	[503, 'Salt Master is not available.', /HTTP 503 Service Unavailable: Salt Master is not available/],
	[502, '', /HTTP 502 Bad Gateway/],
])('what the master itself says of a gateway stands: %d "%s"', async (status, body, words) => {
	const {watch, salt} = await serve();
	salt.faults.refuse(at('/login', {method: 'POST'}), {status, body});
	const observed = await watch();
	await until(() => expect(observed.message).toMatch(words));
	expect(observed.message).not.toMatch(/allow|prod answers/);
});

test('a request over 1 MiB gets no advice about the allow list', async () => {
	const {open} = await serve();
	const source = await open();
	const {signal} = new AbortController();
	const running = source.command?.(`salt * test.echo ${'x'.repeat(1_100_000)}`, signal);
	await expect(running).rejects.toThrow(
		/prod answers HTTP 502 Bad Gateway; the request has 11\d{5} bytes, and Rancher passes on 1048576 at most/,
	);
});

test('a redirect of the master leads nowhere, and no password is sent after it', async () => {
	const {watch, salt, asked} = await serve();
	salt.faults.refuse(at('/login', {method: 'POST'}), {status: 307, headers: {Location: '/other/login'}});
	const observed = await watch();
	await until(() => expect(observed.message).toMatch(/HTTP 307: the server sends us on to .*\/other\/login/));
	expect(asked()).not.toContain('/other/login');
});

test('a page of what stands before Rancher is not taken for that of an old one', async () => {
	const {watch, rancher, salt} = await serve();
	const observed = await watch();
	await untilLive(observed);
	rancher.faults.refuse(at(/^\/meta\/proxy\//), {status: 403, body: 'Blocked by the firewall'}, 1);
	salt.faults.cut();
	const messages = () =>
		observed
			.of('status')
			.map(({message}) => message ?? '')
			.join('\n');
	await until(() => expect(messages()).toMatch(/prod answers HTTP 403 Forbidden: Blocked by the firewall/));
	await untilLive(observed);
});

test.each(['the version', 'the first answer'])('a Rancher before 2.3 is refused by %s', async by => {
	const {watch, rancher, salt} = await serve({oldProxy: true});
	if (by === 'the first answer')
		rancher.faults.refuse(at('/v3/settings/server-version'), {status: 404, body: ''});
	const observed = await watch();
	await until(() => expect(observed.status).toBe('refused'));
	expect(observed.message).toMatch(
		/before 2\.3 reveals its own session to the server behind it: update it, or accept that with allowOldRancher: true/,
	);
	expect(salt.received.length).toBe(by === 'the version' ? 0 : 1);
});

test('after one answer that shows an old Rancher nothing more is sent, until it says that it is newer', async () => {
	const {rancher, salt} = await serve({oldProxy: true});
	const path = at('/v3/settings/server-version');
	const unsaid = rancher.faults.refuse(path, {status: 404, body: ''});
	const client = wayThrough(proxyConfigFor(rancher), {...configFor(salt), via: 'prod'}).client();
	const ask = () => client.request({path: './', attempted: 'Cannot ask'});
	await expect(ask()).rejects.toThrow(/allowOldRancher/);
	await expect(ask()).rejects.toThrow(/allowOldRancher/);
	expect(salt.received).toHaveLength(1);
	unsaid();
	await expect(ask()).rejects.toThrow(/allowOldRancher/);
	expect(salt.received).toHaveLength(1);
	rancher.faults.refuse(path, {status: 200, body: '{"value": "v2.13.3"}'});
	await expect(ask()).rejects.toThrow(/allowOldRancher/);
	expect(salt.received).toHaveLength(2);
	await client.close();
});

test('a Rancher before 2.3 is used where that is accepted', async () => {
	const {watch} = await serve({oldProxy: true});
	await untilLive(await watch({allowOldRancher: true}));
});

test('the allow list of a Rancher before 2.3 has the port', async () => {
	const {watch, rancher, salt} = await serve({oldProxy: true});
	rancher.metaProxy.hosts.clear();
	const observed = await watch({allowOldRancher: true});
	await until(() => expect(observed.status).toBe('retrying'));
	expect(observed.message).toContain(`must allow the host ${new URL(salt.url).host} (`);
});
