import {afterEach, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../../../source/demo/rancher2/server.js';
import {openRancher2} from '../../../../../source/sources/rancher2/source.js';
import {Observed} from '../../../arena.js';
import {act, createStage, namesOf, rowOf, scopeStatus, until} from '../../stage.js';
import {cluster, configFor, quick} from '../../start.js';

const {serve, live, own, clear} = createStage();

afterEach(clear);

const web = `prod/${cluster}/deployment/shop/web`;
const kept = `apps.deployment/${cluster}:shop/web`;

const subscriptions = (server: Rancher2Server) =>
	[...server.peers].map(({request}) => request.url).filter(({pathname}) => pathname.endsWith('/subscribe'));

test('always names the types that it wants, each where it is reported', async () => {
	const server = await serve({steve: false});
	await live(server);
	const wanted = subscriptions(server).map(
		({pathname, searchParams}) => `${pathname} ${searchParams.getAll('resourceTypes').join()}`,
	);
	expect(wanted).toContain('/v3/subscribe cluster,project');
	expect(wanted).toContain('/v3/subscribe node,project');
	expect(wanted).toContain(
		`/v3/projects/${cluster}:p-9fj2k/subscribe deployment,statefulSet,daemonSet,pod,job,cronJob`,
	);
	expect(wanted.every(one => !one.endsWith(' '))).toBe(true);
});

test('shows the same rows as the newer API, under the same keys', async () => {
	const old = await live(await serve({steve: false}));
	const modern = await live(await serve());
	const keys = ({observed}: typeof old, kind: string) =>
		[...observed.rows.values()]
			.filter(row => row.kind === kind)
			.map(({key}) => key.replace(/-[a-z0-9]+-[a-z0-9]+$/, ''));
	for (const kind of ['cluster', 'project', 'deployment', 'pod'])
		expect(keys(old, kind)).toEqual(keys(modern, kind));
});

test('a project that is new is followed too', async () => {
	const server = await serve({steve: false});
	const {observed} = await live(server);
	const fields = {name: 'p-new01', cluster, displayName: 'New', created: 0};
	server.world.add({id: `${cluster}/p-new01`, type: 'management.cattle.io.project', scope: 'local', fields});
	await until(() =>
		expect(subscriptions(server).map(({pathname}) => pathname)).toContain(
			`/v3/projects/${cluster}:p-new01/subscribe`,
		),
	);
	await until(() => expect(observed.status).toBe('live'));
	server.world.change(`namespace/${cluster}:shop`, {project: 'p-new01'});
	server.world.change(kept, {failing: 'moved'});
	await until(() => expect(rowOf(observed, web).message).toBe('moved'));
});

test('a cluster whose agent is away says so, and comes back', async () => {
	const server = await serve({steve: false});
	const {observed} = await live(server);
	server.setAway(cluster, true);
	await until(() => expect(scopeStatus(observed, cluster)).toBe('retrying'));
	expect(rowOf(observed, `prod/clusters/cluster/${cluster}`)).toMatchObject({
		state: 'unavailable',
		health: 'error',
	});
	expect(observed.status).toBe('live');
	server.setAway(cluster, false);
	await until(() => expect(scopeStatus(observed, cluster)).toBe('live'));
});

test('a node is cordoned and uncordoned', async () => {
	const server = await serve({steve: false});
	const {source, observed} = await live(server);
	const node = [...observed.rows.values()].find(({kind}) => kind === 'node');
	if (!node) throw new Error('no node');
	expect(node).toMatchObject({name: 'wk-01', cells: {ROLES: 'worker', VERSION: 'v1.33.4+rke2r1'}});
	await act(source, node, 'cordon');
	await until(() => expect(rowOf(observed, node.key).state).toBe('cordoned'));
	await act(source, rowOf(observed, node.key), 'uncordon');
	await until(() => expect(rowOf(observed, node.key).state).toBe('active'));
});

test('more than a page is listed whole', async () => {
	const server = await serve({steve: false});
	const {fields} = server.world.get(kept);
	for (let index = 0; index < 1100; index++) {
		const name = `many-${String(index).padStart(4, '0')}`;
		server.world.add({
			id: `${cluster}:shop/${name}`,
			type: 'apps.deployment',
			scope: cluster,
			fields: {...fields, name},
		});
	}

	const {observed} = await live(server);
	expect(namesOf(observed, 'deployment')).toHaveLength(1101);
});

test('a server that speaks neither API says so', async () => {
	const server = await serve({steve: false});
	server.faults.refuse(() => true, {
		status: 200,
		headers: {'Content-Type': 'text/html'},
		body: '<html><title>Hello</title></html>',
	});
	const observed = own(new Observed(openRancher2(configFor(server), quick)));
	await until(() =>
		expect(observed.message).toMatch(/neither \/v1 nor \/v3 answers as the API of a Rancher 2 server/),
	);
	expect(observed.status).toBe('retrying');
});
