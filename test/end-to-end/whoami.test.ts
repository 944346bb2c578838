import {expect, onTestFinished, test} from 'vitest';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {isLive, open} from './stage.js';

const hour = 3_600_000;

test('a token that ends within a day is in the header, and :whoami says whose it is and what it may do', async () => {
	const server = await serveRancher2({small: true, life: false, pace: 0.01});
	onTestFinished(() => server.close());
	const now = Date.now();
	const token = {...server.token, name: 'token-short', createdAt: now - hour, expiresAt: now + 5.5 * hour};
	server.tokens.add(token);
	const environment = {RANCHER_TOKEN: `${token.name}:${token.secret}`};
	const terminal = open([`rancher2+${server.url}`], {environment});
	await terminal.waitFor(isLive);
	await terminal.waitFor(screen => screen.includes('(login ends in 5h)'));
	terminal.type(':whoami\r');
	await terminal.waitFor(
		screen =>
			/─ whoami/.test(screen) &&
			/logged in as +admin/.test(screen) &&
			/with +token token-short/.test(screen) &&
			/expires .*\(in 5h\)/.test(screen) &&
			/may change +all of these/.test(screen),
	);
	expect(terminal.screen().join('\n')).not.toContain(token.secret);
});
