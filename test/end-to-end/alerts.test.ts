import {spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {until} from '../until.js';
import {program} from './build.js';
import {open} from './stage.js';

const script = `#!/bin/sh
echo "$1 $RWATCH_KIND $RWATCH_MORE [$SALTAPI_PASS] $RWATCH_ALERT" > "$0.said"
cat > "$0.part" && mv "$0.part" "$0.json"
`;

const newFolder = (alerts: string): {readonly folder: string; readonly config: string} => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-alerts-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const config = join(folder, 'config.yaml');
	writeFileSync(config, alerts, {mode: 0o600});
	writeFileSync(join(folder, 'page-me'), script);
	chmodSync(join(folder, 'page-me'), 0o700);
	return {folder, config};
};

type Line = Readonly<Record<string, unknown>>;

/** Follows the demo servers without a terminal until the end of the test. */
const followDemo = (argv: readonly string[], home: string) => {
	const child = spawn(process.execPath, [program, '--demo', '--follow', ...argv], {
		env: {PATH: process.env.PATH, HOME: home, SALTAPI_PASS: 'hush-hush'},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	onTestFinished(() => void child.kill('SIGKILL'));
	const output = {out: '', err: ''};
	child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text));
	const exited = new Promise<number | null>(resolve => child.on('close', resolve));
	const lines = (): readonly Line[] =>
		output.out
			.split('\n')
			.slice(0, -1)
			.map((line): Line => JSON.parse(line));
	return {child, output, exited, lines};
};

test('without a terminal alerts are printed, and run their programs with the row', async () => {
	const {folder, config} = newFolder(`alerts:
  - {when: 'kind:host and state:active', do: [bell, {run: [./page-me, '{name}']}]}
  - {when: 'health:ok', for: 1h}
`);
	const {child, lines, exited, output} = followDemo(['--config', config, '--alert', '--read-only'], folder);
	const alerts = () => lines().filter(({type}) => type === 'alert');
	await until(() => expect(existsSync(join(folder, 'page-me.json'))).toBe(true));
	const row: Line = JSON.parse(readFileSync(join(folder, 'page-me.json'), 'utf8'));
	// All alerts were printed before the program ran, but may be on their way here.
	await until(() =>
		expect(readFileSync(join(folder, 'page-me.said'), 'utf8')).toBe(
			`${String(row.name)} host ${alerts().length - 1} [] kind:host and state:active\n`,
		),
	);
	expect(row).toMatchObject({kind: 'host', state: 'active', name: alerts()[0]?.name});
	expect(alerts().every(({when}) => when === 'kind:host and state:active')).toBe(true);
	const live = lines().findIndex(({type, status}) => type === 'status' && status === 'live');
	expect(lines().findIndex(({type}) => type === 'alert')).toBeGreaterThan(live);
	child.kill('SIGINT');
	expect(await exited).toBe(130);
	expect(output.err).toBe('');
});

test('a program that fails is named on standard error', async () => {
	const {folder, config} = newFolder(`alerts:
  - {when: 'kind:host', do: [{run: [./missing]}]}
`);
	const {output} = followDemo(['--config', config, '--alert'], folder);
	await until(() => expect(output.err).toMatch(/^rwatch: alert kind:host: .*missing failed: .*not found\n/));
});

test('without alerts in the configuration --alert is refused', async () => {
	const {folder, config} = newFolder('stuckAfter: 5m\n');
	const {exited, output} = followDemo(['--config', config, '--alert'], folder);
	expect(await exited).toBe(2);
	expect(output.err).toMatch(/^rwatch: --alert: there are no alerts in .*config\.yaml\n$/);
});

test('without a named configuration --alert says that the demo reads no other', async () => {
	const {folder} = newFolder('');
	const {exited, output} = followDemo(['--alert'], folder);
	expect(await exited).toBe(2);
	expect(output.err).toBe('rwatch: --alert: with --demo only a file named by --config is read\n');
});

test('a check of the configuration names a kind that no server has', async () => {
	const {folder, config} = newFolder("alerts:\n  - {when: 'kind:nodee and health:error'}\n");
	const child = spawn(process.execPath, [program, 'config', 'check', '--config', config], {
		env: {PATH: process.env.PATH, HOME: folder},
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
	expect(await new Promise(resolve => child.on('close', resolve))).toBe(0);
	expect(said).toMatch(
		/config\.yaml:2: alerts\.0\.when: no server has a kind 'nodee' of its own \(did you mean 'node'\?\)\n$/,
	);
});

test('on the screen an alert runs its program, shows one that fails, and is listed', async () => {
	const {folder, config} = newFolder(`alerts:
  - {when: 'kind:host and state:active', do: [{run: [./page-me, '{name}']}, {run: [./missing]}]}
`);
	const terminal = open(['--demo', '--config', config]);
	await terminal.waitFor(screen =>
		/alert kind:host and state:active: .*missing\s+failed:\s.*not\s+found/s.test(screen),
	);
	await until(() => expect(existsSync(join(folder, 'page-me.json'))).toBe(true));
	const row: Line = JSON.parse(readFileSync(join(folder, 'page-me.json'), 'utf8'));
	expect(row).toMatchObject({kind: 'host', state: 'active'});
	terminal.type(':watching\r');
	await terminal.waitFor(
		screen =>
			/watching 0 open, \d+ answered/.test(screen) &&
			/answered +host /.test(screen) &&
			/rows match now/.test(screen),
	);
});
