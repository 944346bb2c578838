import {describe, expect, test} from 'vitest';
import {dataRows, startDemo} from './stage.js';

describe('another size of the terminal', () => {
	test.each([
		['smaller', 60, 15],
		['larger', 160, 45],
	])('that is %s is filled again', async (_title, columns, rows) => {
		const terminal = await startDemo([], {columns: 100, rows: 30});
		terminal.resize(columns, rows);
		await terminal.waitFor(screen => {
			const lines = screen.split('\n');
			return (
				/\blive\b/.test(lines[0] ?? '') &&
				dataRows(screen).length >= rows - 6 &&
				// Keys, or the message of the row under the cursor.
				(lines.at(-1) ?? '').trim() !== ''
			);
		});
		expect(terminal.screen()).toHaveLength(rows);
	});

	const isWhole = (screen: string) =>
		/\blive\b/.test(screen.split('\n')[0] ?? '') && dataRows(screen).length >= 24;

	test('that is too small, and then large enough again, leaves nothing of the mess', async () => {
		const terminal = await startDemo([], {columns: 100, rows: 30});
		const before = terminal.bytes().length;
		terminal.resize(20, 3);
		await terminal.waitFor(() => terminal.bytes().length > before);
		terminal.resize(100, 30);
		await terminal.waitFor(isWhole);
	});

	// Node reports no change here: its last known size is the present one. The terminal has forgotten the rows.
	test('that is too small for a moment leaves nothing of the mess', async () => {
		const terminal = await startDemo([], {columns: 100, rows: 30});
		terminal.resize(20, 3);
		terminal.resize(100, 30);
		await terminal.waitFor(isWhole);
	});
});
