import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2.ts';
import {at} from '../../../source/demo/serve.ts';
import {openRancher2} from '../../../source/sources/rancher2.ts';
import {act, createStage, namesOf, never, rowOf, scopeStatus, until} from './stage.ts';
import {bearer, cluster, configFor} from './start.ts';

const {serve, follow, live, clear} = createStage();

afterEach(clear);

const node = `prod/${cluster}/node/wk-01`;

describe('a cluster whose agent is away', () => {
	test('is a row that says so, dims only its own rows, and comes back by itself', async () => {
		const server = await serve();
		const {told} = await live(server);
		server.setAway(cluster, true);
		await until(() => expect(scopeStatus(told, cluster)).toBe('retrying'));
		const row = rowOf(told, `prod/clusters/cluster/${cluster}`);
		expect(row).toMatchObject({
			state: 'unavailable',
			health: 'error',
			message: 'Cluster agent is not connected',
		});
		expect(told.status).toBe('live');
		expect(rowOf(told, node).name).toBe('wk-01');
		server.setAway(cluster, false);
		await until(() => expect(scopeStatus(told, cluster)).toBe('live'));
		expect(told.status).toBe('live');
		expect(told.of('gap').at(-1)?.scope).toBe(cluster);
	});

	test('does not keep the others from being followed', async () => {
		const server = await serve();
		server.setAway(cluster, true);
		const {told} = await live(server);
		expect(scopeStatus(told, 'local')).toBe('live');
		expect(scopeStatus(told, cluster)).toBe('retrying');
		expect(server.received.filter(({url}) => url.pathname.includes(`/k8s/clusters/${cluster}/`))).toEqual([]);
	});

	test('is told in words where only its own answer says so', async () => {
		const server = await serve();
		const words = 'lost connection to cluster: failed to find Session for client';
		server.faults.refuse(at(new RegExp(`^/k8s/clusters/${cluster}/`)), {status: 503, body: words});
		const {told} = await live(server);
		const said = () => told.of('status').filter(({scope}) => scope === cluster);
		const message = expect.stringMatching(/the agent of cluster c-m-4xk7b2qp is away .*lost connection/);
		await until(() => expect(said()).toContainEqual(expect.objectContaining({message})));
	});
});

describe('a source that is live although a cluster does not answer', () => {
	const refusedBy = (server: Rancher2Server, status: number, body: string) =>
		server.faults.refuse(at(new RegExp(`^/k8s/clusters/${cluster}/`)), {status, body});

	test('says which cluster is missing, and why, until it answers', async () => {
		const server = await serve();
		const end = refusedBy(server, 503, 'lost connection to cluster: failed to find Session for client');
		const {told} = await live(server);
		const last = () => told.of('status').findLast(({scope}) => scope === '');
		await until(() => expect(last()?.message).toMatch(/^cluster production is not followed: .*is away/));
		end();
		await until(() => expect(last()).toMatchObject({status: 'live', message: null}));
	});

	test('says that its rows are missing before it is live itself', async () => {
		const server = await serve();
		refusedBy(server, 503, 'lost connection to cluster');
		const {told} = await live(server);
		const statuses = told.of('status');
		const whole = statuses.findIndex(({scope, status}) => scope === '' && status === 'live');
		const list = statuses.slice(0, whole).findLast(({scope}) => scope === 'clusters');
		const message = expect.stringMatching(/^cluster production is not followed/);
		expect(list?.missing).toContainEqual({kind: 'pod', message, refused: false});
	});

	test.each([
		['the server says that its agent is away', (server: Rancher2Server) => server.setAway(cluster, true)],
		['the user has no access to it', (server: Rancher2Server) => refusedBy(server, 401, '')],
	])('expects no rows of it where %s', async (_why, arrange) => {
		const server = await serve();
		arrange(server);
		const {told} = await live(server);
		await until(() => {
			const status = told.of('status').findLast(({scope}) => scope === cluster);
			expect(status).toMatchObject({listed: true});
		});
	});

	test('tells once, and not with each try, that an agent is away', async () => {
		const server = await serve();
		server.setAway(cluster, true);
		const {told} = await live(server);
		await until(() => expect(scopeStatus(told, cluster)).toBe('retrying'));
		const count = () => told.of('status').filter(({scope}) => scope === cluster).length;
		const before = count();
		// By then the cluster that is away has been tried again several times.
		for (const turn of [1, 2, 3]) {
			server.stopWatches('local', undefined, 'too old');
			await until(() => expect(told.of('gap').length).toBeGreaterThanOrEqual(turn));
		}

		expect(count()).toBe(before);
	});

	test('expects those rows again that it knew before the agent went away', async () => {
		const server = await serve();
		const {told} = await live(server);
		server.setAway(cluster, true);
		await until(() => expect(scopeStatus(told, cluster)).toBe('retrying'));
		const status = told.of('status').findLast(({scope}) => scope === cluster);
		expect(status).not.toHaveProperty('listed');
	});
});

