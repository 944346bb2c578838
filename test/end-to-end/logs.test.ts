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
	two.faults.down();
	await terminal.waitFor(
		screen => /2 of 3 live/.test(screen) && /web.*│ ── .*(?:ECONN|socket|closed|terminated)/.test(screen),
	);
	two.log(pod, 'written meanwhile');
	two.faults.up();
	await terminal.waitFor(screen => /│ ── .* the log goes on/.test(screen));
	two.log(pod, 'written at last');
	await terminal.waitFor(screen => screen.includes('written at last'));
	const text = terminal.screen().join('\n');
	for (const once of ['written by a pod', 'written meanwhile', 'written at last']) {
		expect(text.split(once), once).toHaveLength(2);
	}
});
