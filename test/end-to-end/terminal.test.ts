import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, afterEach, describe, expect, test} from 'vitest';
import {leftovers} from './leftovers.js';
import {startInTerminal, type TerminalProgram} from './terminal.js';

const folder = mkdtempSync(join(tmpdir(), 'rwatch-harness-'));
const open: TerminalProgram[] = [];

const start = (script: string, argv: readonly string[] = []): TerminalProgram => {
	const program = join(folder, 'program.mjs');
	writeFileSync(program, script);
	const terminal = startInTerminal(argv, {program, columns: 40, rows: 5});
	open.push(terminal);
	return terminal;
};

afterEach(async () => {
	await Promise.all(open.splice(0).map(terminal => terminal.close()));
});
afterAll(() => rmSync(folder, {recursive: true}));

describe('the terminal that the other tests of this folder use', () => {
	test('shows what a program draws, sends it keys, and gives its exit code', async () => {
		const terminal = start(
			`
			process.stdin.setRawMode(true).on('data', key => {
				console.log('key ' + key);
				if (String(key) === 'q') { process.stdin.setRawMode(false); process.exit(7); }
			});
			console.log('ready ' + process.argv[2] + ' ' + process.stdout.columns);
		`,
			['now'],
		);
		await terminal.waitFor(screen => screen.includes('ready now 40'));
		terminal.type('j');
		await terminal.waitFor(screen => screen.includes('key j'));
		terminal.type('q');
		expect(await terminal.exited).toBe(7);
		expect(terminal.leftovers()).toEqual([]);
	});

	test('shows what is drawn at once as one frame, in however many pieces it comes', async () => {
		const terminal = start(`
			process.stdin.setRawMode(true).once('data', () => console.log('two\\u001B[?2026l'));
			console.log('\\u001B[?2026hone');
		`);
		await expect.poll(terminal.bytes).toContain('one');
		const seen = terminal.waitFor(screen => screen.includes('one'));
		terminal.type('x');
		await seen;
		expect(terminal.screen().slice(0, 2)).toEqual(['one', 'two']);
	});

	test('shows each frame, of several that come at once too', async () => {
		const frames = ['one', 'two'].map(text => `\u001B[?2026h\r${text}\u001B[?2026l`).join('');
		const terminal = start(`
			process.stdin.setRawMode(true).once('data', () => process.stdout.write(${JSON.stringify(frames)}));
			console.log('ready');
		`);
		await terminal.waitFor(screen => screen.includes('ready'));
		const seen = terminal.waitFor(screen => screen.includes('one'));
		terminal.type('x');
		await seen;
		await terminal.waitFor(screen => screen.includes('two'));
	});

	test('notices what a program leaves behind', async () => {
		const terminal = start(`
			process.stdout.write('\\u001B[?1049h\\u001B[?25l\\u001B[?2004h');
			process.stdin.setRawMode(true);
			process.kill(process.pid, 'SIGKILL');
		`);
		expect(await terminal.exited).toBe(137);
		expect(terminal.leftovers()).toEqual([
			'alternate screen',
			'bracketed paste',
			'hidden cursor',
			'raw mode',
		]);
	});

	test('passes on signals and sizes', async () => {
		const terminal = start(`
			process.on('SIGTERM', () => process.exit(143));
			process.stdout.on('resize', () => console.log('now ' + process.stdout.columns));
			setInterval(() => {}, 1000);
			console.log('ready');
		`);
		await terminal.waitFor(screen => screen.includes('ready'));
		terminal.resize(60, 10);
		await terminal.waitFor(screen => screen.includes('now 60'));
		terminal.signal('SIGTERM');
		expect(await terminal.exited).toBe(143);
	});

	test('says what was on the screen when it waited in vain', async () => {
		const terminal = start(`console.log('something else'); setInterval(() => {}, 1000);`);
		await terminal.waitFor(screen => screen.includes('something'));
		await expect(terminal.waitFor(screen => screen.includes('never'), 50)).rejects.toThrow('|something else');
	});

	test.each([
		['\u001B[?25l\u001B[?25h', []],
		['\u001B[?1049;25h', ['alternate screen']],
		['\u001B[?1002h\u001B[?1006h\u001B[?1002;1006l', []],
		['\u001B[?2026h text', ['synchronized output']],
	])('knows what %j leaves behind', (bytes, left) => {
		expect(leftovers(bytes)).toEqual(left);
	});
});
