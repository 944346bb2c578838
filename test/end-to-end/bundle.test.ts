import {createHash} from 'node:crypto';
import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {program, root} from './build.js';
import {run} from './run.js';
import {startInTerminal} from './terminal.js';

const recording = join(root, 'test/fixtures/recording-0.1.0.ndjson');
const single = join(dirname(program), 'rwatch.mjs');

/** A folder without packages anywhere above it, and the one file in it. */
const copied = (): {readonly folder: string; readonly file: string} => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-bundle-'));
	onTestFinished(() => rmSync(folder, {recursive: true}));
	const file = join(folder, 'rwatch.mjs');
	copyFileSync(single, file);
	return {folder, file};
};

/** The program beside its single file. */
const installed = (): {readonly script: string; readonly file: string} => {
	const {folder, file} = copied();
	const script = join(folder, 'cli.js');
	copyFileSync(program, script);
	writeFileSync(join(folder, 'package.json'), '{"type": "commonjs"}');
	return {script, file};
};

const startOnce = (file: string, environment: Readonly<Record<string, string>>) => {
	const terminal = startInTerminal(['--replay', recording, '--speed', '1000', '--once'], {
		program: file,
		environment,
		columns: 160,
	});
	onTestFinished(terminal.close);
	return terminal;
};

test('the single file needs nothing beside it, not even for tables of packages', async () => {
	const {file} = copied();
	const terminal = startOnce(file, {});
	await terminal.waitFor(screen => screen.includes('│'));
	expect(await terminal.exited).toBe(0);
});

test('the single file has a checksum', () => {
	const [sum] = readFileSync(`${single}.sha256`, 'utf8').split(' ');
	expect(createHash('sha256').update(readFileSync(single)).digest('hex')).toBe(sum);
});

test.each([
	[
		'another build',
		'the file is of another build',
		(text: string) => text.replace(/(?<=\/\*)\w{16}/, '0'.repeat(16)),
	],
	['half a copy', 'the file is cut off', (text: string) => text.slice(0, 40)],
	['none', 'no such file', () => null],
])('the program says so where the single file beside it is %s', async (_title, expected, change) => {
	const {script, file} = installed();
	const text = change(readFileSync(file, 'latin1'));
	if (text === null) rmSync(file);
	else writeFileSync(file, text);
	const {exitCode, stderr} = await run(['--version'], {script});
	expect(stderr).toMatch(/^Cannot read the program from .*: .*; copy the file of the same build there\n$/);
	expect(stderr).toContain(expected);
	expect(exitCode).toBe(1);
});

test('the program goes on with the single file that it began with when another is installed', async () => {
	const {script, file} = installed();
	const terminal = startInTerminal(['--demo'], {program: script});
	onTestFinished(terminal.close);
	await terminal.waitFor(screen => screen.includes('live'));
	rmSync(file);
	writeFileSync(file, 'another');
	// The first use of a pattern loads what has not been loaded yet.
	terminal.type('/^x{3}$\r');
	await terminal.waitFor(screen => screen.includes('No row'));
});

test.each([
	['where packages are modules', '{"type": "module"}'],
	['where packages are scripts', '{}'],
])(
	'the program starts from a copy beside the single file, and by a link to it, %s',
	async (_title, settings) => {
		const {folder} = copied();
		const script = join(folder, 'cli.js');
		const link = join(folder, 'link', 'rwatch.js');
		copyFileSync(program, script);
		mkdirSync(dirname(link));
		symlinkSync(script, link);
		writeFileSync(join(folder, 'package.json'), settings);
		for (const start of [script, link]) {
			const {exitCode, stdout, stderr} = await run(['--version'], {script: start});
			expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
			expect(stdout).toMatch(/^\d+\.\d+\.\d+\n/);
		}
	},
);

test('what was compiled is kept for the next start, for this user only', async () => {
	const {folder, file} = copied();
	const caches = join(folder, 'cache');
	const cache = join(caches, 'rwatch');
	const start = async () => {
		const terminal = startInTerminal(['--demo'], {program: file, environment: {XDG_CACHE_HOME: caches}});
		onTestFinished(terminal.close);
		await terminal.waitFor(screen => screen.includes('live'));
		return terminal;
	};

	mkdirSync(cache, {recursive: true, mode: 0o700});
	const stale = `${process.version}-${process.arch}-chunk-OF-AN-EARLIER-VERSION.js`;
	writeFileSync(join(cache, stale), '');
	const first = await start();
	await expect
		.poll(
			() => readdirSync(caches).includes('rwatch') && readdirSync(cache).some(name => /main\.js$/.test(name)),
		)
		.toBe(true);
	await expect.poll(() => readdirSync(cache).includes(stale)).toBe(false);
	first.type('\u0003');
	await first.exited;
	expect(statSync(cache).mode & 0o777).toBe(0o700);
	await start();
});

test('a cache that others may write to, or that cannot be written, is not used', async () => {
	const {folder, file} = copied();
	mkdirSync(join(folder, 'rwatch'));
	chmodSync(join(folder, 'rwatch'), 0o777);
	for (const cache of [folder, '/dev/null']) {
		const terminal = startOnce(file, {XDG_CACHE_HOME: cache});
		expect(await terminal.exited).toBe(0);
	}

	expect(readdirSync(join(folder, 'rwatch'))).toEqual([]);
});
