import {afterEach, describe, expect, test, vi} from 'vitest';
import type {CattleOptions, CattleServer} from '../../../source/demo/cattle.ts';
import {at} from '../../../source/demo/serve.ts';
import type {Resource} from '../../../source/model/resource.ts';
import type {Source, Stats} from '../../../source/model/source.ts';
import type {SourceConfig} from '../../../source/model/source-config.ts';
import {openCattle} from '../../../source/sources/cattle/source.ts';
import {Told, ToldLog} from '../arena.ts';
import {basic, configFor, quick, serveQuick} from './start.ts';
import {openWrongProxy} from './wrong-proxy.ts';

const open: {readonly stop: () => Promise<void>}[] = [];

afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.stop();
});

const until = (check: () => void) => vi.waitFor(check, {timeout: 10_000, interval: 10});
const {signal: never} = new AbortController();
const subject = 'prod/1a5/instance/1i1';

const serve = async (options: CattleOptions = {}): Promise<CattleServer> => {
	const server = await serveQuick(options);
	open.push({stop: () => server.close()});
	return server;
};

const watch = async (
	server: CattleServer,
	more: Partial<SourceConfig> = {},
	timing = quick,
): Promise<{source: Source; told: Told}> => {
	const source = openCattle({...configFor(server), ...more}, timing);
	const told = new Told(source);
	open.push(told);
	await until(() => expect(told.status).not.toBe('connecting'));
	return {source, told};
};

const row = (told: Told, key = subject): Resource => {
	const found = told.rows.get(key);
	if (found) return found;
	throw new Error(`no row ${key} among ${[...told.rows.keys()].join(', ')}`);
};

const projectsOf = (told: Told) =>
	[...told.rows.values()].filter(({kind}) => kind === 'project').map(({id}) => id);

const act = (
	source: Source,
	resource: Resource,
	name: string,
	input: Readonly<Record<string, unknown>> = {},
) => {
	const action = resource.actions.find(offered => offered.name === name);
	if (!action)
		throw new Error(`${resource.name} offers ${resource.actions.map(offered => offered.name).join(', ')}`);
	return source.act({resource, action, input}, never);
};

describe('a server that comes back', () => {
	test('is followed as a whole as soon as one stream of it is live, whatever the others still wait for', async () => {
		const server = await serve();
		let tries = 0;
		// Only the first to try again does so soon.
		const next = () => (tries++ === 0 ? 50 : 3_600_000);
		const patient = {...quick, restingProjectMs: 3_600_000, backoff: () => ({next, reset: () => undefined})};
		const {told} = await watch(server, {}, patient);
		await until(() => expect(told.status).toBe('live'));
		tries = 0;
		server.faults.cut();
		await until(() => expect(told.status).toBe('retrying'));
		await until(() => expect(told.status).toBe('live'));
	});
});

const count = 3000;

/** Thousands of changes of one container at once. */
const burst = (server: CattleServer): void => {
	for (let number = 1; number <= count; number++) {
		const resource = {id: '1i1', type: 'container', name: `web-${number}`, state: 'running'};
		const message = {name: 'resource.change', resourceId: '1i1', resourceType: 'container'};
		server.faults.inject(
			JSON.stringify({...message, data: {resource}, time: number}),
			({url}) => url.pathname === '/v2-beta/projects/1a5/subscribe',
		);
	}
};

test.each([
	['of thousands of changes at once the newest is shown, and those that nobody could see are counted', {}],
	['where every change is printed, not one of thousands is only counted', {everyChange: true}],
] as const)('%s', async (_title, options) => {
	const server = await serve();
	const {told} = await watch(server, options);
	await until(() => expect(told.status).toBe('live'));
	burst(server);
	await until(() => expect(row(told).name).toBe(`web-${count}`));
	const changes = told.of('changed').filter(({resource}) => /^web-\d+$/.test(resource.name));
	const skipped = changes.reduce((sum, change) => sum + (change.skipped ?? 0), 0);
	expect(changes.length + skipped).toBe(count);
	if ('everyChange' in options) expect(skipped).toBe(0);
});

