import {describe, expect, test} from 'vitest';
import {open, startDemo} from './stage.js';

// SGR parameters that set a colour: 30 to 49, 90 to 107, alone or among others.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
const colour = /\u001B\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;\d+)*m/;

describe('colours', () => {
	test('are used on a terminal', async () => {
		const terminal = await startDemo();
		expect(terminal.bytes()).toMatch(colour);
	});

	test.each<[string, readonly string[], Readonly<Record<string, string>>]>([
		['with NO_COLOR', [], {NO_COLOR: '1'}],
		['with --no-color', ['--no-color'], {}],
		['with FORCE_COLOR=0', [], {FORCE_COLOR: '0'}],
	])('are left out %s, and the meaning stays', async (_title, argv, environment) => {
		const terminal = await startDemo(argv, {environment});
		expect(terminal.bytes()).not.toMatch(colour);
		await terminal.waitFor(screen => /\d+ error/.test(screen));
	});

	test('stay with CI set, as the screen does', async () => {
		const terminal = await startDemo([], {environment: {CI: 'true'}});
		expect(terminal.bytes()).toMatch(colour);
	});

	test('and cursor movements are left out on a terminal that is dumb', async () => {
		const terminal = open(['--demo', '--once'], {environment: {TERM: 'dumb'}});
		expect(await terminal.exited).toBe(0);
		expect(terminal.bytes()).toContain('NAME');
		expect(terminal.bytes()).not.toContain('\u001B');
	});

	test('and a screen are not asked of a terminal that is dumb: it gets a line for each row and each change', async () => {
		const terminal = open(['--demo'], {environment: {TERM: 'dumb'}});
		// Either may have left the screen by the time the other is printed.
		const has = (word: RegExp) => word.test(terminal.bytes());
		await terminal.waitFor(() => has(/\badded\b/) && has(/\bchanged\b/));
		expect(terminal.bytes()).not.toContain('\u001B');
		terminal.type('\u0003');
		expect(await terminal.exited).toBe(130);
	});

	test('go with ASCII signs where LC_ALL is C', async () => {
		const terminal = await startDemo([], {environment: {LC_ALL: 'C'}});
		expect(terminal.bytes()).not.toMatch(/[●✗◐▲─]/);
		expect(terminal.bytes()).toMatch(colour);
	});
});
