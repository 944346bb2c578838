import {expect, test} from 'vitest';
import {dataRows, startDemo} from './stage.js';

const isFull = (screen: string, rows: number) => {
	const lines = screen.split('\n');
	return (
		/\blive\b/.test(lines[0] ?? '') &&
		dataRows(screen).length >= rows - 6 &&
		// Keys, or the message of the row under the cursor.
		(lines.at(-1) ?? '').trim() !== ''
	);
};

test('the screen fills another size of the terminal, and leaves nothing of the mess of one that is too small', async () => {
	const terminal = await startDemo([], {columns: 100, rows: 30});
	for (const [columns, rows] of [
		[60, 15],
		[200, 50],
		[100, 30],
	] as const) {
		terminal.resize(columns, rows);
		await terminal.waitFor(screen => isFull(screen, rows));
		expect(terminal.screen()).toHaveLength(rows);
	}

	const before = terminal.bytes().length;
	terminal.resize(20, 3);
	await terminal.waitFor(() => terminal.bytes().length > before);
	terminal.resize(100, 30);
	await terminal.waitFor(screen => isFull(screen, 30));
	// Node reports no change here: its last known size is the present one. The terminal has forgotten the rows.
	terminal.resize(20, 3);
	terminal.resize(100, 30);
	await terminal.waitFor(screen => isFull(screen, 30));
});
