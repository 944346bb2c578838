import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import {startChild} from './children.js';
import {figureOf, type Line} from './figures.js';

const root = process.env.RWATCH_ROOT ?? process.cwd();

const keys = {RANCHER_ACCESS_KEY: 'bench', RANCHER_SECRET_KEY: 'bench'};

/** Whether a whole frame was written: with the header, to its end. */
const hasFrame = (output: string): boolean =>
	['events/s', '\u001b[?2026l'].every(text => output.includes(text));

/**
 * From the start of a process to the first output that is as expected, or to its end. The process is gone before
 * this resolves, so that none takes time from the next.
 */
const timeTo = (
	arguments_: readonly string[],
	isExpected: ((output: string) => boolean) | null,
	home: string,
): Promise<number> =>
	new Promise((resolve, reject) => {
		const began = performance.now();
		let output = '';
		let reachedMs: number | null = null;
		const child = spawn(process.execPath, [...arguments_], {
			cols: 200,
			rows: 50,
			env: {PATH: process.env.PATH ?? '', HOME: home, TERM: 'xterm-256color', RANCHER_URL: '', ...keys},
		});
		child.onData(piece => {
			output += piece;
			if (reachedMs !== null || !isExpected?.(output)) return;
			reachedMs = performance.now() - began;
			child.kill('SIGKILL');
		});
		child.onExit(() => {
			if (reachedMs === null && isExpected) reject(new Error(`It ended too early: ${output}`));
			else resolve(reachedMs ?? performance.now() - began);
		});
	});

/** From the start of the process to the first frame, and to the first rows. */
export const startLines = async (quick: boolean): Promise<Line[]> => {
	const server = startChild('server', {containers: 60});
	const url = String(await server.next());
	const home = mkdtempSync(join(tmpdir(), 'rwatch-bench-'));
	const program = [join(root, 'dist/cli.js'), `rancher1+${url}`];
	const runs: Array<{node: number; frame: number; rows: number}> = [];
	for (let run = 0; run < (quick ? 7 : 21); run++) {
		runs.push({
			node: await timeTo(['-e', '0'], null, home),
			frame: await timeTo(program, hasFrame, home),
			rows: await timeTo(program, output => output.includes('web-1000000'), home),
		});
	}

	server.end();
	rmSync(home, {recursive: true});
	const ms = (values: readonly number[]) => figureOf(values).median.toFixed(0);
	const line = (
		row: string,
		pick: (run: {frame: number; rows: number}) => number,
		atMost: number | null,
	) => ({
		row,
		baseline: `node -e 0, ${ms(runs.map(({node}) => node))} ms`,
		figure: figureOf(runs.map(run => pick(run) / run.node)),
		unit: '×' as const,
		target: atMost === null ? null : {atMost},
		note: `${ms(runs.map(pick))} ms`,
	});
	return [
		line('start to the first frame, bundled', ({frame}) => frame, 4),
		line('start to the first rows, bundled', ({rows}) => rows, null),
	];
};
