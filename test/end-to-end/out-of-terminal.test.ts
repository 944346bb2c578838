import {chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {until} from '../until.js';
import {startDemo} from './stage.js';

const enter = '\r';

const newFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-out-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

test('all rows of the view go to a private file, and never over one that is there', async () => {
	const folder = newFolder();
	const terminal = await startDemo(['-k', 'pods']);
	await terminal.waitFor(screen => /pods\[\d+\]/.test(screen));
	const [, count] = /pods\[(\d+)\]/.exec(terminal.screen().join('\n')) ?? [];
	for (const name of ['pods.json', 'pods-2.json']) {
		terminal.type(`\u0013${folder}/pods.json${enter}`);
		await terminal.waitFor(screen => screen.includes(`Saved ${count} rows to`) && screen.includes(name));
	}

	const file = join(folder, 'pods.json');
	expect(JSON.parse(readFileSync(file, 'utf8')).rows).toHaveLength(Number(count));
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
