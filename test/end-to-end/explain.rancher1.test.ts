import {afterEach, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../source/demo/rancher1/server.js';
import {dataRows, open} from './stage.js';

let server: Rancher1Server | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

test('a service is explained by its container, and by the host that lost its agent', async () => {
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	server = cattle;
	const {access, secret} = cattle.environmentKey;
	const terminal = open([`rancher1+${cattle.url}`, '-k', 'services', '-f', 'shop/web'], {
		environment: {RANCHER_ACCESS_KEY: access, RANCHER_SECRET_KEY: secret},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	terminal.type('X');
	await terminal.waitFor(screen => /service shop\/web is \w+: nothing is wrong with it/.test(screen));
	await terminal.waitFor(screen => /its object \(\d+s ago\) · its log \(\d+s ago\)/.test(screen));
	const container = cattle.world.find('container/1i1') ?? cattle.world.list('container')[0];
	if (!container) throw new Error('there is no container');
	cattle.world.change(container.key, {healthState: 'unhealthy'});
	// What the rows say changes by itself.
	await terminal.waitFor(screen => /✗ container shop-web-1 fails its health check/.test(screen));
	const [host] = cattle.world.list('host');
	if (!host) throw new Error('there is no host');
	cattle.world.change(host.key, {agentState: 'reconnecting'});
	await terminal.waitFor(screen => /✗ host \S+ does not answer: its agent is reconnecting/.test(screen));
	const lines = terminal.screen();
	const at = (text: string): number => lines.findIndex(line => line.includes(text));
	expect(at('does not answer')).toBeLessThan(at('fails its health check'));
	terminal.type('\r');
	await terminal.waitFor(screen => /─ hosts\[/.test(screen));
	// The rows are there without a server, and what is not says so.
	await cattle.faults.down();
	await terminal.waitFor(screen => /retry in \d+s/.test(screen));
	terminal.type('q');
	terminal.type('q');
	terminal.type('X');
	await terminal.waitFor(screen => /✗ host \S+ does not answer: its agent is reconnecting/.test(screen));
	await terminal.waitFor(screen => /retry in \d+s, as last\s+reported/.test(screen));
	await terminal.waitFor(screen => /not known: its object: /.test(screen));
});
