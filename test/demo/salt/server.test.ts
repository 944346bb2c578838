import {afterEach, expect, test} from 'vitest';
import {publish} from '../../../source/demo/salt/dispatch.js';
import {type SaltOptions, type SaltServer, serveSalt} from '../../../source/demo/salt/server.js';
import {ask, eventually} from '../client.js';
import {manualClock} from '../manual-clock.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
	await Promise.all(closing.splice(0).map(close => close()));
});

const master = async (options: SaltOptions = {}): Promise<SaltServer> => {
	const server = await serveSalt({life: false, small: true, pace: 0.01, ...options});
	closing.push(server.close);
	return server;
};

const json = {accept: 'application/json', 'content-type': 'application/json'};

const logIn = async (server: SaltServer): Promise<Record<string, string>> => {
	const input = {username: 'saltdev', password: 'saltdev', eauth: 'pam'};
	const {headers} = await ask(`${server.url}/login`, {input, headers: json});
	return {...json, 'x-auth-token': String(headers['x-auth-token'])};
};

const run = async (server: SaltServer, low: Record<string, unknown>) =>
	ask(server.url, {input: [low], headers: await logIn(server)});

/** Every event of the bus from now on. */
const listen = (server: SaltServer) => {
	const events: {readonly tag: string; readonly data: Record<string, unknown>}[] = [];
	server.master.listen((_tag, text) => void (text !== null && events.push(JSON.parse(text))));
	return events;
};

test('a login gives the token in a header and in a list', async () => {
	const server = await master();
	const input = {username: 'saltdev', password: 'saltdev', eauth: 'pam'};
	const {status, headers, body} = await ask(`${server.url}/login`, {input, headers: json});
	expect(status).toBe(200);
	expect(body.return).toEqual([
		{
			token: headers['x-auth-token'],
			expire: expect.any(Number),
			start: expect.any(Number),
			user: 'saltdev',
			eauth: 'pam',
			perms: ['.*', '@jobs', '@runner', '@wheel'],
		},
	]);
	expect(headers['x-auth-token']).toMatch(/^[0-9a-f]{40}$/);
});

test.each([
	[
		'/login',
		{username: 'saltdev', password: 'wrong', eauth: 'pam'},
		401,
		'Could not authenticate using provided credentials',
	],
	[
		'/login',
		{username: 'saltdev', password: 'saltdev'},
		401,
		'Could not authenticate using provided credentials',
	],
	['/', [{client: 'local', fun: 'test.ping', tgt: '*'}], 401, 'No permission -- see authorization schemes'],
	['/login', '{', 400, 'Invalid JSON document'],
])('%s %j is answered with a page: %i %s', async (path, input, status, text) => {
	const server = await master();
	const answer = await ask(server.url + path, {input, headers: json});
	expect(answer).toMatchObject({status, text: expect.stringContaining(`<p>${text}</p>`)});
	expect(answer.headers['content-type']).toBe('text/html;charset=utf-8');
});

test.each([
	[{client: 'wheel', fun: 'key.list_all'}, 400, "Client disabled: 'wheel'. Add to 'netapi_enable_clients'"],
	[{client: 'x', fun: 'key.list_all'}, 400, "Invalid client specified: 'x'"],
	[{client: 'local', fun: 'state.apply', tgt: '*'}, 401, 'Authorization error occurred.'],
	[{client: 'runner', fun: 'manage.up'}, 401, 'type "token" occurred for user saltdev.'],
])('%j is refused with %i %s', async (low, status, text) => {
	const users = [{username: 'saltdev', password: 'saltdev', perms: ['test.ping']}];
	const server = await master({enabledClients: ['local', 'runner'], users});
	expect(await run(server, low)).toMatchObject({status, text: expect.stringContaining(text)});
});

test('an expired token is reported by each client in its own words', async () => {
	const server = await master();
	const headers = await logIn(server);
	server.sessions.expireAll();
	const answer = (client: string) => ask(server.url, {input: [{client, fun: 'x', tgt: '*'}], headers});
	expect((await answer('local')).text).toContain('<p>Authentication error occurred.</p>');
	expect((await answer('wheel')).text).toContain('type "token" occurred.</p>');
});

test('an application gets whoever does not say what is accepted', async () => {
	const server = await master({app: true});
	expect((await ask(server.url)).headers['content-type']).toMatch(/html/);
	expect((await ask(`${server.url}/events`)).status).toBe(500);
	expect((await ask(server.url, {headers: json})).body.return).toBe('Welcome');
});

test('a synchronous command waits for everybody, and distinguishes a dead minion from an unknown one', async () => {
	const server = await master();
	server.master.setUp('web-b.example', false);
	const low = {
		client: 'local',
		fun: 'test.ping',
		tgt: ['web-a.example', 'web-b.example', 'ghost'],
		tgt_type: 'list',
	};
	const {body} = await run(server, low);
	expect(body.return).toEqual([
		{'web-a.example': true, 'web-b.example': false, ghost: expect.stringMatching(/^Minion did not return/)},
	]);
});

