import {expect, test} from 'vitest';
import {demoSource} from '../../../source/demo/demo.js';
import type {SourceConfig} from '../../../source/model/source-config.js';
import {readIdentity} from '../../../source/sources/rancher2/whoami.js';
import {createApis} from '../../../source/sources/rancher2/wire/api.js';
import {fixtureBody} from './fixture.js';
import {quick} from './start.js';

const never = new AbortController().signal;
const place = {cluster: null, project: null, direct: false};

const config: SourceConfig = demoSource({
	name: 'prod',
	family: 'rancher2',
	url: 'http://rancher.example',
	credentials: async () => ({type: 'none'}),
});

/** What is understood of a real server's answers to the questions for the user and the token. */
const identityOf = async (tokenName: string, files: Readonly<Record<string, string>>) => {
	const asked: string[] = [];
	const {urgent} = createApis(config, quick);
	const api = {
		...urgent,
		async call({path}: {readonly path: string}) {
			asked.push(path);
			return fixtureBody(`more/${files[path]}`);
		},
	};
	const login = () => ({tokenName, isRenewable: false});
	const identity = await readIdentity({urgent: api, login}, place, false, never);
	expect(asked).toEqual(Object.keys(files));
	return identity;
};

test.each([
	['token-dnh59', 'token-current.http', 'token token-dnh59', '2027-02-28T04:03:03Z'],
	// Its `expiresAt` is empty: one hour after it was created.
	['token-hspkr', 'token-one-hour.http', 'token token-hspkr', '2026-11-30T05:19:07Z'],
	['token-r5pnr', 'token-of-one-cluster.http', 'token token-r5pnr of cluster local', '2026-11-30T05:19:08Z'],
	['token-k5s4g', 'session-token-by-cookie.http', 'session token-k5s4g', '2026-11-30T20:19:19Z'],
	['token-5cshq', 'token-expired.http', 'token token-5cshq', '2026-11-30T04:19:12Z'],
])('%s', async (name, file, means, expiresAt) => {
	const files = {'/v3/users?me=true': 'users-me.http', [`/v3/tokens/${name}`]: file};
	expect(await identityOf(name, files)).toEqual({
		user: 'admin',
		means,
		expiresAt: Date.parse(expiresAt),
		isRenewed: false,
		rights: [],
	});
});

test('a token of ext.cattle.io, and a user who may little', async () => {
	const files = {
		'/v3/users?me=true': 'reader-users-me.http',
		'/v1/ext.cattle.io.tokens/token-j2pwj': 'ext-token-get.steve.http',
	};
	expect(await identityOf('ext/token-j2pwj', files)).toMatchObject({
		user: 'reader',
		means: 'token ext/token-j2pwj',
		expiresAt: Date.parse('2026-11-30T05:19:12Z'),
	});
});
