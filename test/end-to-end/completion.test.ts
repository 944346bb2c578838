import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {caches, program} from './build.js';

const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
const ran = join(home, 'ran');
const completion = join(home, 'completion.bash');
const env = {
	PATH: process.env.PATH,
	XDG_CONFIG_HOME: home,
	XDG_CACHE_HOME: caches,
	KUBECONFIG: join(home, 'kubeconfig'),
	NODE: process.execPath,
	PROGRAM: program,
	COMPLETION: completion,
};

beforeAll(() => {
	mkdirSync(join(home, 'rwatch'));
	writeFileSync(
		join(home, 'kubeconfig'),
		'contexts: [{name: shop, context: {cluster: c}}, {name: other, context: {cluster: d}}]\nclusters: [{name: c, cluster: {server: https://r/k8s/clusters/c-1}}]\n',
	);
	writeFileSync(
		join(home, 'rwatch', 'config.yaml'),
		`sources:\n  eu prod:\n    url: https://rancher.invalid\n    tokenCommand: [touch, ${ran}]\ncolumns:\n  po: [{title: Team, label: team}]\n`,
	);
	writeFileSync(completion, execFileSync(process.execPath, [program, 'completion', 'bash'], {env}));
});
afterAll(() => rmSync(home, {recursive: true}));

/** What bash makes of these words after `rwatch`, the last of them being typed. */
const inBash = (words: readonly string[]): string => {
	const script = `
		rwatch() { "$NODE" "$PROGRAM" "$@"; }
		source "$COMPLETION"
		COMP_WORDS=(rwatch "$@")
		COMP_CWORD=$#
		_rwatch
		printf '%s\\n' "\${COMPREPLY[@]}"`;
	return execFileSync('bash', ['--norc', '-c', script, 'bash', ...words], {env, encoding: 'utf8'}).trim();
};

test.each([
	['a source', ['e'], 'eu\\ prod'],
	['a context', ['sho'], 'shop'],
	['no context that does not lead to Rancher', ['othe'], ''],
	['a kind', ['-k', 'deploym'], 'deployments'],
	['a topic of the help', ['help', 'key'], 'keys'],
	['nothing where a path comes', ['--config', ''], ''],
	['a column of a kind', ['-k', 'pods', '--sort', 'rest'], 'restarts'],
	['a column of the configuration', ['-k', 'pods', '--sort', '=', 'te'], 'team'],
	['no column that a kind does not have', ['--kind', '=', 'minions', '--sort', 'rest'], ''],
	['a column without a kind', ['--sort', 'heal'], 'health'],
	['a column of a kind that nobody knows yet', ['-k', 'widgets', '--sort', 'na'], 'name'],
])('bash completes %s, and runs no command of the configuration', (_what, words, expected) => {
	expect(inBash(words)).toBe(expected);
	expect(existsSync(ran)).toBe(false);
});
