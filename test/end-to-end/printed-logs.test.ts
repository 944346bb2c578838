import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {program} from './build.js';
import {run} from './run.js';
import {serveAll} from './small-servers.js';

type Line = Readonly<Record<string, unknown>>;

const linesOf = (stdout: string): readonly Line[] =>
	stdout
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line) as Line);

test('the log of a row that is named is printed, with times in UTC', async () => {
	const {one, config} = await serveAll();
	one.log('1i1', 'written before');
	const {stdout, stderr, exitCode} = await run(['logs', 'one', '1i1', '--config', config]);
	expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
	expect(stdout).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z .*written before\n/m);
});

test('the logs of all rows that match are followed until nobody reads any more', async () => {
	const {two, salt, config, pod} = await serveAll();
	two.log(pod, 'written before');
	// A closed pipe is noticed at the next write.
	const timer = setInterval(() => {
		two.log(pod, 'written after');
		salt.fire('salt/minion/web-a.example/start', {id: 'web-a.example', cmd: '_minion_event'});
	}, 100);
	onTestFinished(() => clearInterval(timer));
	const follow = (source: string, rows: string) =>
		run(['logs', source, rows, '--follow', '-o', 'ndjson', '--config', config], {
			enough: stdout => /(?:written after|_minion_event).*\n/.test(stdout),
		});
	const ofPod = await follow('two', 'kind:pod');
	expect(ofPod).toMatchObject({stderr: '', exitCode: 0});
	for (const line of ['written before', 'written after']) {
		expect(linesOf(ofPod.stdout)).toContainEqual(
			expect.objectContaining({type: 'line', source: 'two', kind: 'pod', line}),
		);
	}

	expect(await follow('salt', 'web-a.example')).toMatchObject({stderr: '', exitCode: 0});
});

test('what Salt has kept is read to its end too', async () => {
	const {config} = await serveAll();
	const {stderr, exitCode} = await run(['logs', 'salt', 'web-a.example', '--config', config]);
	expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
});

test('an interrupt ends it with 130', async () => {
	const {two, config, pod} = await serveAll();
	two.log(pod, 'written before');
	const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
	onTestFinished(() => rmSync(home, {recursive: true}));
	const child = spawn(
		process.execPath,
		[program, 'logs', 'two', 'kind:pod', '--follow', '--config', config],
		{env: {PATH: process.env.PATH, HOME: home}, stdio: ['ignore', 'pipe', 'inherit']},
	);
	const ended = once(child, 'close');
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		if (text.includes('written before')) child.kill('SIGINT');
	});
	expect(await ended).toEqual([130, null]);
});

test.each([
	[['logs', 'one', 'nosuch'], 1, "rwatch: nothing is called or matches 'nosuch'\n"],
	[['logs', 'one', '('], 2, "rwatch: nothing is called '('"],
	[['logs', 'nosuch', 'web'], 2, 'nosuch'],
])('%j is answered with %i', async (argv, exitCode, said) => {
	const {config} = await serveAll();
	const output = await run([...argv, '--config', config]);
	expect(output.stderr).toContain(said);
	expect(output).toMatchObject({exitCode, stdout: ''});
});

test('a server that cannot be reached ends it with 4', async () => {
	const {one, config} = await serveAll();
	await one.faults.down();
	const output = await run(['logs', 'one', 'web', '--config', config]);
	expect(output.exitCode).toBe(4);
	expect(output.stderr).toContain('one: retrying');
});
