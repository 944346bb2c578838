import {afterEach, expect, test} from 'vitest';
import {type Rancher2Server, serveRancher2} from '../../source/demo/rancher2/server.js';
import {ask} from '../demo/client.js';
import {freePort} from '../runtime/ports/stage.js';
import {cluster} from '../sources/rancher2/start.js';
import {until} from '../until.js';
import {dataRows, open} from './stage.js';

let server: Rancher2Server | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

const enter = '\r';
const sendKey = '\u0013';
// Keys so soon after a form opened do not send it.
const tooEarlyMs = 300;

const start = async (...argv: readonly string[]) => {
	const rancher = await serveRancher2({small: true, life: false, pace: 0.002});
	server = rancher;
	const {name, secret} = rancher.token;
	const terminal = open([`rancher2+${rancher.url}`, ...argv], {
		environment: {RANCHER_TOKEN: `${name}:${secret}`},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return {terminal, rancher};
};

const podsOf = (rancher: Rancher2Server) => rancher.world.list('pod', cluster);

test('a port of a workload is forwarded, survives the replacement of its pod, is listed, and ends with rwatch', async () => {
	const {terminal, rancher} = await start('-k', 'deployments', '-f', 'shop/web');
	const port = await freePort();
	terminal.type('f');
	await terminal.waitFor(
		screen => /Forward a port of shop\/web/.test(screen) && screen.includes('8080 http'),
	);
	const openedAt = Date.now();
	terminal.type(`\u001B[B\u0015${port}`);
	await terminal.waitFor(screen => screen.includes(`Local port  ${port}`));
	expect(terminal.screen().join('\n')).toContain('others on this machine can reach it too');
	await until(() => expect(Date.now() - openedAt).toBeGreaterThan(tooEarlyMs));
	terminal.type(sendKey);
	await terminal.waitFor(screen => screen.includes(`127.0.0.1:${port} leads to port 8080`));

	const address = `http://127.0.0.1:${port}`;
	const [first] = podsOf(rancher);
	const before = String(first?.fields.name);
	const answers = await Promise.all(['/a', '/b', '/c', '/d'].map(path => ask(`${address}${path}`)));
	expect(answers.map(({text}) => text)).toEqual(
		['/a', '/b', '/c', '/d'].map(path => `hello from the pod ${before}: ${path}\n`),
	);
	const large = 'x'.repeat(3_000_000);
	expect((await ask(address, {input: large})).text).toBe(large);

	// The pod is killed; its workload starts another one.
	await ask(`${rancher.url}/k8s/clusters/${cluster}/api/v1/namespaces/shop/pods/${before}`, {
		method: 'DELETE',
		headers: {authorization: `Bearer ${rancher.token.name}:${rancher.token.secret}`},
	});
	await until(() => {
		const [pod, ...others] = podsOf(rancher);
		expect(others).toEqual([]);
		expect(pod?.fields).toMatchObject({status: 'Running', ready: true});
		expect(pod?.fields.name).not.toBe(before);
	});
	const [after] = podsOf(rancher);
	expect((await ask(`${address}/again`)).text).toContain(String(after?.fields.name));

	terminal.type(`:forwards${enter}`);
	await terminal.waitFor(screen => /─ forwards/.test(screen) && /\b6\b.* MiB/.test(screen));
	expect(terminal.screen().join('\n')).toMatch(new RegExp(`127\\.0\\.0\\.1:${port}.*web:8080`));
	terminal.type('q');
	await terminal.waitFor(screen => /─ deployments/.test(screen));
	terminal.type('q');
	await terminal.waitFor(screen => /Quit rwatch\?/.test(screen) && screen.includes(`127.0.0.1:${port} to`));
	await terminal.waitFor(screen => screen.includes('[No]'));
	terminal.type('y');
	expect(await terminal.exited).toBe(0);
	// Also on the terminal, for those who leave without a question.
	expect(terminal.bytes()).toContain(`rwatch: no longer forwarded: 127.0.0.1:${port} to deployment shop/web`);
	await expect(ask(address)).rejects.toThrow(/ECONNREFUSED/);
});

test('with --read-only nothing is forwarded', async () => {
	const {terminal, rancher} = await start('-k', 'pods', '--read-only');
	terminal.type('jf');
	await terminal.waitFor(screen => /read-only/.test(screen.split('\n').slice(-3).join('\n')));
	expect(rancher.received.filter(({url}) => url.pathname.endsWith('/portforward'))).toEqual([]);
});
