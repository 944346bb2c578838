import {describe, expect, test} from 'vitest';
import {isLive, startDemo} from './stage.js';

describe('leaving', () => {
	test('by q is asked about, can be thought better of, and ends with 0', async () => {
		const terminal = await startDemo();
		expect(terminal.bytes()).toContain('\u001B[?1049h');
		for (const answer of ['n', 'y']) {
			terminal.type('q');
			// A question can be answered once one of its answers is chosen.
			await terminal.waitFor(screen => screen.includes('Quit rwatch?') && screen.includes('[Yes]'));
			terminal.type(answer);
			if (answer === 'n')
				await terminal.waitFor(screen => !screen.includes('Quit rwatch?') && isLive(screen));
		}

		expect(await terminal.exited).toBe(0);
		expect(terminal.leftovers()).toEqual([]);
	});

	test('by :q and Enter ends with 0 and restores the terminal', async () => {
		const terminal = await startDemo();
		terminal.type(':q');
		await terminal.waitFor(screen => /^:q/m.test(screen));
		terminal.type('\r');
		expect(await terminal.exited).toBe(0);
		expect(terminal.leftovers()).toEqual([]);
	});

	test('says what was seen and sent, if that is wanted', async () => {
		const terminal = await startDemo(['--summary']);
		terminal.type(':q\r');
		expect(await terminal.exited).toBe(0);
		expect(terminal.screen().join('\n')).toMatch(
			/^rwatch: ran for [\d.]+m?s, saw \d+ changes?, sent 0 actions$/m,
		);
	});

	test('by ctrl-c restores the terminal', async () => {
		const terminal = await startDemo();
		terminal.type('\u0003');
		expect([0, 130]).toContain(await terminal.exited);
		expect(terminal.leftovers()).toEqual([]);
	});
});
