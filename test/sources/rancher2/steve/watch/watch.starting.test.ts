import {afterEach, describe, expect, test} from 'vitest';
import type {JsonObject} from '../../../../../source/model/json-object.js';
import {isReady} from '../../../../../source/sources/rancher2/steve/rows/catalogue.js';

import {fixtureText} from '../../fixture.js';
import {createStage, namesOf, rowOf, until} from '../../stage.js';
import {cluster, configFor, quick} from '../../start.js';
import {mark, web} from '../deployment.js';

const {serve, live, follow, clear} = createStage();

afterEach(clear);

const recorded: readonly JsonObject[] = fixtureText('schemas-local.ndjson')
	.trim()
	.split('\n')
	.map((line): JsonObject => JSON.parse(line));

describe('a list of schemas is complete', () => {
	test('as a real server shows it to an administrator', () => {
		expect(recorded).toHaveLength(137);
		expect(isReady(recorded)).toBe(true);
	});

	test('for a user who may do no more than ask what he may do', () => {
		expect(isReady(recorded.filter(({id}) => String(id).startsWith('authorization.k8s.io')))).toBe(true);
	});

	test('but not with only what a server makes itself while it starts', () => {
		const own = recorded.filter(({attributes}) => attributes === undefined);
		expect(own.map(({id}) => id)).toContain('schema');
		expect(isReady(own)).toBe(false);
		expect(isReady(recorded.slice(0, 12))).toBe(false);
		expect(isReady(recorded.filter(({id}) => id === 'management.cattle.io.project'))).toBe(false);
		expect(isReady([])).toBe(false);
	});
});

describe('a server that starts', () => {
	test('keeps its rows, is not live meanwhile, and then goes on', async () => {
		const server = await serve();
		const {observed} = await live(server);
		const before = observed.events.length;
		const keys = [...observed.rows.keys()];
		server.setStarting(true);
		await until(() => expect(observed.status).toBe('connecting'));
		await until(() =>
			expect(observed.of('status').at(-1)?.message).toMatch(
				/the server is still starting: it shows \d schemas/,
			),
		);
		mark(server, 'meanwhile');
		expect([...observed.rows.keys()]).toEqual(keys);
		server.setStarting(false);
		await until(() => expect(observed.status).toBe('live'));
		await until(() => expect(rowOf(observed, web).message).toBe('meanwhile'));
		expect(observed.events.slice(before).filter(({type}) => type === 'removed')).toEqual([]);
		expect([...observed.rows.keys()].sort()).toEqual(keys.sort());
	});

	test('is waited for from the first', async () => {
		const server = await serve();
		server.setStarting(true);
		const {observed} = follow(configFor(server));
		await until(() => expect(observed.of('status').at(-1)?.message).toMatch(/still starting/));
		expect(new Set(observed.of('status').map(({status}) => status))).toEqual(new Set(['connecting']));
		server.setStarting(false);
		await until(() => expect(observed.status).toBe('live'));
		expect(namesOf(observed, 'pod')).not.toEqual([]);
	});

	test('shows its kinds bit by bit: one that comes later keeps its rows', async () => {
		const server = await serve();
		const {observed} = await live(server, '', {}, {...quick, absentMs: 60_000});
		server.setStarting(true);
		await until(() => expect(observed.status).toBe('connecting'));
		server.setStarting(false);
		server.setHidden('apps.deployment', true);
		await until(() => expect(observed.of('status').some(({missing}) => missing !== undefined)).toBe(true));
		expect(namesOf(observed, 'deployment')).toEqual(['shop/web']);
		server.setHidden('apps.deployment', false);
		await until(() => expect(observed.status).toBe('live'));
		expect(observed.of('removed')).toEqual([]);
		mark(server, 'followed again');
		await until(() => expect(rowOf(observed, web).message).toBe('followed again'));
	});

	test('loses a kind that stays away', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.setStarting(true);
		await until(() => expect(observed.status).toBe('connecting'));
		server.setStarting(false);
		server.setHidden('apps.deployment', true);
		await until(() => expect(namesOf(observed, 'deployment')).toEqual([]));
		expect(namesOf(observed, 'pod')).not.toEqual([]);
	});

	test('and shows no usual kind for long is taken as it is', async () => {
		const server = await serve();
		server.setStarting(true);
		const {observed} = follow(configFor(server, `/k8s/clusters/${cluster}`), {...quick, startingMs: 50});
		await until(() => expect(observed.of('status').some(({status}) => status === 'failed')).toBe(true));
		expect(namesOf(observed, 'pod')).toEqual([]);
	});
});