describe('the scope that a URL names', () => {
	test('speaks for itself when it is the only cluster', async () => {
		const server = await serve();
		server.setAway(cluster, true);
		const {told} = follow(configFor(server, `/v3/clusters/${cluster}`));
		await until(() => expect(told.status).toBe('retrying'));
		expect(told.message).toMatch(/^Cannot .*agent/);
		expect(told.of('status').map(({message}) => message ?? '')).not.toContainEqual(
			expect.stringContaining('of 2 clusters'),
		);
	});

	test.each(['/v3/clusters/local', '/k8s/clusters/local', '/dashboard/c/local/explorer'])(
		'%s is one cluster',
		async path => {
			const server = await serve({small: false});
			const {told} = await live(server, path);
			expect(namesOf(told, 'cluster')).toEqual(['local']);
			expect(new Set([...told.rows.values()].map(({scope}) => scope))).toEqual(
				new Set(['clusters', 'local']),
			);
			expect(namesOf(told, 'node')).toHaveLength(3);
		},
	);

	test.each([true, false])('a project is its own namespaces, and nothing else (Steve: %s)', async steve => {
		const server = await serve({small: false, steve});
		const {told} = await live(server, `/v3/projects/${cluster}:p-s7x41`);
		const spaces = new Set(namesOf(told, 'pod').map(name => name.split('/')[0]));
		expect(spaces).toEqual(new Set(['search', '媒体转码']));
		expect(namesOf(told, 'project')).toEqual(['Data']);
		expect(namesOf(told, 'node')).toEqual([]);
	});

	test('a namespace that moves to another project takes its rows along', async () => {
		const server = await serve({small: false});
		const {told} = await live(server, `/v3/projects/${cluster}:p-s7x41`);
		server.world.change(`namespace/${cluster}:search`, {project: 'p-9fj2k'});
		await until(() =>
			expect(new Set(namesOf(told, 'pod').map(name => name.split('/')[0]))).toEqual(new Set(['媒体转码'])),
		);
		server.world.change(`namespace/${cluster}:shop-preview`, {project: 'p-s7x41'});
		await until(() => expect(namesOf(told, 'deployment')).toContain('shop-preview/preview-web'));
	});

	test('a token of one cluster is good for an address that leads straight there', async () => {
		const server = await serve();
		const token = {...server.token, name: 'token-scoped', cluster};
		server.tokens.add(token);
		const {told} = await live(server, `/k8s/clusters/${cluster}`, {credentials: async () => bearer(token)});
		expect(namesOf(told, 'deployment')).toEqual(['shop/web']);
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
			const {told} = follow(configFor(server, path));
			await until(() => expect(told.status).toBe('failed'));
			expect(told.message).toContain(
				`Cannot follow ${what} (${server.url}${path}): the server shows this user no such`,
			);
			expect(told.of('status').filter(({scope, status}) => scope === '' && status === 'live')).toEqual([]);
		},
	);

	test.each([true, false])(
		'a project that comes late is followed then, and one that goes is told (Steve: %s)',
		async steve => {
			const server = await serve({steve});
			const {told} = follow(configFor(server, `/v3/projects/${cluster}:p-late`));
			await until(() => expect(told.status).toBe('failed'));
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
			await until(() => expect(told.status).toBe('live'));
			expect(namesOf(told, 'project')).toHaveLength(1);
			server.world.remove(`${entity.type}/${entity.id}`);
			await until(() => expect(told.status).toBe('failed'));
		},
	);

	test('what is no project is refused with an example', () => {
		expect(() =>
			openRancher2({...configFor({url: 'https://r.example'} as Rancher2Server, '/v3/projects/p-1')}),
		).toThrow(/p-1 is no project; they are named like c-m-4xk7b2qp:p-9fj2k/);
	});
});

