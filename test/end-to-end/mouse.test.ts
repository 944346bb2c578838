import {expect, test} from 'vitest';
import {serveCalmDemo} from './calm-demo.js';
import {dataRows, isLive, open, startDemo} from './stage.js';

const wheelDown = '\u001b[<65;10;10M';
/** What a row is called; the rest of it changes. */
const nameOf = (row: string | undefined): string => row?.slice(3).split(' ')[0] ?? '';
const cursorName = (screen: string): string => nameOf(dataRows(screen).find(row => row.startsWith('>')));

test('the wheel scrolls, a click moves the cursor of grid and lists, and in texts the mouse is the terminal’s', async () => {
	// No pod may come or go between two looks at the rows.
	const terminal = open([...(await serveCalmDemo()), '--mouse', '-k', 'pods'], {columns: 160});
	await terminal.waitFor(screen => isLive(screen) && /pods\[\d+\]/.test(screen) && cursorName(screen) !== '');
	const names = dataRows(terminal.screen().join('\n')).map(nameOf);
	// The third row of the grid: two lines of header, the title and the column heads are above it.
	terminal.type('\u001b[<0;20;7M\u001b[<0;20;7m');
	await terminal.waitFor(screen => cursorName(screen) === names[2]);
	terminal.type(wheelDown);
	await terminal.waitFor(screen => nameOf(dataRows(screen)[0]) === names[3]);
	terminal.type(':sources\r');
	await terminal.waitFor(screen => /^>● +rancher1 +rancher1/m.test(screen));
	// The second source, below the same lines.
	terminal.type('\u001b[<0;20;6M\u001b[<0;20;6m');
	await terminal.waitFor(screen => /^>● +rancher2 +rancher2/m.test(screen));
	terminal.type('q');
	await terminal.waitFor(screen => /pods\[\d+\]/.test(screen));
	terminal.type('d');
	await terminal.waitFor(screen => /^─ describe/m.test(screen));
	await terminal.waitFor(() => terminal.mouse() === 'none');
	terminal.type('q');
	await terminal.waitFor(screen => /pods\[\d+\]/.test(screen));
	await terminal.waitFor(() => terminal.mouse() === 'vt200');
	terminal.type('\u0003');
	await terminal.exited;
	expect(terminal.leftovers()).toEqual([]);
});

test('without the option no mouse is asked for', async () => {
	const terminal = await startDemo(['-k', 'pods']);
	await terminal.waitFor(screen => /pods\[\d+\]/.test(screen));
	expect(terminal.mouse()).toBe('none');
});
