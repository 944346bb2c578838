import {describe, expect, test} from 'vitest';
import {open, startDemo} from './stage.js';

describe('a signal', () => {
	test.each([
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const)('%s restores the terminal and ends with %i', async (name, exitCode) => {
		const terminal = await startDemo();
		terminal.signal(name);
		expect(await terminal.exited).toBe(exitCode);
		expect(terminal.leftovers()).toEqual([]);
	});

	test.each([
		['SIGINT', 130],
		['SIGTERM', 143],
	] as const)('%s ends printed changes too', async (name, exitCode) => {
		const terminal = open(['--demo', '--follow']);
		await terminal.waitFor(screen => screen.includes('"type":"added"'));
		terminal.signal(name);
		expect(await terminal.exited).toBe(exitCode);
	});
});
