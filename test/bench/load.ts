import {setTimeout as wait} from 'node:timers/promises';
import {visibleRows} from '../../source/state/grid/visible-rows.js';
import type {State} from '../../source/state/state.js';
import {startChild} from './children.js';
import {figureOf, type Line, quantile} from './figures.js';
import type {Loaded, LoadOptions} from './orders.js';
import {type Program, rancher1At, startProgram, until} from './program.js';
import {cpuMs, readBare} from './receive.js';

const perSecond = 1000;
const frameMs = 1000 / 15;

const cursorOf = (state: State): string | null => {
	const view = state.views.at(-1);
	return view?.type === 'grid' ? view.cursor : null;
};

/** Presses keys a while, and measures how long each took to reach the terminal. */
export const pressKeys = async (
	{terminal, store, press}: Program,
	seconds: number,
	theme: (state: State) => unknown,
	keys: readonly [string, string] = ['j', 'k'],
): Promise<number[]> => {
	const times: number[] = [];
	const {onWrite} = terminal;
	for (let count = 0; count < seconds * 10; count++) {
		const before = theme(store.getState());
		const began = performance.now();
		await new Promise<void>(resolve => {
			terminal.onWrite = text => {
				if (theme(store.getState()) !== before) {
					times.push(performance.now() - began);
					terminal.onWrite = onWrite;
					resolve();
				}

				return onWrite(text);
			};
			press(keys[count % 2] ?? 'j');
		});
		// Never in step with the frames.
		await wait(60 + ((count * 37) % 80));
	}

	return times;
};

/** The program under a steady load. */
export const loadProgram = async (options: LoadOptions, ready: () => void): Promise<Loaded> => {
	const arrived = new Map<string, number>();
	const program = startProgram({
		sources: [rancher1At(options.url)],
		onEvent: event => {
			if (event.type === 'changed' && !arrived.has(event.resource.key)) {
				arrived.set(event.resource.key, performance.now());
			}
		},
	});
	const {store, terminal} = program;
	const isLive = () => store.getState().connections.get('bench')?.status === 'live';
	await until(store, () => isLive() && store.getState().resources.size >= options.containers);
	program.press('j');
	await wait(500);
	const idleKeyMs = await pressKeys(program, 2, cursorOf);
	arrived.clear();
	const eventMs: number[] = [];
	terminal.onWrite = () => {
		for (const {row} of visibleRows(store.getState())) {
			const at = arrived.get(row.resource.key);
			if (at !== undefined) eventMs.push(performance.now() - at);
		}

		arrived.clear();
		return true;
	};
	ready();
	await wait(1000);
	eventMs.length = 0;
	const {bytes} = terminal;
	const usage = process.cpuUsage();
	const began = performance.now();
	await wait(options.seconds * 1000);
	const elapsedMs = performance.now() - began;
	const result = {
		cpuPercent: (cpuMs(usage) / elapsedMs) * 100,
		bytesPerSecond: ((terminal.bytes - bytes) / elapsedMs) * 1000,
	};
	const keyMs = await pressKeys(program, options.seconds, cursorOf);
	await program.close();
	return {...result, eventMs, keyMs, idleKeyMs};
};

/** The processor time of nothing but receiving and parsing the same. */
export const loadBare = async (options: LoadOptions, ready: () => void): Promise<Loaded> => {
	const socket = readBare(options.url, ready, () => undefined);
	await wait(1500);
	const usage = process.cpuUsage();
	await wait(options.seconds * 1000);
	const cpuPercent = cpuMs(usage) / options.seconds / 10;
	socket.terminate();
	return {eventMs: [], keyMs: [], idleKeyMs: [], cpuPercent, bytesPerSecond: 0};
};

const run = async (part: 'load-all' | 'load-bare', seconds: number): Promise<Loaded> => {
	const containers = 10_000;
	const server = startChild('server', {containers});
	const url = String(await server.next());
	const receiver = startChild(part, {url, containers, seconds});
	await receiver.next();
	server.order({count: perSecond * (seconds * 3 + 10), ids: 1000, perSecond});
	const loaded = (await receiver.next()) as Loaded;
	receiver.end();
	server.end();
	return loaded;
};

const p95 = (values: readonly number[]): number => quantile(values, 0.95);

/** What 1,000 events a second on 10,000 rows cost, and how soon events and keys are on the screen. */
export const loadLines = async (quick: boolean): Promise<Line[]> => {
	const runs: Array<{all: Loaded; bare: Loaded}> = [];
	const seconds = quick ? 2 : 6;
	for (let each = 0; each < (quick ? 1 : 5); each++) {
		runs.push({all: await run('load-all', seconds), bare: await run('load-bare', seconds)});
	}

	const of = (pick: (each: {all: Loaded; bare: Loaded}) => number) => figureOf(runs.map(pick));
	const idle = of(({all}) => p95(all.idleKeyMs)).median.toFixed(1);
	const bare = of(({bare: one}) => one.cpuPercent).median.toFixed(1);
	const rate = of(({all}) => all.bytesPerSecond).median.toFixed(0);
	return [
		{
			row: 'event at the socket to bytes, p95',
			baseline: `a frame, ${frameMs.toFixed(0)} ms`,
			figure: of(({all}) => p95(all.eventMs)),
			unit: 'ms',
			target: {atMost: Math.round(frameMs + 20)},
			note: `${perSecond} events/s, ${of(({all}) => all.eventMs.length).median} seen in the window`,
		},
		{
			row: 'key to bytes under the same load, p95',
			baseline: `idle, ${idle} ms`,
			figure: of(({all}) => p95(all.keyMs)),
			unit: 'ms',
			target: {atMost: 50},
			note: '',
		},
		{
			row: `CPU at ${perSecond} events/s, 10000 rows`,
			baseline: `receive and parse, ${bare} %`,
			figure: of(({all}) => all.cpuPercent),
			unit: '%',
			target: {atMost: 60},
			note: `${rate} B/s to the terminal`,
		},
	];
};
