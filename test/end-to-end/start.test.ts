import {describe, expect, test} from 'vitest';
import {program} from './build.js';
import {dataRows, open, startDemo} from './stage.js';

describe('the first screen', () => {
	test('has at least 18 rows of data at 80x24, and nothing beyond its edges', async () => {
		const terminal = await startDemo([], {columns: 80, rows: 24});
		await terminal.waitFor(screen => dataRows(screen).length >= 18);
		expect(terminal.screen()).toHaveLength(24);
		// A line that is too long would have pushed the first one out.
		expect(terminal.screen()[0]).toContain('live');
	});

	test('is the kind and filter of the command line', async () => {
		const terminal = await startDemo(['-k', 'hosts', '-f', 'name:node-1']);
		await terminal.waitFor(screen => dataRows(screen).every(row => row.includes('node-1')));
		expect(terminal.screen().join('\n')).toContain('hosts');
	});

	test('sends nothing that others wrote to the terminal as a command', async () => {
		const terminal = await startDemo(['-f', 'name:cron'], {columns: 160, rows: 24});
		await terminal.waitFor(screen => screen.includes('␛[31m'));
	});

	test('works without characters beyond ASCII', async () => {
		const terminal = await startDemo(['--ascii', '-k', 'hosts', '-f', 'name:node']);
		await terminal.waitFor(screen => dataRows(screen).length > 0 && /^[\t\n -~]*$/.test(screen));
	});

	test('fits into 40 columns and 10 rows', async () => {
		const terminal = open(['--demo'], {columns: 40, rows: 10});
		await terminal.waitFor(screen => screen.includes('live'));
		expect(terminal.screen()).toHaveLength(10);
	});
});

describe('at the first frame', () => {
	const shown = async (): Promise<ReturnType<typeof open>> => {
		const terminal = open(['--demo'], {columns: 80, rows: 24});
		await terminal.waitFor(screen => /NAME .*STATE/.test(screen));
		return terminal;
	};

	test('keys count already', async () => {
		const terminal = await shown();
		terminal.type('?');
		// Without a row it has nothing to act on, and says so.
		await terminal.waitFor(screen => /─ help|Key ignored/.test(screen));
		terminal.type('\u0003');
		expect(await terminal.exited).toBe(130);
		expect(terminal.leftovers()).toEqual([]);
	});

	test.each([
		['SIGTERM', 143],
		['SIGINT', 130],
	] as const)('%s restores the terminal and ends with %i', async (name, exitCode) => {
		const terminal = await shown();
		terminal.signal(name);
		expect(await terminal.exited).toBe(exitCode);
		expect(terminal.leftovers()).toEqual([]);
	});
});

describe('what is wrong with the command line', () => {
	test.each([
		[['--fps', '0'], 2, '--fps takes a whole number from 1 to 60'],
		[['--no-such'], 2, 'Unknown option --no-such'],
		[[], 2, 'rwatch --demo shows the program at work'],
		[['https://user:hunter2@host'], 2, 'a URL with a user name or password in it is refused'],
		[['--config', '/no/such.yaml'], 2, '/no/such.yaml: there is no such configuration file'],
		[['--demo', '--record', '/no/such/file'], 2, 'Cannot record to /no/such/file'],
	])('%j ends with %i before the screen is touched', async (argv, exitCode, message) => {
		const terminal = open(argv, {columns: 400});
		expect(await terminal.exited).toBe(exitCode);
		expect(terminal.screen().join('\n')).toContain(message);
		expect(terminal.bytes()).not.toContain('hunter2');
		expect(terminal.bytes()).not.toContain('\u001B[?1049h');
		expect(terminal.leftovers()).toEqual([]);
	});

	test('without any terminal to take keys from it ends with 2 and one line', async () => {
		// A session of its own has no controlling terminal, though it writes to one.
		const script = `require('node:child_process')
			.spawn(process.execPath, [${JSON.stringify(program)}, '--demo'], {
				detached: true,
				stdio: ['ignore', 'inherit', 'inherit'],
			})
			.on('exit', exitCode => process.exit(exitCode));`;
		const terminal = open([script], {columns: 400, program: '-e'});
		expect(await terminal.exited).toBe(2);
		expect(terminal.screen().join('\n')).toMatch(/^rwatch: there is no terminal to take keys from/);
		expect(terminal.bytes()).not.toContain('    at ');
	});

	test('credentials are asked for without echo, and ctrl-c at the question ends with 130', async () => {
		const terminal = open(['salt+http://127.0.0.1:9']);
		await terminal.waitFor(screen => screen.includes('127.0.0.1: user name: '));
		terminal.type('ann\r');
		await terminal.waitFor(screen => screen.includes('127.0.0.1: password: '));
		terminal.type('hunter2');
		terminal.type('\u0003');
		expect(await terminal.exited).toBe(130);
		expect(terminal.bytes()).toContain('ann');
		expect(terminal.bytes()).not.toContain('hunter2');
		expect(terminal.leftovers()).toEqual([]);
	});
});
