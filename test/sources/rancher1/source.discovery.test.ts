import {afterEach, describe, expect, test} from 'vitest';
import {at} from '../../../source/demo/serve/serve.js';
import {createStage, projectsOf, row, until} from './stage.js';
import {basic, configFor} from './start.js';

const {serve, watch, clear} = createStage();

afterEach(clear);

describe('finding the API', () => {
	test.each(['', '/', '/v1', '/v1/', '/v2-beta', '/v2-beta/schemas'])(
		'with %j in the URL every project is followed',
		async path => {
			const server = await serve();
			const {observed} = await watch(server, {url: server.url + path});
			await until(() => expect(observed.status).toBe('live'));
			expect(projectsOf(observed)).toEqual(['1a5', '1a8', '1a15']);
			expect(server.received.some(({url}) => url.pathname === '/v2-beta/projects/1a5/containers')).toBe(true);
		},
	);

	test.each(['/v1/projects/1a5', '/v2-beta/projects/1a5', '/v2-beta/projects/1a5/'])(
		'%s narrows it to one project',
		async path => {
			const server = await serve();
			const {observed} = await watch(server, {url: server.url + path});
			await until(() => expect(observed.status).toBe('live'));
			expect(projectsOf(observed)).toEqual(['1a5']);
			expect(row(observed).name).toBe('shop-web-1');
		},
	);

	test('a server before 1.2 is spoken to in /v1, and its environments are stacks', async () => {
		const {observed} = await watch(await serve({apiVersion: 'v1'}));
		await until(() => expect(observed.status).toBe('live'));
		const stack = [...observed.rows.values()].find(({kind}) => kind === 'stack');
		expect(stack?.id).toMatch(/^1e\d+$/);
		const service = [...observed.rows.values()].find(({kind}) => kind === 'service');
		expect(service?.name).toBe('shop/web');
		expect(service?.parents).toContain(stack?.key);
		expect(row(observed).parents).toContain(service?.key);
	});

	test('an environment key sees its own project', async () => {
		const server = await serve();
		const {observed} = await watch(server, {credentials: async () => basic(server.environmentKey)});
		await until(() => expect(observed.status).toBe('live'));
		expect(projectsOf(observed)).toEqual(['1a5']);
	});

	test('without access control no credentials are needed', async () => {
		const {observed} = await watch(await serve({open: true}), {credentials: async () => ({type: 'none'})});
		await until(() => expect(observed.status).toBe('live'));
		expect(row(observed).state).toBe('running');
	});

	const json = {'content-type': 'application/json'};
	test.each([
		[
			'a 403 as JSON',
			{
				status: 403,
				headers: json,
				body: '{"type":"error","status":403,"code":"Forbidden","message":"blocked"}',
			},
			'refused',
			/HTTP 403 Forbidden: blocked; the key lacks the right.*v2-beta\)/,
		],
		[
			'a 403 as a page',
			{status: 403, body: '<title>Denied</title>'},
			'refused',
			/HTTP 403 Forbidden: Denied/,
		],
		[
			'a 401 of a proxy',
			{status: 401, body: 'Who?'},
			'refused',
			/HTTP 401 Unauthorized: Who\?; check the access/,
		],
		['a 503', {status: 503, body: 'starting'}, 'retrying', /HTTP 503 Service Unavailable: starting/],
		[
			'half a JSON',
			{status: 200, headers: json, body: '{"type":"api'},
			'retrying',
			/HTTP 200 with incomplete JSON/,
		],
		[
			'a 404 as JSON',
			{status: 404, headers: json, body: '{"type":"error","status":404,"code":"NotFound"}'},
			'retrying',
			/HTTP 404 NotFound/,
		],
	])('%s is reported as what it is', async (_title, answer, status, words) => {
		const server = await serve();
		server.faults.refuse(at(/./), answer);
		const {observed} = await watch(server);
		await until(() => expect(observed.message).toMatch(words));
		expect(observed.status).toBe(status);
	});

	test('where /v2-beta alone is refused, /v1 is spoken', async () => {
		const server = await serve();
		server.faults.refuse(at(/^\/v2-beta/), {status: 403, body: 'no'});
		const {observed} = await watch(server);
		await until(() => expect(observed.status).toBe('live'));
	});

	test.each([
		['HTTP 408', {status: 408, body: 'slow down'}, 'HTTP 408'],
		['HTTP 429', {status: 429, body: 'slow down'}, 'HTTP 429'],
		['HTTP 503', {status: 503, body: 'starting'}, 'HTTP 503'],
		['half an answer', {status: 200, headers: json, body: '{"type":"api'}, 'incomplete'],
	])(
		'%s at first is waited out, and no reason to speak an older API for good',
		async (_title, answer, words) => {
			const server = await serve();
			server.faults.refuse(at(/^\/v2-beta$/), answer, 1);
			const {observed} = await watch(server);
			await until(() => expect(observed.status).toBe('live'));
			expect(server.received.filter(({url}) => url.pathname.startsWith('/v1'))).toEqual([]);
			expect(observed.of('status')).toContainEqual(
				expect.objectContaining({status: 'retrying', message: expect.stringContaining(words)}),
			);
		},
	);

	test.each([
		['/v2-beta/projects/1a5', {}],
		['', {project: 'default'}],
	])(
		'the one project that is wanted (%j) is said to be inactive, until it is active again',
		async (path, more) => {
			const server = await serve();
			const {name} = server.world.get('account/1a5').fields;
			server.world.change('account/1a5', {state: 'inactive'});
			const wanted = 'project' in more ? {project: String(name)} : {};
			const {observed} = await watch(server, {...configFor(server, path), ...wanted});
			await until(() => expect(observed.status).toBe('refused'));
			expect(observed.message).toMatch(/environment .*1a5.* is inactive/);
			server.world.change('account/1a5', {state: 'active'});
			await until(() => expect(observed.status).toBe('live'));
			expect(row(observed).state).toBe('running');
		},
	);

	test('without a key it is said that none was given, and how to give one', async () => {
		const server = await serve();
		const {observed} = await watch(server, {credentials: async () => ({type: 'none'})});
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).toMatch(
			/HTTP 401 .*; no key was given: for a source of the configuration file give accessKey and secretKey there, for any other set RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY/,
		);
		expect(observed.message).not.toContain('again');
	});

	test.each([
		['Production', ['1a5']],
		['production', ['1a5']],
		['1a8', ['1a8']],
	])('the environment %s is followed alone', async (project, ids) => {
		const {observed} = await watch(await serve(), {project});
		await until(() => expect(observed.status).toBe('live'));
		expect(projectsOf(observed)).toEqual(ids);
	});

	test('an environment that the key does not see is said to be none of those that it sees', async () => {
		const {observed} = await watch(await serve(), {project: 'Prod'});
		await until(() => expect(observed.status).toBe('refused'));
		expect(observed.message).toMatch(
			/Cannot find the environment 'Prod'.*sees only Production, .*RANCHER_ENVIRONMENT/,
		);
	});

	test('a server of another kind is said to be none', async () => {
		const server = await serve();
		const page = {status: 200, headers: {'content-type': 'text/html'}, body: '<html>welcome</html>'};
		server.faults.refuse(at(/./), page);
		const {observed} = await watch(server);
		await until(() => expect(observed.message).toMatch(/neither \/v2-beta nor \/v1 answers/));
		expect(observed.rows.size).toBe(0);
	});
});
