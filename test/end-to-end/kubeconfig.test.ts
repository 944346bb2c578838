import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {expect, onTestFinished, test} from 'vitest';
import {stringify} from 'yaml';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {until} from '../until.js';
import {homeWith, run} from './run.js';
import {open} from './stage.js';

const rancher = async () => {
	const server = await serveRancher2({small: true, life: false});
	onTestFinished(() => server.close());
	return server;
};

const kubeconfig = (server: string, user: object) =>
	stringify({
		contexts: [{name: 'shop', context: {cluster: 'shop', user: 'me', namespace: 'x'}}],
		clusters: [{name: 'shop', cluster: {server}}],
		users: [{name: 'me', user}],
	});

const scopes = (stdout: string): readonly string[] => {
	const {rows} = JSON.parse(stdout);
	return [...new Set<string>(rows.map(({id, kind}: {id: string; kind: string}) => `${kind} ${id}`))];
};

test('a context is a source by its name, and the only one where nothing else is configured', async () => {
	const {url, token} = await rancher();
	const home = homeWith({
		'.kube/config': kubeconfig(`${url}/k8s/clusters/c-m-4xk7b2qp`, {token: `${token.name}:${token.secret}`}),
	});
	for (const argv of [['shop'], []]) {
		const {exitCode, stdout, stderr} = await run([...argv, '-k', 'pods', '-o', 'json'], {home});
		expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
		expect(JSON.parse(stdout).sources).toMatchObject([{source: 'shop', family: 'rancher2', status: 'live'}]);
		expect(scopes(stdout).length).toBeGreaterThan(0);
	}
});

test('a token that is good for one cluster alone follows that cluster, also when a program gives it', async () => {
	const {url, tokens} = await rancher();
	tokens.add({name: 'token-one', secret: 'hush', cluster: 'c-m-4xk7b2qp', denied: [], expiresAt: null});
	const answer = JSON.stringify({
		kind: 'ExecCredential',
		apiVersion: 'client.authentication.k8s.io/v1beta1',
		status: {token: 'token-one:hush', expirationTimestamp: '2031-01-01T00:00:00Z'},
	});
	const exec = {
		apiVersion: 'client.authentication.k8s.io/v1beta1',
		command: 'sh',
		args: ['-c', `cat; echo warning >&2; echo '${answer}'`],
	};
	const home = homeWith({'.kube/config': kubeconfig(`${url}/k8s/clusters/c-m-4xk7b2qp`, {exec})});
	const {exitCode, stdout, stderr} = await run(['shop', '-k', 'pods', '-o', 'json'], {home});
	expect({exitCode, stderr}).toEqual({exitCode: 0, stderr: ''});
	expect(scopes(stdout).length).toBeGreaterThan(0);
	expect(stdout).not.toContain('hush');
	// Not named, its program is not run.
	expect(await run(['--once'], {home})).toMatchObject({
		exitCode: 2,
		stderr: expect.stringContaining('rwatch shop'),
	});
});

test('ctrl-c while a program gives credentials ends both', async () => {
	const exec = {
		apiVersion: 'client.authentication.k8s.io/v1',
		command: 'sh',
		args: ['-c', 'echo $$ > "$HOME/pid"; exec sleep 100'],
	};
	const home = homeWith({'.kube/config': kubeconfig('https://rancher.invalid/k8s/clusters/c-1', {exec})});
	const terminal = open(['shop'], {environment: {HOME: home}});
	const pidFile = join(home, 'pid');
	await until(() => expect(readFileSync(pidFile, 'utf8')).toMatch(/^\d+\n$/));
	terminal.type('\u0003');
	expect(await terminal.exited).toBe(130);
	const pid = Number(readFileSync(pidFile, 'utf8'));
	await until(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
});

test('a malformed kubeconfig matters only to who names a context of it', async () => {
	const {url} = await rancher();
	const home = homeWith({'.kube/config': 'users: [{name: me, user: {token: hush'});
	const named = await run(['shop', '--once'], {home});
	expect(named).toMatchObject({exitCode: 2, stdout: ''});
	expect(named.stderr).toMatch(/^rwatch: .*\.kube\/config:1: not valid YAML\n$/);
	const other = await run([`rancher2+${url}`, '--once'], {home, environment: {RANCHER_TOKEN: 'x:y'}});
	expect(other.exitCode).toBe(3);
	expect(other.stderr).not.toMatch(/kube|hush/);
});
