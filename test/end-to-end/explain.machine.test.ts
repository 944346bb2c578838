import {expect, onTestFinished, test} from 'vitest';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import {isLive, open} from './stage.js';

const node = 'node/c-m-4xk7b2qp:wk-02';
const minion = 'worker-two.fra.example.net';

test('a node that is lost is explained by its minion: its agent is down while that answers, then the machine is', async () => {
	const rancher = await serveRancher2({life: false});
	onTestFinished(() => rancher.close());
	const salt = await serveSalt({life: false, calm: true, minions: 12});
	onTestFinished(() => salt.close());
	const {username, password} = salt.user;
	const terminal = open([`rancher2+${rancher.url}`, `salt+${salt.url}`, '-k', 'nodes', '-f', 'wk-02'], {
		columns: 200,
		rows: 50,
		environment: {
			RANCHER_TOKEN: `${rancher.token.name}:${rancher.token.secret}`,
			SALTAPI_USER: username,
			SALTAPI_PASS: password,
			SALTAPI_EAUTH: 'pam',
		},
	});
	await terminal.waitFor(screen => isLive(screen) && screen.includes('minion worker-two'));
	rancher.world.change(node, {ready: false, notReady: '', since: Date.now()});
	await terminal.waitFor(screen => /wk-02 .*unavailable/.test(screen));
	terminal.type('gX');
	await terminal.waitFor(screen => /✗ node wk-02 does not report any more/.test(screen));
	await terminal.waitFor(screen => /the machine of node wk-02 is up/.test(screen));
	expect(terminal.screen().join('\n')).toMatch(/answers: its\s+agent is down/);
	salt.master.setUp(minion, false);
	await terminal.waitFor(screen => /the machine of node wk-02 is down/.test(screen));
	expect(terminal.screen().join('\n')).toMatch(/minion worker-two\.fra\.example\.net is down/);
});