describe('who may come in', () => {
	test('an empty 401 means no access to that cluster, not a bad token', async () => {
		const server = await serve();
		server.tokens.add({...server.token, denied: [cluster]});
		const {told} = await live(server);
		await until(() => expect(scopeStatus(told, cluster)).toBe('refused'));
		expect(told.of('status').findLast(({scope}) => scope === cluster)?.message).toContain(
			'no access to cluster',
		);
		expect(told.status).toBe('live');
	});

	test.each([true, false])('a user and a password are turned into a token (new door: %s)', async newLogin => {
		const server = await serve({newLogin});
		const {name, password} = server.user;
		const credentials = async () => ({type: 'login', username: name, password, eauth: null}) as const;
		const {told} = await live(server, '', {credentials});
		expect(namesOf(told, 'deployment')).toEqual(['shop/web']);
	});

	test('a session that has expired is made anew when the stream is opened again', async () => {
		const server = await serve({sessionMs: 60});
		const {name, password} = server.user;
		const credentials = async () => ({type: 'login', username: name, password, eauth: null}) as const;
		const {told} = await live(server, '', {credentials});
		const logins = () => server.received.filter(({url}) => url.pathname.endsWith('/login')).length;
		const before = logins();
		await until(() => {
			server.faults.cut();
			expect(logins()).toBeGreaterThan(before);
		});
		await until(() => expect(told.status).toBe('live'));
		expect(told.of('status').map(({status}) => status)).not.toContain('refused');
	});

	test('a wrong password is refused in words', async () => {
		const server = await serve();
		const credentials = async () =>
			({type: 'login', username: 'admin', password: 'wrong', eauth: null}) as const;
		const {told} = follow({...configFor(server), credentials});
		await until(() => expect(told.status).toBe('refused'));
		expect(told.message).toMatch(/does not take this user and password/);
	});

	test.each(['basic', 'cookie'] as const)('%s credentials are as good as a bearer token', async how => {
		const server = await serve();
		const {name, secret} = server.token;
		const {told} = await live(server, '', {
			credentials: async () =>
				how === 'basic'
					? {type: 'basic', username: name, password: secret}
					: {type: 'bearer', token: `R_SESS=${name}:${secret}`},
		});
		expect(told.rows.size).toBeGreaterThan(3);
	});
});

describe('a node', () => {
	test('is one row, though both APIs tell of it, and is cordoned by the management server', async () => {
		const server = await serve();
		const {source, told} = await live(server);
		expect(namesOf(told, 'node')).toEqual(['wk-01']);
		await until(() => expect(rowOf(told, node).actions.map(({name}) => name)).toEqual(['cordon', 'drain']));
		await act(source, rowOf(told, node), 'cordon');
		await until(() => expect(rowOf(told, node)).toMatchObject({state: 'cordoned', transitioning: 'no'}));
		expect(
			server.received.some(({method, url}) => method === 'POST' && url.search === '?action=cordon'),
		).toBe(true);
		await act(source, rowOf(told, node), 'uncordon');
		await until(() => expect(rowOf(told, node).state).toBe('active'));
	});

	test('is drained by a form, tells of it, and can be stopped', async () => {
		const server = await serve({pace: 1});
		const {source, told} = await live(server);
		const resource = rowOf(told, node);
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
			expect(rowOf(told, node)).toMatchObject({
				state: 'draining',
				transitioning: 'yes',
				message: 'draining node [wk-01]',
			}),
		);
		await act(source, rowOf(told, node), 'stopDrain');
		await until(() => expect(rowOf(told, node).state).toBe('cordoned'));
	});

	test('says which input of a drain is wrong', async () => {
		const server = await serve();
		const {source, told} = await live(server);
		await expect(act(source, rowOf(told, node), 'drain', {timeout: 99_999})).rejects.toThrow(
			/Cannot drain node wk-01 .*HTTP 422 MaxLimitExceeded: timeout/,
		);
	});

	test('can be cordoned without the management server, but not drained', async () => {
		const server = await serve();
		const token = {...server.token, name: 'token-scoped', cluster};
		server.tokens.add(token);
		const {source, told} = await live(server, `/k8s/clusters/${cluster}`, {
			credentials: async () => bearer(token),
		});
		expect(rowOf(told, node).actions.map(({name}) => name)).toEqual(['cordon']);
		await act(source, rowOf(told, node), 'cordon');
		await until(() => expect(rowOf(told, node).state).toBe('cordoned'));
	});
});

