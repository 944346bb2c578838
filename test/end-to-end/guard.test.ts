import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {open} from './stage.js';

const enter = '\r';
const subject = 'shop-web-1';

const configured = (text: string): string => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-guard-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const path = join(folder, 'config.yaml');
	writeFileSync(path, text, {mode: 0o600});
	return path;
};

test('a guarded source shows it, refuses what it must, and takes an action only after the name', async () => {
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	onTestFinished(() => cattle.close());
	const {access, secret} = cattle.environmentKey;
	const config = configured(`
sources:
  prod: {url: 'rancher1+${cattle.url}', accessKey: '${access}', secretKey: '${secret}'}
guard:
  - {source: 'p*', action: remove, deny: by GitOps only}
  - {source: 'p*', confirm: name}
`);
	const terminal = open(['--config', config, '-k', 'containers', '-f', subject]);
	await terminal.waitFor(screen => screen.includes('prod ● live (guarded)') && screen.includes('running'));
	terminal.type('\u0004');
	await terminal.waitFor(screen => screen.includes('guarded: by GitOps only'));
	terminal.type('a');
	await terminal.waitFor(
		screen =>
			screen.includes('Remove - guarded: by GitOps only') && screen.includes('Restart - asks for the name'),
	);
	terminal.type('q');
	terminal.type('x');
	await terminal.waitFor(
		screen => screen.includes(`guarded: type ${subject} to continue`) && /│ > /.test(screen),
	);
	terminal.type(`y${enter}`);
	await terminal.waitFor(screen => screen.includes('That does not match'));
	expect(cattle.received.filter(({method}) => method === 'POST')).toEqual([]);
	terminal.type(`\u0015${subject}`);
	await terminal.waitFor(screen => screen.includes(`> ${subject}`));
	terminal.type(enter);
	await terminal.waitFor(screen => screen.includes('stop done'));
	expect(cattle.received.filter(({method}) => method === 'POST')).toHaveLength(1);
});
