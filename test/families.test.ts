import {Console} from 'node:console';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {DemoServer} from '../source/demo/serve/serve.js';
import {type Family, families} from '../source/families.js';
import {main} from '../source/main.js';
import type {System} from '../source/program/system.js';
import {serveToys, toyFamily} from './toy-family.js';
import {until} from './until.js';
import {FakeKeyboard} from './views/stage.js';
import {FakeTerminal} from './views/terminal.js';

const withToys: readonly Family[] = [...families, toyFamily];

// Ink patches the console, of which Vitest's lacks this part.
Object.assign(console, {Console});

let server: DemoServer;
let folder = '';

beforeEach(async () => {
	server = await serveToys();
	folder = mkdtempSync(join(tmpdir(), 'rwatch-toys-'));
});

afterEach(async () => {
	await server.close();
	rmSync(folder, {recursive: true});
});

/** Runs the program without a terminal; resolves to its exit code and what it printed. */
const run = async (argv: readonly string[], among = withToys, env: Readonly<Record<string, string>> = {}) => {
	const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
	const system = {stdin, stdout, stderr, env: {HOME: folder, ...env}} as unknown as System;
	const code = await main(argv, {families: among, system});
	return {code, output: String(stdout.read() ?? ''), errors: String(stderr.read() ?? '')};
};

const configured = (entry: string): string => {
	const path = join(folder, 'config.yaml');
	writeFileSync(path, `sources:\n  box: ${entry}\n`);
	return path;
};

const toyRows = [
	{kind: 'toy', name: 'robot', state: 'beeping', family: 'toy', source: 'box'},
	{kind: 'toy', name: 'top', state: 'spinning', family: 'toy', source: 'box'},
];

test('a family that was added is found out, shown, recorded and replayed', async () => {
	const recording = join(folder, 'toys.ndjson');
	const config = configured(`{url: "${server.url}"}`);
	const terminal = new FakeTerminal(100, 12);
	const keyboard = new FakeKeyboard();
	const system = {stdin: keyboard, stdout: Object.assign(terminal, {isTTY: true}), stderr: new PassThrough()};
	const ended = main(['--config', config, '--record', recording], {
		families: withToys,
		system: {...system, env: {HOME: folder}} as unknown as System,
	});
	await until(async () =>
		expect((await terminal.lines()).join('\n')).toMatch(/robot +beeping[\s\S]*top +spinning/),
	);
	keyboard.write(':q\r');
	expect(await ended).toBe(0);

	// A recording is shown by a program that has no such family any more.
	const {code, output} = await run(['--replay', recording, '--once', '-o', 'json'], families);
	expect(code).toBe(0);
	expect(JSON.parse(output).rows).toMatchObject(toyRows);
});

test.each([
	['by its prefix', () => ({argv: [`toy+${server.url}`]})],
	['by a path that only it has', () => ({argv: [`${server.url}/toybox`]})],
	['by its type in the file', () => ({argv: ['--config', configured(`{url: "${server.url}", type: toy}`)]})],
	['by a variable of its own', () => ({argv: [], env: {TOY_URL: server.url}})],
])('a family that was added is named %s', async (_title, ask) => {
	const {argv, env}: {argv: string[]; env?: Record<string, string>} = ask();
	const {code, output} = await run([...argv, '--once', '-o', 'json'], withToys, env);
	expect(code).toBe(0);
	expect(JSON.parse(output).rows).toMatchObject(toyRows.map(({source: _source, ...row}) => row));
});

test("the variables of Rancher leave another family's URL alone", async () => {
	const {output} = await run([`toy+${server.url}`, '--once', '-o', 'json'], withToys, {
		RANCHER_ENVIRONMENT: '1a5',
		RANCHER_ACCESS_KEY: 'key',
	});
	expect(JSON.parse(output).sources).toMatchObject([{family: 'toy', url: server.url, status: 'live'}]);
});

test('the help and the check of the configuration follow from the list of families', async () => {
	const {output} = await run(['--help']);
	expect(output).toContain('Live terminal monitor for Rancher 1.x, Rancher 2.x, Salt and Toys');
	expect(output).toContain('\n  toy+http://host\n');
	expect(output.replaceAll(/\s+/g, ' ')).toContain('TOY_URL with TOY_NICKNAME and TOY_HANDSHAKE');
	const check = ['config', 'check', '--config', configured(`{url: "${server.url}", type: toy}`)];
	expect(await run(check)).toMatchObject({code: 0, output: expect.stringContaining('box\ttoy\t')});
	expect(await run(check, families)).toMatchObject({
		code: 2,
		errors: expect.stringContaining('expected rancher1, rancher2 or salt, found something else'),
	});
});
