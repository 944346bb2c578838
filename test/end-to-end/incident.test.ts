import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import {dataRows, open} from './stage.js';
import type {TerminalProgram} from './terminal.js';

const enter = '\r';
const save = '\u0013';

let directory = '';
let close: (() => Promise<void>) | null = null;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'rwatch-incident-'));
});
afterEach(async () => {
	await close?.();
	close = null;
	rmSync(directory, {recursive: true, force: true});
});

const start = async (
	argv: readonly string[],
	environment: Readonly<Record<string, string>>,
): Promise<TerminalProgram> => {
	const terminal = open([...argv, '--fresh'], {environment, directory, columns: 120});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return terminal;
};

const written = async (terminal: TerminalProgram, count = 1): Promise<readonly string[]> => {
	terminal.type(save);
	await terminal.waitFor(() => readdirSync(directory).length === count);
	await terminal.waitFor(screen => /Saved \d+ lines to/.test(screen));
	return readdirSync(directory).map(name => join(directory, name));
};

/** The file of a bundle: it is written once all answers have come, and what is wanted of it is included. */
const bundled = async (terminal: TerminalProgram, wanted = 'the object'): Promise<string> => {
	terminal.type(`:bundle${enter}`);
	await terminal.waitFor(
		screen => /─ bundle of (?!.*\basking\b)/.test(screen) && screen.includes(`included: ${wanted}`),
	);
	const [path = ''] = await written(terminal);
	return readFileSync(path, 'utf8');
};

test('a roll-out that fails becomes a file for a colleague: private, never over another, without secrets', async () => {
	const rancher = await serveRancher2({small: true, life: false, pace: 0.02});
	close = rancher.close;
	const {name, secret} = rancher.token;
	const terminal = await start([`rancher2+${rancher.url}`, '-k', 'pods', '-f', 'shop/web'], {
		RANCHER_TOKEN: `${name}:${secret}`,
	});
	const [pod] = rancher.world.list('pod').filter(({fields}) => fields.namespace === 'shop');
	if (!pod) throw new Error('there is no pod');
	rancher.world.change(pod.key, {status: 'ImagePullBackOff', ready: false, message: '``` # not found'});
	await terminal.waitFor(screen => /✗ 1 error/.test(screen));
	terminal.type('g');
	const text = await bundled(terminal);
	expect(text).toMatch(/^# pod shop\/web\S+: imagePullBackOff/);
	expect(text).toMatch(/## Explanation\n\n- \*\*error\*\*, cause/);
	expect(text).toMatch(/## Related rows\n\n\| kind .*\n.*\n(?:\|.*\n)*\| deployment \| shop\/web /);
	expect(text).toMatch(/## Object\n\n`{3,}yaml\n/);
	expect(text).toContain('apiVersion: v1');
	expect(text).toMatch(/- withheld: secrets: /);
	expect(text).toMatch(/- rwatch: \d+\.\d+\.\d+/);
	expect(text).not.toContain(secret);
	const two = await written(terminal, 2);
	expect(two.map(path => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
	expect(two.some(path => path.endsWith('-2.md'))).toBe(true);
});

test('a service of Rancher 1 has its log and the answers of its server in it', async () => {
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	close = cattle.close;
	const {access, secret} = cattle.environmentKey;
	const terminal = await start([`rancher1+${cattle.url}`, '-k', 'services', '-f', 'shop/web'], {
		RANCHER_ACCESS_KEY: access,
		RANCHER_SECRET_KEY: secret,
	});
	const [container] = cattle.world.list('container');
	if (!container) throw new Error('there is no container');
	cattle.log(container.key, 'cannot connect to the database');
	cattle.world.change(container.key, {healthState: 'unhealthy'});
	await terminal.waitFor(screen => /✗ 1 error/.test(screen));
	terminal.type('g');
	const text = await bundled(terminal, 'logs: the last');
	expect(text).toContain('fails its health check');
	expect(text).toMatch(/## Logs\n\n```text\n(?:.*\n)*.*cannot connect to the database/);
	expect(text).toMatch(/- included: logs: the last \d+ lines? of container/);
	expect(text).not.toContain(secret);
});

test('a job of Salt has the states that failed in it', async () => {
	const salt = await serveSalt({small: true, life: false, pace: 0.02});
	close = salt.close;
	const {username, password} = salt.user;
	const terminal = await start([`salt+${salt.url}`, '-k', 'minions'], {
		SALTAPI_USER: username,
		SALTAPI_PASS: password,
		SALTAPI_EAUTH: 'pam',
	});
	terminal.type(`:salt web-a.example state.apply bad${enter}`);
	await terminal.waitFor(screen => screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => /─ logs .*of job state\.apply/.test(screen));
	terminal.type(`:jobs${enter}`);
	await terminal.waitFor(screen => /✗ .*state\.appl.* failed/.test(screen));
	terminal.type('g');
	const text = await bundled(terminal);
	expect(text).toMatch(/- \*\*error\*\*, cause.*: state bad\.breaks failed on web-a\.example/);
	expect(text).toMatch(/## Journal\n\n- \S+ salt web-a|## Related rows/);
	expect(text).toMatch(/\| minion \| web-a\.example \|/);
});
