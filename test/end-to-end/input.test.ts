import {afterEach, describe, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../source/demo/rancher1/server.js';
import {until} from '../until.js';
import {dataRows, open} from './stage.js';
import type {TerminalProgram} from './terminal.js';

let server: Rancher1Server | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

/** A small fleet in which nothing happens by itself. */
const start = async (kind = 'containers') => {
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	server = cattle;
	const {access, secret} = cattle.environmentKey;
	const terminal = open([`rancher1+${cattle.url}`, '-k', kind], {
		environment: {RANCHER_ACCESS_KEY: access, RANCHER_SECRET_KEY: secret},
	});
	return {terminal, cattle};
};

const hasRows = (screen: string): boolean => /\blive\b/.test(screen) && dataRows(screen).length > 0;
const cursorLine = (screen: string): number => dataRows(screen).findIndex(line => line.startsWith('>'));
const posts = ({received}: Rancher1Server): number => received.filter(({method}) => method === 'POST').length;

/** After this, all that was typed before has been read. */
const settled = async (terminal: TerminalProgram): Promise<void> => {
	terminal.type('?');
	await terminal.waitFor(screen => screen.includes('MOVE'));
	terminal.type('q');
	await terminal.waitFor(screen => hasRows(screen));
};

describe('what is typed', () => {
	test('Esc that is glued to a key is Esc, and then that key', async () => {
		const {terminal} = await start('all');
		await terminal.waitFor(hasRows);
		terminal.type('a');
		await terminal.waitFor(screen => screen.includes('Actions for'));
		terminal.type('\u001Bj');
		await terminal.waitFor(screen => !screen.includes('Actions for') && cursorLine(screen) === 1);
		terminal.type('/x');
		await terminal.waitFor(screen => /^\/x/m.test(screen));
		terminal.type('\u001B:');
		await terminal.waitFor(screen => /^:/m.test(screen) && hasRows(screen));
	});

	test('a lone Esc acts; what a terminal answers, or a paste over the grid, does nothing; one into a prompt goes there whole', async () => {
		const {terminal, cattle} = await start();
		await terminal.waitFor(hasRows);
		terminal.type(
			'\u001B]11;rgb:1e1e/1e1e/2e2e\u001B\\\u001B[?64;1;2c\u001BP>|xterm(354)\u001B\\\u001B[12;40R\u001B[I',
		);
		await settled(terminal);
		expect(posts(cattle)).toBe(0);
		terminal.type('/x');
		await terminal.waitFor(screen => /^\/x/m.test(screen));
		terminal.type('\u001B');
		await terminal.waitFor(screen => !/^\/x/m.test(screen) && hasRows(screen));
		// A paste over the grid.
		terminal.type('\u001B[200~xyry\rq\u001B[201~');
		await settled(terminal);
		expect(posts(cattle)).toBe(0);
		terminal.type('/\u001B[200~shop\nweb\u001B[201~');
		await terminal.waitFor(screen => /^\/shop web/m.test(screen));
	});

	test('a key of the same read does not answer the question that it opens', async () => {
		const {terminal, cattle} = await start();
		await terminal.waitFor(hasRows);
		terminal.type('ry');
		await terminal.waitFor(screen => /Restart \S+\?/.test(screen) && screen.includes('[No]'));
		expect(posts(cattle)).toBe(0);
		terminal.type('y');
		await until(() => expect(posts(cattle)).toBe(1));
	});
});

test('where the terminal is too small only q and the like work', async () => {
	const {terminal, cattle} = await start();
	await terminal.waitFor(hasRows);
	terminal.resize(30, 5);
	await terminal.waitFor(screen => screen.includes('too small'));
	terminal.type('ry:/a?');
	terminal.resize(100, 30);
	await terminal.waitFor(screen => hasRows(screen) && !/Restart|Actions|MOVE/.test(screen));
	expect(posts(cattle)).toBe(0);
	terminal.resize(30, 5);
	await terminal.waitFor(screen => screen.includes('too small'));
	terminal.type('q');
	expect(await terminal.exited).toBe(0);
});
