import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {dataRows, isLive, open, startDemo} from './stage.js';

const enter = '\r';

const newEnvironment = () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-remembered-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return {XDG_STATE_HOME: folder};
};

test('a view that was saved is there after a restart, and not in a fresh run', async () => {
	const environment = newEnvironment();
	const first = await startDemo([], {environment});
	first.type(`:pods${enter}`);
	await first.waitFor(screen => /pods\[/.test(screen));
	first.type(`/label:app=web and age>1h${enter}`);
	await first.waitFor(
		screen => dataRows(screen).length > 0 && dataRows(screen).every(row => row.includes('web')),
	);
	first.type(`:save mine${enter}`);
	await first.waitFor(screen => screen.includes(':mine shows this view from now on'));
	first.type(`:q${enter}`);
	expect(await first.exited).toBe(0);

	const second = await startDemo([], {environment});
	second.type(`:mine${enter}`);
	await second.waitFor(screen => /pods\[\d+ of \d+\] \/label:app=web and age>1h/.test(screen));
	await second.waitFor(screen => dataRows(screen).every(row => row.includes('web')));

	const fresh = await startDemo(['--fresh'], {environment});
	fresh.type(`:mine${enter}`);
	await fresh.waitFor(screen => screen.includes("there is no command, view or kind 'mine'"));
});

test('a view that was saved has its scope and shows only trouble after a restart', async () => {
	const environment = newEnvironment();
	const first = await startDemo([], {environment});
	first.type(`:pods kube-system${enter}`);
	await first.waitFor(screen => /pods\[\d+\] in kube-system/.test(screen));
	first.type(`:save system${enter}`);
	await first.waitFor(screen => screen.includes(':system shows this view from now on'));
	first.type('0');
	await first.waitFor(screen => /pods\[\d+\] sort/.test(screen));
	first.type('!');
	await first.waitFor(screen => /pods\[\d+ of \d+\] trouble/.test(screen));
	first.type(`:save broken${enter}`);
	await first.waitFor(screen => screen.includes(':broken shows this view from now on'));
	first.type(`:system${enter}`);
	await first.waitFor(screen => /pods\[\d+\] in kube-system/.test(screen));
	first.type(`:q${enter}`);
	expect(await first.exited).toBe(0);

	const second = await startDemo([], {environment});
	second.type(`:broken${enter}`);
	await second.waitFor(screen => /pods\[\d+ of \d+\] trouble/.test(screen));
	second.type(`:system${enter}`);
	await second.waitFor(screen => /pods\[\d+\] in kube-system/.test(screen));
});

test('the scope is there after a restart, and ends with 0', async () => {
	const environment = newEnvironment();
	const first = await startDemo([], {environment});
	first.type(`:pods kube-system@staging${enter}`);
	await first.waitFor(screen => /pods\[\d+\] in kube-system@staging/.test(screen));
	first.type(`:q${enter}`);
	expect(await first.exited).toBe(0);

	const second = await startDemo([], {environment});
	await second.waitFor(screen => /all\[\d+\] in kube-system@staging/.test(screen));
	second.type('n');
	await second.waitFor(screen => screen.includes('0 all  1 kube-system@staging'));
	second.type(`0${enter}`);
	await second.waitFor(screen => /all\[\d+\] sort/.test(screen));
});

test('where nothing can be kept it is said once, and everything works', async () => {
	const terminal = open(['--demo'], {environment: {XDG_STATE_HOME: '/dev/null'}});
	await terminal.waitFor(screen => screen.includes('Cannot read /dev/null/rwatch/views.json'));
	await terminal.waitFor(isLive);
	terminal.type(`:save mine${enter}`);
	await terminal.waitFor(screen => screen.includes(':mine shows this view from now on'));
	terminal.type(`:mine${enter}`);
	await terminal.waitFor(screen => /all\[\d+\]/.test(screen));
});

test('the views of an earlier run are a key away, with their filter', async () => {
	const environment = newEnvironment();
	const first = await startDemo([], {environment});
	first.type(`:pods${enter}`);
	await first.waitFor(screen => /pods\[/.test(screen));
	first.type(`/web${enter}`);
	await first.waitFor(screen => /pods\[\d+ of \d+\] \/web/.test(screen));
	first.type(`:q${enter}`);
	expect(await first.exited).toBe(0);

	const second = await startDemo([], {environment});
	await second.waitFor(screen => /all\[\d+\]/.test(screen));
	second.type('[');
	await second.waitFor(screen => /pods\[\d+ of \d+\] \/web/.test(screen));
	second.type('-');
	await second.waitFor(screen => /all\[\d+\]/.test(screen));
});
