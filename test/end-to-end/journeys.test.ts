import {afterEach, expect, test} from 'vitest';
import {type Rancher1Server, serveRancher1} from '../../source/demo/rancher1/server.js';
import {at} from '../../source/demo/serve/serve.js';
import {dataRows, open} from './stage.js';
import type {TerminalProgram} from './terminal.js';

let server: Rancher1Server | null = null;
afterEach(async () => {
	await server?.close();
	server = null;
});

const subject = 'shop-web-1';
const enter = '\r';
const escapeKey = '\u001B';
/** Control-r: a source that waits for its next try tries at once. */
const refreshKey = '\u0012';

/** The program on a small fleet in which nothing happens by itself, with a key that sees one project. */
const start = async (
	...argv: readonly string[]
): Promise<{terminal: TerminalProgram; cattle: Rancher1Server}> => {
	const cattle = await serveRancher1({small: true, life: false, pace: 0.05, pingMs: 500, flushMs: 20});
	server = cattle;
	const {access, secret} = cattle.environmentKey;
	const terminal = open([`rancher1+${cattle.url}`, ...argv], {
		// Room for what a server says, whichever columns were there before it.
		columns: 140,
		environment: {RANCHER_ACCESS_KEY: access, RANCHER_SECRET_KEY: secret},
	});
	await terminal.waitFor(screen => /\blive\b/.test(screen) && dataRows(screen).length > 0);
	return {terminal, cattle};
};

const posted = (cattle: Rancher1Server): readonly string[] =>
	cattle.received
		.filter(({method}) => method === 'POST')
		.map(({url}) => `${url.pathname.split('/').slice(-2).join('/')}${url.search}`);

// The line of the grid: the title names it too, by the filter.
const rowOf = (screen: string, name: string): string =>
	screen.split('\n').find(line => line.slice(3).startsWith(name)) ?? '';

