import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {dataRows, open} from './stage.js';

const newFolder = (): string => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-durations-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

test('a later run says how long a transition usually takes', async () => {
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	onTestFinished(() => cattle.close());
	const {access, secret} = cattle.environmentKey;
	const folder = newFolder();
	const environment = {XDG_STATE_HOME: folder, RANCHER_ACCESS_KEY: access, RANCHER_SECRET_KEY: secret};
	const start = async () => {
		const terminal = open([`rancher1+${cattle.url}`, '-k', 'containers', '-f', 'shop-web-1'], {environment});
		await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
		return terminal;
	};
	const turn = (state: string, transitioning: string) =>
		cattle.world.change('1i1', {state, transitioning, transitioningMessage: null});

	const first = await start();
	for (let round = 0; round < 5; round++) {
		turn('restarting', 'yes');
		await first.waitFor(screen => dataRows(screen).some(row => row.includes('restarting')));
		turn('running', 'no');
		await first.waitFor(screen => dataRows(screen).some(row => row.includes('running')));
	}

	first.type(':q\r');
	expect(await first.exited).toBe(0);
	const saved = readFileSync(join(folder, 'rwatch', 'durations.json'), 'utf8');
	expect(saved).toContain('container restarting');

	const second = await start();
	turn('restarting', 'yes');
	await second.waitFor(screen => /usually \d+s, now \d+s/.test(screen));
	second.type('d');
	await second.waitFor(screen => /^usual +usually \d+s, now \d+s/m.test(screen));
});
