import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {serveSalt} from '../../source/demo/salt/server.js';
import {dataRows, open} from './stage.js';

const enter = '\r';
const guard = `
guard:
  - {action: cmd.run, confirm: name}
`;

/** The program on a master, with a configuration and a state directory of its own. */
const start = async (...argv: readonly string[]) => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-minion-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	const salt = await serveSalt({small: true, life: false, pace: 0.02});
	onTestFinished(() => salt.close());
	const config = join(folder, 'config.yaml');
	writeFileSync(config, guard, {mode: 0o600});
	const {username, password} = salt.user;
	const terminal = open([`salt+${salt.url}`, '--config', config, '-k', 'minions', ...argv], {
		environment: {
			SALTAPI_USER: username,
			SALTAPI_PASS: password,
			SALTAPI_EAUTH: 'pam',
			XDG_STATE_HOME: folder,
		},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return {
		terminal,
		ran: () => salt.received.filter(({body}) => body.includes('cmd.run')).length,
		journal: () => readFileSync(join(folder, 'rwatch', 'journal.ndjson'), 'utf8'),
	};
};

test('each command on a minion is judged, and in the journal with its outcome and without secrets', async () => {
	const {terminal, ran, journal} = await start('-f', 'name:web-a');
	terminal.type('s');
	await terminal.waitFor(screen => screen.includes('web-a.example> '));
	terminal.type(`run --password=geheim1${enter}`);
	await terminal.waitFor(screen => screen.includes('Type web-a.example to run it:'));
	expect(ran()).toBe(0);
	terminal.type(`web-a.example${enter}`);
	await terminal.waitFor(screen => screen.includes('failed with code 127'));
	expect(ran()).toBe(1);
	terminal.type('\u0004');
	await terminal.waitFor(screen => screen.includes('minions['));
	terminal.type(`:journal${enter}`);
	await terminal.waitFor(screen => /✗ Run a command on web-a\.example.* failed/.test(screen));
	await expect.poll(journal).toContain('"cmd":"run --password=***"');
	await expect.poll(journal).toMatch(/"outcome":"failed","message":"exit code 127, job \d+"/);
	expect(journal()).not.toContain('geheim1');
});

test('no prompt opens on a minion while everything is read-only', async () => {
	const {terminal, ran} = await start('--read-only');
	terminal.type('s');
	await terminal.waitFor(screen => screen.includes('read-only: rwatch was started with --read-only'));
	expect(ran()).toBe(0);
});
