import {afterEach, expect, test} from 'vitest';
import {type Rancher2Options, type Rancher2Server, serveRancher2} from '../../source/demo/rancher2/server.js';
import {at} from '../../source/demo/serve/serve.js';
import {dataRows, open} from './stage.js';
import type {TerminalProgram} from './terminal.js';

let server: Rancher2Server | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

const enter = '\r';
const cluster = 'c-m-4xk7b2qp';

/** Deletes the first pod of a namespace: its workload makes others. */
const deletePod = async (rancher: Rancher2Server, space: string): Promise<void> => {
	const {name, secret} = rancher.token;
	const pod = rancher.world.list('pod', cluster).find(({fields}) => fields.namespace === space);
	const {name: podName = '', namespace = ''} = pod?.fields ?? {};
	await fetch(`${rancher.url}/k8s/clusters/${cluster}/api/v1/namespaces/${namespace}/pods/${podName}`, {
		method: 'DELETE',
		headers: {authorization: `Bearer ${name}:${secret}`},
	});
};

/** The next pod of the only deployment cannot pull its image. */
const failPull = async (rancher: Rancher2Server): Promise<void> => {
	rancher.failNext('Back-off pulling image "shop/web:9": not found');
	await deletePod(rancher, 'shop');
};

/** The program on a small cluster in which nothing happens by itself. */
const start = async (
	argv: readonly string[],
	options: Rancher2Options = {},
): Promise<{terminal: TerminalProgram; rancher: Rancher2Server}> => {
	const rancher = await serveRancher2({small: true, life: false, pace: 0.02, ...options});
	server = rancher;
	const {name, secret} = rancher.token;
	const terminal = open([`rancher2+${rancher.url}`, ...argv], {
		environment: {RANCHER_TOKEN: `${name}:${secret}`},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return {terminal, rancher};
};

test('a roll-out that cannot pull its image is explained by its pod, and the finding leads there', async () => {
	const {terminal, rancher} = await start(['-k', 'deployments', '-f', 'shop/web']);
	await failPull(rancher);
	await terminal.waitFor(screen => /✗ 1 error/.test(screen));
	terminal.type('X');
	await terminal.waitFor(
		screen => /─ explain/.test(screen) && /✗ container web of pod shop\/web/.test(screen),
	);
	await terminal.waitFor(
		screen => /cannot pull its image/.test(screen) && /"Back-off pulling image/.test(screen),
	);
	await terminal.waitFor(screen => /its object \(\d+s ago\)/.test(screen) && /its events/.test(screen));
	terminal.type('l');
	await terminal.waitFor(screen => /─ logs/.test(screen));
	terminal.type('q');
	await terminal.waitFor(screen => /─ explain/.test(screen));
	terminal.type(enter);
	await terminal.waitFor(screen => /─ pods\[/.test(screen) && /^>✗? ?.*shop\/web/m.test(screen));
});

test('a Rancher of before Steve is asked by way of its proxy', async () => {
	const {terminal, rancher} = await start(['-k', 'deployments', '-f', 'shop/web'], {steve: false});
	await failPull(rancher);
	await terminal.waitFor(screen => /✗ 1 error/.test(screen));
	terminal.type('gX');
	await terminal.waitFor(screen => /✗ container web of pod shop\/web\S+ cannot pull its image/.test(screen));
	await terminal.waitFor(screen => /hence .*has fewer pods available/.test(screen));
	await terminal.waitFor(screen => /its object \(\d+s ago\)/.test(screen) && /its events/.test(screen));
	expect(terminal.screen().join('\n')).not.toMatch(/not known/);
});

test('what could not be read is said in words, and what the rows say is there all the same', async () => {
	const {terminal, rancher} = await start(['-k', 'deployments', '-f', 'shop/web']);
	await failPull(rancher);
	await terminal.waitFor(screen => /✗ 1 error/.test(screen));
	rancher.faults.refuse(at(/\/v1\/(?:events|pods|apps\.deployments)\b/), {status: 403, body: '{}'});
	terminal.type('X');
	await terminal.waitFor(screen => /pod shop\/web\S* cannot pull an image/.test(screen));
	await terminal.waitFor(screen => /not known: its object: .*403/.test(screen));
	expect(terminal.screen().join('\n')).toMatch(/"Back-off pulling image/);
});

test('a row that is well is said to be well', async () => {
	const {terminal} = await start(['-k', 'pods']);
	terminal.type('X');
	await terminal.waitFor(screen => /pod shop\/web\S* is running: nothing is wrong with it/.test(screen));
	await terminal.waitFor(
		screen => /looked at +the row/.test(screen) && /its events \(\d+s ago\)/.test(screen),
	);
});

test('a namespace that does not go is explained by the finalizer that holds a pod in it', async () => {
	const {terminal, rancher} = await start(['-k', 'namespaces', '-f', 'preview or shop'], {pace: 1});
	rancher.stories.find(({title}) => title === 'a namespace is held by a finalizer')?.begin();
	await terminal.waitFor(screen => /preview-\d+ +terminating/.test(screen));
	terminal.type('/preview\r');
	await terminal.waitFor(screen => /^>.* preview-\d+/m.test(screen));
	terminal.type('gX');
	const held = /pod preview-\d+\/uploads-0 is being deleted, and held by/;
	await terminal.waitFor(screen => held.test(screen) && /backup\.example\.net\/archive/.test(screen));
	terminal.type(enter);
	await terminal.waitFor(screen => /─ pods\[/.test(screen) && /^>.*preview-\d+\/uploads-0/m.test(screen));
});

test('a workload that may make no more pods is explained by the quota of its namespace', async () => {
	const {terminal, rancher} = await start(['-k', 'deployments', '-f', 'preview-web'], {small: false});
	rancher.world.change(`apps.deployment/${cluster}:shop-preview/preview-web`, {replicas: 6});
	await deletePod(rancher, 'shop-preview');
	await terminal.waitFor(screen => /exceeded quota: pods/.test(screen));
	terminal.type('gX');
	await terminal.waitFor(
		screen => /the quota shop-preview\/pods is used up/.test(screen) && /"pods: 4 of 4"/.test(screen),
	);
	expect(terminal.screen().join('\n')).toMatch(/deployment shop-preview\/preview-web cannot make its pods/);
	terminal.type(enter);
	await terminal.waitFor(
		screen => /─ resourcequotas\[/.test(screen) && /^>.*shop-preview\/pods/m.test(screen),
	);
});
