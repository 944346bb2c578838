import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, expect, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import {at} from '../../source/demo/serve/serve.js';
import {miscounted, withOddEntries} from '../sources/arena.js';
import {serveSecurely, tlsFile} from '../transport/servers.js';
import {run} from './run.js';

const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
afterAll(() => rmSync(home, {recursive: true}));

const servers: {readonly close: () => Promise<void>}[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map(server => server.close()));
});

const served = <Server extends {readonly close: () => Promise<void>}>(server: Server): Server => {
	servers.push(server);
	return server;
};

/** What the program prints about a server in another process, as kinds with the number of their rows. */
const look = async (url: string, kind: string, environment: Readonly<Record<string, string>>) => {
	const ended = await run([url, '--once', '-o', 'ndjson', '-k', kind], {home, environment});
	const kinds: Record<string, number> = {};
	for (const line of ended.stdout.split('\n').filter(text => text !== '')) {
		const {kind: name} = JSON.parse(line);
		kinds[name] = (kinds[name] ?? 0) + 1;
	}

	return {...ended, kinds};
};

test.each(['v2-beta', 'v1'] as const)('Rancher 1 by %s', async apiVersion => {
	const {url, accountKey} = served(await serveRancher1({small: true, life: false, apiVersion}));
	const {exitCode, kinds} = await look(`rancher1+${url}`, 'all', {
		RANCHER_ACCESS_KEY: accountKey.access,
		RANCHER_SECRET_KEY: accountKey.secret,
	});
	expect(exitCode).toBe(0);
	expect(kinds).toMatchObject({
		host: expect.any(Number),
		stack: expect.any(Number),
		service: expect.any(Number),
		container: expect.any(Number),
	});
});

test.each([
	['with Steve', true],
	['of before Steve', false],
])('Rancher 2 %s', async (_title, steve) => {
	const {url, token} = served(await serveRancher2({small: true, life: false, steve}));
	const {exitCode, kinds} = await look(`rancher2+${url}`, 'all', {
		RANCHER_TOKEN: `${token.name}:${token.secret}`,
	});
	expect(exitCode).toBe(0);
	expect(kinds).toMatchObject({
		cluster: expect.any(Number),
		node: expect.any(Number),
		deployment: expect.any(Number),
		pod: expect.any(Number),
	});
});

test('a Salt master', async () => {
	const {url, user} = served(await serveSalt({life: false}));
	const {exitCode, kinds} = await look(`salt+${url}`, 'minions', {
		SALTAPI_USER: user.username,
		SALTAPI_PASS: user.password,
		SALTAPI_EAUTH: 'pam',
	});
	expect(exitCode).toBe(0);
	expect(kinds).toEqual({minion: expect.any(Number)});
});

test.each(['rancher1', 'rancher2', 'salt'])('the family of a server that nobody named: %s', async family => {
	const open = {
		rancher1: async () => served(await serveRancher1({small: true, life: false})),
		rancher2: async () => served(await serveRancher2({small: true, life: false})),
		salt: async () => served(await serveSalt({life: false})),
	}[family];
	const server = await open?.();
	const {exitCode, stderr} = await look(server?.url ?? '', 'all', {});
	// Without credentials each says in its own words that it wants some.
	expect(exitCode).toBe(3);
	expect(stderr).toMatch(
		{rancher1: /RANCHER_ACCESS_KEY/, rancher2: /RANCHER_TOKEN/, salt: /SALTAPI_USER/}[family] ?? /never/,
	);
});

test('a certificate is trusted by the authority that NODE_EXTRA_CA_CERTS names', async () => {
	const {url} = served(
		await serveSecurely((_request, response) => response.writeHead(401).end(), tlsFile('below-issuing')),
	);
	const environment = {
		RANCHER_TOKEN: 'token-abcde:secret',
		NODE_EXTRA_CA_CERTS: 'test/fixtures/tls/root.pem',
	};
	const {exitCode, stderr} = await look(`rancher2+${url}`, 'all', environment);
	expect(stderr).toMatch(/refused: .*HTTP 401/);
	expect(exitCode).toBe(3);
});

const oddLists = [
	['that counts more than it has', miscounted, /Cannot list \S+ in full: \d+ of \d+ are listed/],
	[
		'with entries that are not resources',
		withOddEntries,
		/Cannot read an entry in the list of kind \w+: a resource without id or type/,
	],
] as const;

test.each(
	[
		['Rancher 1', 'container'],
		['Rancher 2 with Steve', 'deployment'],
		['Rancher 2 of before Steve', 'deployment'],
	].flatMap(([family = '', kind = '']) =>
		oddLists.map(([what, rewrite, fault]) => ({family, kind, what, rewrite, fault})),
	),
)('a list $what is printed, with a fault: $family', async ({family, kind, rewrite, fault}) => {
	const isFirst = family === 'Rancher 1';
	const server = isFirst
		? await serveRancher1({small: true, life: false})
		: await serveRancher2({small: true, life: false, steve: family.endsWith('with Steve')});
	served(server);
	const isListing = at(isFirst ? /\/containers$/ : /\/(?:apps\.)?deployments$/, {
		method: 'GET',
		upgrade: false,
	});
	server.faults.rewrite(isListing, rewrite);
	const environment: Record<string, string> =
		'token' in server
			? {RANCHER_TOKEN: `${server.token.name}:${server.token.secret}`}
			: {RANCHER_ACCESS_KEY: server.accountKey.access, RANCHER_SECRET_KEY: server.accountKey.secret};
	const url = `rancher${isFirst ? 1 : 2}+${server.url}`;
	const {exitCode, kinds, stderr} = await look(url, kind, environment);
	expect(exitCode).toBe(0);
	expect(kinds[kind]).toBeGreaterThan(0);
	expect(stderr).toMatch(fault);
});
