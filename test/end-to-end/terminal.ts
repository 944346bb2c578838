import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import headless from '@xterm/headless';
import {type StyledScreen, styledScreen} from '../pictures/styled-screen.js';
import {program as builtProgram, caches, commandFor, root} from './build.js';
import {leftovers} from './leftovers.js';

/** A terminal with the built program in it. */
export type TerminalProgram = {
	/** The lines of the last whole frame, without trailing blanks. */
	readonly screen: () => readonly string[];
	/** The same with colours. */
	readonly styled: () => StyledScreen;
	/** Types keys, as the bytes that a terminal would send. */
	readonly type: (keys: string) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** Sends a signal to the program alone. */
	readonly signal: (name: NodeJS.Signals) => void;
	/** Resolves when the condition holds for the lines of a whole frame, joined; fails at the limit with the last screen. */
	readonly waitFor: (condition: (screen: string) => boolean, limitMs?: number) => Promise<void>;
	/** Resolves with the exit code (128 + n for a signal that killed it). */
	readonly exited: Promise<number>;
	/** After the exit: what is left of full-screen mode; empty when the terminal was restored. */
	readonly leftovers: () => readonly string[];
	/** Everything that was written so far, escape sequences included. */
	readonly bytes: () => string;
	/** Which events of the mouse the program takes: `none`, or `vt200` for buttons. */
	readonly mouse: () => string;
	/** Whether the cell under this text has a colour of its own. */
	readonly isColoured: (text: string) => boolean;
	/** Ends the program, however it is doing, and cleans up. */
	readonly close: () => Promise<void>;
};

/** How a program is started. */
export type TerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	/** Besides `HOME`, `PATH`, `TERM` (xterm-256color) and `LANG`: nothing of the surroundings leaks in. */
	readonly environment?: Readonly<Record<string, string>>;
	/** The script that Node runs instead of the built program. */
	readonly program?: string;
	/** The working directory; the root of the project unless given. */
	readonly directory?: string;
};

/** Generous: another machine may be ten times as busy. It only matters where a test fails. */
const usualLimitMs = 30_000;

// The shell outlives the program, so that it can record in which state the program left the line discipline.
const wrapper = `
trap : INT TERM HUP QUIT
stty -g >"$RWATCH_TEST/before"
sh -c 'echo $$ >"$RWATCH_TEST/pid"; exec "$0" "$@"' "$@"
code=$?
stty -g >"$RWATCH_TEST/after"
exit $code
`;

const read = (path: string): string => {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return '';
	}
};

/**
 * Whether a program is in the middle of a frame, by the marks of synchronized output around it. The end of each is reported:
 * what a busy machine reads at once may have several.
 */
const followFrames = ({parser}: headless.Terminal, onFrame: () => void): (() => boolean) => {
	let isWithin = false;
	for (const final of ['h', 'l']) {
		parser.registerCsiHandler({prefix: '?', final}, ([mode]) => {
			if (mode !== 2026) return false;
			isWithin = final === 'h';
			if (!isWithin) onFrame();
			return false;
		});
	}

	return () => isWithin;
};

/** Kills a process that may have ended already. */
const kill = (pid: number): void => {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
};

const linesOf = (terminal: headless.Terminal): readonly string[] => {
	const {active} = terminal.buffer;
	return Array.from(
		{length: terminal.rows},
		(_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
	);
};

const isColoured = (terminal: headless.Terminal, text: string): boolean => {
	const row = linesOf(terminal).findIndex(line => line.includes(text));
	const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + row);
	const cell = line?.getCell(linesOf(terminal)[row]?.indexOf(text) ?? 0);
	return cell !== undefined && (!cell.isFgDefault() || !cell.isBgDefault());
};

const framed = (lines: readonly string[]): string => lines.map(line => `  |${line}`).join('\n');

/** Starts the built program in a pseudo-terminal, with an empty home directory. Close it in the end. */
export const startInTerminal = (
	argv: readonly string[],
	{
		columns = 100,
		rows = 30,
		environment = {},
		program = builtProgram,
		directory = root,
	}: TerminalOptions = {},
): TerminalProgram => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-terminal-'));
	const home = join(folder, 'home');
	mkdirSync(home);
	const terminal = new headless.Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 1000});
	const pty = spawn('sh', ['-c', wrapper, 'sh', ...commandFor(program), ...argv], {
		// It becomes TERM, whatever the environment says.
		name: environment.TERM ?? 'xterm-256color',
		cols: columns,
		rows,
		cwd: directory,
		env: {
			PATH: process.env.PATH ?? '',
			HOME: home,
			LANG: 'C.UTF-8',
			XDG_CACHE_HOME: caches,
			RWATCH_TEST: folder,
			...environment,
		},
	});
	const isWithinFrame = followFrames(terminal, () => notifyChanged());
	let written = '';
	let ended = false;
	let lines = linesOf(terminal);
	const changed = new Set<() => void>();
	const notifyChanged = () => {
		if (isWithinFrame() && !ended) return;
		lines = linesOf(terminal);
		for (const listener of changed) listener();
	};
	pty.onData(text => {
		written += text;
		// The emulator parses later: the screen is only then what was written.
		terminal.write(text, notifyChanged);
	});
	const answers = terminal.onData(text => {
		if (!ended) pty.write(text);
	});
	const exited = new Promise<number>(resolve => {
		pty.onExit(({exitCode}) => {
			ended = true;
			terminal.write('', () => {
				notifyChanged();
				resolve(exitCode);
			});
		});
	});

	const waitFor: TerminalProgram['waitFor'] = (condition, limitMs = usualLimitMs) =>
		new Promise((resolve, reject) => {
			const settle = (finish: () => void) => {
				clearTimeout(timer);
				changed.delete(check);
				finish();
			};
			const fail = (why: string) =>
				settle(() => reject(new Error(`${why}; waited for ${condition}\n${framed(linesOf(terminal))}`)));
			const check = () => {
				if (condition(lines.join('\n'))) settle(resolve);
				else if (ended) fail('The program ended');
			};
			const timer = setTimeout(() => fail(`Not within ${limitMs} ms`), limitMs);
			changed.add(check);
			check();
		});

	return {
		screen: () => lines,
		styled: () => styledScreen(terminal),
		type: keys => pty.write(keys),
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			lines = linesOf(terminal);
			pty.resize(newColumns, newRows);
		},
		signal: name => process.kill(Number(read(join(folder, 'pid'))), name),
		waitFor,
		exited,
		leftovers() {
			const [before, after] = [read(join(folder, 'before')), read(join(folder, 'after'))];
			return before === after ? leftovers(written) : [...leftovers(written), 'raw mode'];
		},
		bytes: () => written,
		mouse: () => terminal.modes.mouseTrackingMode,
		isColoured: text => isColoured(terminal, text),
		async close() {
			try {
				if (!ended) pty.kill('SIGKILL');
				const pid = Number(read(join(folder, 'pid')));
				if (!ended && pid > 0) kill(pid);
				await exited;
			} finally {
				answers.dispose();
				terminal.dispose();
				rmSync(folder, {recursive: true, force: true});
			}
		},
	};
};
