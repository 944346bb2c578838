import {isLive} from '../end-to-end/stage.js';
import type {TerminalProgram} from '../end-to-end/terminal.js';

/** What a picture shows, and how to get there from the start of the demo. */
export type Scene = {
	readonly name: string;
	readonly description: string;
	readonly argv: readonly string[];
	readonly play: (terminal: TerminalProgram) => Promise<void>;
	/** The rows of the screen that are the same each time; all unless given. */
	readonly steady?: (lines: readonly string[]) => readonly string[];
};

const enter = '\r';
const timeKey = '\u0014';

const whenLive = (terminal: TerminalProgram): Promise<void> => terminal.waitFor(isLive);

export const scenes: readonly Scene[] = [
	{
		name: 'grid',
		description: 'containers, pods, minions and more of three servers in one grid, worst first',
		argv: [],
		play: whenLive,
	},
	{
		name: 'explain',
		description: 'why a pod is unhealthy, in the words of the server',
		argv: [],
		async play(terminal) {
			await whenLive(terminal);
			terminal.type('X');
			await terminal.waitFor(screen => /asked +its object \(\d+s ago\) · its events/.test(screen));
		},
		// Which rows were looked at is said in the order in which they came.
		steady: lines =>
			lines.map(line =>
				line
					.split(/, (?=\d)/)
					.toSorted()
					.join(', '),
			),
	},
	{
		name: 'logs',
		description: 'the logs of several containers as one',
		argv: ['-k', 'containers', '-f', 'name:shop-web and source:rancher1'],
		async play(terminal) {
			await whenLive(terminal);
			terminal.type('*');
			await terminal.waitFor(screen => screen.includes('marked'));
			terminal.type('l');
			await terminal.waitFor(screen => /logs live/.test(screen) && screen.split('│').length > 15);
		},
		// Which lines come last depends on the time.
		steady: lines => [lines[0] ?? '', lines[2]?.split('─').slice(0, 3).join('─') ?? '', lines.at(-1) ?? ''],
	},
	{
		name: 'question',
		description: 'a question before containers are stopped, with each of them',
		argv: ['-k', 'containers', '-f', 'name:shop-web and source:rancher1'],
		async play(terminal) {
			await whenLive(terminal);
			for (const count of [1, 2, 3]) {
				terminal.type(' ');
				await terminal.waitFor(screen => screen.includes(`${count} marked`));
			}

			terminal.type('x');
			await terminal.waitFor(screen => /Stop 3 containers/.test(screen) && screen.includes('[No]'));
		},
		// The columns beside the question are those of the project that answered first.
		steady: lines =>
			lines.flatMap(line => {
				const start = line.search(/[╭│╰]/);
				return start < 0 ? [] : [line.slice(start)];
			}),
	},
	{
		name: 'time-machine',
		description: 'the rows as they were a moment ago, marked as past',
		argv: [],
		async play(terminal) {
			await whenLive(terminal);
			terminal.type(timeKey);
			await terminal.waitFor(screen => /PAST \d/.test(screen));
			terminal.type(`:pods${enter}`);
			await terminal.waitFor(screen => /─ pods\[/.test(screen));
		},
	},
];
