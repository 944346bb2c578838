import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../source/demo/rancher1/server.js';
import {program} from './build.js';
import {dataRows, isLive, open, startDemo} from './stage.js';
import type {TerminalProgram} from './terminal.js';

const former = fileURLToPath(new URL('../fixtures/recording-0.1.0.ndjson', import.meta.url));
const enter = '\r';
const escapeKey = '\u001B';
const timeKey = '\u0014';
const [left, end] = ['\u001B[D', '\u001B[F'];

let folder = '';
let server: Rancher1Server | null = null;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-'));
});
afterEach(async () => {
	rmSync(folder, {recursive: true});
	await server?.close();
	server = null;
});

const linesOf = (path: string): ReadonlyArray<Record<string, unknown>> =>
	gunzipSync(readFileSync(path))
		.toString()
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line));

/** The program on a small fleet in which nothing happens by itself. */
const start = async (...argv: readonly string[]): Promise<TerminalProgram> => {
	server = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	const {access, secret} = server.environmentKey;
	const terminal = open([`rancher1+${server.url}`, '-k', 'containers', ...argv], {
		environment: {RANCHER_ACCESS_KEY: access, RANCHER_SECRET_KEY: secret},
		columns: 100,
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return terminal;
};

const isSubject = (resource: unknown): boolean =>
	typeof resource === 'object' && resource !== null && 'name' in resource && resource.name === 'shop-web-1';

const rowOf = (screen: string, name: string): string =>
	screen.split('\n').find(line => line.slice(3).startsWith(name)) ?? '';

/** Stops the container under the cursor. */
const stopRow = async (terminal: TerminalProgram): Promise<void> => {
	terminal.type('/shop-web-1');
	terminal.type(enter);
	terminal.type('x');
	await terminal.waitFor(screen => screen.includes('Stop shop-web-1'));
	await terminal.waitFor(screen => screen.includes('[Yes]') || screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => rowOf(screen, 'shop-web-1').includes('stopped'));
};

test('what was stopped is shown running as it was, and nothing can be done there', async () => {
	const terminal = await start('-f', 'shop-web-1');
	server?.world.change('1i1', {state: 'stopped'});
	await terminal.waitFor(screen => rowOf(screen, 'shop-web-1').includes('stopped'));
	terminal.type(timeKey);
	await terminal.waitFor(screen => /^ PAST \d\d:\d\d:\d\d, \d+s ago/.test(screen));
	expect(terminal.screen()[1]).toMatch(/back to \d\d:\d\d:\d\d, the start/);
	// To the change itself, and to the one before.
	terminal.type(left + left);
	await terminal.waitFor(screen => rowOf(screen, 'shop-web-1').includes('running'));
	terminal.type('x');
	await terminal.waitFor(screen => screen.includes('this is the past'));
	terminal.type('d');
	await terminal.waitFor(screen => screen.includes('The object itself is not recorded.'));
	expect(terminal.screen().join('\n')).toMatch(/state +running/);
	terminal.type(escapeKey);
	await terminal.waitFor(screen => /containers\[/.test(screen));
	terminal.type(end);
	await terminal.waitFor(
		screen => !screen.includes('PAST') && rowOf(screen, 'shop-web-1').includes('stopped'),
	);
});

test('what has happened is saved for its owner, never over a file, and replayed with every row', async () => {
	const terminal = await start();
	await stopRow(terminal);
	const path = join(folder, 'outage.gz');
	writeFileSync(path, 'mine');
	terminal.type(`:save-recording 10m ${path}${enter}`);
	await terminal.waitFor(screen => /Saved [\d.]+ KB to .*outage-2\.gz/.test(screen));
	expect(readFileSync(path, 'utf8')).toBe('mine');
	const saved = join(folder, 'outage-2.gz');
	expect(statSync(saved).mode & 0o077).toBe(0);
	const [head] = linesOf(saved);
	expect(head).toMatchObject({recording: 2, type: 'checkpoint'});
	expect(gunzipSync(readFileSync(saved)).toString()).not.toContain(server?.environmentKey.secret);
	const printed = execFileSync(process.execPath, [
		program,
		...['--replay', saved, '--speed', '1000', '--once', '-o', 'json', '-k', 'containers'],
	]);
	const {rows} = JSON.parse(printed.toString());
	expect(rows.map(({name}: {name: string}) => name)).toContain('shop-web-1');
	const last = linesOf(saved).findLast(({type, resource}) => type === 'changed' && isSubject(resource));
	expect(last?.resource).toMatchObject({state: 'stopped'});
});

test('a recording of the demo is played, paused and left at its end, also where its last minute is cut', async () => {
	const path = join(folder, 'demo.gz');
	const demo = await startDemo(['--record', path]);
	demo.type('\u0003');
	await demo.exited;
	const shown = open(['--replay', path, '--speed', '0.01']);
	await shown.waitFor(screen => /^ replay \d\d:\d\d:\d\d x0\.01 /.test(screen));
	shown.type(' ');
	await shown.waitFor(screen => /^ replay .* x0\.01, paused/.test(screen));
	shown.type(end);
	await shown.waitFor(screen => /^ replay .*, recording over/.test(screen) && isLive(screen));
	truncateSync(path, statSync(path).size - 1);
	const cut = open(['--replay', path]);
	await cut.waitFor(screen => screen.includes('Not all of the recording can be read'));
	expect(cut.screen().join('\n')).toContain('its last minute is cut off, and omitted');
	const {stderr} = spawnSync(process.execPath, [program, '--replay', path, '--once'], {encoding: 'utf8'});
	expect(stderr).toMatch(/^rwatch: Not all of .*demo\.gz can be read: its last minute is cut off/);
});

test('a program that is killed leaves a recording that can be read', async () => {
	const path = join(folder, 'killed.gz');
	const terminal = await start('--record', path);
	terminal.signal('SIGKILL');
	await terminal.exited;
	expect(linesOf(path)).toMatchObject([{recording: 2, sources: [{family: 'rancher1'}]}]);
	const {stderr} = spawnSync(process.execPath, [program, '--replay', path, '--once'], {encoding: 'utf8'});
	expect(stderr).toContain('recording over before the source was live');
});

test.each(['--once', '--follow'])('without a terminal %s ends with a recording that never was live', mode => {
	const path = join(folder, 'waiting.ndjson');
	const status = {
		type: 'status',
		source: 'prod',
		scope: '',
		status: 'retrying',
		message: null,
		retryAt: null,
	};
	const lines = [
		{recording: 1, sources: [{name: 'prod', family: 'rancher1', url: 'https://rancher.example'}]},
		{...status, at: 0},
		// Nobody waits an hour for a snapshot.
		{...status, at: mode === '--once' ? 3_600_000 : 0},
	];
	writeFileSync(path, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
	const ended = spawnSync(process.execPath, [program, '--replay', path, mode], {
		encoding: 'utf8',
		timeout: 60_000,
	});
	expect(ended.status).toBe(1);
	expect(ended.stderr).toContain('prod: failed: recording over before the source was live');
});

test('a recording of 0.1.0 begins by itself, and can be gone through', async () => {
	const terminal = open(['--replay', former, '--speed', '1000'], {columns: 120});
	const isOver = (screen: string) => /^ replay .*, recording over/.test(screen) && screen.includes('all[24]');
	await terminal.waitFor(isOver);
	terminal.type(left);
	await terminal.waitFor(screen => !screen.includes('recording over'));
	terminal.type(end);
	await terminal.waitFor(isOver);
});
