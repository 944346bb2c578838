import {expect, onTestFinished, test} from 'vitest';
import type {Rancher1Server} from '../../../source/demo/rancher1/server.js';
import type {Credentials} from '../../../source/model/source-config.js';
import {openRancher1} from '../../../source/sources/rancher1/source.js';
import {basic, configFor, quick, serveQuick} from './start.js';

const never = new AbortController().signal;

const asked = async (
	credentials: (server: Rancher1Server) => Credentials,
	withRights = false,
	options: Parameters<typeof serveQuick>[0] = {},
) => {
	const server = await serveQuick(options);
	onTestFinished(() => server.close());
	const source = openRancher1({...configFor(server), credentials: async () => credentials(server)}, quick);
	return source.whoami?.(withRights, never);
};

test('the key of an environment acts as that', async () => {
	const identity = await asked(server => basic(server.environmentKey));
	expect(identity).toEqual({
		user: expect.stringMatching(/\(1a5\)$/),
		means: 'environment key',
		expiresAt: 'never',
		isRenewed: false,
		rights: [],
	});
});

test('the key of an account acts as that', async () => {
	const identity = await asked(server => basic(server.accountKey));
	expect(identity).toMatchObject({user: 'admin (1a7)', means: 'account key (admin)', expiresAt: 'never'});
});

test('a login is made again by itself', async () => {
	const identity = await asked(({user}) => ({
		type: 'login',
		username: user.name,
		password: user.password,
		eauth: null,
	}));
	expect(identity).toMatchObject({means: 'user and password', expiresAt: null, isRenewed: true});
});

test('without access control nobody is logged in', async () => {
	expect(await asked(() => ({type: 'none'}), false, {open: true})).toMatchObject({
		means: 'nothing: its access control is off',
	});
});

test('what may be done, by the schemas of the role', async () => {
	const owner = await asked(server => basic(server.accountKey), true);
	expect(owner?.rights.map(([label]) => label)).toEqual(['in', 'may list', 'may change', 'only reads']);
	expect(owner?.rights[2]?.[1]).toContain('container');
	const reader = await asked(server => {
		const key = {...server.environmentKey, access: 'READER', role: 'readonly'} as const;
		server.keys.add(key);
		return basic(key);
	}, true);
	expect(reader?.rights.find(([label]) => label === 'may list')?.[1]).toContain('container');
	expect(reader?.rights.find(([label]) => label === 'may change')?.[1]).not.toMatch(/\bcontainer\b/);
});