describe('an event that another overtook', () => {
	const event = (id: string, name: string, time: number): string =>
		JSON.stringify({
			name: 'resource.change',
			resourceId: id,
			resourceType: 'container',
			data: {resource: {id, type: 'container', name, state: 'running'}},
			time,
		});
	const isStream = at('/v2-beta/projects/1a5/subscribe', {upgrade: true});
	const isReread = at(/containers\/1i1$/, {method: 'GET', upgrade: false});

	test('has the row asked for, whatever else happens until the answer', async () => {
		const server = await serve();
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const {name} = row(told);
		const gate = server.faults.hold(isReread);
		server.faults.inject(event('1i1', 'ahead', 2000), isStream);
		server.faults.inject(event('1i1', 'behind', 1000), isStream);
		await gate.reached;
		for (let id = 5001; id <= 6500; id++) server.faults.inject(event(`1i${id}`, 'other', id), isStream);
		await until(() => expect(row(told, 'prod/1a5/instance/1i6500').name).toContain('other'));
		expect(row(told).name).toContain('ahead');
		gate.release();
		await until(() => expect(row(told).name).toBe(name));
	});

	test('has the row asked for in a surge too', async () => {
		const server = await serve();
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const {name} = row(told);
		const gate = server.faults.hold(isReread);
		const times = [...Array.from({length: 2000}, (_, index) => index + 1), 3000, 2500];
		for (const time of times) server.faults.inject(event('1i1', `at-${time}`, time), isStream);
		await gate.reached;
		gate.release();
		await until(() => expect(row(told).name).toBe(name));
	});
});

