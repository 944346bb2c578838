import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, onTestFinished, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../source/demo/rancher2/server.js';
import {cluster} from '../sources/rancher2/start.js';
import {until} from '../until.js';
import {dataRows, open} from './stage.js';

let server: Rancher2Server | null = null;

afterEach(async () => {
	await server?.close();
	server = null;
});

const kept = `apps.deployment/${cluster}:shop/web`;

/** An editor that does one of these things to the file each time that it is called, then the last one again. */
const editorOf = (folder: string, ...scripts: readonly string[]): string => {
	const path = join(folder, 'my editor.sh');
	const cases = scripts.map(
		(script, index) => `${index === scripts.length - 1 ? '*' : index + 1}) ${script} ;;`,
	);
	const text = [
		'#!/bin/sh',
		'for file; do :; done',
		`count=$(($(cat ${folder}/count 2>/dev/null || echo 0) + 1))`,
		`echo $count >${folder}/count`,
		`cp "$file" ${folder}/seen-$count`,
		`ls -ld "$(dirname "$file")" "$file" | cut -c1-10 >${folder}/modes`,
		`echo "$@" >${folder}/arguments`,
		`echo "${'$'}{RANCHER_TOKEN:-none}" >${folder}/token`,
		`case $count in ${cases.join('\n')} esac`,
	];
	writeFileSync(path, text.join('\n'), {mode: 0o755});
	return `"${path}" --wait`;
};