describe('a cluster', () => {
	test('offers what the management API offers for it, but for documents', async () => {
		const server = await serve();
		const {source, told} = await live(server);
		const key = `prod/clusters/cluster/${cluster}`;
		await until(() =>
			expect(rowOf(told, key).actions.map(({name}) => name)).toEqual(['rotateCertificates', 'remove']),
		);
		await act(source, rowOf(told, key), 'rotateCertificates', {services: ['etcd']});
		const sent = server.received.find(({url}) => url.search === '?action=rotateCertificates');
		expect(sent).toMatchObject({method: 'POST', body: '{"services":["etcd"]}'});
	});
});

describe('the rows', () => {
	test('lead from a cluster to its nodes, workloads, pods and containers', async () => {
		const server = await serve();
		const {source, told} = await live(server);
		source.show(['container']);
		await until(() => expect(namesOf(told, 'container')).toHaveLength(1));
		const [container] = [...told.rows.values()].filter(({kind}) => kind === 'container');
		const pod = rowOf(told, container?.parents[0] ?? '');
		expect(pod.parents).toEqual([
			`prod/${cluster}/deployment/shop/web`,
			expect.stringMatching(/\/replicaset\/shop\/web-/),
			`prod/${cluster}/namespace/shop`,
			node,
			`prod/clusters/cluster/${cluster}`,
		]);
		expect(rowOf(told, pod.parents[0] ?? '').parents).toContain(`prod/${cluster}/namespace/shop`);
		server.world.change(pod.key.replace(`prod/${cluster}/pod/`, `pod/${cluster}:`), {
			status: 'CrashLoopBackOff',
			ready: false,
			message: 'boom',
		});
		await until(() =>
			expect(rowOf(told, container?.key ?? '')).toMatchObject({
				state: 'crashLoopBackOff',
				health: 'error',
				message: 'boom',
			}),
		);
		server.world.remove(pod.key.replace(`prod/${cluster}/pod/`, `pod/${cluster}:`));
		await until(() => expect(namesOf(told, 'container')).toEqual([]));
	});

	test('of a cluster that is gone go with it', async () => {
		const server = await serve();
		const {told} = await live(server);
		server.world.remove(`management.cattle.io.cluster/${cluster}`);
		await until(() => expect([...told.rows.values()].filter(({scope}) => scope === cluster)).toEqual([]));
		expect(told.status).toBe('live');
	});

	test('hide what is secret in the whole object', async () => {
		const server = await serve();
		const {source, told} = await live(server);
		const object = JSON.stringify(
			await source.object(rowOf(told, `prod/${cluster}/deployment/shop/web`), never),
		);
		expect(object).toContain('DB_PASSWORD');
		expect(object).not.toContain('demo-database-password');
		source.show(['secret']);
		await until(() => expect(namesOf(told, 'secret')).toEqual(['shop/registry']));
		const secret = await source.object(rowOf(told, `prod/${cluster}/secret/shop/registry`), never);
		expect(secret.data).toEqual({'.dockerconfigjson': '***'});
	});
});