describe('finding the API', () => {
	test.each(['', '/', '/v1', '/v1/', '/v2-beta', '/v2-beta/schemas'])(
		'with %j in the URL every project is followed',
		async path => {
			const server = await serve();
			const {told} = await watch(server, {url: server.url + path});
			await until(() => expect(told.status).toBe('live'));
			expect(projectsOf(told)).toEqual(['1a5', '1a8', '1a15']);
			expect(server.received.some(({url}) => url.pathname === '/v2-beta/projects/1a5/containers')).toBe(true);
		},
	);

	test.each(['/v1/projects/1a5', '/v2-beta/projects/1a5', '/v2-beta/projects/1a5/'])(
		'%s narrows it to one project',
		async path => {
			const server = await serve();
			const {told} = await watch(server, {url: server.url + path});
			await until(() => expect(told.status).toBe('live'));
			expect(projectsOf(told)).toEqual(['1a5']);
			expect(row(told).name).toBe('shop-web-1');
		},
	);

	test('a server before 1.2 is spoken to in /v1, and its environments are stacks', async () => {
		const {told} = await watch(await serve({apiVersion: 'v1'}));
		await until(() => expect(told.status).toBe('live'));
		const stack = [...told.rows.values()].find(({kind}) => kind === 'stack');
		expect(stack?.id).toMatch(/^1e\d+$/);
		const service = [...told.rows.values()].find(({kind}) => kind === 'service');
		expect(service?.name).toBe('shop/web');
		expect(service?.parents).toContain(stack?.key);
		expect(row(told).parents).toContain(service?.key);
	});

	test('an environment key sees its own project', async () => {
		const server = await serve();
		const {told} = await watch(server, {credentials: async () => basic(server.environmentKey)});
		await until(() => expect(told.status).toBe('live'));
		expect(projectsOf(told)).toEqual(['1a5']);
	});

	test('without access control no credentials are needed', async () => {
		const {told} = await watch(await serve({open: true}), {credentials: async () => ({type: 'none'})});
		await until(() => expect(told.status).toBe('live'));
		expect(row(told).state).toBe('running');
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
			/v2-beta\): HTTP 403 Forbidden: blocked; the key lacks the right/,
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
			/HTTP 200 with JSON that is not/,
		],
		[
			'a 404 as JSON',
			{status: 404, headers: json, body: '{"type":"error","status":404,"code":"NotFound"}'},
			'retrying',
			/HTTP 404 NotFound/,
		],
	])('%s is told as what it is', async (_title, answer, status, words) => {
		const server = await serve();
		server.faults.refuse(at(/./), answer);
		const {told} = await watch(server);
		await until(() => expect(told.message).toMatch(words));
		expect(told.status).toBe(status);
	});

	test('where /v2-beta alone is refused, /v1 is spoken', async () => {
		const server = await serve();
		server.faults.refuse(at(/^\/v2-beta/), {status: 403, body: 'no'});
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
	});

	test.each([
		['HTTP 408', {status: 408, body: 'slow down'}, 'HTTP 408'],
		['HTTP 429', {status: 429, body: 'slow down'}, 'HTTP 429'],
		['HTTP 503', {status: 503, body: 'starting'}, 'HTTP 503'],
		['half an answer', {status: 200, headers: json, body: '{"type":"api'}, 'not whole'],
	])(
		'%s at first is waited out, and no reason to speak an older API for good',
		async (_title, answer, words) => {
			const server = await serve();
			server.faults.refuse(at(/^\/v2-beta$/), answer, 1);
			const {told} = await watch(server);
			await until(() => expect(told.status).toBe('live'));
			expect(server.received.filter(({url}) => url.pathname.startsWith('/v1'))).toEqual([]);
			expect(told.of('status')).toContainEqual(
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
			const {told} = await watch(server, {...configFor(server, path), ...wanted});
			await until(() => expect(told.status).toBe('refused'));
			expect(told.message).toMatch(/environment .*1a5.* is inactive/);
			server.world.change('account/1a5', {state: 'active'});
			await until(() => expect(told.status).toBe('live'));
			expect(row(told).state).toBe('running');
		},
	);

	test('without a key it is said that none was given, and how to give one', async () => {
		const server = await serve();
		const {told} = await watch(server, {credentials: async () => ({type: 'none'})});
		await until(() => expect(told.status).toBe('refused'));
		expect(told.message).toMatch(
			/HTTP 401 .*; no key was given: for a source of the configuration file give accessKey and secretKey there, for any other set RANCHER_ACCESS_KEY and RANCHER_SECRET_KEY/,
		);
		expect(told.message).not.toContain('again');
	});

	test.each([
		['Production', ['1a5']],
		['production', ['1a5']],
		['1a8', ['1a8']],
	])('the environment %s is followed alone', async (project, ids) => {
		const {told} = await watch(await serve(), {project});
		await until(() => expect(told.status).toBe('live'));
		expect(projectsOf(told)).toEqual(ids);
	});

	test('an environment that the key does not see is said to be none of those that it sees', async () => {
		const {told} = await watch(await serve(), {project: 'Prod'});
		await until(() => expect(told.status).toBe('refused'));
		expect(told.message).toMatch(
			/Cannot find the environment 'Prod' .*sees only Production, .*RANCHER_ENVIRONMENT/,
		);
	});

	test('a server of another kind is said to be none', async () => {
		const server = await serve();
		const page = {status: 200, headers: {'content-type': 'text/html'}, body: '<html>welcome</html>'};
		server.faults.refuse(at(/./), page);
		const {told} = await watch(server);
		await until(() => expect(told.message).toMatch(/neither \/v2-beta nor \/v1 answers/));
		expect(told.rows.size).toBe(0);
	});
});

test('links that name a host that nobody reaches are followed on the configured origin', async () => {
	const server = await serve({small: false, containers: 250});
	const proxy = await openWrongProxy(server.url);
	open.push(proxy);
	const {source, told} = await watch(server, {url: proxy.url});
	await until(() => expect(told.status).toBe('live'));
	expect([...told.rows.values()].filter(({kind}) => kind === 'container')).toHaveLength(250);
	expect(JSON.stringify(await source.object(row(told), never))).toContain('internal.invalid');
	expect(await act(source, row(told), 'restart')).toMatchObject({follow: true});
	const log = new ToldLog(source, row(told));
	open.push(log);
	await until(() => expect(log.isLive).toBe(true));
});

