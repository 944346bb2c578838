import {afterEach} from 'vitest';
import {startInTerminal, type TerminalOptions, type TerminalProgram} from './terminal.js';

const running: TerminalProgram[] = [];

/** Starts the program on the demo servers and waits until it shows them; it is closed after the test. */
export const startDemo = async (
	argv: readonly string[] = [],
	options: TerminalOptions = {},
): Promise<TerminalProgram> => {
	const terminal = open(['--demo', ...argv], options);
	await terminal.waitFor(isLive);
	return terminal;
};

/** Starts the program in a terminal; it is closed after the test. */
export const open = (argv: readonly string[], options: TerminalOptions = {}): TerminalProgram => {
	const terminal = startInTerminal(argv, options);
	running.push(terminal);
	return terminal;
};

/** Whether a screen shows rows of a source that is live. */
export const isLive = (screen: string): boolean => /\blive\b/.test(screen) && dataRows(screen).length > 0;

/** The lines of the grid with something in them: between the titles of the columns and the two lines at the bottom. */
export const dataRows = (screen: string): readonly string[] => {
	const lines = screen.split('\n');
	const titles = lines.findIndex(line => /\bNAME\b.*\bSTATE\b/.test(line));
	return titles < 0 ? [] : lines.slice(titles + 1, -2).filter(line => line.trim() !== '');
};

afterEach(async () => {
	await Promise.all(running.splice(0).map(terminal => terminal.close()));
});
