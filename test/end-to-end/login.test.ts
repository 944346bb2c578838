import {expect, onTestFinished, test} from 'vitest';
import {serveRancher2} from '../../source/demo/rancher2/server.js';
import {isLive, open} from './stage.js';

test('refused credentials are entered again at a prompt without echo, and the screen goes on', async () => {
	const server = await serveRancher2({small: true, life: false});
	onTestFinished(() => server.close());
	const environment = {RANCHER_TOKEN: 'token-nobody:wrong'};
	const terminal = open([`rancher2+${server.url}`], {environment});
	await terminal.waitFor(screen => screen.includes(':login 127.0.0.1 asks for other credentials'));
	const {name, password} = server.user;
	terminal.type(':login\r');
	await terminal.waitFor(screen => screen.includes('user name, token or access key'));
	terminal.type(`${name}\r`);
	await terminal.waitFor(screen => screen.includes('password or secret key'));
	terminal.type(`${password}\r`);
	await terminal.waitFor(isLive);
	expect(terminal.bytes()).not.toContain(password);
	terminal.type(':q\r');
	expect(await terminal.exited).toBe(0);
});
