import {afterEach, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../source/demo/rancher2/server.js';
import {cluster} from '../sources/rancher2/start.js';
import {until} from '../until.js';
import {dataRows, open} from './stage.js';
import type {TerminalProgram} from './terminal.js';

let server: Rancher2Server | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

const enter = '\r';
const sendKey = '\u0013';
const downKey = '\u001B[B';
// Keys so soon after a form or a question opened do not answer it.
const tooEarlyMs = 300;

/** The program on the nodes of a server, with a drain's form open. */
const startForm = async (
	rancher: Rancher2Server,
	path: string,
	token: {readonly name: string; readonly secret: string},
): Promise<TerminalProgram> => {
	const terminal = open([`rancher2+${rancher.url}${path}`, '-k', 'nodes'], {
		environment: {RANCHER_TOKEN: `${token.name}:${token.secret}`},
		columns: 200,
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	terminal.type('ja');
	await terminal.waitFor(screen => screen.includes('Drain - dangerous'));
	terminal.type(`${downKey}${enter}`);
	await terminal.waitFor(screen => screen.includes('Grace period') && screen.includes('Ignore daemon sets'));
	const openedAt = Date.now();
	await until(() => expect(Date.now() - openedAt).toBeGreaterThan(tooEarlyMs));
	return terminal;
};

test('a node that Rancher does not show is drained by rwatch itself, which the form says', async () => {
	const rancher = await serveRancher2({small: true, life: false, pace: 0.05});
	server = rancher;
	const token = {name: 'token-one', secret: 'secret-of-one', cluster, denied: [], expiresAt: null};
	rancher.tokens.add(token);
	const before = rancher.world.list('pod', cluster)[0]?.fields.name;
	const terminal = await startForm(rancher, `/k8s/clusters/${cluster}`, token);
	expect(terminal.screen().join('\n')).toContain('rwatch evicts the pods itself: the drain ends with it');
	terminal.type(sendKey);
	await terminal.waitFor(screen => screen.includes('Drain wk-01?') && screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => /wk-01 +cordoned/.test(screen) && screen.includes('drain done'));
	expect(rancher.world.list('pod', cluster).map(({fields}) => fields.name)).not.toContain(before);
});

test('a drain asks, shows the pods that block it in the words of the server, can be stopped, and is in the journal', async () => {
	// The server gives a drain up after two minutes of its time.
	const rancher = await serveRancher2({small: true, life: false});
	server = rancher;
	rancher.world.change(`apps.deployment/${cluster}:shop/web`, {minAvailable: 1});
	const terminal = await startForm(rancher, '', rancher.token);
	terminal.type(sendKey);
	await terminal.waitFor(screen => screen.includes('Drain wk-01?') && screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(
		screen =>
			/wk-01 +draining/.test(screen) && /1 of 1 pods left: shop\/web-\S+: Cannot evict pod/.test(screen),
	);
	terminal.type('x');
	await terminal.waitFor(screen => screen.includes('Stop drain of wk-01?') && screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => /wk-01 +cordoned/.test(screen));
	terminal.type(`:journal${enter}`);
	await terminal.waitFor(screen => /Stop drain of wk-01/.test(screen) && /Drain wk-01/.test(screen));
	const evictions = rancher.received.filter(({url}) => url.pathname.endsWith('/eviction'));
	expect(evictions.length).toBeGreaterThan(0);
	expect(evictions.every(({body}) => body.includes('"dryRun":["All"]'))).toBe(true);
});
