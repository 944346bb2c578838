import {onTestFinished, test} from 'vitest';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {publish} from '../../source/demo/salt/dispatch.js';
import {serveSalt} from '../../source/demo/salt/server.js';
import {isLive, open} from './stage.js';

const node = 'node/c-m-4xk7b2qp:wk-02';
const minion = 'worker-two.fra.example.net';

const start = async (argv: readonly string[]) => {
	const rancher = await serveRancher2({life: false});
	onTestFinished(() => rancher.close());
	const salt = await serveSalt({life: false, calm: true, minions: 12});
	onTestFinished(() => salt.close());
	const {username, password} = salt.user;
	const terminal = open([`rancher2+${rancher.url}`, `salt+${salt.url}`, ...argv], {
		columns: 200,
		rows: 50,
		environment: {
			RANCHER_TOKEN: `${rancher.token.name}:${rancher.token.secret}`,
			SALTAPI_USER: username,
			SALTAPI_PASS: password,
			SALTAPI_EAUTH: 'pam',
		},
	});
	return {terminal, rancher, salt};
};

test('a node that is lost is explained by its minion: its agent is down while that answers, then the machine is', async () => {
	const {terminal, rancher, salt} = await start(['-k', 'nodes', '-f', 'wk-02']);
	await terminal.waitFor(screen => isLive(screen) && screen.includes('minion worker-two'));
	rancher.world.change(node, {ready: false, notReady: '', since: Date.now()});
	await terminal.waitFor(screen => /wk-02 .*unavailable/.test(screen));
	terminal.type('gX');
	await terminal.waitFor(screen => /✗ node wk-02 does not report any more/.test(screen));
	// The master has not heard of the minion since.
	await terminal.waitFor(screen => /whether the machine itself is down is not known/.test(screen));
	await terminal.waitFor(screen => /its object \((?:[3-9]|\d\d)s ago\)/.test(screen));
	publish(salt.master, {fun: 'test.ping', target: minion, targetType: 'glob', user: 'deploy', args: []});
	await terminal.waitFor(screen => /✗ the kubelet of node wk-02 is down, not the machine/.test(screen));
	salt.master.setUp(minion, false);
	await terminal.waitFor(
		screen =>
			/✗ the machine of node wk-02 is down/.test(screen) &&
			/minion worker-two\.fra\.example\.net is down/.test(screen),
	);
	terminal.type('g');
	terminal.type('\r');
	await terminal.waitFor(screen => /─ minions\[/.test(screen) && /^>.* node wk-02 /m.test(screen));
});

test('a pod is explained by the state run on its very node', async () => {
	const {terminal, salt} = await start(['-k', 'pods', '-f', 'node:wk-02']);
	await terminal.waitFor(isLive);
	publish(salt.master, {
		fun: 'state.apply',
		target: minion,
		targetType: 'glob',
		user: 'deploy',
		args: ['release'],
	});
	terminal.type('gX');
	await terminal.waitFor(screen =>
		/worker-two\.fra\.example\.net is being changed right now: job state\.apply release by deploy/.test(
			screen,
		),
	);
	terminal.type('\r');
	await terminal.waitFor(screen => /─ jobs\[/.test(screen) && /^>.*state\.apply release/m.test(screen));
});
