import {expect, test} from 'vitest';
import {serveAll} from './small-servers.js';
import {isLive, open} from './stage.js';

const enter = '\r';

test('marked rows of all families are one log, and what happens to it stands where it happened', async () => {
	const {one, two, salt, config, pod} = await serveAll();
	const terminal = open(['--config', config, '-k', 'all', '--fresh'], {columns: 160, rows: 40});
	await terminal.waitFor(screen => isLive(screen) && /minion/.test(screen));
	terminal.type(`/kind:container or kind:pod or name:web-a${enter}`);
	await terminal.waitFor(screen => /all\[3 of \d+\]/.test(screen));
	terminal.type('*');
	await terminal.waitFor(screen => screen.includes('3 marked'));
	terminal.type('l');
	await terminal.waitFor(screen => /logs live/.test(screen));
	one.log('1i1', 'written by a container');
	two.log(pod, 'written by a pod');
	salt.fire('salt/minion/web-a.example/start', {id: 'web-a.example', cmd: '_minion_event'});
	await terminal.waitFor(screen =>
		['written by a container', 'written by a pod', 'salt/minion/web-a.example/start'].every(text =>
			screen.includes(text),
		),
	);
	await two.faults.down();
	await terminal.waitFor(
		screen => /2 of 3 live/.test(screen) && /web.*│ ── .*(?:ECONN|socket|closed|terminated)/.test(screen),
	);
	two.log(pod, 'written meanwhile');
	await two.faults.up();
	await terminal.waitFor(screen => /│ ── .* the log goes on/.test(screen));
	two.log(pod, 'written at last');
	await terminal.waitFor(screen => screen.includes('written at last'));
	const text = terminal.screen().join('\n');
	for (const once of ['written by a pod', 'written meanwhile', 'written at last']) {
		expect(text.split(once), once).toHaveLength(2);
	}
});

test('a log of many formats is filtered, searched, laid out and opened', async () => {
	const {one, config} = await serveAll();
	const terminal = open(['--config', config, '-k', 'containers', '--fresh'], {columns: 100, rows: 30});
	await terminal.waitFor(screen => isLive(screen) && /container/.test(screen));
	const screen = () => terminal.screen().join('\n');
	terminal.type(`/kind:container${enter}l`);
	await terminal.waitFor(screen => /logs live/.test(screen));
	for (const text of [
		'{"time":"2026-01-02T03:04:05Z","level":"info","msg":"request completed","http":{"status":200}}',
		'level=warn msg="job is slow" took=3s',
		'I0102 03:04:05.678901       1 leaderelection.go:258] successfully renewed lease',
		'\u001b[31mERROR\u001b[0m order failed',
		'java.lang.IllegalStateException: no connection',
		'\tat net.example.shop.Checkout.pay(Checkout.java:88)',
		'\u001b[2Jready',
	])
		one.log('1i1', text);
	await terminal.waitFor(screen => screen.includes('␛[2Jready'));
	terminal.type('v');
	await terminal.waitFor(screen => /logs\[4 of \d+\]/.test(screen));
	expect(screen()).toContain('ERROR order failed');
	expect(screen()).toContain('Checkout.java:88');
	expect(screen()).not.toContain('renewed lease');
	terminal.type(`!order${enter}`);
	await terminal.waitFor(screen => /logs\[1 of \d+\].*!order, warnings and worse/.test(screen));
	terminal.type('\u001b');
	await terminal.waitFor(screen => /logs live/.test(screen) && screen.includes('renewed lease'));
	terminal.type('J');
	await terminal.waitFor(
		screen => /WARN +job is slow took=3s/.test(screen) && /INFO +request completed/.test(screen),
	);
	terminal.type(`/exception${enter}`);
	await terminal.waitFor(screen => screen.includes('/exception (1 of 1)'));
	terminal.type(enter);
	await terminal.waitFor(screen => screen.includes('3 lines'));
	expect(screen()).toContain('ERROR order failed');
	expect(screen()).not.toContain('job is slow');
});
