import {expect, test} from 'vitest';
import {dataRows, startDemo} from './stage.js';

const wheelDown = '\u001b[<65;10;10M';
const cursorRow = (screen: string): string | undefined => dataRows(screen).find(row => row.startsWith('>'));

test('the wheel scrolls, a click moves the cursor, and in texts the mouse is the terminal’s', async () => {
	const terminal = await startDemo(['--mouse', '-k', 'pods']);
	await terminal.waitFor(screen => /pods\[\d+\]/.test(screen) && cursorRow(screen) !== undefined);
	const first = dataRows(terminal.screen().join('\n'));
	// The third row of the grid: two lines of header, the title and the column heads are above it.
	terminal.type('\u001b[<0;20;7M\u001b[<0;20;7m');
	await terminal.waitFor(screen => cursorRow(screen)?.slice(1) === first[2]?.slice(1));
	terminal.type(wheelDown);
	await terminal.waitFor(screen => dataRows(screen)[0]?.slice(1) === first[3]?.slice(1));
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