test('a job is announced by its legacy tag, new, publish, and a return of each minion', async () => {
	const server = await master();
	const events = listen(server);
	const {body} = await run(server, {
		client: 'local_async',
		fun: 'test.ping',
		tgt: 'web-*',
		metadata: {rwatch: 'x'},
	});
	const [{jid, minions}] = body.return as [{jid: string; minions: string[]}];
	expect(minions).toEqual(['web-a.example', 'web-b.example']);
	await eventually(() => expect(events).toHaveLength(5));
	expect(events.map(({tag}) => tag)).toEqual([
		jid,
		`salt/job/${jid}/new`,
		`salt/job/${jid}/publish`,
		`salt/job/${jid}/ret/web-a.example`,
		`salt/job/${jid}/ret/web-b.example`,
	]);
	expect(events[3]?.data).toMatchObject({cmd: '_return', return: true, retcode: 0, metadata: {rwatch: 'x'}});
	expect(events[3]?.data._stamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?$/);
});

test('a wheel call is reported four times, under two jids', async () => {
	const server = await master();
	const events = listen(server);
	const {body} = await run(server, {client: 'wheel', fun: 'key.list_all'});
	expect(body.return).toMatchObject([{data: {return: {minions_pre: ['new.example']}, success: true}}]);
	expect(events.map(({tag}) => tag.split('/').at(-1))).toEqual(['new', 'new', 'ret', 'ret']);
	expect(events.map(({data}) => data.user)).toEqual(['saltdev', 'UNKNOWN', 'UNKNOWN', 'saltdev']);
});

test('nothing says that a job was killed but the answer of the one that killed it', async () => {
	const server = await master({pace: 1});
	const job = publish(server.master, {
		fun: 'test.sleep',
		args: [60],
		target: 'web-a*',
		targetType: 'glob',
		user: 'u',
	});
	const low = {
		client: 'local',
		fun: 'saltutil.kill_job',
		arg: [job?.jid],
		tgt: 'web-a.example',
		tgt_type: 'list',
	};
	const {body} = await run(server, low);
	expect(body.return).toEqual([
		{'web-a.example': expect.stringMatching(`^Signal 9 sent to job ${job?.jid} at pid`)},
	]);
	expect(job?.results.size).toBe(0);
});

test('a second state run is turned away while one is under way', async () => {
	const server = await master();
	const apply = {fun: 'state.apply', args: ['base'], target: 'web-a*', targetType: 'glob', user: 'u'};
	publish(server.master, apply);
	const second = publish(server.master, apply);
	await eventually(() => expect(second?.results.size).toBe(1));
	expect(JSON.stringify(second?.results.get('web-a.example'))).toContain('is running as PID');
});

test('the stream begins with a retry that is glued to the first event, and ends cleanly when its token is dead', async () => {
	const server = await master();
	const headers = {...(await logIn(server)), accept: 'text/event-stream'};
	const answer = ask(`${server.url}/events`, {headers});
	await eventually(() => expect(server.peers.size).toBe(1));
	server.fire('my/tag', {a: 1});
	server.sessions.forgetAll();
	server.fire('my/last');
	const {status, text} = await answer;
	expect(status).toBe(200);
	expect(text).toMatch(
		/^retry: 400\ntag: my\/tag\ndata: \{"data": \{"a":1,"_stamp":"[^"]+"\}, "tag": "my\/tag"\}\n\ntag: my\/last\n/,
	);
});

test('an event with bytes breaks the stream off in the middle', async () => {
	const server = await master();
	const headers = {...(await logIn(server)), accept: 'text/event-stream'};
	const answer = ask(`${server.url}/events`, {headers}).catch(String);
	await eventually(() => expect(server.peers.size).toBe(1));
	server.poison();
	expect(await answer).toMatch(/aborted|ECONNRESET|socket hang up/);
});

test('beacons, schedules and stories are the same for the same seed', async () => {
	const play = async () => {
		const clock = manualClock(Date.UTC(2026, 10, 20));
		const server = await serveSalt({clock, seed: 7});
		closing.push(server.close);
		const tags: string[] = [];
		server.master.listen(tag => tags.push(tag));
		for (const story of server.stories) {
			story.begin();
			clock.advance(60_000);
		}

		return tags;
	};

	const tags = await play();
	expect(await play()).toEqual(tags);
	for (const part of [
		'/prog/',
		'/ret/',
		'salt/beacon/',
		'salt/auth',
		'salt/presence/',
		'salt/run/',
		'/start',
	]) {
		expect(tags.some(tag => tag.includes(part))).toBe(true);
	}
});
