import {afterEach, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../source/demo/rancher2/server.js';
import {eventually} from '../demo/client.js';
import {cluster} from '../sources/rancher2/start.js';
import {dataRows, open} from './stage.js';

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

test('a drain asks, shows the pods that block it in the words of the server, can be stopped, and is in the journal', async () => {
	const rancher = await serveRancher2({small: true, life: false, pace: 0.05});
	server = rancher;
	rancher.world.change(`apps.deployment/${cluster}:shop/web`, {minAvailable: 1});
	const {name, secret} = rancher.token;
	const terminal = open([`rancher2+${rancher.url}`, '-k', 'nodes'], {
		environment: {RANCHER_TOKEN: `${name}:${secret}`},
		columns: 200,
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	terminal.type('ja');
	await terminal.waitFor(screen => screen.includes('Drain - dangerous'));
	terminal.type(`${downKey}${enter}`);
	await terminal.waitFor(screen => screen.includes('Grace period') && screen.includes('Ignore daemon sets'));
	const openedAt = Date.now();
	await eventually(() => expect(Date.now() - openedAt).toBeGreaterThan(tooEarlyMs));
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
