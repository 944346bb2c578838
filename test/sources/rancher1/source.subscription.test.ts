import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, row, subject, until} from './stage.js';
import {quick} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('the subscription', () => {
	test('ends for good with a logout, and says so', async () => {
		const server = await serve();
		const {told} = await watch(server, {}, {...quick, refusedMs: 60_000});
		await until(() => expect(told.status).toBe('live'));
		server.logout();
		await until(() => expect(told.status).toBe('refused'));
		expect(told.message).toMatch(/only one session/);
	});

	test.each([
		['200', {status: 200, body: '{"type":"collection","data":[]}'}, /instead of a websocket; a proxy/],
		['404', {status: 404, body: ''}, /Cannot follow changes.*HTTP 404/],
	])('that is answered with %s is named, and what can be listed is shown', async (_title, answer, words) => {
		const server = await serve();
		server.faults.refuse(at(/subscribe$/, {upgrade: true}), answer);
		const {told} = await watch(server);
		await until(() => expect(told.message).toMatch(words));
		await until(() => expect(row(told).state).toBe('running'));
		await until(() =>
			expect(told.of('status')).toContainEqual(
				expect.objectContaining({scope: '1a5', status: 'retrying', listed: true}),
			),
		);
		expect(told.of('status').map(({scope, status}) => `${scope} ${status}`)).not.toContain('1a5 live');
		server.world.change('1i1', {state: 'stopped'});
		await until(() => expect(row(told).state).toBe('stopped'));
		expect(told.of('gap').length).toBeGreaterThan(0);
	});

	test('says of a listing that is cut off that it is not whole JSON, and of no login page', async () => {
		const server = await serve();
		const answer = {
			status: 200,
			headers: {'content-type': 'application/json'},
			body: '{"type":"collection","data":[{',
		};
		server.faults.refuse(at(/projects\/1a5\/hosts$/, {upgrade: false}), answer);
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const message = expect.stringMatching(
			/Cannot list hosts.*HTTP 200 with JSON that is not whole \(\d+ characters\)/,
		);
		expect(told.of('status')).toContainEqual(
			expect.objectContaining({
				scope: '1a5',
				missing: [expect.objectContaining({kind: 'host', message, refused: false})],
			}),
		);
	});

	test('is live without a kind that cannot be listed, and says which', async () => {
		const server = await serve();
		server.faults.refuse(at(/projects\/1a5\/hosts$/, {upgrade: false}), {status: 500, body: 'broken'});
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const message = expect.stringMatching(/Cannot list hosts.*HTTP 500 Internal Server Error: broken/);
		expect(told.of('status')).toContainEqual(
			expect.objectContaining({
				scope: '1a5',
				status: 'live',
				missing: [expect.objectContaining({kind: 'host', message, refused: false})],
			}),
		);
	});

	test('that is refused shows no row, and is not tried again at once', async () => {
		const server = await serve();
		server.faults.refuse(at(/subscribe$/, {upgrade: true}), {status: 403, body: ''});
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('refused'));
		expect(told.rows.has(subject)).toBe(false);
	});

	test('tells the last word of the server on what is removed', async () => {
		const server = await serve();
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		server.world.change('1i1', {state: 'removed', removed: Date.now()});
		await until(() =>
			expect(told.of('removed')).toContainEqual(
				expect.objectContaining({key: subject, resource: expect.objectContaining({state: 'removed'})}),
			),
		);
	});

	test('is replaced before the server ends it, without a failure', async () => {
		const server = await serve();
		const {told} = await watch(server, {}, {...quick, renewMs: 300});
		await until(() => expect(told.of('gap').length).toBeGreaterThan(0));
		expect(told.of('status').map(({status}) => status)).not.toContain('retrying');
	});

	test('a row whose removal was lost is asked for, and goes', async () => {
		const server = await serve();
		const {told} = await watch(server, {}, {...quick, silentRowMs: 100});
		await until(() => expect(told.status).toBe('live'));
		server.world.change('1i1', {state: 'removing'});
		await until(() => expect(row(told).state).toBe('removing'));
		server.faults.drop(1);
		server.world.change('1i1', {state: 'purged', removed: Date.now()});
		await until(() => expect([...told.rows.keys()]).not.toContain(subject));
		expect(told.of('gap')).toEqual([]);
	});

	test('a service is reported again when its stack is renamed', async () => {
		const server = await serve();
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const [stack] = server.world.list('stack', '1a5');
		server.world.change(stack?.key ?? '', {name: 'store'});
		await until(() =>
			expect([...told.rows.values()].find(({kind}) => kind === 'service')?.name).toBe('store/web'),
		);
	});
});
