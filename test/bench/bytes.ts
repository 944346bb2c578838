import type {LogEvent} from '../../source/model/log.js';
import {CountedScreen, type Size} from './counted-screen.js';
import {containerRow, createFeed, feedStart, reported} from './feed.js';
import {figureOf, type Line} from './figures.js';
import {until} from './program.js';

/** What k9s sends for the same (its draw layer, measured), and what rwatch may at most. */
type Limits = {readonly k9s: number; readonly max: number};

const lineOf = (
	row: string,
	{columns, rows}: Size,
	{bytes, cells}: {bytes: number; cells: number},
	limits: Limits,
): Line => ({
	row: `bytes, ${row}, ${columns}x${rows}`,
	baseline: 'k9s, budget, 1.5 × the cells',
	figure: figureOf([bytes]),
	unit: 'B',
	target: {atMost: Math.min(limits.k9s, limits.max, Math.max(1.5 * cells, cells + 16))},
	note: `the changed cells ${cells} B (×${(bytes / Math.max(1, cells)).toFixed(2)})`,
});

const sizes: ReadonlyArray<Size & {readonly k9s: readonly number[]}> = [
	{columns: 80, rows: 24, k9s: [6976, 154, 1779, 488, 1041, 3100]},
	{columns: 200, rows: 50, k9s: [37_287, 249, 11_905, 1087, 5715, 3100]},
];

const measureSize = async (size: Size, k9s: readonly number[]): Promise<Line[]> => {
	let emitLog: (event: LogEvent) => void = () => undefined;
	const logging = createFeed(1000, (_resource, _options, emit, signal) => {
		emitLog = emit;
		emit({type: 'live'});
		return new Promise(resolve => signal.addEventListener('abort', () => resolve()));
	});
	const log = (text: string) =>
		emitLog({type: 'line', line: {stream: 'stdout', time: null, text, origin: null}});
	const stage = new CountedScreen(size, logging, 'containers', feedStart);
	const {program, feed} = stage;
	const live = () => program.store.getState().connections.get('bench')?.status === 'live';
	const lines: Line[] = [];
	const add = async (row: string, at: number, max: number, act: () => unknown) => {
		const limits = {k9s: k9s[at] ?? Number.POSITIVE_INFINITY, max};
		lines.push(lineOf(row, size, await stage.measure(act), limits));
	};

	await add('first paint', 0, size.columns === 80 ? 2000 : 7000, () => until(program.store, live));
	// The rate of events goes down to nothing first.
	await stage.measure(() => stage.pass(20_000));
	await add('idle for a minute', 6, 0, () => stage.pass(60_000));
	await add('one row changes its state', 1, 200, () =>
		feed.emit(reported(containerRow(5, {state: 'stopped', health: 'warning'}), feedStart)),
	);
	await add('a state that widens its column', 2, 11_905, () =>
		feed.emit(
			reported(containerRow(7, {state: 'finishing-the-upgrade', health: 'transitioning'}), feedStart),
		),
	);
	await add('and back', 1, 200, () => feed.emit(reported(containerRow(7), feedStart)));
	await add('cursor down', 3, 300, () => program.press('j'));
	await add('page down', 4, 7000, () => program.press('\u0006'));
	program.press('l');
	await stage.measure(() => {
		for (let line = 0; line < 5000; line++) log(`GET /cart/${line} 200 ${(line * 7919) % 97} ms`);
	});
	await add('one log line, 5000 buffered', 5, 300, () => log('GET /cart/5001 500 12 ms'));
	await program.close();
	return lines;
};

/** What goes to the terminal for what happens most. Counted, not timed: one run says it all. */
export const byteLines = async (): Promise<Line[]> => {
	const measured = await Promise.all(sizes.map(({k9s, ...size}) => measureSize(size, k9s)));
	return measured.flat();
};
