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
		const {observed} = follow(configFor(server));
		await until(() => expect(observed.status).toBe('failed'));
		const last = observed.of('status').findLast(({scope}) => scope === '');
		expect(last?.message).toMatch(reason);
		// What can be listed is there all the same.
		expect(namesOf(observed, 'project')).not.toEqual([]);
		allow();
		await until(() => expect(observed.status).toBe('live'));
		expect(namesOf(observed, 'cluster')).not.toEqual([]);
		expect(namesOf(observed, 'pod')).not.toEqual([]);
	});

	test('because of HTTP 500 is tried again, and never live meanwhile', async () => {
		const server = await serve();
		server.faults.refuse(clusters, {status: 500, body: '{}'});
		const {observed} = follow(configFor(server));
		const tries = () =>
			observed.of('status').filter(({scope, status}) => scope === '' && status === 'retrying').length;
		await until(() => expect(tries()).toBeGreaterThan(1));
		expect(observed.of('status').filter(({scope, status}) => scope === '' && status === 'live')).toEqual([]);
		expect(observed.of('status').findLast(({status}) => status === 'retrying')).toMatchObject({
			answered: true,
		});
	});

	test('is live all the same where the URL names the cluster', async () => {
		const server = await serve();
		server.faults.refuse(clusters, {status: 403, body: '{}'});
		const {observed} = await live(server, `/v3/clusters/${cluster}`);
		expect(scopeStatus(observed, cluster)).toBe('live');
		expect(namesOf(observed, 'pod')).not.toEqual([]);
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
	const {observed} = follow(configFor(server));
	await until(() => expect(observed.of('status').some(({status}) => status === 'retrying')).toBe(true));
	expect(observed.of('status').map(({status}) => status)).not.toContain('live');
	expect(observed.of('status').findLast(({status}) => status === 'retrying')).toMatchObject({
		answered: true,
		message: expect.stringMatching(/check the URL/),
	});
});

test('a server that answers 404 to everything once it was live is live no longer', async () => {
	const server = await serve();
	const {observed} = await live(server);
	server.faults.refuse(() => true, {status: 404, body: '404 page not found\n'});
	server.faults.cut();
	await until(() => expect(observed.status).not.toBe('live'));
	const before = observed.events.length;
	await until(() =>
		expect(observed.events.slice(before).filter(({type}) => type === 'status').length).toBeGreaterThan(4),
	);
	expect(observed.status).not.toBe('live');
	expect(namesOf(observed, 'pod')).not.toEqual([]);
});