describe('a user with a password', () => {
	const credentials = ({user}: CattleServer, password = user.password) => ({
		credentials: async () => ({type: 'login', username: user.name, password, eauth: null}) as const,
	});
	const logins = ({received}: CattleServer) =>
		received
			.filter(({url}) => url.pathname === '/v1/token')
			.map(({method, headers}) => [method, headers.authorization]);
	const shown = ({received}: CattleServer) =>
		new Set(received.map(({headers}) => headers.authorization?.split('.')[0]));

	test('logs in once, and shows its token to requests and streams from then on', async () => {
		const server = await serve();
		const {told} = await watch(server, credentials(server));
		await until(() => expect(told.status).toBe('live'));
		expect(row(told).state).toBe('running');
		expect(logins(server)).toEqual([['POST', undefined]]);
		expect(shown(server)).toEqual(new Set([undefined, 'Bearer eyJhbGciOiJSUzI1NiJ9']));
		server.world.change('1i1', {transitioningMessage: 'told by the stream', transitioning: 'error'});
		await until(() => expect(row(told).message).toBe('told by the stream'));
	});

	test('logs in below the path that the server is behind', async () => {
		const server = await serve();
		const {told} = await watch(server, {...credentials(server), url: `${server.url}/v2-beta/projects/1a5`});
		await until(() => expect(told.status).toBe('live'));
		expect(logins(server)).toHaveLength(1);
	});

	test('logs in anew once the token is refused, for requests and for streams, without a refusal', async () => {
		const server = await serve();
		const timing = {...quick, movingProjectMs: 60_000, restingProjectMs: 60_000};
		const {source, told} = await watch(server, credentials(server), timing);
		await until(() => expect(told.status).toBe('live'));
		server.expireLogins();
		await source.object(row(told), never);
		expect(logins(server)).toHaveLength(2);
		server.expireLogins();
		expect(server.faults.cut(at(/subscribe$/, {upgrade: true}))).toBe(3);
		await until(() => expect(told.status).not.toBe('live'));
		await until(() => expect(told.status).toBe('live'));
		expect(logins(server)).toHaveLength(3);
		expect(told.of('status').map(({status}) => status)).not.toContain('refused');
	});

	test('is told which of its credentials are refused, and sends the password nowhere else', async () => {
		const server = await serve();
		const {told} = await watch(server, credentials(server, 'wrong-password'));
		await until(() => expect(told.status).toBe('refused'));
		expect(told.message).toMatch(
			/Cannot log in .*\/v1\/token\): HTTP 401 Unauthorized; check the user name and the password/,
		);
		expect(JSON.stringify(told.events)).not.toContain('wrong-password');
		expect(new Set(server.received.map(({url}) => url.pathname))).toEqual(new Set(['/v1/token']));
	});

	test('needs no login where access control is off', async () => {
		const server = await serve({open: true});
		const {told} = await watch(server, credentials(server));
		await until(() => expect(told.status).toBe('live'));
	});

	test('that is an access key is taken for the key that it is', async () => {
		const server = await serve();
		const key = {...server.accountKey, access: '0123456789ABCDEF0123'};
		server.keys.add(key);
		const login = {type: 'login', username: key.access, password: key.secret, eauth: null} as const;
		const {told} = await watch(server, {credentials: async () => login});
		await until(() => expect(told.status).toBe('live'));
		expect(logins(server)).toEqual([]);
	});
});

