import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../../source/demo/serve/serve.js';
import {act, createStage, never, rowOf, until} from '../stage.js';
import {cluster} from '../start.js';

const {serve, live, clear} = createStage();

afterEach(clear);

const web = `prod/${cluster}/deployment/shop/web`;
const kept = `apps.deployment/${cluster}:shop/web`;

describe.each([true, false])('actions on a workload (Steve: %s)', steve => {
	const offered = async () => {
		const server = await serve({steve});
		const {source, observed} = await live(server);
		return {server, source, observed};
	};

	test('the usual ones have the usual verbs', async () => {
		const {observed} = await offered();
		const verbs = Object.fromEntries(rowOf(observed, web).actions.map(({name, verb}) => [name, verb]));
		expect(verbs).toMatchObject({
			redeploy: 'restart',
			scale: 'scale',
			remove: 'remove',
			logs: 'logs',
			pause: null,
			rollback: null,
		});
	});

	test('scale goes to a number, or by so many more', async () => {
		const {source, observed} = await offered();
		expect(await act(source, rowOf(observed, web), 'scale', {scale: 4})).toEqual({
			follow: true,
			message: null,
		});
		await until(() => expect(rowOf(observed, web)).toMatchObject({state: 'active', cells: {READY: '4/4'}}));
		await act(source, rowOf(observed, web), 'scale', {by: -1});
		await until(() => expect(rowOf(observed, web)).toMatchObject({state: 'active', cells: {READY: '3/3'}}));
		await expect(act(source, rowOf(observed, web), 'scale', {})).rejects.toThrow('give the number of pods');
	});

	test('redeploy replaces the pods', async () => {
		const {source, observed} = await offered();
		const before = [...observed.rows.values()].find(({kind}) => kind === 'pod')?.name ?? '';
		await act(source, rowOf(observed, web), 'redeploy');
		await until(() => {
			expect([...observed.rows.values()].map(({name}) => name)).not.toContain(before);
			expect(rowOf(observed, web)).toMatchObject({state: 'active'});
		});
	});

	test('pause and resume take turns', async () => {
		const {source, observed} = await offered();
		await act(source, rowOf(observed, web), 'pause');
		await until(() => expect(rowOf(observed, web).state).toBe('paused'));
		expect(rowOf(observed, web).actions.map(({name}) => name)).toContain('resume');
		await act(source, rowOf(observed, web), 'resume');
		await until(() => expect(rowOf(observed, web).state).toBe('active'));
	});

	test('a conflict is tried once more with the fresh object', async () => {
		const {server, source, observed} = await offered();
		const isWrite = at(/web$/, {method: steve ? 'PATCH' : 'PUT'});
		server.faults.refuse(
			isWrite,
			{status: 409, body: '{"type":"error","code":"Conflict","status":409,"message":"modified"}'},
			1,
		);
		await act(source, rowOf(observed, web), 'scale', {scale: 2});
		await until(() => expect(rowOf(observed, web)).toMatchObject({cells: {READY: '2/2'}}));
	});

	test('what is not offered any more says what is', async () => {
		const {server, source, observed} = await offered();
		const resource = rowOf(observed, web);
		server.world.remove(kept);
		await expect(act(source, resource, 'scale', {scale: 2})).rejects.toThrow(
			/Cannot (?:scale|read) deployment shop\/web.*404/,
		);
	});

	test('remove takes it away with its pods', async () => {
		const {source, observed} = await offered();
		await act(source, rowOf(observed, web), 'remove');
		await until(() => expect([...observed.rows.keys()].filter(key => key.includes('/shop/'))).toEqual([]));
	});
});

test('roll back offers the earlier templates, newest first, and takes one', async () => {
	const server = await serve();
	const {source, observed} = await live(server);
	const before = server.world.get(kept).fields.image;
	for (const image of ['shop/web:4', 'shop/web:5']) {
		const spec = {template: {spec: {containers: [{name: 'web', image}]}}};
		await fetch(`${server.url}/k8s/clusters/${cluster}/apis/apps/v1/namespaces/shop/deployments/web`, {
			method: 'PATCH',
			headers: {authorization: `Bearer ${server.token.name}:${server.token.secret}`},
			body: JSON.stringify({spec}),
		});
	}

	const resource = rowOf(observed, web);
	const rollback = resource.actions.find(({name}) => name === 'rollback');
	if (!rollback) throw new Error('no roll back');
	const [field] = await source.form(resource, rollback, never);
	expect(field?.options).toEqual(['2 (shop/web:4)', `1 (${String(before)})`]);
	await source.act({resource, action: rollback, input: {revision: field?.options[1]}}, never);
	expect(server.world.get(kept).fields.image).toBe(before);
	await expect(source.act({resource, action: rollback, input: {revision: '99'}}, never)).rejects.toThrow(
		'there is no revision 99',
	);
});

test('a link that is missing or blocked offers nothing', async () => {
	const server = await serve();
	const {observed} = await live(server);
	expect(rowOf(observed, web).actions.length).toBeGreaterThan(4);
	const frame = {
		name: 'resource.change',
		resourceType: 'apps.deployment',
		revision: '99999999',
		data: {
			id: 'shop/web',
			type: 'apps.deployment',
			links: {self: 'x', update: 'blocked', remove: 'blocked'},
			metadata: {name: 'web', namespace: 'shop', resourceVersion: '99999999', state: {name: 'active'}},
		},
	};
	server.faults.inject(JSON.stringify(frame), at(new RegExp(`${cluster}/v1/subscribe$`)));
	await until(() => expect(rowOf(observed, web).actions.map(({name}) => name)).toEqual(['logs', 'forward']));
});
