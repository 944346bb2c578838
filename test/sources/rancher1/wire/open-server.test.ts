import {afterEach, expect, test} from 'vitest';
import type {Rancher1Options, Rancher1Server} from '../../../../source/demo/rancher1/server.js';
import {at} from '../../../../source/demo/serve/serve.js';
import {isOpenServer} from '../../../../source/sources/rancher1/wire/open-server.js';
import {configFor, serveQuick} from '../start.js';

const servers: Rancher1Server[] = [];

const serve = async (options: Rancher1Options): Promise<Rancher1Server> => {
	const server = await serveQuick(options);
	servers.push(server);
	return server;
};

afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

test.each<[string, Rancher1Options, string, boolean]>([
	['without access control', {open: true}, '', true],
	['without access control, of one project', {open: true}, '/v2-beta/projects/1a5', true],
	['without access control, before 1.2', {open: true, apiVersion: 'v1'}, '', true],
	['with access control', {}, '', false],
])('of a server %s it is known without credentials', async (_title, options, path, isOpen) => {
	const server = await serve(options);
	const credentials = () => Promise.reject(new Error('nobody was to be asked'));
	expect(await isOpenServer({...configFor(server, path), credentials})).toBe(isOpen);
	expect(server.received.map(({headers}) => headers.authorization)).toEqual([undefined]);
});

test('one of another family is not asked', async () => {
	const server = await serve({open: true});
	expect(await isOpenServer({...configFor(server), family: 'salt'})).toBe(false);
	expect(server.received).toEqual([]);
});

test('one that cannot be reached, or answers with a page, is taken for one that wants credentials', async () => {
	const server = await serve({open: true});
	server.faults.refuse(at('/v1'), {status: 200, body: '<html></html>'});
	expect(await isOpenServer(configFor(server))).toBe(false);
	await server.close();
	expect(await isOpenServer(configFor(server))).toBe(false);
});
