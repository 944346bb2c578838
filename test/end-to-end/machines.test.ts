import {test} from 'vitest';
import {startDemo} from './stage.js';

const enter = '\r';

test('a node and its minion name each other, lead to each other, and say so when described', async () => {
	// Wide enough for the column beside the figures too, which come when they come.
	const terminal = await startDemo(['-k', 'nodes', '--fresh'], {columns: 240, rows: 50});
	await terminal.waitFor(screen => /wk-01 .*minion wk-01\.fra\.example\.net/.test(screen));
	terminal.type(`/same-as:two${enter}`);
	await terminal.waitFor(screen => /nodes\[1 of 13\]/.test(screen) && screen.includes('wk-02'));
	terminal.type(enter);
	await terminal.waitFor(screen => /pods\[\d+\] of node wk-02/.test(screen));
	await terminal.waitFor(screen => /^>.*minion +worker-two\.fra\.example\.net +up/m.test(screen));
	terminal.type('j');
	terminal.type('g');
	terminal.type(enter);
	await terminal.waitFor(screen => /jobs\[\d+\] of minion worker-two/.test(screen));
	await terminal.waitFor(screen => /^>.*node +wk-02 +active/m.test(screen));
	terminal.type('d');
	await terminal.waitFor(
		screen =>
			screen.includes('describe of node wk-02') &&
			/same as +minion worker-two\.fra\.example\.net/.test(screen),
	);
});
