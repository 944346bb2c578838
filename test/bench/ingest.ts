import {startChild} from './children.js';
import {figureOf, type Line} from './figures.js';
import type {Flood, Received, ReceiverOptions} from './orders.js';

/** A flood, and who is to take it. */
export type Trial = {
	readonly containers: number;
	readonly flood: Flood;
	readonly view?: ReceiverOptions['view'];
	readonly everyChange?: boolean;
	/** So many of the messages come first, and are not measured. */
	readonly warm?: number;
};

const usualView = {kind: '', filter: '', sort: ''};

/** One flood taken by one kind of receiver, each in a process of its own. */
export const receive = async (
	part: 'receive-bare' | 'receive-least' | 'receive-all',
	{containers, flood, view = usualView, everyChange = false, warm = 0}: Trial,
): Promise<Received> => {
	const server = startChild('server', {containers});
	const url = String(await server.next());
	const options: ReceiverOptions = {url, containers, count: flood.count - warm, view, everyChange, warm};
	const receiver = startChild(part, options);
	await receiver.next();
	server.order(flood);
	const received = (await receiver.next()) as Received;
	receiver.end();
	server.end();
	return received;
};

const perSecond = (count: number, {elapsedMs}: Received): number => Math.round(count / elapsedMs);

type Measure = {readonly runs: number; readonly atLeast: number};

const trialOf = async (name: string, trial: Trial, {runs, atLeast}: Measure): Promise<Line> => {
	const {count} = trial.flood;
	const ratios: number[] = [];
	const parsed: number[] = [];
	const rates: number[] = [];
	const spent: Array<readonly [number, number]> = [];
	let lost = 0;
	for (let run = 0; run < runs; run++) {
		const bare = await receive('receive-bare', trial);
		const least = await receive('receive-least', trial);
		const all = await receive('receive-all', trial);
		ratios.push(least.cpuMs / all.cpuMs);
		parsed.push(bare.cpuMs / all.cpuMs);
		rates.push(perSecond(count, all));
		spent.push([least.cpuMs, all.cpuMs]);
		lost = Math.max(lost, count - all.moments);
	}

	const kept = lost === 0 ? 'every transition kept' : `${lost} transitions LOST`;
	const each = (of: 0 | 1) => ((figureOf(spent.map(pair => pair[of])).median * 1000) / count).toFixed(1);
	const reading = `ws + JSON.parse alone ×${figureOf(parsed).median.toFixed(2)}`;
	const note = `${each(1)} of ${each(0)} µs; ${figureOf(rates).median} k messages/s; ${reading}; ${kept}`;
	return {
		row: name,
		baseline: 'a bare Map of rows, CPU',
		figure: figureOf(ratios),
		unit: '×',
		target: {atLeast},
		note,
	};
};

/** How many messages a second the whole path takes, compared with nothing but reading and parsing them. */
export const ingestLines = async (quick: boolean): Promise<Line[]> => {
	const count = quick ? 100_000 : 200_000;
	const runs = quick ? 1 : 5;
	const sizes = quick ? [10_000] : [10_000, 100_000];
	const lines: Line[] = [];
	for (const containers of sizes) {
		const flood = {count, ids: containers, perSecond: null};
		lines.push(await trialOf(`ingest, ${containers} rows`, {containers, flood}, {runs, atLeast: 0.75}));
	}

	const burst = {containers: 10_000, flood: {count, ids: 300, perSecond: null}};
	lines.push(await trialOf('ingest, bursts on 300 of 10000 rows', burst, {runs, atLeast: 1}));
	return lines;
};
