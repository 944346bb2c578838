import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../../source/demo/rancher2/server.js';
import {at} from '../../../../source/demo/serve/serve.js';
import {fixture} from '../fixture.js';
import {act, createStage, never, rowOf, until} from '../stage.js';
import {cluster} from '../start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const web = `prod/${cluster}/deployment/shop/web`;
const kept = `apps.deployment/${cluster}:shop/web`;

/** A job with one pod. */
const addJob = ({world}: Rancher2Server) => {
	const [pod] = world.list('pod', cluster);
	const {fields} = world.get(kept);
	const place = {scope: cluster, type: 'batch.job', id: `${cluster}:shop/once`};
	const job = world.add({...place, fields: {...fields, name: 'once', uid: 'job-once'}});
	const id = `${cluster}:shop/once-x2`;
	const own = {...pod?.fields, name: 'once-x2', uid: 'pod-once', owner: job.key};
	world.add({scope: cluster, type: 'pod', id, fields: own});
	return {job: `prod/${cluster}/job/shop/once`, pod: `prod/${cluster}/pod/shop/once-x2`};
};

test.each([true, false])('removing a job takes its pods along (Steve: %s)', async steve => {
	const server = await serve({steve});
	const keys = addJob(server);
	const {source, observed} = await live(server);
	source.show(['job']);
	await until(() => expect(rowOf(observed, keys.job).kind).toBe('job'));
	await act(source, rowOf(observed, keys.job), 'remove');
	await until(() => {
		expect(observed.rows.has(keys.job)).toBe(false);
		expect(observed.rows.has(keys.pod)).toBe(false);
	});
});

test.each(['norman-node-cordon', 'norman-node-uncordon', 'more/norman-node-drain'])(
	'the recorded answer of %s is a good one',
	async file => {
		const server = await serve();
		const {source, observed} = await live(server);
		const node = rowOf(observed, `prod/${cluster}/node/wk-01`);
		const {status, headers, body} = fixture(`${file}.http`);
		expect(body).toBe('null');
		server.faults.refuse(at(/\/v3\/nodes\/.*/, {method: 'POST'}), {
			status,
			headers: {'Content-Type': headers['content-type'] ?? ''},
			body,
		});
		expect(await act(source, node, file.includes('drain') ? 'drain' : 'cordon')).toMatchObject({
			follow: true,
		});
	},
);

test.each(['[]', '""', 'true', '7'])('any JSON is a good answer to an action: %s', async body => {
	const server = await serve();
	const {source, observed} = await live(server);
	const isAction = at(/\/v3\/nodes\/.*/, {method: 'POST'});
	server.faults.refuse(isAction, {status: 200, headers: {'Content-Type': 'application/json'}, body});
	const node = rowOf(observed, `prod/${cluster}/node/wk-01`);
	expect(await act(source, node, 'cordon')).toMatchObject({follow: true, ends: true});
});

test('a page is not an answer to an action', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	const page = {status: 200, headers: {'Content-Type': 'text/html'}, body: '<html></html>'};
	server.faults.refuse(at(/\/v3\/nodes\/.*/, {method: 'POST'}), page);
	const node = rowOf(observed, `prod/${cluster}/node/wk-01`);
	await expect(act(source, node, 'cordon')).rejects.toThrow(/a page instead of JSON/);
});

describe.each([true, false])('a deployment (Steve: %s)', steve => {
	test('is on hold as soon as the server says yes, and offers only what makes a difference', async () => {
		const server = await serve({steve});
		const {source, observed} = await live(server);
		const offered = () => rowOf(observed, web).actions.map(({name}) => name);
		expect(offered()).not.toContain('resume');
		expect(await act(source, rowOf(observed, web), 'pause')).toEqual({follow: false, message: null});
		await until(() => expect(offered()).toContain('resume'));
		expect(offered()).not.toContain('pause');
		expect(await act(source, rowOf(observed, web), 'resume')).toMatchObject({follow: true});
	});

	test('goes back to an earlier revision, never to the present one', async () => {
		const server = await serve({steve});
		const {source, observed} = await live(server);
		const before = String(server.world.get(kept).fields.image);
		const form = async () => {
			const resource = rowOf(observed, web);
			const action = resource.actions.find(({name}) => name === 'rollback');
			if (!action) throw new Error('no roll back');
			const [field] = await source.form(resource, action, never);
			return field?.options;
		};

		await expect(form()).rejects.toThrow('there is no earlier revision');
		const headers = {authorization: `Bearer ${server.token.name}:${server.token.secret}`};
		const spec = {template: {spec: {containers: [{name: 'web', image: 'shop/web:4'}]}}};
		const path = `/k8s/clusters/${cluster}/apis/apps/v1/namespaces/shop/deployments/web`;
		await fetch(server.url + path, {method: 'PATCH', headers, body: JSON.stringify({spec})});
		expect(await form()).toEqual([`1 (${before})`]);
		await act(source, rowOf(observed, web), 'rollback', {revision: `1 (${before})`});
		expect(server.world.get(kept).fields.image).toBe(before);
	});
});

test.each(['redeploy', 'pause'])('%s is a patch by the one door to the API of its cluster', async action => {
	const server = await serve();
	const {source, observed} = await live(server);
	await act(source, rowOf(observed, web), action);
	const sent = server.received.filter(({method}) => method === 'PATCH');
	expect(sent.map(({url}) => `${url.pathname}${url.search}`)).toEqual([
		`/k8s/clusters/${cluster}/apis/apps/v1/namespaces/shop/deployments/web?fieldManager=rwatch`,
	]);
});

test('a removal goes to the link of the object, within its cluster, and takes what it owns along', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	await act(source, rowOf(observed, web), 'remove');
	const sent = server.received.find(({method}) => method === 'DELETE');
	expect(sent?.url.pathname + (sent?.url.search ?? '')).toBe(
		`/k8s/clusters/${cluster}/v1/apps.deployments/shop/web?propagationPolicy=Background`,
	);
});

test.each([true, false])('what is gone already needs no removal (Steve: %s)', async steve => {
	const server = await serve({steve});
	const {source, observed} = await live(server);
	const resource = rowOf(observed, web);
	server.world.remove(kept);
	expect(await act(source, resource, 'remove')).toEqual({follow: false, message: 'it was gone already'});
});

test('a pause that comes too late says what is offered', async () => {
	const server = await serve({steve: false});
	const {source, observed} = await live(server);
	const resource = rowOf(observed, web);
	await act(source, resource, 'pause');
	await expect(act(source, resource, 'pause')).rejects.toThrow(/does not offer it: .*offers .*resume/);
});
