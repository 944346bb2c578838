import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../../source/demo/rancher1/server.js';
import {ask, eventually, type Listener, listen} from '../client.js';

let server: Rancher1Server;

beforeEach(async () => {
	server = await serveRancher1({life: false, pace: 0.005, statsMs: 5});
});

afterEach(() => server.close());

const key = () => server.accountKey;
const base = () => `${server.url}/v2-beta/projects/1a5`;

const openTicket = async (body: Record<string, unknown>): Promise<Listener> => {
	const listener = listen(`${String(body.url)}?token=${encodeURIComponent(String(body.token))}`, key());
	await listener.opened;
	return listener;
};

const openLogs = async (input: Record<string, unknown> = {}, id = '1i1'): Promise<Listener> => {
	const {body} = await ask(`${base()}/containers/${id}/?action=logs`, {key: key(), input});
	return openTicket(body);
};

const stamp = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z`;

test('a ticket names the websocket and is good for it', async () => {
	const {status, text} = await ask(`${base()}/containers/1i1/?action=logs`, {key: key(), input: {}});
	expect(status).toBe(200);
	expect(text).toMatch(
		/^\{"id":null,"type":"hostAccess","links":\{\},"actions":\{\},"baseType":"hostAccess","token":"eyJ[^"]+","url":"ws:\\\/\\\/127\.0\.0\.1:\d+\\\/v1\\\/logs\\\/"\}$/,
	);
});

test('lines are sent with stream and stamp, past ones first', async () => {
	server.log('1i1', 'one');
	server.log('1i1', 'two', 'stderr');
	const {texts} = await openLogs();
	await eventually(() => expect(texts()).toHaveLength(2));
	server.log('1i1', 'three');
	await eventually(() => expect(texts()).toHaveLength(3));
	expect(texts()[0]).toMatch(new RegExp(`^01 ${stamp} one\n$`));
	expect(texts()[1]).toMatch(new RegExp(`^02 ${stamp} two\n$`));
	expect(texts()[2]).toMatch(new RegExp(`^01 ${stamp} three\n$`));
});

test.each([
	[{lines: 1, follow: false}, ['two']],
	[{lines: 0, follow: false}, []],
	[{follow: false}, ['one', 'two']],
	[{follow: false, since: '1h'}, ['one', 'two']],
	[{follow: false, since: '2099-01-01T00:00:00Z'}, []],
])('a log asked for with %j holds %j and ends with 1000', async (input, expected) => {
	server.log('1i1', 'one');
	server.log('1i1', 'two');
	const {texts, closed} = await openLogs(input);
	expect(await closed).toBe(1000);
	expect(texts().map(text => text.trim().split(' ').at(-1))).toEqual(expected);
});

test('a log ends with 1000 when its container stops', async () => {
	const {closed} = await openLogs();
	server.world.change('1i1', {state: 'stopped'});
	expect(await closed).toBe(1000);
});

test.each([
	['no newline', {frames: 'bare'}, `^01 ${stamp} one$`, 1],
	['an empty frame and no stream', {split: true}, `^00 ${stamp} one\n$`, 2],
	['a stray byte', {stray: true}, `^01 \\*${stamp} one\n$`, 1],
	['a byte that is not UTF-8', {invalid: true}, `^01 ${stamp} one\uFFFD\n$`, 1],
] as const)('agents garble: %s', async (_title, quirks, expected, frames) => {
	server.setQuirks('1i1', quirks);
	server.log('1i1', 'one');
	const {texts} = await openLogs();
	await eventually(() => expect(texts()).toHaveLength(frames));
	expect(texts().at(-1)).toMatch(new RegExp(expected));
	if (frames === 2) expect(texts()[0]).toBe('');
});

test('old agents put several lines into a frame, and always the last hundred', async () => {
	server.setQuirks('1i1', {frames: 'chunk', ignoresLines: true});
	for (const text of ['one', 'two', 'three', 'four']) server.log('1i1', text);
	const {texts} = await openLogs({lines: 1});
	await eventually(() => expect(texts()).toHaveLength(2));
	expect(texts()[0]).toMatch(new RegExp(`^01 ${stamp} one\n${stamp} two\n${stamp} three\n$`));
});

test('a terminal has no streams, and ends lines its own way', async () => {
	server.world.change('1i1', {tty: true});
	server.log('1i1', '\u001b[32mready\u001b[0m');
	const {texts} = await openLogs();
	await eventually(() => expect(texts()).toHaveLength(1));
	expect(texts()[0]).toMatch(/^00 /);
	expect(texts()[0]?.slice(34)).toBe('\u001b[32mready\u001b[0m\r\n');
});

test.each([
	['no token', ''],
	['a made-up token', '?token=rubbish'],
])('a stream with %s is refused in plain text', async (_title, query) => {
	await expect(listen(`${server.url}/v1/logs/${query}`, key()).opened).rejects.toThrow(
		'401 Failed authentication\n',
	);
});

test('tickets expire', async () => {
	const {body} = await ask(`${base()}/containers/1i1/?action=logs`, {key: key(), input: {}});
	server.expireTickets();
	await expect(openTicket(body)).rejects.toThrow('401');
});

test('a container that lives writes by itself, and no line twice', async () => {
	const alive = await serveRancher1({pace: 1, small: true});
	const {body} = await ask(`${alive.url}/v2-beta/projects/1a5/containers/1i1/?action=logs`, {
		key: alive.accountKey,
		input: {lines: 50, follow: false},
	});
	const {texts, closed} = await openTicket(body);
	await closed;
	await alive.close();
	expect(texts()).toHaveLength(50);
	expect(new Set(texts().map(text => text.slice(3, 33))).size).toBe(50);
});

test('stats of a container come as a list of one sample', async () => {
	const {body} = await ask(`${base()}/containers/1i1/containerstats`, {key: key()});
	expect(body).toMatchObject({
		type: 'statsAccess',
		url: expect.stringMatching(/\/v1\/containerstats\/[\da-f]{64}$/),
	});
	const {texts} = await openTicket(body);
	await eventually(() => expect(texts().length).toBeGreaterThan(2));
	const samples = texts().map(text => JSON.parse(text)[0]);
	expect(samples[0]).toMatchObject({
		id: server.world.get('1i1').fields.externalId,
		resourceType: 'container',
		memory: {usage: expect.any(Number)},
		network: {interfaces: [{name: 'eth0'}]},
	});
	expect(samples[2].cpu.usage.total).toBeGreaterThanOrEqual(samples[0].cpu.usage.total);
});

test.each([
	['hosts/1h1/hoststats', 1, 'host'],
	['hosts/1h1/containerstats', 33, 'container'],
	['services/1s2/containerstats', 8, 'container'],
	['projects/1a5/hoststats', 3, 'host'],
])('%s measures %d of type %s', async (path, count, type) => {
	const {body} = await ask(`${base()}/${path}`, {key: key()});
	const {texts} = await openTicket(body);
	await eventually(() => expect(texts()).not.toHaveLength(0));
	const samples: readonly Record<string, unknown>[] = JSON.parse(texts()[0] ?? '[]');
	expect(samples).toHaveLength(count);
	expect(samples[0]).toMatchObject({resourceType: type});
});

test('without an agent there are no stats of a host and its containers', async () => {
	const hostId = String(server.world.get('1i1').fields.hostId);
	server.world.change(hostId, {agentState: 'reconnecting'});
	expect((await ask(`${base()}/hosts/${hostId}/hoststats`, {key: key()})).body).toMatchObject({url: null});
	expect((await ask(`${base()}/containers/1i1/containerstats`, {key: key()})).status).toBe(503);
});

test('the stats of a stopped container are zeros without processors', async () => {
	server.world.change('1i1', {state: 'stopped'});
	const {texts} = await openTicket((await ask(`${base()}/containers/1i1/containerstats`, {key: key()})).body);
	await eventually(() => expect(texts().length).toBeGreaterThan(1));
	expect(JSON.parse(texts()[0] ?? '')[0].cpu).toEqual({usage: {total: 0, user: 0, system: 0}});
});

test('a shell prompts, echoes, answers, knows its size and ends on exit', async () => {
	const {body} = await ask(`${base()}/containers/1i1/?action=execute`, {
		key: key(),
		input: {command: ['/bin/sh']},
	});
	const {texts, socket, closed} = await openTicket(body);
	const screen = (): string =>
		texts()
			.map(text => Buffer.from(text, 'base64').toString())
			.join('');
	const type = (text: string): void => socket.send(Buffer.from(text).toString('base64'));
	await eventually(() => expect(screen()).toBe('root@shop-lb-1:/# '));
	socket.send(':resizeTTY:120,40');
	type('stty size\r');
	await eventually(() => expect(screen()).toContain('stty size\r\n40 120\r\nroot@shop-lb-1:/# '));
	type('echo 日本\r');
	await eventually(() => expect(screen()).toContain('echo 日本\r\n日本\r\n'));
	type('exit\r');
	expect(await closed).toBe(1000);
});

test('a shell without a command is refused', async () => {
	const {body} = await ask(`${base()}/containers/1i1/?action=execute`, {key: key(), input: {}});
	expect(body).toMatchObject({code: 'MissingRequired', fieldName: 'command'});
});
