import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import {serveSecurely} from '../transport/servers.js';
import {homeWith, run} from './run.js';
import {open} from './stage.js';

const closing = <Server extends {readonly close: () => Promise<void>}>(server: Server): Server => {
	onTestFinished(() => server.close());
	return server;
};

const file = '.config/rwatch/config.yaml';

/** Starts it in this home, and answers its questions one after the other. */
const init = (home: string) => {
	const terminal = open(['init'], {environment: {HOME: home}, rows: 60, columns: 160});
	return {
		terminal,
		async answer(question: string, text: string) {
			await terminal.waitFor(screen => screen.trimEnd().split('\n').at(-1)?.startsWith(question) === true);
			terminal.type(`${text}\r`);
		},
	};
};

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test('a server is found out about, tried and written down, with its secret in a file of its own', async () => {
	const {url, token} = closing(await serveRancher2({small: true, life: false}));
	const home = homeWith({});
	const {terminal, answer} = init(home);
	await answer('server', 'nothing at all');
	await terminal.waitFor(
		screen => screen.includes('not the address of a source') || screen.includes('cannot'),
	);
	await answer('server', url);
	await terminal.waitFor(screen => screen.includes('is a Rancher 2'));
	await answer('name', 'prod');
	await answer('prod: user name, token', `${token.name}:wrong`);
	await terminal.waitFor(screen => /refused|HTTP 401/.test(screen));
	await answer('prod: user name, token', `${token.name}:${token.secret}`);
	await answer('keep the secret', '');
	expect(await terminal.exited).toBe(0);
	const screen = terminal.screen().join('\n');
	expect(screen).toContain('logged in: admin by token token-demo2');
	expect(screen).toContain('may list: ');
	expect(terminal.bytes()).not.toContain(token.secret);
	const config = join(home, file);
	expect(
		readFileSync(config, 'utf8'),
	).toBe(`# The configuration of rwatch: rwatch help configuration has all keys.

sources:
  prod:
    url: ${url}
    type: rancher2 # Rancher 2.x
    tokenFile: secrets/prod.token # its first line
`);
	const secret = join(home, '.config/rwatch/secrets/prod.token');
	expect(readFileSync(secret, 'utf8')).toBe(`${token.name}:${token.secret}\n`);
	expect([modeOf(config), modeOf(secret)]).toEqual([0o600, 0o600]);
	const used = await run(['prod', '--once', '-o', 'json'], {home});
	expect(used).toMatchObject({exitCode: 0, stderr: ''});
});

test('a file that is there is extended, and none of its sources is replaced', async () => {
	const {url, accountKey} = closing(await serveRancher1({small: true, life: false}));
	const before = `# mine\nsources:\n  # the first\n  old: {url: https://old.example}\n`;
	const home = homeWith({[file]: before});
	const {terminal, answer} = init(home);
	await answer('server', `rancher1+${url}`);
	await answer('name', 'old');
	await terminal.waitFor(screen => screen.includes('there is a source of that name already'));
	await answer('name', 'new');
	await answer('new: access key', accountKey.access);
	await answer('new: secret key', accountKey.secret);
	await answer('keep the secret', 'env');
	await answer('name of the variable', '');
	expect(await terminal.exited).toBe(0);
	const text = readFileSync(join(home, file), 'utf8');
	expect(text.startsWith('# mine\nsources:\n  # the first\n  old: ')).toBe(true);
	expect(text).toContain('    secretKeyEnv: RWATCH_NEW_SECRETKEY # set this before rwatch starts\n');
	expect(text).not.toContain(accountKey.secret);
	const environment = {RWATCH_NEW_SECRETKEY: accountKey.secret};
	expect(await run(['new', '--once'], {home, environment})).toMatchObject({exitCode: 0});
});

test('a command has to print what was typed', async () => {
	const {url, user} = closing(await serveSalt({life: false}));
	const home = homeWith({'.secret': `${user.password}\n`});
	const {terminal, answer} = init(home);
	await answer('server', url);
	await answer('name', '');
	await answer('127.0.0.1: user name', user.username);
	await answer('127.0.0.1: password', user.password);
	await answer('keep the secret', 'c');
	await answer('command', 'echo other');
	await terminal.waitFor(screen => screen.includes('it printed something else'));
	await answer('command', `cat '${join(home, '.secret')}'`);
	expect(await terminal.exited).toBe(0);
	expect(await run(['127.0.0.1', '--once'], {home})).toMatchObject({exitCode: 0});
});

test('a certificate that is not trusted is asked about', async () => {
	const {url} = closing(await serveSecurely((_request, response) => response.end('{}')));
	const {terminal, answer} = init(homeWith({}));
	await answer('server', url);
	await terminal.waitFor(screen => screen.includes('not trusted'));
	await answer('file with its certificate authority', '/nowhere.pem');
	await terminal.waitFor(screen => screen.includes('there is no such file'));
	await answer('file with its certificate authority', 'insecure');
	await terminal.waitFor(screen => screen.includes('answers, but neither as'));
	await answer('server', '\u0003');
	expect(await terminal.exited).toBe(130);
});

test('ctrl-c leaves nothing behind', async () => {
	const {url, token} = closing(await serveRancher2({small: true, life: false}));
	const home = homeWith({});
	const {terminal, answer} = init(home);
	await answer('server', url);
	await answer('name', 'prod');
	await answer('prod: user name, token', `${token.name}:${token.secret}`);
	await answer('keep the secret', '\u0003');
	expect(await terminal.exited).toBe(130);
	expect(readdirSync(home).filter(name => name !== '.cache')).toEqual([]);
	expect(terminal.leftovers()).toEqual([]);
});

test('without a terminal it says what to do', async () => {
	const home = homeWith({});
	const {exitCode, stderr} = await run(['init'], {home});
	expect(exitCode).toBe(2);
	expect(stderr).toMatch(
		/^rwatch: rwatch init needs a terminal for its questions\. Without one, write .*config\.yaml/,
	);
	expect(existsSync(join(home, file))).toBe(false);
});
