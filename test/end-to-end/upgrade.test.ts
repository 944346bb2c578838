import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {program} from './build.js';

const run = promisify(execFile);
const recording = fileURLToPath(new URL('../fixtures/recording-0.1.0.ndjson', import.meta.url));

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rwatch-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

test('a recording that 0.1.0 made is replayed with every row of it', async () => {
	const {stdout} = await run(process.execPath, [
		program,
		'--replay',
		recording,
		'--speed',
		'1000',
		'--once',
		'-o',
		'json',
	]);
	const {sources, rows} = JSON.parse(stdout);
	expect(sources.map((one: {source: string}) => one.source)).toEqual(['rancher1', 'rancher2', 'salt']);
	const kinds = new Set(rows.map((row: {source: string; kind: string}) => `${row.source} ${row.kind}`));
	for (const kind of ['rancher1 container', 'rancher2 pod', 'salt minion']) expect(kinds).toContain(kind);
	expect(readFileSync(recording, 'utf8')).toMatch(/^\{"recording":1,/);
});

// As the readme of 0.1.0 has it, and what it allowed besides.
const configuration = `
sources:
  prod:
    url: rancher2+https://rancher.example.com
    tokenEnv: PROD_TOKEN
    readOnly: true
  salt-eu:
    url: https://salt.example.com:8000
    type: salt
    username: saltdev
    passwordEnv: SALT_PASS
    eauth: pam
views:
  trouble: {kind: all, filter: 'health:error or stuck:true', sort: since}
keys:
  restart: R
  scale-up: '='
  scale-down: '-'
  logs: J
stuckAfter: 5m
theme: colour-blind
`;

test('a configuration of 0.1.0 is fine, with a warning for what has another name now', async () => {
	const path = join(folder, 'config.yaml');
	writeFileSync(path, configuration, {mode: 0o600});
	const env = {...process.env, PROD_TOKEN: 'token-a:b', SALT_PASS: 'secret'};
	const {stdout, stderr} = await run(process.execPath, [program, 'config', 'check', '--config', path], {env});
	expect(stdout).toContain('OK');
	expect(stderr.split('\n').filter(line => line.includes('is called scale now'))).toHaveLength(2);
});
