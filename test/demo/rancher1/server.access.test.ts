import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../../source/demo/rancher1/server.js';
import {ask} from '../client.js';
import {get, project, still} from './start.js';

let server: Rancher1Server;

beforeAll(async () => {
	server = await serveRancher1({life: false, pace: 0.01});
});

afterAll(() => server.close());

describe('a login', () => {
	const bearer = (jwt: unknown) => ({headers: {authorization: `Bearer ${jwt}`}});

	test('gives a token that is as good as a key until it runs out', async () => {
		const own = await still();
		const code = `${own.user.name}:${own.user.password}`;
		const {status, body} = await ask(`${own.url}/v1/token`, {input: {code}});
		expect([status, body.type, body.accountId]).toEqual([201, 'token', '1a7']);
		expect((await ask(own.url + project, bearer(body.jwt))).status).toBe(200);
		own.expireLogins();
		expect((await ask(own.url + project, bearer(body.jwt))).status).toBe(401);
	});

	test.each([
		['a wrong password', {code: 'demo:wrong'}, {}, 401, 'Unauthorized'],
		['no password', {code: 'demo'}, {}, 403, 'Forbidden'],
		['a server without access control', {code: 'demo:x'}, {open: true}, 500, 'NoAuthProvider'],
	])('%s gives none', async (_title, input, options, status, code) => {
		const answer = await ask(`${(await still(options)).url}/v1/token`, {input});
		expect([answer.status, answer.body.code, answer.body.jwt]).toEqual([status, code, undefined]);
	});
});

test('an account key sees all projects, an environment key its own', async () => {
	expect((await get(server, '/v2-beta/projects')).body.data.map(({id}) => id)).toEqual([
		'1a5',
		'1a8',
		'1a15',
	]);
	expect((await get(server, '/v2-beta/projects', server.environmentKey)).body.data.map(({id}) => id)).toEqual(
		['1a5'],
	);
	expect((await get(server, '/v2-beta/hosts', server.environmentKey)).body.data).toHaveLength(3);
});

test.each([
	['/v2-beta/subscribe', 404, 'Not Found'],
	['/v2-beta/projects/1a5/nonsense', 404, 'Not Found'],
	['/v2-beta/projects/1a5/containers/1i99999', 404, 'Not Found'],
	['/v2-beta/projects/1a99/hosts', 403, 'Forbidden'],
	['/v2-beta/projects/rubbish/hosts', 400, 'InvalidFormat'],
])('%s with an account key is %d %s', async (path, status, code) => {
	const reply = await get(server, path);
	expect(reply.status).toBe(status);
	expect(reply.body).toMatchObject({type: 'error', status, code});
});

test('an unknown key is challenged, in the words of the server', async () => {
	const {status, headers, text} = await ask(`${server.url}/v2-beta`, {key: {access: 'x', secret: 'y'}});
	expect(status).toBe(401);
	expect(headers['www-authenticate']).toBe(
		'Basic realm="Enter API access key and secret key as username and password"',
	);
	expect(text).toMatch(
		/^\{"id":"[\da-f-]{36}","type":"error","links":\{\},"actions":\{\},"status":401,"code":"Unauthorized","message":"Unauthorized","detail":null,"baseType":"error"\}$/,
	);
});

test('keys can be revoked and replaced', async () => {
	const own = await still();
	own.keys.revoke(own.accountKey.access);
	expect((await ask(`${own.url}/v2-beta`, {key: own.accountKey})).status).toBe(401);
	own.keys.add({...own.accountKey, secret: 'fresh'});
	expect((await ask(`${own.url}/v2-beta`, {key: own.accountKey})).status).toBe(401);
	expect((await ask(`${own.url}/v2-beta`, {key: {...own.accountKey, secret: 'fresh'}})).status).toBe(200);
});

test('an open server lets anybody in', async () => {
	const own = await still({open: true});
	expect((await ask(`${own.url}${project}/hosts`)).body.data).toHaveLength(1);
	const headers = {'x-enforce-authentication': 'true'};
	expect((await ask(`${own.url}${project}/hosts`, {headers})).status).toBe(401);
});
