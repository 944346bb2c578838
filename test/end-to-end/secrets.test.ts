import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type RequestListener, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {gunzipSync} from 'node:zlib';
import {afterEach, expect, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {type SaltServer, serveSalt} from '../../source/demo/salt/server.js';
import {caches, commandFor} from './build.js';

const ends: (() => unknown)[] = [];
afterEach(async () => {
	await Promise.all(ends.splice(0).map(end => end()));
});

const served = <Closable extends {readonly close: () => unknown}>(server: Closable): Closable => {
	ends.push(() => server.close());
	return server;
};

type Seen = {readonly output: string; readonly recording: string; readonly log: string};

/** All that the program prints and writes; `done` ends it early, when it has printed enough. */
const run = (
	argv: readonly string[],
	environment: Readonly<Record<string, string>>,
	done: (output: string) => boolean = () => false,
): Promise<Seen> =>
	new Promise((resolve, reject) => {
		const home = mkdtempSync(join(tmpdir(), 'rwatch-secrets-'));
		ends.push(() => rmSync(home, {recursive: true}));
		const recording = join(home, 'recording');
		const log = join(home, 'log');
		const more = ['--record', recording, '--log-file', log, '--log-level', 'debug'];
		const [node, ...words] = commandFor();
		const child = spawn(node, [...words, ...argv, ...more], {
			env: {PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: caches, ...environment},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		const take = (text: string): void => {
			output += text;
			if (done(output)) child.kill();
		};
		child.stdout.setEncoding('utf8').on('data', take);
		child.stderr.setEncoding('utf8').on('data', take);
		child.on('error', reject);
		child.on('close', () => {
			const contentOf = (path: string) => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
			const recorded = contentOf(recording);
			const text = recorded.length === 0 ? '' : gunzipSync(recorded).toString();
			resolve({output, recording: text, log: contentOf(log).toString()});
		});
	});

const everything = ({output, recording, log}: Seen): string => `${output}\n${recording}\n${log}`;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk);
	return Buffer.concat(chunks).toString();
};

const listen = async (listener: RequestListener): Promise<string> => {
	const server: Server = createServer(listener);
	ends.push(() => {
		server.closeAllConnections();
		return new Promise(resolve => server.close(resolve));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const saltToken = '5a175a175a175a175a175a175a175a175a175a17';

/** A server that repeats each request in its error, as debugging proxies and frameworks do. */
const repeating: RequestListener = async (request, response) => {
	const body = await bodyOf(request);
	if (request.url === '/login' && !body.includes('refused')) {
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify({return: [{token: saltToken, start: 1, expire: 99_999, user: 'ops', perms: []}]}),
		);
		return;
	}

	const {authorization = '', cookie = '', 'x-auth-token': token = ''} = request.headers;
	const credentials = [authorization, cookie, token].join(' ');
	const decoded = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
	response.writeHead(500, {'content-type': 'application/json'});
	response.end(JSON.stringify({message: `failed: ${credentials} ${decoded} ${body}`.slice(0, 190)}));
};

const password = 'p4ss w/rd';
const forms = [password, encodeURIComponent(password), Buffer.from(password).toString('base64').slice(0, -2)];

test.each([
	['rancher1', {RANCHER_ACCESS_KEY: 'ACCESS', RANCHER_SECRET_KEY: password}],
	['rancher2', {RANCHER_ACCESS_KEY: 'token-abcde', RANCHER_SECRET_KEY: password}],
	['rancher2', {RANCHER_TOKEN: 'token-abcde:p4ss-w/rd-of-the-token'}],
	['salt', {SALTAPI_USER: 'ops', SALTAPI_PASS: password}],
	['salt', {SALTAPI_USER: 'refused', SALTAPI_PASS: password}],
])(
	'a server that repeats the request of %s (%o) makes no credential visible',
	async (family, environment) => {
		const url = await listen(repeating);
		const seen = await run([`${family}+${url}`, '--follow'], environment, output => /failed/.test(output));
		expect(seen.output).toContain('failed');
		expect(seen.output).toContain('***');
		const basic = Buffer.from(`ACCESS:${password}`).toString('base64').slice(0, -2);
		for (const form of [...forms, basic, 'p4ss-w/rd-of-the-token', saltToken]) {
			expect(everything(seen)).not.toContain(form);
		}
	},
);

const geheim = /geheim/;

/** A job that sets a password, its return, and what the master fires when it refuses one. */
const setPassword = ({master, fire}: SaltServer): void => {
	const jid = master.newJid();
	const job = {
		jid,
		tgt: '*',
		tgt_type: 'glob',
		user: 'ops',
		fun: 'shadow.set_password',
		arg: ['root', 'geheim'],
	};
	master.remember({
		jid,
		fun: job.fun,
		args: job.arg,
		target: '*',
		targetType: 'glob',
		user: 'ops',
		minions: ['web-a.example'],
		metadata: null,
		results: new Map(),
		done: new Set(),
	});
	fire(`salt/job/${jid}/new`, {...job, minions: ['web-a.example']});
	fire(`salt/job/${jid}/ret/web-a.example`, {
		...job,
		id: 'web-a.example',
		fun_args: ['root', 'geheim'],
		return: {'cmd_|-a_|-mysql -pgeheim_|-run': {result: false, comment: 'curl -u a:geheim', changes: {}}},
		retcode: 1,
		success: false,
	});
	fire('salt/job/error', {cmd: 'publish', key: 'geheim', fun: 'x'});
};

test('no secret in the rows and objects of Rancher 1 is shown or written', async () => {
	const server = served(await serveRancher1({small: true, life: false}));
	server.world.add({
		id: '1c9',
		type: 'registrationToken',
		scope: '1a5',
		fields: {
			name: 'token',
			state: 'active',
			command: 'docker run rancher/agent:v1.2.11 http://h:8080/v1/scripts/GEHEIM0:1483142400000:geheim',
			registrationUrl: 'http://h:8080/v1/scripts/GEHEIM0:1483142400000:geheim',
			token: 'geheim',
		},
	});
	server.world.change('1i1', {
		environment: {DB_PASS: 'geheim', MODE: 'live'},
		command: ['mysql', '-pgeheim'],
		transitioningMessage: 'cannot pull: Authorization: Bearer geheim, sshpass -p geheim',
		transitioning: 'error',
	});
	const key = {RANCHER_ACCESS_KEY: server.accountKey.access, RANCHER_SECRET_KEY: server.accountKey.secret};
	const of = `rancher1+${server.url}`;
	const tokens = await run([of, '--once', '-o', 'json', '--raw', '-k', 'registrationToken'], key);
	expect(tokens.output).toContain('docker run rancher/agent:v1.2.11 http://h:8080/v1/scripts/***');
	const all = await run([of, '--once', '-o', 'json', '--raw', '-k', 'container'], key);
	expect(all.output).toContain('"MODE": "live"');
	expect(all.output).toContain('sshpass -p ***');
	for (const seen of [tokens, all]) {
		expect(everything(seen)).not.toMatch(geheim);
		expect(everything(seen)).not.toContain(server.accountKey.secret);
	}
});

test('no secret in the rows and objects of Rancher 2 is shown or written', async () => {
	const server = served(await serveRancher2({small: true, life: false}));
	const [deployment] = server.world.list('apps.deployment');
	server.world.change(deployment?.key ?? '', {failing: 'pull https://ci:geheim@registry/x, DB_PASS=geheim'});
	const token = {RANCHER_TOKEN: `${server.token.name}:${server.token.secret}`};
	const seen = await run(
		[`rancher2+${server.url}`, '--once', '-o', 'json', '--raw', '-k', 'deployment'],
		token,
	);
	expect(seen.output).toContain('https://ci:***@registry/x');
	expect(seen.output).toContain('DB_PASSWORD');
	expect(everything(seen)).not.toMatch(/geheim|demo-database-password/);
	expect(everything(seen)).not.toContain(server.token.secret);
});

test('no secret in the jobs, returns and events of Salt is shown or written', async () => {
	const server = served(await serveSalt({small: true, life: false}));
	const login = {SALTAPI_USER: server.user.username, SALTAPI_PASS: server.user.password};
	const timer = setInterval(() => setPassword(server), 50);
	ends.push(() => clearInterval(timer));
	const of = `salt+${server.url}`;
	const seen = await Promise.all([
		...['job', 'return', 'event'].map(kind =>
			run([of, '--follow', '-k', kind], login, output => output.split('"added"').length > 10),
		),
		...['job', 'return'].map(kind => run([of, '--once', '-o', 'yaml', '-k', kind], login)),
		run([of, '--once', '-o', 'json', '--raw', '-k', 'job'], login),
	]);
	expect(seen.every(({output}) => output.includes('web-a.example'))).toBe(true);
	expect(seen.at(-1)?.output).toMatch(/"Arguments": \[\s*"\*\*\*",\s*"\*\*\*"/);
	const tokens = server.received
		.map(({headers}) => headers['x-auth-token'])
		.filter(token => token !== undefined);
	expect(tokens).not.toEqual([]);
	for (const one of seen) {
		expect(everything(one)).not.toMatch(geheim);
		for (const token of tokens) expect(everything(one)).not.toContain(token);
	}
});
