import {afterEach, describe, expect, test} from 'vitest';
import type {Resource} from '../../../../source/model/resource.js';
import {act, createStage, never, rowOf, until} from '../stage.js';
import {cluster} from '../start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const web = `prod/${cluster}/deployment/shop/web`;
const kept = `apps.deployment/${cluster}:shop/web`;

const podIn = (rows: ReadonlyMap<string, Resource>): Resource => {
	const pod = [...rows.values()].find(({kind}) => kind === 'pod');
	if (!pod) throw new Error('no pod');
	return pod;
};

describe.each([true, false])('by the proxy of the cluster (Steve: %s)', steve => {
	const begin = async () => {
		const server = await serve({steve});
		const {source, observed} = await live(server);
		return {server, source, observed};
	};

	test('an image is set, and only the one that differs is sent', async () => {
		const {server, source, observed} = await begin();
		const resource = rowOf(observed, web);
		const action = resource.actions.find(({verb}) => verb === 'image');
		if (!action) throw new Error('no image');
		expect(await source.form(resource, action, never)).toMatchObject([
			{name: 'web', initial: 'registry.example.net/shop/web:3.18.0', required: false},
		]);
		expect(await act(source, resource, 'image', {web: 'shop/web:9'})).toMatchObject({follow: true});
		expect(server.world.get(kept).fields.image).toBe('shop/web:9');
		const sent = server.received.filter(({method}) => method === 'PATCH');
		expect(sent.map(({body}) => JSON.parse(body))).toEqual([
			{spec: {template: {spec: {containers: [{name: 'web', image: 'shop/web:9'}]}}}},
		]);
		expect(await act(source, rowOf(observed, web), 'image', {web: 'shop/web:9'})).toMatchObject({
			follow: false,
			message: expect.stringContaining('nothing was sent'),
		});
	});

	test('the refusal of an image by a policy is in its words', async () => {
		const {source, observed} = await begin();
		await expect(act(source, rowOf(observed, web), 'image', {web: 'shop/web:latest'})).rejects.toThrow(
			/Cannot set image deployment shop\/web: HTTP 422 .*images need a fixed tag/,
		);
	});

	test('a pod is evicted, unless its disruption budget forbids that', async () => {
		const {server, source, observed} = await begin();
		const pod = podIn(observed.rows);
		server.world.change(kept, {minAvailable: 1});
		await expect(act(source, pod, 'evict')).rejects.toThrow(
			/budget\. The disruption budget web needs 1 healthy pods and has 1 currently; try again when/,
		);
		server.world.change(kept, {minAvailable: 0});
		expect(await act(source, pod, 'evict')).toMatchObject({follow: true});
		await until(() => expect(observed.rows.has(pod.key)).toBe(false));
	});

	test('a pod is removed by force, or with a grace period', async () => {
		const {server, source, observed} = await begin();
		const pod = podIn(observed.rows);
		await act(source, pod, 'forceRemove');
		await until(() => expect(observed.rows.has(pod.key)).toBe(false));
		await until(() => expect(podIn(observed.rows)).toBeDefined());
		await act(source, podIn(observed.rows), 'remove', {grace: 600});
		const bodies = server.received
			.filter(({method}) => method === 'DELETE')
			.map(({body}) => JSON.parse(body) as Record<string, unknown>);
		expect(bodies.map(({gracePeriodSeconds}) => gracePeriodSeconds)).toEqual([0, 600]);
	});

	test('a removal can leave behind what its object owns', async () => {
		const {source, observed} = await begin();
		const pod = podIn(observed.rows);
		await act(source, rowOf(observed, web), 'remove', {cascade: 'orphan'});
		await until(() => expect(observed.rows.has(web)).toBe(false));
		expect(observed.rows.has(pod.key)).toBe(true);
	});
});

test('a cron job is triggered now: the job belongs to it and says how it began', async () => {
	const server = await serve({small: false});
	const {source, observed} = await live(server);
	const cronJob = rowOf(observed, `prod/${cluster}/cronjob/shop/nightly-export`);
	const {message} = await act(source, cronJob, 'trigger');
	expect(message).toMatch(/^job shop\/nightly-export-manual-\w+ was created$/);
	const sent = server.received.find(({method}) => method === 'POST');
	expect(JSON.parse(sent?.body ?? '')).toMatchObject({
		kind: 'Job',
		metadata: {
			annotations: {'cronjob.kubernetes.io/instantiate': 'manual'},
			ownerReferences: [{kind: 'CronJob', name: 'nightly-export', controller: true}],
		},
		spec: {template: {spec: {restartPolicy: 'OnFailure'}}},
	});
	const name = message?.split(' ')[1] ?? '';
	await until(() => expect(rowOf(observed, `prod/${cluster}/job/${name}`).parents).toContain(cronJob.key));
});
