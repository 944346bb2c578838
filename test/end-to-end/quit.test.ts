import {describe, expect, test} from 'vitest';
import {isLive, startDemo} from './stage.js';

describe('leaving', () => {
	test.each([
		['q at the top view, then y', ['q', 'y']],
		[':q and Enter', [':', 'q', '\r']],
	])('by %s ends with 0 and restores the terminal', async (_title, keys) => {
		const terminal = await startDemo();
		expect(terminal.bytes()).toContain('\u001B[?1049h');
		for (const key of keys) {
			const before = terminal.screen().join('\n');
			terminal.type(key);
			// A question can be answered once one of its answers is chosen.
			if (key === 'q' && keys.at(-1) === 'y') await terminal.waitFor(screen => screen.includes('[Yes]'));
			else if (key !== keys.at(-1)) await terminal.waitFor(screen => screen !== before);
		}

		expect(await terminal.exited).toBe(0);
		expect(terminal.leftovers()).toEqual([]);
	});

	test('by ctrl-c restores the terminal', async () => {
		const terminal = await startDemo();
		terminal.type('\u0003');
		expect([0, 130]).toContain(await terminal.exited);
		expect(terminal.leftovers()).toEqual([]);
	});

	test('is asked about, and can be thought better of', async () => {
		const terminal = await startDemo();
		terminal.type('q');
		await terminal.waitFor(screen => screen.includes('Quit rwatch?') && screen.includes('[Yes]'));
		terminal.type('n');
		await terminal.waitFor(screen => !screen.includes('Quit rwatch?') && isLive(screen));
	});
});
