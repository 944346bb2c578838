import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {openRancher2} from '../../../source/sources/rancher2/source.js';
import {createStage, namesOf, until} from './stage.js';
import {bearer, cluster, configFor} from './start.js';

const {serve, follow, live, clear} = createStage();

afterEach(clear);

describe('the scope that a URL names', () => {
	test('speaks for itself when it is the only cluster', async () => {
		const server = await serve();
		server.setAway(cluster, true);
		const {observed} = follow(configFor(server, `/v3/clusters/${cluster}`));
		await until(() => expect(observed.status).toBe('retrying'));
		expect(observed.message).toMatch(/^Cannot .*agent/);
		expect(observed.of('status').map(({message}) => message ?? '')).not.toContainEqual(
			expect.stringContaining('of 2 clusters'),
		);
	});

	test.each(['/v3/clusters/local', '/k8s/clusters/local', '/dashboard/c/local/explorer'])(
		'%s is one cluster',
		async path => {
			const server = await serve({small: false});
			const {observed} = await live(server, path);
			expect(namesOf(observed, 'cluster')).toEqual(['local']);
			expect(new Set([...observed.rows.values()].map(({scope}) => scope))).toEqual(
				new Set(['clusters', 'local']),
			);
			expect(namesOf(observed, 'node')).toHaveLength(3);
		},
	);

	test.each([true, false])('a project is its own namespaces, and nothing else (Steve: %s)', async steve => {
		const server = await serve({small: false, steve});
		const {observed} = await live(server, `/v3/projects/${cluster}:p-s7x41`);
		const spaces = new Set(namesOf(observed, 'pod').map(name => name.split('/')[0]));
		expect(spaces).toEqual(new Set(['search', '媒体转码']));
		expect(namesOf(observed, 'project')).toEqual(['Data']);
		expect(namesOf(observed, 'node')).toEqual([]);
	});

	test('a namespace that moves to another project takes its rows along', async () => {
		const server = await serve({small: false});
		const {observed} = await live(server, `/v3/projects/${cluster}:p-s7x41`);
		server.world.change(`namespace/${cluster}:search`, {project: 'p-9fj2k'});
		await until(() =>
			expect(new Set(namesOf(observed, 'pod').map(name => name.split('/')[0]))).toEqual(
				new Set(['媒体转码']),
			),
		);
		server.world.change(`namespace/${cluster}:shop-preview`, {project: 'p-s7x41'});
		await until(() => expect(namesOf(observed, 'deployment')).toContain('shop-preview/preview-web'));
	});

	test('a token of one cluster is good for an address that leads straight there', async () => {
		const server = await serve();
		const token = {...server.token, name: 'token-scoped', cluster};
		server.tokens.add(token);
		const {observed} = await live(server, `/k8s/clusters/${cluster}`, {
			credentials: async () => bearer(token),
		});
		expect(namesOf(observed, 'deployment')).toEqual(['shop/web']);
	});

	test.each([
		['/v3/clusters/c-m-nowhere', true, 'cluster c-m-nowhere'],
		['/v3/clusters/c-m-nowhere', false, 'cluster c-m-nowhere'],
		['/k8s/clusters/c-m-nowhere', true, 'cluster c-m-nowhere'],
		[`/v3/projects/${cluster}:p-nowhere`, true, `project ${cluster}:p-nowhere`],
		[`/v3/projects/${cluster}:p-nowhere`, false, `project ${cluster}:p-nowhere`],
		['/v3/projects/c-m-nowhere:p-x', true, 'project c-m-nowhere:p-x'],
	])(
		'%s, which is not there, has failed in words, and was never live (Steve: %s)',
		async (path, steve, what) => {
			const server = await serve({steve});
			const {observed} = follow(configFor(server, path));
			await until(() => expect(observed.status).toBe('failed'));
			expect(observed.message).toContain(`Cannot follow ${what}: the server shows this user no such`);
			expect(observed.of('status').filter(({scope, status}) => scope === '' && status === 'live')).toEqual(
				[],
			);
		},
	);

	test.each([true, false])(
		'a project that comes late is followed then, and one that goes is reported (Steve: %s)',
		async steve => {
			const server = await serve({steve});
			const {observed} = follow(configFor(server, `/v3/projects/${cluster}:p-late`));
			await until(() => expect(observed.status).toBe('failed'));
			const entity = {
				id: `${cluster}/p-late`,
				type: 'management.cattle.io.project',
				scope: 'local',
				fields: {
					cluster,
					namespace: cluster,
					displayName: 'Late',
					name: 'p-late',
					created: server.world.clock.now(),
				},
			};
			server.world.add(entity);
			await until(() => expect(observed.status).toBe('live'));
			expect(namesOf(observed, 'project')).toHaveLength(1);
			server.world.remove(`${entity.type}/${entity.id}`);
			await until(() => expect(observed.status).toBe('failed'));
		},
	);

	test('what is no project is refused with an example', () => {
		expect(() =>
			openRancher2({...configFor({url: 'https://r.example'} as Rancher2Server, '/v3/projects/p-1')}),
		).toThrow(/p-1 is not a project; they are named like c-m-4xk7b2qp:p-9fj2k/);
	});
});
