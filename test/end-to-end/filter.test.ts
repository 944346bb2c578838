import {expect, test} from 'vitest';
import {dataRows, startDemo} from './stage.js';

const enter = '\r';
const tab = '\t';

const every = (screen: string, form: RegExp): boolean =>
	dataRows(screen).length > 0 && dataRows(screen).every(row => form.test(row));

test('a filter is completed with Tab from what occurs, and finds rows by their labels', async () => {
	const terminal = await startDemo(['-k', 'pods'], {columns: 120});
	await terminal.waitFor(screen => /pods\[\d\d\]/.test(screen));
	terminal.type('/lab');
	await terminal.waitFor(screen => /\/lab +label:/.test(screen));
	terminal.type(tab);
	await terminal.waitFor(screen => /\/label: +label:app=/.test(screen));
	terminal.type(`ap${tab}coredn`);
	await terminal.waitFor(screen => /label:app=coredns/.test(screen));
	terminal.type(`${tab}${enter}`);
	await terminal.waitFor(screen => every(screen, /coredns/) && /\/label:app=coredns/.test(screen));
	terminal.type(`/${'\u0015'}-l app in (web,api), pod-template-hash${enter}`);
	await terminal.waitFor(screen => every(screen, /\/(?:web|api)-/));
});

test('a filter compares, and what it finds is marked in the grid', async () => {
	const terminal = await startDemo(['-k', 'pods'], {columns: 120});
	terminal.type(`/age>1d and restarts<1 and ~cordns${enter}`);
	await terminal.waitFor(screen => every(screen, /coredns/));
	expect(terminal.isColoured('dns-')).toBe(true);
});

test('all rows that a filter shows are marked for one action', async () => {
	const terminal = await startDemo(['-k', 'pods'], {columns: 120});
	terminal.type(`/~cordns${enter}`);
	await terminal.waitFor(screen => every(screen, /coredns/));
	terminal.type('*');
	await terminal.waitFor(screen => /pods\[(\d+) of \d+\] .*\b\1 marked/.test(screen));
	terminal.type('\u001C');
	await terminal.waitFor(screen => !screen.includes(' marked'));
	terminal.type('gV');
	await terminal.waitFor(screen => screen.includes('1 marked'));
	terminal.type('jV');
	await terminal.waitFor(screen => screen.includes('2 marked'));
});

test('a filter that is wrong says why and where, and is not taken', async () => {
	const terminal = await startDemo(['-k', 'pods'], {columns: 120});
	terminal.type('/web and restarts>=many');
	await terminal.waitFor(screen => /restarts is compared with a number.*\(at character 19\)/.test(screen));
	terminal.type(enter);
	await terminal.waitFor(screen => /\/web and restarts>=many/.test(screen));
	terminal.type(`${'\u007F'.repeat(4)}0${enter}`);
	await terminal.waitFor(screen => /pods\[\d+ of \d+\] \/web and restarts>=0/.test(screen));
});
