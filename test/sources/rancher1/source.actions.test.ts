import {afterEach, describe, expect, test} from 'vitest';
import type {Rancher1Options} from '../../../source/demo/rancher1/server.js';
import {at} from '../../../source/demo/serve/serve.js';
import type {Resource} from '../../../source/model/resource.js';
import {act, createStage, never, row, subject, until} from './stage.js';
import {basic} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('actions', () => {
	const live = async (options?: Rancher1Options) => {
		const server = await serve(options);
		const {source, observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const find = (kind: string): Resource => {
			const found = [...observed.rows.values()].find(resource => resource.kind === kind);
			if (found) return found;
			throw new Error(`no ${kind}`);
		};
		return {server, source, observed, find};
	};

	test('a service is restarted with the strategy that it needs', async () => {
		const {server, source, find} = await live();
		expect(await act(source, find('service'), 'restart')).toEqual({follow: true, message: null});
		const sent = server.received.find(({url}) => url.search.includes('action=restart'));
		expect(sent?.body).toBe('{"rollingRestartStrategy":{}}');
	});

	test.each([
		[{scale: 3}, 3],
		[{by: 1}, 2],
		[{by: -5}, 0],
	])('a service is scaled by %j to %i', async (input, scale) => {
		const {server, source, find} = await live();
		await act(source, find('service'), 'scale', input);
		expect(server.received.find(({method}) => method === 'PUT')?.body).toBe(JSON.stringify({scale}));
	});

	test('a running container is removed though it offers no such action', async () => {
		const {server, source, observed} = await live();
		expect(await act(source, row(observed), 'remove')).toMatchObject({follow: true});
		expect(server.received.some(({method}) => method === 'DELETE')).toBe(true);
		await until(() => expect([...observed.rows.keys()]).not.toContain(subject));
	});

	test('removing what is gone already is done, and said', async () => {
		const {server, source, observed} = await live();
		server.faults.refuse(at(/containers\/1i1$/, {upgrade: false}), {
			status: 404,
			headers: {'content-type': 'application/json'},
			body: '{"type":"error","status":404,"code":"NotFound","message":"Not found"}',
		});
		const outcome = {follow: false, message: 'it was gone already'};
		expect(await act(source, row(observed), 'remove')).toEqual(outcome);
	});

	test('what was made for an answer is reported, and nothing where the resource itself is the answer', async () => {
		const {source, find} = await live();
		const {answer} = await act(source, find('stack'), 'exportconfig', {serviceIds: null});
		expect(answer).toEqual({
			dockerComposeConfig: expect.stringContaining("version: '2'\r\nservices:\r\n"),
			rancherComposeConfig: expect.stringContaining('services:'),
		});
		expect(await act(source, find('service'), 'scale', {by: 1})).not.toHaveProperty('answer');
	});

	test('what an answer is over with at once is not followed; an evacuation is', async () => {
		const {source, find} = await live();
		expect(await act(source, find('stack'), 'exportconfig', {serviceIds: null})).toMatchObject({
			follow: false,
		});
		expect(await act(source, find('host'), 'evacuate')).toMatchObject({follow: true});
	});

	test('what is not offered any more is said, with what is', async () => {
		const {server, source, observed} = await live();
		const before = row(observed);
		server.world.change('1i1', {state: 'stopped'});
		await expect(act(source, before, 'restart')).rejects.toThrow(
			/does not offer it: it is stopped now and offers .*start/,
		);
	});

	test('a conflict is tried once more on what the resource is then', async () => {
		const {server, source, observed} = await live();
		const conflict = {
			status: 409,
			headers: {'content-type': 'application/json'},
			body: '{"type":"error","code":"Conflict"}',
		};
		server.faults.refuse(request => request.url.search.includes('action=stop'), conflict, 1);
		expect(await act(source, row(observed), 'stop')).toMatchObject({follow: true});
	});

	test('an error whose sentence is in the name of a field is shown whole', async () => {
		const {server, source, observed} = await live();
		const body =
			'{"type":"error","status":422,"code":"InvalidOption","message":null,"fieldName":"StartFirst cannot be used"}';
		server.faults.refuse(request => request.method === 'POST', {
			status: 422,
			headers: {'content-type': 'application/json'},
			body,
		});
		await expect(act(source, row(observed), 'stop')).rejects.toThrow(
			/InvalidOption: StartFirst cannot be used/,
		);
	});

	test('the inputs of an action come from the schema of its own type', async () => {
		const {source, observed, find} = await live();
		const form = (resource: Resource, name: string) => {
			const action = resource.actions.find(offered => offered.name === name);
			if (!action) throw new Error(`no ${name}`);
			return source.form(resource, action, never);
		};
		expect((await form(row(observed), 'stop')).map(({name, type}) => [name, type])).toEqual([
			['remove', 'boolean'],
			['timeout', 'integer'],
		]);
		expect(await form(find('service'), 'restart')).toEqual([]);
		expect(await form(find('service'), 'scale')).toMatchObject([{name: 'scale', initial: '1', minimum: 0}]);
		expect((await form(find('service'), 'upgrade')).map(({name}) => name)).toContain('image');
		expect(await form(find('host'), 'evacuate')).toEqual([]);
	});

	test('a reader is offered nothing but logs', async () => {
		const server = await serve();
		const reader = {access: 'READER', secret: 'reader-secret', project: '1a5', role: 'readonly'} as const;
		server.keys.add(reader);
		const {observed} = await watch(server, {credentials: async () => basic(reader)});
		await until(() => expect(observed.status).toBe('live'));
		expect(row(observed).actions.map(({name}) => name)).toEqual(['logs', 'stats']);
	});
});
