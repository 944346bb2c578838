import {onTestFinished} from 'vitest';
import {startInTerminal, type TerminalOptions, type TerminalProgram} from './terminal.js';

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
	onTestFinished(() => terminal.close());
	return terminal;
};

/** Whether a screen shows rows, and every source in its first line has sent all that it has. */
export const isLive = (screen: string): boolean => {
	const [sources = ''] = screen.split('\n');
	const isComplete = /\blive\b/.test(sources) && !/\b(?:connecting|listing)\b/.test(sources);
	return isComplete && dataRows(screen).length > 0;
};

/** The lines of the grid with something in them: between the titles of the columns and the two lines at the bottom. */
export const dataRows = (screen: string): readonly string[] => {
	const lines = screen.split('\n');
	const titles = lines.findIndex(line => /\bNAME\b.*\bSTATE\b/.test(line));
	return titles < 0 ? [] : lines.slice(titles + 1, -2).filter(line => line.trim() !== '');
};
