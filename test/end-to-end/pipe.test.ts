import {closeSync, copyFileSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {program} from './build.js';
import {run} from './run.js';

type Parsed = {
	readonly sources: readonly Record<string, unknown>[];
	readonly rows: readonly Record<string, unknown>[];
};

// Most of their time these programs wait for a server or a limit.
describe.concurrent('without a terminal', () => {
	test('one snapshot is printed as plain text', async () => {
		const {exitCode, stdout, stderr} = await run(['--demo']);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(stdout).toMatch(/^(?:SOURCE +)?KIND +NAME +STATE +SINCE +(?:[A-Z]+ +)*AGE +MESSAGE\n/);
		expect(stdout).not.toContain('\u001B');
	});

	test('one snapshot as JSON has sources of every family, and rows with all their fields', async () => {
		const {exitCode, stdout} = await run(['--demo', '--once', '-o', 'json', '--raw', '-k', 'hosts']);
		expect(exitCode).toBe(0);
		const {sources, rows} = JSON.parse(stdout) as Parsed;
		expect(sources.every(({status}) => status === 'live')).toBe(true);
		expect(new Set(sources.map(({family}) => family))).toEqual(new Set(['rancher1', 'rancher2', 'salt']));
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) {
			expect(Object.keys(row)).toEqual([
				'source',
				'family',
				'kind',
				'id',
				'name',
				'state',
				'health',
				'transitioning',
				'message',
				'progress',
				'since',
				'removed',
				'scope',
				'created',
				'columns',
				'raw',
			]);
			expect(row).toMatchObject({kind: 'host', raw: expect.any(Object)});
		}
	});

	test('changes are printed as they come, and a reader that has enough ends it quietly', async () => {
		const {exitCode, stdout, stderr} = await run(['--demo', '--follow'], {
			enough: text => /"type":"changed".*\n/.test(text),
		});
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		const lines = stdout.split('\n').slice(0, -1);
		const types = new Set(lines.map(line => (JSON.parse(line) as {type: string}).type));
		expect([...types]).toEqual(expect.arrayContaining(['status', 'added', 'changed']));
	});

	test('a reader that has enough at once is not a failure either', async () => {
		const {exitCode, stderr} = await run(['--demo', '--once'], {enough: () => true});
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	});

	test.each([
		[['--demo', '-k', 'hosts', '--until', 'kind:host'], 0, ''],
		[['--once', 'rancher1+http://127.0.0.1:1'], 4, '127.0.0.1: retrying: '],
		[['--until', 'x', '--timeout', '500ms', 'rancher1+http://127.0.0.1:1'], 4, '127.0.0.1: '],
		[['--demo', '--once', '--sort', 'nosuch'], 2, "--sort 'nosuch': there is no column 'nosuch'"],
		[['--follow', '--timeout', '1s'], 2, '--timeout goes with --once and --until'],
		[['--once'], 2, 'nothing to watch'],
		[
			['--once', 'salt+http://127.0.0.1:1'],
			2,
			'rwatch: 127.0.0.1:1: Salt needs a user with a password; set SALTAPI_USER and SALTAPI_PASS',
		],
		[
			['--follow', 'salt+http://127.0.0.1:1'],
			2,
			'rwatch: 127.0.0.1:1: Salt needs a user with a password; set SALTAPI_USER and SALTAPI_PASS',
		],
	])('%j ends with %i', async (argv, exitCode, said) => {
		const output = await run(argv);
		expect(output.stderr).toContain(said);
		expect(output.exitCode).toBe(exitCode);
	});

	test
		.skipIf(!existsSync('/dev/full'))
		.each([[['--demo', '--once']], [['--demo', '--follow']], [['--help']]])(
		'%j says in one line that what it writes is lost',
		async argv => {
			const full = openSync('/dev/full', 'w');
			const {exitCode, stderr} = await run(argv, {file: full});
			closeSync(full);
			expect(stderr).toMatch(/^rwatch: Cannot write the output: ENOSPC.* \(standard output\)\n$/);
			expect(exitCode).toBe(1);
		},
	);

	test.each([['--help'], ['--version']])('%s is printed to standard output', async option => {
		const {exitCode, stdout, stderr} = await run([option]);
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(stdout).toMatch(
			option === '--help'
				? /^Live terminal monitor/
				: /^\d+\.\d+\.\d+\nNode \d+\.\d+\.\d+\n(?:commit [\da-f]+\+?\n)?$/,
		);
	});

	test('a copy of the one file knows its own version, whatever package it lies in', async ({
		onTestFinished,
	}) => {
		const folder = mkdtempSync(join(tmpdir(), 'rwatch-copy-'));
		onTestFinished(() => rmSync(folder, {recursive: true}));
		const copy = join(folder, 'rwatch.mjs');
		copyFileSync(join(dirname(program), 'rwatch.mjs'), copy);
		writeFileSync(join(folder, 'package.json'), '{"version": "9.9.9", "type": "module"}');
		const {stdout: version} = await run(['--version']);
		expect(await run(['--version'], {script: copy})).toEqual({
			exitCode: 0,
			stdout: version,
			stderr: '',
		});
	});
});