describe('projects', () => {
	test('one that appears is followed, one that goes takes its rows along', async () => {
		const server = await serve();
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const {fields} = server.world.get('account/1a5');
		server.world.add({
			id: '1a20',
			type: 'project',
			baseType: 'account',
			scope: '1a20',
			fields: {...fields, name: 'New'},
		});
		await until(() =>
			expect(told.of('status').some(({scope, status}) => scope === '1a20' && status === 'live')).toBe(true),
		);
		expect(row(told, 'prod/projects/project/1a20').name).toBe('New');
		server.world.change('account/1a5', {state: 'inactive'});
		await until(() => expect([...told.rows.keys()]).not.toContain(subject));
		await until(() => expect(row(told, 'prod/projects/project/1a5').state).toBe('inactive'));
		await until(() => expect(told.status).toBe('live'));
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
		const {source, told} = await watch(server, {credentials: async () => basic(key)});
		source.show(['registrationToken']);
		await until(() => expect(told.status).toBe('live'));
		const kindsOf = () =>
			told
				.of('kinds')
				.at(-1)
				?.kinds.map(({name}) => name) ?? [];
		await until(() => expect(kindsOf()).toContain('registrationToken'));
		await until(() => expect([...told.rows.keys()]).toContain('prod/1a8/credential/1c902'));
		expect([...told.rows.keys()]).not.toContain('prod/1a5/credential/1c901');
		expect(told.status).toBe('live');
		expect(new Set(kindsOf()).size).toBe(kindsOf().length);
	});

	test('are asked for their schemas once each, one after the other', async () => {
		const server = await serve();
		const key = {...server.accountKey, access: 'MEMBER', roles: {'1a8': 'readonly'}} as const;
		server.keys.add(key);
		const schemas = () =>
			server.received.map(({url}) => url.pathname).filter(path => path.endsWith('/schemas'));
		const {told} = await watch(server, {credentials: async () => basic(key)});
		await until(() => expect(schemas()).toHaveLength(3));
		await until(() => expect(told.status).toBe('live'));
		server.faults.cut(at(/subscribe$/, {upgrade: true}));
		await until(() => expect(told.status).not.toBe('live'));
		await until(() => expect(told.status).toBe('live'));
		expect(schemas().toSorted()).toEqual(['1a15', '1a5', '1a8'].map(id => `/v2-beta/projects/${id}/schemas`));
	});

	test('are all seen by the same schemas where the account is an administrator', async () => {
		const server = await serve();
		const {told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		await until(() => expect(told.of('kinds').at(-1)?.kinds.length).toBeGreaterThan(10));
		expect(server.received.filter(({url}) => url.pathname.endsWith('/schemas'))).toHaveLength(1);
	});

	test('are told as they move', async () => {
		const server = await serve();
		const {told} = await watch(server);
		server.world.change('account/1a8', {state: 'deactivating'});
		await until(() => expect(row(told, 'prod/projects/project/1a8').health).toBe('transitioning'));
	});
});

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
		['404', {status: 404, body: ''}, /Cannot follow changes .*HTTP 404/],
		['502', {status: 502, body: "can't dial"}, /Cannot follow changes .*HTTP 502 Bad Gateway: can't dial/],
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

	test('says of a listing that is cut off that it is no whole JSON, and of no login page', async () => {
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
			/Cannot list hosts .*HTTP 200 with JSON that is not whole \(\d+ characters\)/,
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
		const message = expect.stringMatching(/Cannot list hosts .*HTTP 500 Internal Server Error: broken/);
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
		const {told} = await watch(server, {}, {...quick, ghostMs: 100});
		await until(() => expect(told.status).toBe('live'));
		server.world.change('1i1', {state: 'removing'});
		await until(() => expect(row(told).state).toBe('removing'));
		server.faults.drop(1);
		server.world.change('1i1', {state: 'purged', removed: Date.now()});
		await until(() => expect([...told.rows.keys()]).not.toContain(subject));
		expect(told.of('gap')).toEqual([]);
	});

	test('a service is told anew when its stack is renamed', async () => {
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

describe('actions', () => {
	const live = async (options?: CattleOptions) => {
		const server = await serve(options);
		const {source, told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const find = (kind: string): Resource => {
			const found = [...told.rows.values()].find(resource => resource.kind === kind);
			if (found) return found;
			throw new Error(`no ${kind}`);
		};
		return {server, source, told, find};
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
		const {server, source, told} = await live();
		expect(await act(source, row(told), 'remove')).toMatchObject({follow: true});
		expect(server.received.some(({method}) => method === 'DELETE')).toBe(true);
		await until(() => expect([...told.rows.keys()]).not.toContain(subject));
	});

	test('what was made for an answer is told, and nothing where the resource itself is the answer', async () => {
		const {source, find} = await live();
		const {answer} = await act(source, find('stack'), 'exportconfig', {serviceIds: null});
		expect(answer).toEqual({
			dockerComposeConfig: expect.stringContaining('services:'),
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
		const {server, source, told} = await live();
		const before = row(told);
		server.world.change('1i1', {state: 'stopped'});
		await expect(act(source, before, 'restart')).rejects.toThrow(
			/does not offer it: it is stopped now and offers .*start/,
		);
	});

	test('a conflict is tried once more on what the resource is then', async () => {
		const {server, source, told} = await live();
		const conflict = {
			status: 409,
			headers: {'content-type': 'application/json'},
			body: '{"type":"error","code":"Conflict"}',
		};
		server.faults.refuse(request => request.url.search.includes('action=stop'), conflict, 1);
		expect(await act(source, row(told), 'stop')).toMatchObject({follow: true});
	});

	test('an error whose sentence is in the name of a field is shown whole', async () => {
		const {server, source, told} = await live();
		const body =
			'{"type":"error","status":422,"code":"InvalidOption","message":null,"fieldName":"StartFirst cannot be used"}';
		server.faults.refuse(request => request.method === 'POST', {
			status: 422,
			headers: {'content-type': 'application/json'},
			body,
		});
		await expect(act(source, row(told), 'stop')).rejects.toThrow(/InvalidOption: StartFirst cannot be used/);
	});

	test('the inputs of an action come from the schema of its own type', async () => {
		const {source, told, find} = await live();
		const form = (resource: Resource, name: string) => {
			const action = resource.actions.find(offered => offered.name === name);
			if (!action) throw new Error(`no ${name}`);
			return source.form(resource, action, never);
		};
		expect((await form(row(told), 'stop')).map(({name, type}) => [name, type])).toEqual([
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
		const {told} = await watch(server, {credentials: async () => basic(reader)});
		await until(() => expect(told.status).toBe('live'));
		expect(row(told).actions.map(({name}) => name)).toEqual(['logs', 'stats']);
	});
});

describe('logs', () => {
	const follow = async (options?: CattleOptions, quirks: Parameters<CattleServer['setQuirks']>[1] = {}) => {
		const server = await serve(options);
		server.setQuirks('1i1', quirks);
		const {source, told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const log = new ToldLog(source, row(told), 5);
		open.push(log);
		await until(() => expect(log.isLive).toBe(true));
		return {server, source, told, log};
	};

	test.each([
		['a line with its newline', {frames: 'line'}],
		['a line without newline', {frames: 'bare'}],
		['chunks of lines', {frames: 'chunk'}],
		['split headers', {split: true}],
		['a stray byte', {split: true, stray: true}],
	] as const)('an agent that sends %s is understood', async (_what, quirks) => {
		const {server, log} = await follow({}, quirks);
		for (const text of ['eins', 'zwölf 日本', 'drei']) server.log('1i1', text);
		await until(() => expect(log.texts.slice(-3)).toEqual(['eins', 'zwölf 日本', 'drei']));
	});

	test('no line comes twice over a broken connection where the agent ignores the number of lines', async () => {
		const {server, log} = await follow({apiVersion: 'v1'}, {frames: 'bare', ignoresLines: true});
		server.log('1i1', 'before');
		await until(() => expect(log.texts).toContain('before'));
		const count = log.texts.length;
		server.faults.cut(at('/v1/logs/', {upgrade: true}));
		await until(() => expect(log.events.some(({type}) => type === 'stopped')).toBe(true));
		await until(() => expect(log.isLive).toBe(true));
		server.log('1i1', 'after');
		await until(() => expect(log.texts).toContain('after'));
		expect(log.texts.slice(count)).toEqual(['after']);
	});

	test('a container that stops is waited for, and its log goes on when it runs again', async () => {
		const {server, source, told, log} = await follow();
		await act(source, row(told), 'stop');
		await until(() => expect(log.events.at(-1)).toMatchObject({type: 'stopped', retryMs: null}));
		await until(() => expect(row(told).state).toBe('stopped'));
		await act(source, row(told), 'start');
		await until(() => expect(log.isLive).toBe(true));
		server.log('1i1', 'again');
		await until(() => expect(log.texts).toContain('again'));
	});

	test('a ticket that is not taken is said to be a matter of the agent, and tried again', async () => {
		const server = await serve();
		const {source, told} = await watch(server);
		await until(() => expect(told.status).toBe('live'));
		const undo = server.faults.refuse(at('/v1/logs/', {upgrade: true}), {
			status: 401,
			body: 'Failed authentication\n',
		});
		const log = new ToldLog(source, row(told));
		open.push(log);
		await until(() =>
			expect(log.events.at(-1)).toMatchObject({type: 'stopped', message: expect.stringContaining('agent')}),
		);
		undo();
		await until(() => expect(log.isLive).toBe(true));
		expect(told.status).toBe('live');
	});

	test('the log of what is gone ends', async () => {
		const {server, log} = await follow();
		server.world.remove('instance/1i1');
		server.faults.cut(at('/v1/logs/', {upgrade: true}));
		await until(() =>
			expect(log.events.at(-1)).toMatchObject({
				type: 'stopped',
				message: 'shop-web-1 is gone',
				retryMs: null,
			}),
		);
	});
});

test.each(['container', 'service', 'host'])('the figures of a %s are rates', async kind => {
	const server = await serve();
	const {source, told} = await watch(server);
	await until(() => expect(told.status).toBe('live'));
	const resource = [...told.rows.values()].find(found => found.kind === kind);
	if (!resource || !source.stats) throw new Error(`no ${kind}`);
	const abort = new AbortController();
	const samples: Stats[] = [];
	const done = source.stats(resource, stats => samples.push(stats), abort.signal);
	await until(() => expect(samples.length).toBeGreaterThan(2));
	expect(samples[0]?.cpuPercent).toBeGreaterThan(0);
	expect(samples[0]?.memoryBytes).toBeGreaterThan(0);
	abort.abort();
	await done;
});

test('a shell takes and gives bytes, knows its size, and ends', async () => {
	const server = await serve();
	const {source, told} = await watch(server);
	await until(() => expect(told.status).toBe('live'));
	const abort = new AbortController();
	const bytes: number[] = [];
	const shell = await source.shell?.(
		row(told),
		{columns: 80, rows: 24},
		some => bytes.push(...some),
		abort.signal,
	);
	if (!shell) throw new Error('no shell');
	const text = () => Buffer.from(bytes).toString();
	await until(() => expect(text()).not.toBe(''));
	shell.resize(120, 40);
	shell.write(Buffer.from('echo grüße\r'));
	await until(() => expect(text()).toContain('grüße'));
	abort.abort();
	await shell.ended;
});

test('the object is whole, but for its secrets', async () => {
	const server = await serve();
	const {source, told} = await watch(server);
	await until(() => expect(told.status).toBe('live'));
	server.world.change('1i1', {environment: {DB_PASSWORD: 'geheim', MODE: 'live'}});
	const object = await source.object(row(told), never);
	expect(object).toMatchObject({id: '1i1', environment: {DB_PASSWORD: '***', MODE: 'live'}});
});
