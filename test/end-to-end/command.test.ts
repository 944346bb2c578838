import {expect, test} from 'vitest';
import {startDemo} from './stage.js';

test('what is typed for a server as a whole goes there, and its page is shown', async () => {
	const terminal = await startDemo();
	await terminal.waitFor(screen => /\bsalt . live/.test(screen));
	terminal.type(':sal');
	await terminal.waitFor(screen => /:sal +salt/.test(screen));
	terminal.type('t * test.ping');
	await terminal.waitFor(screen => screen.includes('salt <target> <function> [arguments]'));
	terminal.type('\r');
	await terminal.waitFor(screen => /salt: job \d{20} on \d+ minions/.test(screen));
	terminal.type(':stats\r');
	await terminal.waitFor(screen => /perms:/.test(screen) && /clients:/.test(screen));
	terminal.type('q:q\r');
	expect(await terminal.exited).toBe(0);
});
