import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {afterAll, describe, expect, test} from 'vitest';
import {startDemo} from './stage.js';

const folder = mkdtempSync(join(tmpdir(), 'rwatch-crash-'));
afterAll(() => rmSync(folder, {recursive: true}));

// Node loads it into the program, which knows nothing of it: a fault that nobody foresaw, at our signal.
const faultAtSignal = (code: string): Readonly<Record<string, string>> => {
	const file = join(folder, 'fault.mjs');
	writeFileSync(file, `process.on('SIGUSR2', () => { ${code} });`);
	return {NODE_OPTIONS: `--import=${pathToFileURL(file)}`};
};

describe('a fault that nobody foresaw', () => {
	test.each([
		['an exception', "throw new Error('from nowhere');"],
		['a rejection', "void Promise.reject(new Error('from nowhere'));"],
	])('(%s) restores the terminal, is reported there, and ends with 1', async (_title, code) => {
		const terminal = await startDemo([], {environment: faultAtSignal(code)});
		terminal.signal('SIGUSR2');
		expect(await terminal.exited).toBe(1);
		expect(terminal.leftovers()).toEqual([]);
		expect(terminal.screen().join('\n')).toContain('from nowhere');
	});
});
