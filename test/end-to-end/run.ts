import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {onTestFinished} from 'vitest';
import {caches, commandFor} from './build.js';

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

type RunOptions = {
	/** The home directory; an empty one unless given. */
	readonly home?: string;
	/** Besides `HOME`, `PATH`, `TERM`, `FORCE_COLOR` and `XDG_CACHE_HOME`: nothing of the surroundings leaks in. */
	readonly environment?: Readonly<Record<string, string>>;
	/** The reader hangs up as soon as this holds for the output. */
	readonly enough?: (stdout: string) => boolean;
	/** The descriptor of a file that the output goes to. */
	readonly file?: number;
	/** The script that Node runs instead of the built program. */
	readonly script?: string;
};

/** How a run without a terminal ended. */
export type Ended = {readonly exitCode: number | null; readonly stdout: string; readonly stderr: string};

/** Runs the built program with pipes instead of a terminal, until it ends. */
export const run = (argv: readonly string[], options: RunOptions = {}): Promise<Ended> =>
	new Promise((resolve, reject) => {
		const {environment = {}, enough = () => false, file, script} = options;
		const home = options.home ?? mkdtempSync(join(tmpdir(), 'rwatch-home-'));
		const [node, ...words] = commandFor(script);
		const child = spawn(node, [...words, ...argv], {
			env: {
				PATH: process.env.PATH,
				HOME: home,
				TERM: 'xterm-256color',
				FORCE_COLOR: '1',
				XDG_CACHE_HOME: caches,
				...environment,
			},
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
			if (options.home === undefined) rmSync(home, {recursive: true});
			resolve({exitCode, stdout, stderr});
		});
	});
