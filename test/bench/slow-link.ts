import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {monitorEventLoopDelay} from 'node:perf_hooks';
import process from 'node:process';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import {createFeed, movedRow, reported} from './feed.js';
import {figureOf, type Line} from './figures.js';
import {startProgram, until} from './program.js';

const bytesPerSecond = 32_000;
const rows = 200;

type Slowed = {
	readonly framesPerSecond: number;
	readonly gapMs: number;
	readonly loopMs: number;
	readonly bytes: number;
};

/** The program on its own standard output, all rows changing all the time; writes what it measured to a file. */
export const paintSlowly = async ({seconds, path}: {seconds: number; path: string}): Promise<void> => {
	const feed = createFeed(rows);
	const program = startProgram({
		sources: [feed.source],
		view: {kind: 'containers', filter: '', sort: 'name'},
		columns: process.stdout.columns,
		rows: process.stdout.rows,
	});
	const {store, terminal} = program;
	let last = performance.now();
	let gapMs = 0;
	terminal.onWrite = text => {
		const isThrough = process.stdout.write(text);
		gapMs = Math.max(gapMs, performance.now() - last);
		last = performance.now();
		return isThrough;
	};
	process.stdout.on('drain', () => terminal.emit('drain'));
	await until(store, () => store.getState().resources.size === rows);
	program.app.repaint();
	await wait(500);
	let step = 0;
	const churn = setInterval(() => {
		step += 1;
		const at = Date.now();
		for (let index = 0; index < rows; index++) feed.emit(reported(movedRow(index, step), at));
	}, 20);
	const delay = monitorEventLoopDelay({resolution: 5});
	delay.enable();
	const {frames, bytes} = terminal;
	last = performance.now();
	gapMs = 0;
	await wait(seconds * 1000);
	clearInterval(churn);
	const slowed: Slowed = {
		framesPerSecond: (terminal.frames - frames) / seconds,
		gapMs,
		loopMs: delay.percentile(99) / 1e6,
		bytes: (terminal.bytes - bytes) / seconds,
	};
	writeFileSync(path, JSON.stringify(slowed));
	await program.close();
};

/** Reads what a pseudo-terminal has to say no faster than the link lets it through. */
const runOn = async (seconds: number): Promise<Slowed> => {
	const folder = mkdtempSync(join(tmpdir(), 'rwatch-bench-'));
	const path = join(folder, 'slowed.json');
	const self = fileURLToPath(import.meta.url);
	const child = spawn(process.execPath, [self, '--part', 'paint-slowly', JSON.stringify({seconds, path})], {
		cols: 200,
		rows: 50,
		env: {...process.env},
	});
	let read = 0;
	const began = performance.now();
	child.onData(piece => {
		read += Buffer.byteLength(piece);
		const aheadMs = (read / bytesPerSecond) * 1000 - (performance.now() - began);
		if (aheadMs < 5) return;
		child.pause();
		setTimeout(() => child.resume(), aheadMs);
	});
	await new Promise<void>(resolve => child.onExit(() => resolve()));
	const slowed = JSON.parse(readFileSync(path, 'utf8')) as Slowed;
	rmSync(folder, {recursive: true});
	return slowed;
};

/** A slow link, all rows changing. */
export const slowLines = async (quick: boolean): Promise<Line[]> => {
	const results: Slowed[] = [];
	for (let run = 0; run < (quick ? 1 : 5); run++) results.push(await runOn(quick ? 2 : 10));
	const median = (pick: (slowed: Slowed) => number) => figureOf(results.map(pick)).median.toFixed(0);
	const line = (
		row: string,
		pick: (slowed: Slowed) => number,
		unit: Line['unit'],
		target: Line['target'],
	) => ({
		row: `a link of 32 kB/s, all rows changing: ${row}`,
		baseline: 'nothing',
		figure: figureOf(results.map(pick)),
		unit,
		target,
		note: `${median(({framesPerSecond}) => framesPerSecond)} frames/s, ${median(({bytes}) => bytes)} B/s`,
	});
	return [
		line('longest time without a newer frame', ({gapMs}) => gapMs, 'ms', {atMost: 500}),
		line('event loop, p99', ({loopMs}) => loopMs, 'ms', {atMost: 50}),
	];
};
