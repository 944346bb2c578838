import {spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {program} from './build.js';

type Output = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

/**
 * Runs the program with pipes instead of a terminal, in an empty home; `enough` hangs up as soon as it holds for the output, which goes
 * to `file` instead where there is one.
 */
export const run = (
	argv: readonly string[],
	enough: (stdout: string) => boolean = () => false,
	file?: number,
	script: string = program,
): Promise<Output> =>
	new Promise((resolve, reject) => {
		const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
		const child = spawn(process.execPath, [script, ...argv], {
			env: {PATH: process.env.PATH, HOME: home, TERM: 'xterm-256color', FORCE_COLOR: '1'},
			stdio: ['ignore', file ?? 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		child.stdout?.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
			if (enough(stdout)) child.stdout?.destroy();
		});
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.on('error', reject);
		child.on('close', exitCode => {
			rmSync(home, {recursive: true});
			resolve({exitCode, stdout, stderr});
		});
	});
