import {chmodSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {homeWith, run} from './run.js';
import {open} from './stage.js';

const rancher = async () => {
	const server = await serveRancher2({small: true, life: false});
	onTestFinished(() => server.close());
	return server;
};

type Shown = {
	readonly versions: Readonly<Record<string, unknown>>;
	readonly sources: ReadonlyArray<{
		readonly source: string;
		readonly checks: ReadonlyArray<{
			readonly check: string;
			readonly status: string;
			readonly advice: unknown;
		}>;
	}>;
};

const looked = (stdout: string): Shown => JSON.parse(stdout);

test('all sources are looked at, and the worst of them decides how it ends', async () => {
	const {url, token} = await rancher();
	const secret = `${token.name}:${token.secret}`;
	const good = `  good: {url: rancher2+${url}, token: '${secret}'}`;
	const bad = `  bad: {url: rancher2+${url}, token: 'token-x:hush'}`;
	const lost = "  lost: {url: 'rancher2+http://127.0.0.1:1', token: 'token-x:hush'}";
	const home = homeWith({'.config/rwatch/config.yaml': ['sources:', good, bad, lost, ''].join('\n')});
	const all = await run(['doctor', '--json'], {home});
	expect(all.exitCode).toBe(3);
	const {versions, sources} = looked(all.stdout);
	expect(versions).toMatchObject({rwatch: expect.any(String), node: process.versions.node});
	expect(sources.map(({source}) => source)).toEqual(['good', 'bad', 'lost']);
	const failed = sources.map(({checks}) =>
		checks.filter(({status}) => status === 'failed').map(({check}) => check),
	);
	expect(failed).toEqual([[], ['credentials'], ['reachability']]);
	for (const {checks} of sources)
		for (const {status, advice} of checks)
			if (status === 'failed') expect(advice).toEqual(expect.any(String));
	expect(all.stdout + all.stderr).not.toMatch(new RegExp(`hush|${token.secret}`));
	expect(await run(['doctor', 'lost'], {home})).toMatchObject({exitCode: 4});
	const fine = await run(['doctor', 'good'], {home});
	expect(fine).toMatchObject({exitCode: 0, stderr: ''});
	expect(fine.stdout).toMatch(/ok {4}streams {10}the websocket of Steve sent its first frame/);
});

test('the bug report has neither secrets nor names of machines, unless these are wanted', async () => {
	const {url, token} = await rancher();
	const environment = {RANCHER_TOKEN: `${token.name}:${token.secret}`};
	const home = homeWith({});
	const report = await run(['doctor', `rancher2+${url}`, '--report'], {home, environment});
	expect(report.exitCode).toBe(0);
	expect(report.stdout).toMatch(/^## What happened\n/);
	expect(report.stdout).toContain('### source-1 (rancher2)');
	expect(report.stdout).toContain('| credentials | ok |');
	expect(report.stdout).not.toContain('127.0.0.1');
	expect(report.stdout).not.toContain(home);
	expect(report.stdout).not.toContain(token.secret);
	const whole = await run(['doctor', `rancher2+${url}`, '--report', '--with-hosts'], {home, environment});
	expect(whole.stdout).toContain('### 127.0.0.1 (rancher2)');
	expect(whole.stdout).not.toContain(token.secret);
});

test('a configuration that is wrong is reported, with the terminal all the same', async () => {
	const home = homeWith({'.config/rwatch/config.yaml': 'sources:\n  a: {urk: https://x}\n'});
	const {exitCode, stdout} = await run(['doctor'], {home});
	expect(exitCode).toBe(2);
	expect(stdout).toMatch(/FAIL {2}file .*config\.yaml:2: sources\.a/);
	expect(stdout).toMatch(/UTF-8/);
});

test('in a terminal it says how that is, and leaves it as it was', async () => {
	const {url, token} = await rancher();
	const terminal = open(['doctor', `rancher2+${url}`], {
		columns: 120,
		rows: 40,
		environment: {RANCHER_TOKEN: `${token.name}:${token.secret}`, COLORTERM: 'truecolor'},
	});
	expect(await terminal.exited).toBe(0);
	const screen = terminal.screen().join('\n');
	expect(screen).toMatch(/ok {4}size {13}120x40/);
	expect(screen).toMatch(/ok {4}colours {10}16 million/);
	expect(screen).toMatch(/multiplexer {6}none/);
	expect(screen).toMatch(/OSC 52/);
	expect(terminal.leftovers()).toEqual([]);
});

test('tmux is asked for its options', async () => {
	const script = `#!/bin/sh
case "$*" in
-V) echo 'tmux 3.4' ;;
*allow-passthrough) echo off ;;
*focus-events) echo on ;;
*set-clipboard) echo external ;;
esac
`;
	const home = homeWith({'bin/tmux': script});
	chmodSync(join(home, 'bin', 'tmux'), 0o755);
	const {PATH = ''} = process.env;
	const terminal = open(['doctor', '--config', '/dev/null'], {
		columns: 120,
		rows: 40,
		environment: {HOME: home, PATH: `${join(home, 'bin')}:${PATH}`, TMUX: '/nowhere,1,0'},
	});
	expect(await terminal.exited).toBe(2);
	const screen = terminal.screen().join('\n');
	expect(screen).toMatch(
		/warn {2}multiplexer {6}tmux 3\.4, allow-passthrough off\s+advice: tmux set -g allow-passthrough on/,
	);
	expect(screen).toMatch(/ok {4}focus {12}tmux focus-events on/);
	expect(screen).toMatch(/warn {2}OSC 52 {11}tmux set-clipboard external/);
});

test('what does not go with it is refused', async () => {
	const home = homeWith({});
	expect(await run(['--json', '--once'], {home})).toMatchObject({
		exitCode: 2,
		stderr: expect.stringContaining('--json goes with rwatch doctor'),
	});
	expect(await run(['help', 'doctor'], {home})).toMatchObject({
		exitCode: 0,
		stdout: expect.stringContaining('name resolution'),
	});
});
