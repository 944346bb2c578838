import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {fixture} from './fixture.js';
import {createStage, namesOf, scopeStatus, until} from './stage.js';
import {cluster, configFor} from './start.js';

const {serve, live, follow, clear} = createStage();

afterEach(clear);

const clusters = at('/v1/management.cattle.io.clusters', {method: 'GET'});

describe('a source whose clusters cannot be listed', () => {
	test.each([
		['422', 'list-nodes-422.http', /column is invalid/],
		['404', 'readonly-nodes.http', /HTTP 404/],
	])('because of HTTP %s has failed, says why, and is live once they can', async (_code, file, reason) => {
		const server = await serve();
		const {status, body} = fixture(file);
		const allow = server.faults.refuse(clusters, {status, body});
		const {told} = follow(configFor(server));
		await until(() => expect(told.status).toBe('failed'));
		const last = told.of('status').findLast(({scope}) => scope === '');
		expect(last?.message).toMatch(reason);
		// What can be listed is there all the same.
		expect(namesOf(told, 'project')).not.toEqual([]);
		allow();
		await until(() => expect(told.status).toBe('live'));
		expect(namesOf(told, 'cluster')).not.toEqual([]);
		expect(namesOf(told, 'pod')).not.toEqual([]);
	});

	test('because of HTTP 500 is tried again, and never live meanwhile', async () => {
		const server = await serve();
		server.faults.refuse(clusters, {status: 500, body: '{}'});
		const {told} = follow(configFor(server));
		const tries = () =>
			told.of('status').filter(({scope, status}) => scope === '' && status === 'retrying').length;
		await until(() => expect(tries()).toBeGreaterThan(1));
		expect(told.of('status').filter(({scope, status}) => scope === '' && status === 'live')).toEqual([]);
		expect(told.of('status').findLast(({status}) => status === 'retrying')).toMatchObject({answered: true});
	});

	test('is live all the same where the URL names the cluster', async () => {
		const server = await serve();
		server.faults.refuse(clusters, {status: 403, body: '{}'});
		const {told} = await live(server, `/v3/clusters/${cluster}`);
		expect(scopeStatus(told, cluster)).toBe('live');
		expect(namesOf(told, 'pod')).not.toEqual([]);
	});
});

test.each([
	['a line of text', '404 page not found\n'],
	['nothing', ''],
	['an empty object', '{}'],
	['an error of some proxy', '{"message":"no Route matched with those values"}'],
])('a server that answers 404 with %s to everything is not live', async (_what, body) => {
	const server = await serve();
	server.faults.refuse(() => true, {status: 404, body});
	const {told} = follow(configFor(server));
	await until(() => expect(told.of('status').some(({status}) => status === 'retrying')).toBe(true));
	expect(told.of('status').map(({status}) => status)).not.toContain('live');
	expect(told.of('status').findLast(({status}) => status === 'retrying')).toMatchObject({
		answered: true,
		message: expect.stringMatching(/check the URL/),
	});
});

test('a server that answers 404 to everything once it was live is live no longer', async () => {
	const server = await serve();
	const {told} = await live(server);
	server.faults.refuse(() => true, {status: 404, body: '404 page not found\n'});
	server.faults.cut();
	await until(() => expect(told.status).not.toBe('live'));
	const before = told.events.length;
	await until(() =>
		expect(told.events.slice(before).filter(({type}) => type === 'status').length).toBeGreaterThan(4),
	);
	expect(told.status).not.toBe('live');
	expect(namesOf(told, 'pod')).not.toEqual([]);
});
