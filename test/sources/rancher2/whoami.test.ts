import {expect, onTestFinished, test} from 'vitest';
import type {Rancher2Options} from '../../../source/demo/rancher2/server.js';
import type {Token} from '../../../source/demo/rancher2/wire/accounts.js';
import type {Credentials} from '../../../source/model/source-config.js';
import {openRancher2} from '../../../source/sources/rancher2/source.js';
import {tokenNameIn} from '../../../source/sources/rancher2/wire/token-name.js';
import {fixture} from './fixture.js';
import {bearer, cluster, configFor, quick, serveQuick} from './start.js';

const never = new AbortController().signal;
const hour = 3_600_000;

const asked = async (
	credentials: Credentials | null,
	{
		path = '',
		withRights = false,
		token = {},
		...options
	}: Rancher2Options & {
		readonly path?: string;
		readonly withRights?: boolean;
		readonly token?: Partial<Token>;
	} = {},
) => {
	const server = await serveQuick(options);
	onTestFinished(() => server.close());
	const own = {...server.token, ...token};
	server.tokens.add(own);
	const config = {...configFor(server, path), credentials: async () => credentials ?? bearer(own)};
	const source = openRancher2(config, quick);
	return {server, identity: await source.whoami?.(withRights, never)};
};

test('a token without end', async () => {
	const {identity} = await asked(null);
	expect(identity).toEqual({
		user: 'admin',
		means: 'token token-demo2',
		expiresAt: 'never',
		isRenewed: false,
		rights: [],
	});
});

test('a token with an end, which the server does not write in its first second', async () => {
	const createdAt = Date.now();
	const fresh = await asked(null, {token: {createdAt, expiresAt: createdAt + hour}});
	expect(fresh.identity?.expiresAt).toBe(createdAt + hour);
	const old = {createdAt: createdAt - hour, expiresAt: createdAt + hour};
	expect((await asked(null, {token: old})).identity?.expiresAt).toBe(createdAt + hour);
});

test('an access key is the name of a token', async () => {
	const secret = 'demo-secret-of-the-rancher2-token';
	const {identity} = await asked({type: 'basic', username: 'token-demo2', password: secret});
	expect(identity).toMatchObject({means: 'token token-demo2', expiresAt: 'never'});
});

test('a session of a login, which rwatch makes again', async () => {
	const login = {type: 'login', username: 'admin', password: 'demo-password', eauth: null} as const;
	const {identity} = await asked(login, {sessionMs: hour});
	expect(identity).toMatchObject({user: 'admin', means: expect.stringMatching(/^session token-\w+$/)});
	expect(identity?.isRenewed).toBe(true);
	expect(Number(identity?.expiresAt)).toBeGreaterThan(Date.now());
});

test('what may be done in each cluster', async () => {
	const {identity} = await asked(null, {withRights: true});
	const rights = identity?.rights ?? [];
	expect(rights.map(([label]) => label)).toEqual([
		'in',
		'may list',
		'may change',
		'in',
		'may list',
		'may change',
	]);
	expect(rights[0]?.[1]).toBe('the server itself');
	expect(rights[3]?.[1]).toContain('cluster production');
	expect(rights[4]?.[1]).toMatch(/^\d+ kinds: .*apps\.deployment/);
	expect(rights[5]?.[1]).toBe('all of these');
});

test('behind the URL of one cluster only what that says is asked', async () => {
	const {identity, server} = await asked(null, {path: `/k8s/clusters/${cluster}`, withRights: true});
	expect(identity).toMatchObject({user: null, means: 'token token-demo2', expiresAt: null});
	expect(identity?.rights[0]).toEqual(['in', `cluster ${cluster}`]);
	expect(server.received.some(({url}) => url.pathname.startsWith('/v3/'))).toBe(false);
});

test.each([
	[{authorization: 'Bearer token-abcde:secret'}, 'token-abcde'],
	[{authorization: 'Bearer ext/abcde:secret'}, 'ext/abcde'],
	[{authorization: `Basic ${Buffer.from('token-abcde:secret').toString('base64')}`}, 'token-abcde'],
	[{authorization: 'Bearer secret'}, null],
	[{}, null],
])('%j has the token %s', (headers, name) => {
	expect(tokenNameIn(headers)).toBe(name);
});

test.each([
	['/v3/users?me=true', 'more/users-me.http'],
	['/v3/tokens/token-demo2', 'more/token-current.http'],
])('the demo answers %s with fields of a real one', async (path, file) => {
	const server = await serveQuick();
	onTestFinished(() => server.close());
	const {name, secret} = server.token;
	const answer = await fetch(server.url + path, {headers: {authorization: `Bearer ${name}:${secret}`}});
	const real = JSON.parse(fixture(file).body);
	const fieldsOf = (body: {data?: readonly object[]}) => Object.keys(body.data?.[0] ?? body);
	expect(fieldsOf(real)).toEqual(expect.arrayContaining(fieldsOf(JSON.parse(await answer.text()))));
});
