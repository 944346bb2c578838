import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {onTestFinished} from 'vitest';
import {program} from './build.js';

/** A home directory with these files, by path; it is removed after the test. */
export const homeWith = (files: Readonly<Record<string, string>>): string => {
	const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
	onTestFinished(() => rmSync(home, {recursive: true, force: true}));
	for (const [name, text] of Object.entries(files)) {
		const path = join(home, name);
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, text, {mode: 0o600});
	}

	return home;
};

/** How a run without a terminal ended. */
export type Ended = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

/** Runs the built program without a terminal, in this home directory and nothing else of the surroundings. */
export const runOnce = (
	argv: readonly string[],
	home: string,
	environment: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
	new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [program, ...argv], {
			env: {PATH: process.env.PATH, HOME: home, ...environment},
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let stdout = '';
		let stderr = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.on('error', reject);
		child.on('close', exitCode => resolve({exitCode, stdout, stderr}));
	});