test('from a project down to its containers, a filter on the way, and back', async () => {
	const {terminal} = await start();
	terminal.type(`:projects${enter}`);
	await terminal.waitFor(screen => screen.includes('projects[1]') && screen.includes('Production'));
	terminal.type(enter);
	await terminal.waitFor(screen => /stacks\[\d+\] of project Production/.test(screen));
	terminal.type('/shop');
	await terminal.waitFor(screen => /stacks\[1 of \d+\]/.test(screen) || /stacks\[1\]/.test(screen));
	terminal.type(enter);
	terminal.type(enter);
	await terminal.waitFor(screen => /services\[\d+\] of stack shop/.test(screen));
	terminal.type('/web');
	terminal.type(enter);
	terminal.type(enter);
	await terminal.waitFor(screen => /containers\[\d+\] of service shop\/web/.test(screen));
	expect(rowOf(terminal.screen().join('\n'), subject)).toContain('running');
	terminal.type('q');
	await terminal.waitFor(screen => /services\[/.test(screen));
});

test('an action asks, goes to the server, and is shown until the server says that it is over', async () => {
	const {terminal, cattle} = await start('-k', 'containers', '-f', subject);
	terminal.type('x');
	await terminal.waitFor(screen => screen.includes(`Stop ${subject}?`) && screen.includes('[No]'));
	expect(posted(cattle)).toEqual([]);
	terminal.type('y');
	await terminal.waitFor(screen => rowOf(screen, subject).includes('stopped'));
	await terminal.waitFor(screen => screen.includes('stop done'));
	expect(posted(cattle)).toHaveLength(1);
	expect(posted(cattle)[0]).toContain('action=stop');
	// What a stopped one does not offer is refused with what it does.
	terminal.type('x');
	await terminal.waitFor(screen => /does not offer stop/.test(screen));
	terminal.type('a');
	await terminal.waitFor(screen => screen.includes(`Actions for ${subject}`) && screen.includes('Start'));
	terminal.type(escapeKey);
});

test('an action that the server refuses says why in the row', async () => {
	const {terminal, cattle} = await start('-k', 'containers', '-f', subject);
	cattle.lock('1i1');
	terminal.type('r');
	await terminal.waitFor(screen => screen.includes(`Restart ${subject}?`) && screen.includes('[No]'));
	terminal.type('y');
	await terminal.waitFor(screen => screen.includes('restart failed') && screen.includes('409'));
	expect(rowOf(terminal.screen().join('\n'), subject)).toContain('running');
});

test('a log is followed over a cut, with no line twice', async () => {
	const {terminal, cattle} = await start('-k', 'containers', '-f', subject);
	cattle.log('1i1', 'the first line');
	terminal.type('l');
	await terminal.waitFor(screen => screen.includes('the first line'));
	cattle.log('1i1', 'a line that went wrong', 'stderr');
	await terminal.waitFor(screen => screen.includes('a line that went wrong'));
	expect(cattle.faults.cut(at('/v1/logs/'))).toBe(1);
	cattle.log('1i1', 'written while nobody listened');
	await terminal.waitFor(screen => screen.includes('written while nobody listened'));
	const screen = terminal.screen().join('\n');
	for (const line of ['the first line', 'a line that went wrong', 'written while nobody listened']) {
		expect(screen.split(line)).toHaveLength(2);
	}
});

test('a server that goes down dims its rows, and marks what vanished meanwhile when it is back', async () => {
	const {terminal, cattle} = await start('-k', 'containers');
	await cattle.faults.down();
	await terminal.waitFor(screen => /retry in \d+s/.test(screen) && /stale \d+s/.test(screen));
	expect(terminal.screen().join('\n')).toContain(subject);
	cattle.world.remove('1i1');
	await cattle.faults.up();
	terminal.type(refreshKey);
	await terminal.waitFor(screen => /\blive\b/.test(screen) && /may have been missed/.test(screen));
	// The cursor is on it since that key: it stays, marked as gone.
	await terminal.waitFor(screen => screen.includes(`>- ${subject}`));
});

test('what W asked for is answered in another view, by bell, notification and title, until it is seen', async () => {
	const {terminal} = await start('-k', 'containers', '-f', subject);
	terminal.type('jW');
	await terminal.waitFor(screen => screen.includes(`Tell me when ${subject}`));
	terminal.type(`jjj${enter}Wk${enter}state=stopped${enter}x`);
	await terminal.waitFor(screen => screen.includes(`Stop ${subject}?`) && screen.includes('[No]'));
	terminal.type('y');
	terminal.type(`:sources${enter}`);
	await terminal.waitFor(screen => /matches state=stopped: stopped \(ctrl-n goes there\)/.test(screen));
	const answer = `container ${subject} matches state=stopped: stopped`;
	expect(terminal.bytes()).toContain(
		`\u001B]9;rwatch: ${answer}\u0007\u001B]777;notify;rwatch;${answer}\u0007\u0007`,
	);
	expect(terminal.bytes()).toContain(`\u001B[22;2t\u001B]2;${answer} - rwatch\u0007`);
	await terminal.waitFor(screen => screen.includes('1 answered'));
	terminal.type('\u000E');
	await terminal.waitFor(screen => /containers\[/.test(screen) && !screen.includes('1 answered'));
	expect(terminal.bytes()).toContain('\u001B[23;2t');
	terminal.type(`:watching${enter}`);
	await terminal.waitFor(screen => screen.includes('watching 1 open, 1 answered'));
});

test('what changed while the terminal had not the focus is said when it has it again, and listed', async () => {
	const {terminal, cattle} = await start('-k', 'containers');
	expect(terminal.bytes()).toContain('\u001B[?1004h');
	terminal.type('\u001B[O');
	// Once this is on the screen, the loss of the focus has been read, too.
	cattle.world.change('1i1', {state: 'stopped'});
	await terminal.waitFor(screen => new RegExp(`${subject} .*stopped`).test(screen));
	cattle.world.remove('1i1');
	await terminal.waitFor(screen => new RegExp(`^[ >]- ${subject}`, 'm').test(screen));
	terminal.type('\u001B[I');
	await terminal.waitFor(screen =>
		/while you were away \(\d+s\): \d+ changes? \(' lists them\)/.test(screen),
	);
	terminal.type("'");
	await terminal.waitFor(screen => new RegExp(`away .*change.*\\n>changed .*${subject}`).test(screen));
	terminal.type(`:q${enter}`);
	expect(await terminal.exited).toBe(0);
	expect(terminal.leftovers()).toEqual([]);
});
