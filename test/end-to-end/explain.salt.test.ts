import {afterEach, expect, test} from 'vitest';
import {type SaltServer, serveSalt} from '../../source/demo/salt/server.js';
import {dataRows, open} from './stage.js';

let server: SaltServer | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

const enter = '\r';

test('a job whose states fail in a chain is explained by the first, and leads to its minion', async () => {
	const salt = await serveSalt({small: true, life: false, pace: 0.02});
	server = salt;
	const {username, password} = salt.user;
	const terminal = open([`salt+${salt.url}`, '-k', 'minions'], {
		environment: {SALTAPI_USER: username, SALTAPI_PASS: password, SALTAPI_EAUTH: 'pam'},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	terminal.type(`:salt web-a.example state.apply bad${enter}`);
	await terminal.waitFor(screen => screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => /─ logs .*of job state\.apply/.test(screen));
	terminal.type(`:jobs${enter}`);
	await terminal.waitFor(screen => /✗ .*state\.appl.* failed/.test(screen));
	terminal.type('g');
	terminal.type('X');
	await terminal.waitFor(screen => /✗ state bad\.breaks failed on web-a\.example/.test(screen));
	await terminal.waitFor(screen => /hence state bad\.after was not run on web-a\.example/.test(screen));
	await terminal.waitFor(screen => /its returns \(\d+s ago\)/.test(screen));
	const lines = terminal.screen();
	const at = (text: string): number => lines.findIndex(line => line.includes(text));
	expect(at('bad.breaks failed')).toBeLessThan(at('bad.after was not run'));
	terminal.type('d');
	await terminal.waitFor(screen => /─ describe/.test(screen) && /minion web-a\.example/.test(screen));
	terminal.type('q');
	await terminal.waitFor(screen => /─ explain/.test(screen));
	terminal.type(enter);
	await terminal.waitFor(screen => /─ minions\[/.test(screen) && /^>.*web-a\.example/m.test(screen));
});
