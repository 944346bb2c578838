import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, row, subject, until} from './stage.js';
import {quick} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('the subscription', () => {
	test('ends for good with a logout, and says so', async () => {
		const server = await serve();
		const {observed} = await watch(server, {}, {...quick, refusedMs: 60_000});
		await until(() => expect(observed.status).toBe('live'));
		server.logout();
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).toMatch(/only one session/);
	});

	test.each([
		['200', {status: 200, body: '{"type":"collection","data":[]}'}, /instead of a websocket; a proxy/],
		['404', {status: 404, body: ''}, /Cannot follow changes.*HTTP 404/],
	])('that is answered with %s is named, and what can be listed is shown', async (_title, answer, words) => {
		const server = await serve();
		server.faults.refuse(at(/subscribe$/, {upgrade: true}), answer);
		const {observed} = await watch(server);
		await until(() => expect(observed.message).toMatch(words));
		await until(() => expect(row(observed).state).toBe('running'));
		await until(() =>
			expect(observed.of('status')).toContainEqual(
				expect.objectContaining({scope: '1a5', status: 'retrying', listed: true}),
			),
		);
		expect(observed.of('status').map(({scope, status}) => `${scope} ${status}`)).not.toContain('1a5 live');
		server.world.change('1i1', {state: 'stopped'});
		await until(() => expect(row(observed).state).toBe('stopped'));
		expect(observed.of('gap').length).toBeGreaterThan(0);
	});

	test('says that the JSON of a listing that is cut off is incomplete, and suspects no login page', async () => {
		const server = await serve();
		const answer = {
			status: 200,
			headers: {'content-type': 'application/json'},
			body: '{"type":"collection","data":[{',
		};
		server.faults.refuse(at(/projects\/1a5\/hosts$/, {upgrade: false}), answer);
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const message = expect.stringMatching(
			/Cannot list hosts.*HTTP 200 with incomplete JSON \(\d+ characters\)/,
		);
		expect(observed.of('status')).toContainEqual(
			expect.objectContaining({
				scope: '1a5',
				missing: [expect.objectContaining({kind: 'host', message, refused: false})],
			}),
		);
	});

	test('is live without a kind that cannot be listed, and says which', async () => {
		const server = await serve();
		server.faults.refuse(at(/projects\/1a5\/hosts$/, {upgrade: false}), {status: 500, body: 'broken'});
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const message = expect.stringMatching(/Cannot list hosts.*HTTP 500 Internal Server Error: broken/);
		expect(observed.of('status')).toContainEqual(
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
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.rows.has(subject)).toBe(false);
	});

	test('reports the last word of the server on what is removed', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		server.world.change('1i1', {state: 'removed', removed: Date.now()});
		await until(() =>
			expect(observed.of('removed')).toContainEqual(
				expect.objectContaining({key: subject, resource: expect.objectContaining({state: 'removed'})}),
			),
		);
	});

	test('is replaced before the server ends it, without a failure', async () => {
		const server = await serve();
		const {observed} = await watch(server, {}, {...quick, renewMs: 2000});
		await until(() => expect(observed.of('gap').length).toBeGreaterThan(0));
		expect(observed.of('status').map(({status}) => status)).not.toContain('retrying');
	});

	test('a row whose removal was lost is asked for, and goes', async () => {
		const server = await serve();
		const {observed} = await watch(server, {}, {...quick, silentRowMs: 100});
		await until(() => expect(observed.status).toBe('live'));
		server.world.change('1i1', {state: 'removing'});
		await until(() => expect(row(observed).state).toBe('removing'));
		server.faults.drop(1);
		server.world.change('1i1', {state: 'purged', removed: Date.now()});
		await until(() => expect([...observed.rows.keys()]).not.toContain(subject));
		expect(observed.of('gap')).toEqual([]);
	});

	test('a service is reported again when its stack is renamed', async () => {
		const server = await serve();
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
		const [stack] = server.world.list('stack', '1a5');
		server.world.change(stack?.key ?? '', {name: 'store'});
		await until(() =>
			expect([...observed.rows.values()].find(({kind}) => kind === 'service')?.name).toBe('store/web'),
		);
	});
});
