import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import {expect, onTestFinished, test} from 'vitest';
import {program} from './build.js';
import {startDemo} from './stage.js';

const written = (path: string): string => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
};

// The shell outlives the terminal, and so can report how the program ended.
test.each([
	['with a signal', 'trap : HUP; "$0" "$1" --demo; echo $? >"$CODE"'],
	['without one', 'trap \'\' HUP; "$0" "$1" --demo; echo $? >"$CODE"'],
])('a terminal that goes away %s ends the program with 129, not with a core dump', async (_title, script) => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-hang-up-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const code = join(folder, 'code');
	const pty = spawn('sh', ['-c', script, process.execPath, program], {
		name: 'xterm-256color',
		env: {PATH: process.env.PATH ?? '', HOME: folder, CODE: code},
	});
	let shown = '';
	await new Promise<void>(resolve => {
		pty.onData(text => {
			shown += text;
			if (shown.includes('live')) resolve();
		});
	});
	// Its types do not know how it goes away.
	(pty as typeof pty & {destroy: () => void}).destroy();

	await expect.poll(() => written(code)).toBe('129\n');
});

test('the signal at which Node opens an inspector does nothing', async () => {
	const terminal = await startDemo();
	terminal.signal('SIGUSR1');
	terminal.type('?');
	await terminal.waitFor(screen => screen.includes('MOVE'));

	expect(terminal.bytes()).not.toContain('Debugger');
});
