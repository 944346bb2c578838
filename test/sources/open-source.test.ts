import {expect, test} from 'vitest';
import type {Rancher1Server} from '../../source/demo/rancher1/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import {at} from '../../source/demo/serve/serve.js';
import {families} from '../../source/families.js';
import {UsageError} from '../../source/model/errors.js';
import type {SourceConfig} from '../../source/model/source-config.js';
import {prepareSource} from '../../source/sources/open-source.js';
import {until} from '../until.js';
import {Observed} from './arena.js';
import {configFor, serveQuick} from './rancher1/start.js';
import {configFor as saltConfig} from './salt/start.js';

const named: ReadonlyMap<string, SourceConfig> = new Map();

test('a source of a named family asks nothing before it is watched', async () => {
	const server = await serveQuick();
	const prepared = prepareSource(configFor(server), named, families);
	expect(prepared).toMatchObject({name: 'prod', family: 'rancher1', url: server.url, insecure: false});
	const source = await prepared.open();
	expect(source).toMatchObject({name: 'prod', family: 'rancher1', url: server.url, insecure: false});
	expect(server.received).toEqual([]);
	await server.close();
});

test('a server whose family nobody named is asked for it', async () => {
	const server = await serveQuick();
	const source = await prepareSource({...configFor(server), family: null}, named, families).open();
	expect(source.family).toBeNull();
	const observed = new Observed(source);
	await until(() => expect(observed.status).toBe('live'));
	expect(source.family).toBe('rancher1');
	await observed.stop();
	await server.close();
});

test('a server whose family could not be found out is asked again at once when a person acts', async () => {
	const server = await serveQuick();
	const isOver = server.faults.refuse(() => true, {status: 401, body: 'who is there?'});
	const source = await prepareSource({...configFor(server), family: null}, named, families).open();
	const observed = new Observed(source);
	await until(() => expect(observed.status).toBe('refused'));
	isOver();
	source.relist();
	await until(() => expect(observed.status).toBe('live'));
	await observed.stop();
	await server.close();
});

test.each([
	['rancher1', '/v2-beta/foo', /names no project/],
	['rancher2', '/v3/foo', /names no cluster or project/],
] as const)(
	'a %s of which the path %s says nothing is refused before anything is loaded',
	(family, path, words) => {
		const config = {...configFor({url: 'https://r.example'} as Rancher1Server, path), family};
		expect(() => prepareSource(config, named, families)).toThrow(UsageError);
		expect(() => prepareSource(config, named, families)).toThrow(words);
	},
);

test('what can be typed about a server is known when its family is', async () => {
	const server = await serveSalt({life: false, small: true});
	const config = {...saltConfig(server), family: null};
	const source = await prepareSource(config, named, families).open();
	const {signal} = new AbortController();
	expect([source.commands, source.pages]).toEqual([{}, {}]);
	await expect(source.command?.('hook a/b', signal)).rejects.toThrow(/has not answered yet/);
	const observed = new Observed(source);
	await until(() => expect(observed.status).toBe('live'));
	expect(source.commands?.salt).toMatch(/^salt <target>/);
	expect(source.pages).toMatchObject({stats: {kind: 'master'}});
	expect(await source.command?.('hook a/b {"c": 1}', signal)).toMatchObject({
		message: 'event salt/netapi/hook/a/b',
	});
	await observed.stop();
	await server.close();
});

test('a server that takes no commands says so', async () => {
	const server = await serveQuick();
	const source = await prepareSource({...configFor(server), family: null}, named, families).open();
	const observed = new Observed(source);
	await until(() => expect(observed.status).toBe('live'));
	const sent = source.command?.('ping', new AbortController().signal);
	await expect(sent).rejects.toThrow(/prod takes no commands/);
	await observed.stop();
	await server.close();
});

test.each([
	[401, 'refused', /Cannot find out what kind.*HTTP 401 Unauthorized: who are you; say which it is/],
	[403, 'refused', /HTTP 403 Forbidden: who are you; say which it is/],
	[502, 'retrying', /HTTP 502 Bad Gateway: who are you/],
	[404, 'failed', /answers, but neither as Rancher 1 nor as Rancher 2 nor as Salt master; say which/],
])('an unknown server that answers %i is %s', async (code, status, words) => {
	const server = await serveQuick();
	server.faults.refuse(at(/./), {status: code, body: 'who are you'});
	const observed = new Observed(
		await prepareSource({...configFor(server), family: null}, named, families).open(),
	);
	await until(() => expect(observed.message).toMatch(words));
	expect(observed.status).toBe(status);
	await observed.stop();
	await server.close();
});

test('a family that nobody can watch is said to be none', async () => {
	const server = await serveQuick();
	const family = 'vms';
	expect(() => prepareSource({...configFor(server), family}, named, families)).toThrow(
		/prod: servers of the family vms/,
	);
	await server.close();
});
