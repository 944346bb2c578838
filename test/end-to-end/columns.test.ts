import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished, test} from 'vitest';
import {dataRows, startDemo} from './stage.js';

test('columns of the configuration show labels and parts of objects of every family, filter and sort', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-columns-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const file = join(folder, 'config.yaml');
	writeFileSync(
		file,
		`columns:
  pod: [{title: APP, label: app}, {title: QOS, path: '{.status.qosClass}'}]
  container: [{title: STACKED, label: io.rancher.stack.name}, {title: KIND OF, path: .type}]
  minion: [{title: KERNEL, path: .kernel}]
`,
	);
	const terminal = await startDemo(['--config', file, '-k', 'pods'], {columns: 200, rows: 30});
	await terminal.waitFor(
		screen =>
			/APP +QOS/.test(screen) && dataRows(screen).every(row => / (?:BestEffort|Burstable)\b/.test(row)),
	);
	terminal.type('/qos=burstable and app=web\r');
	await terminal.waitFor(screen => dataRows(screen).every(row => / web +Burstable\b/.test(row)));
	terminal.type(':minions\r');
	await terminal.waitFor(
		screen => screen.includes('KERNEL') && dataRows(screen).some(row => / Linux\b/.test(row)),
	);
	terminal.type(':containers /stacked=shop\r');
	await terminal.waitFor(screen => /STACKED +KIND OF/.test(screen) && dataRows(screen).length > 0);
	await terminal.waitFor(screen => / shop +container\b/.test(dataRows(screen).join('\n')));
});
