import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {serveRancher1} from '../../source/demo/rancher1/server.js';
import {isLive, open} from './stage.js';

const enter = '\r';
const subject = 'shop-web-1';

test('what was sent is in the journal, in later runs too, and is sent again after a question', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-journal-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	onTestFinished(() => cattle.close());
	const {access, secret} = cattle.environmentKey;
	const environment = {
		XDG_STATE_HOME: folder,
		RANCHER_ACCESS_KEY: access,
		RANCHER_SECRET_KEY: secret,
	};
	const start = async (...argv: readonly string[]) => {
		const url = `rancher1+${cattle.url}`;
		const terminal = open([url, '-k', 'containers', '-f', subject, ...argv], {environment});
		await terminal.waitFor(isLive);
		return terminal;
	};
	const posted = () => cattle.received.filter(({method}) => method === 'POST').length;

	const first = await start('--fresh');
	first.type('r');
	await first.waitFor(screen => screen.includes(`Restart ${subject}?`) && screen.includes('[No]'));
	first.type('y');
	await first.waitFor(screen => screen.includes('restart done'));
	first.type(`:journal${enter}`);
	await first.waitFor(screen => screen.includes(`Restart ${subject}`) && screen.includes('done in'));
	expect(first.screen().join('\n')).toMatch(/states .*restarting/);
	first.type(`:q${enter}`);
	expect(await first.exited).toBe(0);
	expect(posted()).toBe(1);

	const second = await start();
	second.type(`:journal${enter}`);
	await second.waitFor(screen => screen.includes(`Restart ${subject}`) && screen.includes('done in'));
	second.type('r');
	await second.waitFor(screen => screen.includes(`Restart ${subject}?`) && screen.includes('[No]'));
	expect(posted()).toBe(1);
	second.type('y');
	await second.waitFor(screen => /journal.* 1\/2|journal.* 2\/2/.test(screen));
	await second.waitFor(screen => (screen.match(/done in/g) ?? []).length > 2);
	expect(posted()).toBe(2);
	second.type(enter);
	await second.waitFor(isLive);

	const text = readFileSync(join(folder, 'rwatch', 'journal.ndjson'), 'utf8');
	expect(text).not.toContain(secret);
	expect(
		text
			.trim()
			.split('\n')
			.map(line => JSON.parse(line).type),
	).toContain('ended');
});
