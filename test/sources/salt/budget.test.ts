import {describe, expect, test} from 'vitest';
import {page} from '../../../source/demo/salt/pages.js';
import type {SaltServer} from '../../../source/demo/salt/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {live, master, until, watch} from './scene.js';
import {calls, quick} from './start.js';

const hour = 3_600_000;

/** Tries again only when a person asks. */
const patient = {backoff: () => ({next: () => hour}), refusedMs: 1};

/** Requests since then, with method and path. */
const since = (server: SaltServer, count: number): readonly string[] =>
	server.received.slice(count).map(({method, url}) => `${method} ${url.pathname}`);

const broken = {
	status: 500,
	headers: {'content-type': 'application/json'},
	body: '{"status": 500, "return": "An unexpected error occurred"}',
};

describe('a master that fails', () => {
	test.each([
		['500', broken, /HTTP 500/],
		['429 with Retry-After', {status: 429, headers: {'retry-after': '60'}, body: 'slow down'}, /HTTP 429/],
	])('with %s is asked one thing at a time, its root first', async (_how, answer, words) => {
		// A pulse that is due before the cut is noticed is not part of what follows it.
		const timings = {...quick.timings, pulseMs: hour};
		const {server, source, observed} = await live({salt: {...patient, timings}});
		const isOver = server.faults.refuse(() => true, answer);
		const before = server.received.length;
		server.faults.cut();
		await until(() => expect(observed.status).toBe('retrying'));
		await until(() => {
			source.relist();
			expect(since(server, before).length).toBeGreaterThan(3);
		});
		await until(() => expect(observed.message).toMatch(words));
		expect(new Set(since(server, before))).toEqual(new Set(['GET /']));
		isOver();
		await until(() => {
			// What is under way may still be refused; a listing that is would begin again each time.
			if (observed.status === 'retrying') source.relist();
			expect(observed.status).toBe('live');
		});
	});
});

describe('a password that was refused', () => {
	const wrong = {type: 'login', username: 'saltdev', password: 'wrong', eauth: 'pam'} as const;

	test.each([
		['Could not authenticate using provided credentials'],
		['No permission -- see authorization schemes'],
	])('with “%s” is sent once, until a person acts', async text => {
		const server = await master();
		server.faults.refuse(at('/login'), page(401, text));
		const {source, observed} = watch(server, {salt: {refusedMs: 1}});
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).toMatch(/HTTP 401 .*; check user, password and eauth/);
		expect(since(server, 0)).toEqual(['POST /login']);
		await expect(source.command('salt * test.ping', new AbortController().signal)).rejects.toThrow(
			/HTTP 401/,
		);
		expect(since(server, 0)).toEqual(['POST /login']);
		source.relist();
		await until(() => expect(since(server, 0)).toEqual(['POST /login', 'POST /login']));
	});

	test('gives way to another by itself', async () => {
		const server = await master();
		let {password} = wrong;
		const credentials = async () => ({...wrong, password});
		const {observed} = watch(server, {salt: {refusedMs: 1}, config: {credentials}});
		await until(() => expect(observed.status).toBe('refused'));
		password = server.user.password as typeof password;
		await until(() => expect(observed.status).toBe('live'));
		expect(since(server, 0).filter(request => request === 'POST /login')).toHaveLength(2);
	});

	test('is sent once where every call brings it along', async () => {
		const server = await master();
		server.faults.refuse(at('/run'), page(401, 'Authentication error occurred.'));
		const {observed} = watch(server, {salt: {...patient, sessionless: true}});
		await until(() => expect(observed.status).toBe('refused'));
		expect(since(server, 0)).toEqual(['POST /run']);
	});
});

test('a session that was given and is dead is not sent again until a person acts', async () => {
	const server = await master();
	const {source, observed} = watch(server, {
		salt: {refusedMs: 1},
		config: {credentials: async () => ({type: 'bearer', token: 'dead0000'})},
	});
	await until(() => expect(observed.status).toBe('refused'));
	const before = server.received.length;
	await expect(source.command('salt * test.ping', new AbortController().signal)).rejects.toThrow(/expired/);
	expect(since(server, before)).toEqual([]);
	source.relist();
	await until(() => expect(since(server, before)).toHaveLength(1));
});

test('what is not permitted refuses no password', async () => {
	const {server, act} = await live();
	server.faults.refuse(calls('test.ping'), page(401, 'Authorization error occurred.'), 1);
	await expect(act('minion/web-a.example', 'test.ping')).rejects.toThrow(/not permitted/);
	expect(await act('minion/web-a.example', 'test.ping')).toMatchObject({follow: true});
});
