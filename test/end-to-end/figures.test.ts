import {test} from 'vitest';
import {dataRows, startDemo} from './stage.js';

test('what pods and nodes use is shown, sorted and filtered by, and followed', async () => {
	const terminal = await startDemo(['-k', 'pods', '--sort', 'cpu:desc'], {columns: 200, rows: 50});
	await terminal.waitFor(
		screen => /RESTARTS +CPU↓ +CPU% +MEM/.test(screen) && / \d+m +\d+% /.test(dataRows(screen)[0] ?? ''),
	);
	terminal.type('/cpu>60% and memory>100Mi\r');
	await terminal.waitFor(
		screen =>
			dataRows(screen).length > 0 && dataRows(screen).every(row => / (?:[6-9]\d|1\d\d)% +\d+/.test(row)),
	);
	terminal.type('t');
	await terminal.waitFor(screen => /stats live.* of pod .*[\s\S]*CPU +\d+m/.test(screen));
	terminal.type('\u001b');
	terminal.type(':nodes\r');
	await terminal.waitFor(screen => /CPU CPU% +MEM MEM%/.test(screen) && /wk-01 .* \d+% /.test(screen));
});

test('on a small terminal figures are some steps to the right, and a minion is looked at with each press', async () => {
	const terminal = await startDemo(['-k', 'pods'], {columns: 80, rows: 24});
	await terminal.waitFor(screen => dataRows(screen).length > 0);
	terminal.type('\u001b[C\u001b[C\u001b[C');
	await terminal.waitFor(screen => /\bCPU%/.test(screen) && / \d+%/.test(screen));
	terminal.type('jp');
	await terminal.waitFor(screen => /no previous run of [\s\S]*no\s+restart/.test(screen));
	terminal.type(':minions\r');
	await terminal.waitFor(screen => /minions\[/.test(screen) && dataRows(screen).length > 3);
	terminal.type('jt');
	await terminal.waitFor(
		screen => /stats t looks again/.test(screen) && /Memory +[\d.]+ GiB of/.test(screen),
	);
	terminal.type('t');
	await terminal.waitFor(screen => /CPU +[\d.]+ %/.test(screen) && /Received/.test(screen));
});
