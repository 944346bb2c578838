import {afterEach, describe, expect, test} from 'vitest';
import {act, createStage, namesOf, never, rowOf, until} from './stage.js';
import {bearer, cluster} from './start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const node = `prod/${cluster}/node/wk-01`;

describe('a node', () => {
	test('is one row, though both APIs report it, and is cordoned by the management server', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		expect(namesOf(observed, 'node')).toEqual(['wk-01']);
		await until(() =>
			expect(rowOf(observed, node).actions.map(({name}) => name)).toEqual([
				'cordon',
				'drain',
				'edit',
				'stats',
			]),
		);
		await act(source, rowOf(observed, node), 'cordon');
		await until(() => expect(rowOf(observed, node)).toMatchObject({state: 'cordoned', transitioning: 'no'}));
		expect(
			server.received.some(({method, url}) => method === 'POST' && url.search === '?action=cordon'),
		).toBe(true);
		await act(source, rowOf(observed, node), 'uncordon');
		await until(() => expect(rowOf(observed, node).state).toBe('active'));
	});

	test('is drained by a form, reports it, and can be stopped', async () => {
		// A drain takes half a minute: it is not over before it is stopped.
		const server = await serve({pace: 10});
		const {source, observed} = await live(server);
		const resource = rowOf(observed, node);
		const drain = resource.actions.find(({name}) => name === 'drain');
		if (!drain) throw new Error('drain is not offered');
		expect(drain.dangerous).toBe(true);
		const fields = await source.form(resource, drain, never);
		expect(fields.map(({name, initial}) => `${name}=${initial}`)).toEqual([
			'deleteLocalData=false',
			'force=false',
			'ignoreDaemonSets=true',
			'gracePeriod=-1',
			'timeout=120',
		]);
		await source.act({resource, action: drain, input: {timeout: 60}}, never);
		await until(() =>
			expect(rowOf(observed, node)).toMatchObject({
				state: 'draining',
				transitioning: 'yes',
				message: null,
			}),
		);
		await act(source, rowOf(observed, node), 'stopDrain');
		await until(() => expect(rowOf(observed, node).state).toBe('cordoned'));
	});

	test('says which input of a drain is wrong', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		await expect(act(source, rowOf(observed, node), 'drain', {timeout: 99_999})).rejects.toThrow(
			/Cannot drain node wk-01.*HTTP 422 MaxLimitExceeded: timeout/,
		);
	});

	test('can be cordoned without the management server', async () => {
		const server = await serve();
		const token = {...server.token, name: 'token-scoped', cluster};
		server.tokens.add(token);
		const {source, observed} = await live(server, `/k8s/clusters/${cluster}`, {
			credentials: async () => bearer(token),
		});
		expect(rowOf(observed, node).actions.map(({name}) => name)).toEqual(['cordon', 'drain', 'edit', 'stats']);
		await act(source, rowOf(observed, node), 'cordon');
		await until(() => expect(rowOf(observed, node).state).toBe('cordoned'));
	});
});

describe('a cluster', () => {
	test('offers what the management API offers for it, but for documents', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		const key = `prod/clusters/cluster/${cluster}`;
		await until(() =>
			expect(rowOf(observed, key).actions.map(({name}) => name)).toEqual([
				'rotateCertificates',
				'edit',
				'remove',
			]),
		);
		await act(source, rowOf(observed, key), 'rotateCertificates', {services: ['etcd']});
		const sent = server.received.find(({url}) => url.search === '?action=rotateCertificates');
		expect(sent).toMatchObject({method: 'POST', body: '{"services":["etcd"]}'});
	});
});

describe('the rows', () => {
	test('lead from a cluster to its nodes, workloads, pods and containers', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		source.show(['container']);
		await until(() => expect(namesOf(observed, 'container')).toHaveLength(1));
		const [container] = [...observed.rows.values()].filter(({kind}) => kind === 'container');
		const pod = rowOf(observed, container?.parents[0] ?? '');
		expect(pod.parents).toEqual([
			`prod/${cluster}/deployment/shop/web`,
			expect.stringMatching(/\/replicaset\/shop\/web-/),
			`prod/${cluster}/namespace/shop`,
			node,
			`prod/clusters/cluster/${cluster}`,
		]);
		expect(rowOf(observed, pod.parents[0] ?? '').parents).toContain(`prod/${cluster}/namespace/shop`);
		server.world.change(pod.key.replace(`prod/${cluster}/pod/`, `pod/${cluster}:`), {
			status: 'CrashLoopBackOff',
			ready: false,
			message: 'boom',
		});
		await until(() =>
			expect(rowOf(observed, container?.key ?? '')).toMatchObject({
				state: 'crashLoopBackOff',
				health: 'error',
				message: 'boom',
			}),
		);
		server.world.remove(pod.key.replace(`prod/${cluster}/pod/`, `pod/${cluster}:`));
		await until(() => expect(namesOf(observed, 'container')).toEqual([]));
	});

	test('of a cluster that is gone go with it', async () => {
		const server = await serve();
		const {observed} = await live(server);
		server.world.remove(`management.cattle.io.cluster/${cluster}`);
		await until(() => expect([...observed.rows.values()].filter(({scope}) => scope === cluster)).toEqual([]));
		expect(observed.status).toBe('live');
	});

	test('hide what is secret in the whole object', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		const object = JSON.stringify(
			await source.object(rowOf(observed, `prod/${cluster}/deployment/shop/web`), never),
		);
		expect(object).toContain('DB_PASSWORD');
		expect(object).not.toContain('demo-database-password');
		source.show(['secret']);
		await until(() => expect(namesOf(observed, 'secret')).toEqual(['shop/registry']));
		const secret = await source.object(rowOf(observed, `prod/${cluster}/secret/shop/registry`), never);
		expect(secret.data).toEqual({'.dockerconfigjson': '***'});
	});
});
