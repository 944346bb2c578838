import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {until} from '../until.js';
import {dataRows, startDemo} from './stage.js';

const enter = '\r';

const newFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-out-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

test('all rows of the view go to a private file, and never over one that is there', async () => {
	const folder = newFolder();
	const terminal = await startDemo(['-k', 'pods']);
	const file = join(folder, 'pods.json');
	for (const name of ['pods.json', 'pods-2.json']) {
		terminal.type(`\u0013${file}${enter}`);
		await terminal.waitFor(screen => /Saved \d+ rows to/.test(screen) && screen.includes(name));
		const [, count] = /Saved (\d+) rows to/.exec(terminal.screen().join('\n')) ?? [];
		const {rows} = JSON.parse(readFileSync(join(folder, name), 'utf8'));
		expect(rows).toHaveLength(Number(count));
		expect(rows.length).toBeGreaterThan(dataRows(terminal.screen().join('\n')).length);
	}

	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('where there is a display the web page of the row is opened', async () => {
	const folder = newFolder();
	const opened = join(folder, 'opened');
	const opener = join(folder, 'xdg-open');
	writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > '${opened}'\n`);
	chmodSync(opener, 0o700);
	const environment = {DISPLAY: ':7', PATH: `${folder}:${process.env.PATH}`};
	const terminal = await startDemo(['-k', 'hosts'], {environment});
	await terminal.waitFor(screen => /hosts\[\d+\]/.test(screen));
	terminal.type('jO');
	await terminal.waitFor(screen => screen.includes('(copied, and opened)'));
	await until(() =>
		expect(readFileSync(opened, 'utf8')).toMatch(
			/^http:\/\/127\.0\.0\.1:\d+\/env\/1a\d+\/infra\/hosts\/1h\d+$/,
		),
	);
});
