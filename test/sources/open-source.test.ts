import {expect, test, vi} from 'vitest';
import type {Family} from '../../source/model/resource.ts';
import type {SourceConfig} from '../../source/model/source-config.ts';
import {openSource} from '../../source/sources/open-source.ts';
import {Told} from './arena.ts';
import {configFor, serveQuick} from './cattle/start.ts';

const named: ReadonlyMap<string, SourceConfig> = new Map();

test('a source of a named family asks nothing before it is watched', async () => {
	const server = await serveQuick();
	const source = openSource(configFor(server), named);
	expect(source).toMatchObject({name: 'prod', family: 'rancher1', url: server.url, insecure: false});
	expect(server.received).toEqual([]);
	await server.close();
});

test('a server whose family nobody named is asked for it', async () => {
	const server = await serveQuick();
	const source = openSource({...configFor(server), family: null}, named);
	expect(source.family).toBeNull();
	const told = new Told(source);
	await vi.waitFor(() => expect(told.status).toBe('live'), {timeout: 10_000});
	expect(source.family).toBe('rancher1');
	await told.stop();
	await server.close();
});

test('a family that nobody can watch is said to be none', async () => {
	const server = await serveQuick();
	const family: Family = JSON.parse('"vms"');
	expect(() => openSource({...configFor(server), family}, named)).toThrow(/prod: servers of the family vms/);
	await server.close();
});
