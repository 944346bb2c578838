import {afterEach, expect, test} from 'vitest';
import {createStage, never, rowOf, until} from './stage.js';
import {cluster} from './start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const namespace = `prod/${cluster}/namespace/shop`;

test('a namespace that is being deleted names the pods that hold it, as they come and go', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	source.show(['namespace']);
	await until(() => expect(rowOf(observed, namespace).state).toBe('active'));
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	const deletedAt = Date.parse('2026-01-02T03:04:05Z');
	server.world.change(`namespace/${cluster}:shop`, {deleting: true, deletedAt});
	await until(() =>
		expect(rowOf(observed, namespace)).toMatchObject({state: 'terminating', message: null, since: deletedAt}),
	);
	server.world.change(pod.key, {
		deleting: true,
		deletedAt,
		status: 'Terminating',
		finalizers: ['example.com/never'],
	});
	const words = `pod ${String(pod.fields.name)} is held by finalizer example.com/never`;
	await until(() => expect(rowOf(observed, namespace).message).toBe(words));
	expect(rowOf(observed, `prod/${cluster}/pod/shop/${String(pod.fields.name)}`)).toMatchObject({
		state: 'terminating',
		health: 'transitioning',
		message: 'held by finalizer example.com/never',
		since: deletedAt,
	});
	server.world.remove(pod.key);
	await until(() => expect(rowOf(observed, namespace).message).toBeNull());
});

test.each([true, false])(
	'a deployment on hold is paused, though nothing calls it so (Steve: %s)',
	async steve => {
		const server = await serve({steve});
		const {source, observed} = await live(server);
		const key = `prod/${cluster}/deployment/shop/web`;
		const action = rowOf(observed, key).actions.find(({name}) => name === 'pause');
		if (!action) throw new Error('pause is not offered');
		await source.act({resource: rowOf(observed, key), action, input: {}}, never);
		await until(() =>
			expect(rowOf(observed, key)).toMatchObject({state: 'paused', health: 'warning', transitioning: 'no'}),
		);
	},
);

test.each([
	[true, 'imagePullBackOff', 'not found'],
	[false, 'unavailable', 'ImagePullBackOff: not found'],
])('a pod that cannot start says why (Steve: %s)', async (steve, state, message) => {
	const server = await serve({steve});
	const {observed} = await live(server);
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	server.world.change(pod.key, {status: 'ImagePullBackOff', ready: false, message: 'not found'});
	const key = `prod/${cluster}/pod/shop/${String(pod.fields.name)}`;
	await until(() => expect(rowOf(observed, key)).toMatchObject({state, health: 'error', message}));
});

test.each([
	[true, 'shop/'],
	[false, 'shop:'],
])('the containers of a pod are rows that come, change and go with it (Steve: %s)', async (steve, begin) => {
	const server = await serve({steve});
	const {source, observed} = await live(server);
	source.show(['container']);
	const [pod] = server.world.list('pod', cluster);
	if (!pod) throw new Error('no pod');
	const key = `prod/${cluster}/container/shop/${String(pod.fields.name)}/web`;
	await until(() => expect(rowOf(observed, key)).toMatchObject({state: 'running', health: 'ok'}));
	const id = `${begin}${String(pod.fields.name)}`;
	expect(rowOf(observed, key)).toMatchObject({id: `${id}/web`, cells: {RESTARTS: 0}});
	expect(await source.object(rowOf(observed, key), never)).toMatchObject({id});
	server.world.change(pod.key, {
		status: 'CrashLoopBackOff',
		ready: false,
		restarts: 2,
		message: 'back-off 20s',
	});
	await until(() =>
		expect(rowOf(observed, key)).toMatchObject({
			state: 'crashLoopBackOff',
			health: 'error',
			message: expect.stringMatching(/exit code 1\); back-off 20s$|^exit code 1; back-off 20s$/),
			cells: {RESTARTS: 2},
		}),
	);
	server.world.remove(pod.key);
	await until(() => expect(observed.rows.has(key)).toBe(false));
});
