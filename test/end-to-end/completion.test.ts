import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {program} from './build.js';

const home = mkdtempSync(join(tmpdir(), 'rwatch-home-'));
const ran = join(home, 'ran');

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
});
afterAll(() => rmSync(home, {recursive: true}));

/** What bash makes of these words after `rwatch`, the last of them being typed. */
const inBash = (...words: readonly string[]): string => {
	const script = `
		rwatch() { "$NODE" "$PROGRAM" "$@"; }
		source <(rwatch completion bash)
		COMP_WORDS=(rwatch "$@")
		COMP_CWORD=$#
		_rwatch
		printf '%s\\n' "\${COMPREPLY[@]}"`;
	const env = {
		PATH: process.env.PATH,
		XDG_CONFIG_HOME: home,
		KUBECONFIG: join(home, 'kubeconfig'),
		NODE: process.execPath,
		PROGRAM: program,
	};
	return execFileSync('bash', ['-c', script, 'bash', ...words], {env, encoding: 'utf8'}).trim();
};

test('bash completes sources, kinds and topics, and runs no command of the configuration', () => {
	expect(inBash('e')).toBe('eu\\ prod');
	expect(inBash('sho')).toBe('shop');
	expect(inBash('othe')).toBe('');
	expect(inBash('-k', 'deploym')).toBe('deployments');
	expect(inBash('help', 'key')).toBe('keys');
	expect(inBash('--config', '')).toBe('');
	expect(existsSync(ran)).toBe(false);
});

test('bash completes the columns of a kind, with those of the configuration', () => {
	expect(inBash('-k', 'pods', '--sort', 'rest')).toBe('restarts');
	expect(inBash('-k', 'pods', '--sort', '=', 'te')).toBe('team');
	expect(inBash('--kind', '=', 'minions', '--sort', 'rest')).toBe('');
	expect(inBash('--sort', 'heal')).toBe('health');
	expect(inBash('-k', 'widgets', '--sort', 'na')).toBe('name');
});
