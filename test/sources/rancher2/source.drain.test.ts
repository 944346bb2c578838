import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher2Server} from '../../../source/demo/rancher2/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import {act, createStage, rowOf, until} from './stage.js';
import {bearer, cluster} from './start.js';

const {serve, live, clear} = createStage();
afterEach(clear);

const node = `prod/${cluster}/node/wk-01`;

const podsOf = (server: Rancher2Server) => server.world.list('pod', cluster);

/** The budget of the one workload: it wants so many pods. */
const want = (server: Rancher2Server, minAvailable: number) =>
	server.world.change(`apps.deployment/${cluster}:shop/web`, {minAvailable});

const evictions = (server: Rancher2Server) =>
	server.received.filter(({url}) => url.pathname.endsWith('/eviction'));

const isDry = ({body}: {readonly body: string}): boolean => body.includes('"dryRun":["All"]');

/** A source that sees one cluster alone, so that it hears nothing of nodes from the management server. */
const alone = async () => {
	const server = await serve();
	const token = {name: 'token-one', secret: 'secret-of-one', cluster, denied: [], expiresAt: null};
	server.tokens.add(token);
	const followed = await live(server, `/k8s/clusters/${cluster}`, {credentials: async () => bearer(token)});
	return {server, ...followed};
};

describe('a node that the management server does not know', () => {
	test('is drained by evictions, and says so before', async () => {
		const {server, source, observed} = await alone();
		const before = podsOf(server)[0]?.fields.name;
		const drain = rowOf(observed, node).actions.find(({name}) => name === 'drain');
		expect(drain).toMatchObject({
			dangerous: true,
			note: expect.stringContaining('rwatch evicts the pods itself'),
		});
		const outcome = await act(source, rowOf(observed, node), 'drain', {timeout: 60});
		expect(outcome).toMatchObject({follow: true, message: expect.stringContaining('1 pod to evict')});
		const states = () =>
			observed.of('changed').flatMap(({resource}) => (resource.key === node ? resource.state : []));
		// Never merely cordoned meanwhile, which would look as if that was all.
		await until(() => expect(new Set(states())).toEqual(new Set(['active', 'draining', 'cordoned'])));
		expect(states().indexOf('cordoned')).toBeGreaterThan(states().lastIndexOf('draining'));
		await until(() => expect(podsOf(server).map(({fields}) => fields.name)).not.toContain(before));
		await until(() => expect(rowOf(observed, node)).toMatchObject({state: 'cordoned', transitioning: 'no'}));
		expect(evictions(server).some(isDry)).toBe(false);
		await act(source, rowOf(observed, node), 'uncordon');
		await until(() => expect(rowOf(observed, node).state).toBe('active'));
	});

	test('shows the pods that block it in the words of the server, and goes on when they may go', async () => {
		const {server, source, observed} = await alone();
		want(server, 1);
		await act(source, rowOf(observed, node), 'drain', {timeout: 60});
		await until(() =>
			expect(rowOf(observed, node)).toMatchObject({
				state: 'draining',
				transitioning: 'yes',
				progress: 0,
				message: expect.stringMatching(
					/^1 of 1 pods left: shop\/web-\S+: .*Cannot evict pod as it would violate the pod's disruption budget.*The disruption budget web needs 1 healthy pods and has 1 currently/,
				),
			}),
		);
		want(server, 0);
		await until(() => expect(rowOf(observed, node)).toMatchObject({state: 'cordoned', transitioning: 'no'}));
	});

	test('whose drain takes too long says what is left, and stays cordoned', async () => {
		const {server, source, observed} = await alone();
		want(server, 1);
		await act(source, rowOf(observed, node), 'drain', {timeout: 3});
		await until(() =>
			expect(rowOf(observed, node)).toMatchObject({
				state: 'cordoned',
				transitioning: 'error',
				message: expect.stringMatching(/^not drained within 3 s: 1 of 1 pods left: .*disruption budget/),
			}),
		);
		await until(() => expect(rowOf(observed, node)).toMatchObject({state: 'cordoned', transitioning: 'no'}));
	});

	test('whose pods this user must not evict is given up at once, in the words of the server', async () => {
		const {server, source, observed} = await alone();
		const message = 'pods "web" is forbidden: User "u-1" cannot create resource "pods/eviction"';
		server.faults.refuse(at(/\/eviction$/), {
			status: 403,
			headers: {'Content-Type': 'application/json'},
			body: JSON.stringify({kind: 'Status', status: 'Failure', message, reason: 'Forbidden', code: 403}),
		});
		await act(source, rowOf(observed, node), 'drain', {timeout: 600});
		await until(() =>
			expect(rowOf(observed, node)).toMatchObject({
				state: 'cordoned',
				transitioning: 'error',
				message: expect.stringMatching(
					/^the drain was given up: Cannot evict pod shop\/web-\S+: .*cannot create resource "pods\/eviction"/,
				),
			}),
		);
	});

	test('can be stopped', async () => {
		const {server, source, observed} = await alone();
		want(server, 1);
		await act(source, rowOf(observed, node), 'drain', {timeout: 60});
		await until(() => expect(rowOf(observed, node).state).toBe('draining'));
		const stop = rowOf(observed, node).actions.find(({name}) => name === 'stopDrain');
		expect(stop?.verb).toBe('stop');
		await act(source, rowOf(observed, node), 'stopDrain');
		await until(() => expect(rowOf(observed, node)).toMatchObject({state: 'cordoned', transitioning: 'no'}));
		want(server, 0);
		await act(source, rowOf(observed, node), 'uncordon');
		expect(podsOf(server)).toHaveLength(1);
	});

	test('is left as it is where pods must not be evicted like this', async () => {
		const {server, source, observed} = await alone();
		server.world.change(podsOf(server)[0]?.key ?? '', {owner: null});
		await expect(act(source, rowOf(observed, node), 'drain')).rejects.toThrow(
			/Cannot drain node wk-01: shop\/web-\S+ nothing would start it again: choose Force/,
		);
		expect(rowOf(observed, node).state).toBe('active');
		expect(evictions(server)).toEqual([]);
	});
});

describe('a node that the management server drains', () => {
	test('shows what is left and why, without evicting anything', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		await until(() => expect(rowOf(observed, node).actions.map(({name}) => name)).toContain('drain'));
		want(server, 1);
		await act(source, rowOf(observed, node), 'drain', {timeout: 10_000});
		await until(() =>
			expect(rowOf(observed, node)).toMatchObject({
				state: 'draining',
				message: expect.stringMatching(/^1 of 1 pods left: .*The disruption budget web needs 1 healthy pods/),
			}),
		);
		expect(evictions(server).every(isDry)).toBe(true);
		want(server, 0);
		await until(() => expect(rowOf(observed, node)).toMatchObject({state: 'drained', transitioning: 'no'}));
	});

	test('and gives up, says what was left', async () => {
		const server = await serve();
		const {source, observed} = await live(server);
		await until(() => expect(rowOf(observed, node).actions.map(({name}) => name)).toContain('drain'));
		want(server, 1);
		await act(source, rowOf(observed, node), 'drain', {timeout: 2500});
		await until(() => expect(rowOf(observed, node).message).toMatch(/pods left/));
		await until(() =>
			expect(rowOf(observed, node)).toMatchObject({
				state: 'cordoned',
				transitioning: 'error',
				message: expect.stringMatching(/the drain has ended: .*1 of 1 pods left/),
			}),
		);
	});
});
