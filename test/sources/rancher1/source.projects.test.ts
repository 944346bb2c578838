import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, row, subject, until} from './stage.js';
import {basic} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('projects', () => {
	test('one that appears is followed, one that goes takes its rows along', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const {fields} = server.world.get('account/1a5');
		server.world.add({
			id: '1a20',
			type: 'project',
			baseType: 'account',
			scope: '1a20',
			fields: {...fields, name: 'New'},
		});
		await until(() =>
			expect(observed.of('status').some(({scope, status}) => scope === '1a20' && status === 'live')).toBe(
				true,
			),
		);
		expect(row(observed, 'prod/projects/project/1a20').name).toBe('New');
		server.world.remove('account/1a5');
		await until(() => expect([...observed.rows.keys()]).not.toContain(subject));
		await until(() => expect(observed.status).toBe('live'));
	});

	test('one that is deactivated keeps its rows, marked as old, until it is active again', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		server.world.change('account/1a5', {state: 'inactive'});
		await until(() => expect(row(observed, 'prod/projects/project/1a5').state).toBe('inactive'));
		const ofScope = () => observed.of('status').findLast(({scope}) => scope === '1a5');
		await until(() =>
			expect(ofScope()).toMatchObject({status: 'retrying', message: expect.stringContaining('inactive')}),
		);
		expect(row(observed).state).toBe('running');
		expect(observed.of('removed')).toEqual([]);
		server.world.change('1i1', {state: 'stopped'});
		server.world.change('account/1a5', {state: 'active'});
		await until(() => expect(row(observed).state).toBe('stopped'));
		await until(() => expect(ofScope()?.status).toBe('live'));
		expect(observed.of('gap').map(({scope}) => scope)).toContain('1a5');
	});

	test('one that is gone takes along that it could not be followed', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		server.world.change('account/1a5', {state: 'inactive'});
		const ofScope = () => observed.of('status').findLast(({scope}) => scope === '1a5');
		await until(() => expect(ofScope()?.status).toBe('retrying'));
		server.world.remove('account/1a5');
		const gone = () => observed.of('listed').filter(({scopeGone}) => scopeGone);
		await until(() => expect(gone().map(({scope}) => scope)).toEqual(['1a5']));
		expect([...observed.rows.keys()]).not.toContain(subject);
	});

	test('of equal name are told apart by their ids', async () => {
		const server = await serve();
		const {fields} = server.world.get('account/1a5');
		const more = {type: 'project', baseType: 'account', fields: {...fields, name: 'Staging'}};
		for (const id of ['1a30', '1a31']) server.world.add({...more, id, scope: id});
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		expect(row(observed, 'prod/projects/project/1a30').name).toBe('Staging (1a30)');
		expect(row(observed, 'prod/projects/project/1a31').name).toBe('Staging (1a31)');
		expect(row(observed, 'prod/projects/project/1a5').name).not.toContain('1a5');
	});

	test('of others are followed where an administrator wants them', async () => {
		const server = await serve();
		const key = {...server.accountKey, access: 'ADMIN', memberOf: ['1a8']};
		server.keys.add(key);
		const credentials = async () => basic(key);
		const {observed: own} = await watch(server, {credentials});
		await until(() => expect(own.status).toBe('live'));
		expect(own.rows.has(subject)).toBe(false);
		const {observed: all} = await watch(server, {credentials, allProjects: true});
		await until(() => expect(all.status).toBe('live'));
		expect(row(all).state).toBe('running');
	});

	test('may each be seen with another role: what one of them hides is shown of the others', async () => {
		const server = await serve();
		const key = {...server.accountKey, access: 'MEMBER', roles: {'1a5': 'restricted'}} as const;
		server.keys.add(key);
		const fields = {name: 'join', state: 'active'};
		for (const [id, scope] of [
			['1c901', '1a5'],
			['1c902', '1a8'],
		] as const)
			server.world.add({id, type: 'registrationToken', baseType: 'credential', scope, fields});
		const {source, observed} = await watch(server, {credentials: async () => basic(key)});
		source.show(['registrationToken']);
		await until(() => expect(observed.status).toBe('live'));
		const kindsOf = () =>
			observed
				.of('kinds')
				.at(-1)
				?.kinds.map(({name}) => name) ?? [];
		await until(() => expect(kindsOf()).toContain('registrationToken'));
		await until(() => expect([...observed.rows.keys()]).toContain('prod/1a8/credential/1c902'));
		expect([...observed.rows.keys()]).not.toContain('prod/1a5/credential/1c901');
		expect(observed.status).toBe('live');
		expect(new Set(kindsOf()).size).toBe(kindsOf().length);
	});

	test('are asked for their schemas once each, one after the other', async () => {
		const server = await serve();
		const key = {...server.accountKey, access: 'MEMBER', roles: {'1a8': 'readonly'}} as const;
		server.keys.add(key);
		const schemas = () =>
			server.received.map(({url}) => url.pathname).filter(path => path.endsWith('/schemas'));
		const {observed} = await watch(server, {credentials: async () => basic(key)});
		await until(() => expect(schemas()).toHaveLength(4));
		await until(() => expect(observed.status).toBe('live'));
		server.faults.cut(at(/subscribe$/, {upgrade: true}));
		await until(() => expect(observed.status).not.toBe('live'));
		await until(() => expect(observed.status).toBe('live'));
		expect(schemas().toSorted()).toEqual([
			...['1a15', '1a5', '1a8'].map(id => `/v2-beta/projects/${id}/schemas`),
			'/v2-beta/schemas',
		]);
	});

	test('are all seen by the same schemas where the account is an administrator', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		await until(() => expect(observed.of('kinds').at(-1)?.kinds.length).toBeGreaterThan(10));
		expect(server.received.map(({url}) => url.pathname).filter(path => path.endsWith('/schemas'))).toEqual([
			'/v2-beta/projects/1a5/schemas',
			'/v2-beta/schemas',
		]);
	});

	test('are emitted as they move', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		server.world.change('account/1a8', {state: 'deactivating'});
		await until(() => expect(row(observed, 'prod/projects/project/1a8').health).toBe('transitioning'));
	});
});