const start = async (
	scripts: readonly string[],
	argv: readonly string[] = ['-k', 'deployments', '-f', 'shop/web'],
	environment: Readonly<Record<string, string>> = {},
) => {
	const rancher = await serveRancher2({small: true, life: false, pace: 0.002});
	server = rancher;
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-journey-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const runtime = join(folder, 'runtime');
	mkdirSync(runtime, {mode: 0o700});
	const {name, secret} = rancher.token;
	const terminal = open([`rancher2+${rancher.url}`, ...argv], {
		environment: {
			RANCHER_TOKEN: `${name}:${secret}`,
			XDG_RUNTIME_DIR: runtime,
			...environment,
			...(scripts.length > 0 && {EDITOR: editorOf(folder, ...scripts)}),
		},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return {
		rancher,
		terminal,
		seen: (count: number) => readFileSync(join(folder, `seen-${count}`), 'utf8'),
		note: (name: string) => readFileSync(join(folder, name), 'utf8'),
		isThere: (name: string) => existsSync(join(folder, name)),
		left: () => readdirSync(runtime),
		writes: () => rancher.received.filter(({method}) => method === 'PUT').map(({url}) => url.search),
	};
};

const question = 'Send this change of deployment shop/web';
// No key answers a question that has just opened.
const canAnswer = (screen: string): boolean => screen.includes(question) && screen.includes('[No]');

test('an object is edited: tried first, shown as a change, sent after a yes; its file is private and gone', async () => {
	const journey = await start(['sed -i \'s/replicas: 1/replicas: 3/\' "$file"']);
	const {terminal, rancher} = journey;
	terminal.type('E');
	await terminal.waitFor(canAnswer);
	const screen = terminal.screen().join('\n');
	expect(screen).toMatch(/- {2}replicas: 1/);
	expect(screen).toMatch(/\+ {2}replicas: 3/);
	expect(journey.note('modes')).toBe('drwx------\n-rw-------\n');
	expect(journey.note('arguments')).toMatch(/^--wait .*deployment-shop-web\.yaml\n$/);
	expect(journey.note('token')).toBe('none\n');
	expect(journey.seen(1)).toContain('value: demo-database-password');
	expect(screen).not.toContain('demo-database-password');
	expect(rancher.world.get(kept).fields.replicas).toBe(1);
	expect(journey.left()).toEqual([]);
	terminal.type('y');
	await terminal.waitFor(shown => shown.includes('3/3'));
	expect(journey.writes()).toEqual([
		'?fieldManager=rwatch&dryRun=All&fieldValidation=Strict',
		'?fieldManager=rwatch&fieldValidation=Strict',
	]);
	terminal.type(':journal\r');
	await terminal.waitFor(shown => /Edit .*shop\/web/.test(shown) && shown.includes('done'));
});

test('what the server refuses stands above the text, which can be edited again or left', async () => {
	const journey = await start(['sed -i \'s/replicas: 1/replicas: -3/\' "$file"', ':']);
	journey.terminal.type('E');
	await journey.terminal.waitFor(screen =>
		screen.includes('not changed after it was refused: nothing was sent'),
	);
	expect(journey.seen(2)).toMatch(
		/^# deployment shop\/web on .*\n#\n# It was refused:\n# Deployment.apps "web" is invalid:\n# \* spec.replicas: Invalid value: -3: .*\nkind: Deployment\n/,
	);
	expect(journey.writes()).toEqual(['?fieldManager=rwatch&dryRun=All&fieldValidation=Strict']);
});

test('what others changed meanwhile is said and kept, and the question comes again', async () => {
	const journey = await start(['sed -i \'s#image: registry.*web.*#image: shop/web:9#\' "$file"']);
	const {terminal, rancher} = journey;
	terminal.type('E');
	await terminal.waitFor(canAnswer);
	rancher.world.change(kept, {replicas: 2});
	terminal.type('y');
	await terminal.waitFor(
		screen => canAnswer(screen) && screen.includes('changed meanwhile: spec.replicas (1 to 2)'),
	);
	expect(rancher.world.get(kept).fields.image).not.toBe('shop/web:9');
	terminal.type('y');
	await until(() => expect(rancher.world.get(kept).fields).toMatchObject({replicas: 2, image: 'shop/web:9'}));
});

test.each([
	['unchanged', ':', 'nothing was changed, nothing was sent'],
	['emptied', ': >"$file"', 'nothing was changed, nothing was sent'],
	[
		'left by an editor that fails',
		'sed -i \'s/replicas: 1/replicas: 3/\' "$file"; exit 1',
		'ended with exit code 1: nothing was',
	],
	['deleted', 'rm "$file"', 'the edited file cannot be read: there is no such file or folder; nothing was'],
	['a folder', 'rm "$file"; mkdir "$file"', 'the edited file cannot be read: it is a folder; nothing was'],
	['far too large', 'head -c 9000000 /dev/zero >"$file"', 'it has 9 MB, and 4 is the most; nothing was'],
])('a text that is %s is not sent', async (_title, script, words) => {
	const journey = await start([script]);
	journey.terminal.type('E');
	await journey.terminal.waitFor(screen => screen.replace(/\s+/g, ' ').includes(words));
	expect(journey.writes()).toEqual([]);
	expect(journey.left()).toEqual([]);
});

test('without an editor it says what to set', async () => {
	const journey = await start([], undefined, {VISUAL: '/no/such/editor -w'});
	journey.terminal.type('E');
	await journey.terminal.waitFor(
		screen => screen.includes("there is no editor '/no/such/editor -w'") && screen.includes('EDITOR'),
	);
});

test.each(['SIGTERM', 'SIGHUP'] as const)('the file is gone when %s ends rwatch', async signal => {
	const journey = await start(['echo $$ >"$(dirname "$0")/pid"; exec sleep 600']);
	journey.terminal.type('E');
	await until(() => expect(journey.isThere('pid')).toBe(true));
	expect(journey.left()).toHaveLength(1);
	journey.terminal.signal(signal);
	await journey.terminal.exited;
	expect(journey.left()).toEqual([]);
});

test('nothing is edited in read-only mode', async () => {
	const journey = await start([':'], ['-k', 'deployments', '-f', 'shop/web', '--read-only']);
	journey.terminal.type('E');
	await journey.terminal.waitFor(screen => screen.includes('read-only'));
	expect(journey.isThere('count')).toBe(false);
});

test('a secret is edited after a question, and decoded on a page that goes nowhere', async () => {
	const journey = await start(
		['sed -i \'s/dockerconfigjson: .*/dockerconfigjson: bmV3LXBhc3N3b3Jk/\' "$file"'],
		['-k', 'secrets'],
	);
	const {terminal} = journey;
	terminal.type('E');
	await terminal.waitFor(screen => screen.includes('Edit shop/registry?') && screen.includes('[No]'));
	expect(journey.isThere('count')).toBe(false);
	terminal.type('y');
	await terminal.waitFor(screen => screen.includes('Send this change of secret') && screen.includes('[No]'));
	expect(terminal.screen().join('\n')).toContain('(changed)');
	expect(terminal.bytes()).not.toContain('bmV3LXBhc3N3b3Jk');
	terminal.type('y');
	await terminal.waitFor(screen => /edit done|Edit of shop\/registry: done/.test(screen));
	terminal.type('a');
	await terminal.waitFor(screen => screen.includes('> Decode'));
	terminal.type('\r');
	await terminal.waitFor(screen => screen.includes('Decode shop/registry?') && screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => screen.includes('new-password'));
	terminal.type('\u0013');
	await terminal.waitFor(screen => screen.includes('a decoded secret is written to no file'));
	terminal.type(':journal\r');
	await terminal.waitFor(screen => /Decode .*shop\/registry/.test(screen));
	expect(terminal.screen().join('\n')).not.toContain('new-password');
});
