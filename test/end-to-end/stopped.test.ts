import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import {expect, onTestFinished, test} from 'vitest';
import {until} from '../until.js';
import {program, root} from './build.js';
import {isLive, startDemo} from './stage.js';

const lives = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
		throw error;
	}
};

test('after a stop that nobody announced, the screen is drawn and keys are read again', async () => {
	const terminal = await startDemo();
	terminal.signal('SIGSTOP');
	// What a shell does meanwhile: its own modes, and its own text.
	const before = terminal.bytes().length;
	terminal.signal('SIGCONT');
	// Whoever has the terminal meanwhile gets no reports of its focus.
	const order = /\?1004l.*\?1049l.*\?1049h.*\?1004h/s;
	await terminal.waitFor(() => order.test(terminal.bytes().slice(before)));
	await terminal.waitFor(isLive);
	terminal.type('?');
	await terminal.waitFor(screen => screen.includes('MOVE'));
	terminal.type('\u0003');
	await terminal.exited;
	expect(terminal.leftovers()).toEqual([]);
});

test('a terminal that disappears without a signal ends the program', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-gone-'));
	const pidFile = join(folder, 'pid');
	// In a session of its own the program hears of no hang-up.
	const script = `exec setsid -w sh -c 'echo $$ >"${pidFile}"; exec "$0" "$@"' "$@"`;
	const pty = spawn('sh', ['-c', script, 'sh', process.execPath, program, '--demo'], {
		name: 'xterm-256color',
		cols: 100,
		rows: 30,
		cwd: root,
		env: {PATH: process.env.PATH ?? '', HOME: folder, LANG: 'C.UTF-8'},
	});
	let written = '';
	pty.onData(text => {
		written += text;
	});
	await until(() => expect(written).toContain('live'));
	const pid = Number(readFileSync(pidFile, 'utf8'));
	onTestFinished(() => {
		if (lives(pid)) process.kill(pid, 'SIGKILL');
		rmSync(folder, {recursive: true, force: true});
	});
	// Where the leader of its session ends, a terminal hangs up.
	pty.kill('SIGKILL');
	await until(() => expect(lives(pid)).toBe(false));
});
