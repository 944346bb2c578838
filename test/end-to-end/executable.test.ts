import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {version} from '../../source/flags/version.js';
import {root} from './build.js';

test('the single executable is the program, with a Node of its own', () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-executable-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const file = join(folder, 'rwatch');
	execFileSync(process.execPath, ['.ci/executable.js', file], {cwd: root, stdio: 'ignore'});
	const run = (...words: readonly string[]) =>
		execFileSync(file, words, {env: {PATH: '/nowhere', HOME: '/dev/null'}, encoding: 'utf8'});
	expect(run('--version').split('\n')[0]).toBe(version);
	expect(run('--demo', '--once', '-k', 'minions', '-o', 'csv')).toContain('example.net');
	// A file of a hundred megabytes is made.
}, 300_000);
