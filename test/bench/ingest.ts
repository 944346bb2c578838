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

type Measure = {readonly runs: number; readonly atLeast: number; readonly withLeast: boolean};

const trialOf = async (name: string, trial: Trial, {runs, atLeast, withLeast}: Measure): Promise<Line> => {
	const {count} = trial.flood;
	const ratios: number[] = [];
	const leasts: number[] = [];
	const rates: number[] = [];
	const cpu: number[] = [];
	const spent: Array<readonly [number, number]> = [];
	let lost = 0;
	for (let run = 0; run < runs; run++) {
		const bare = await receive('receive-bare', trial);
		const all = await receive('receive-all', trial);
		if (withLeast) leasts.push(bare.elapsedMs / (await receive('receive-least', trial)).elapsedMs);
		ratios.push(bare.elapsedMs / all.elapsedMs);
		rates.push(perSecond(count, all));
		cpu.push(bare.cpuMs / all.cpuMs);
		spent.push([bare.cpuMs, all.cpuMs]);
		lost = Math.max(lost, count - all.moments);
	}

	const kept = lost === 0 ? 'every transition kept' : `${lost} transitions LOST`;
	const each = (of: 0 | 1) => ((figureOf(spent.map(pair => pair[of])).median * 1000) / count).toFixed(1);
	const byCpu = `by CPU ×${figureOf(cpu).median.toFixed(2)}, ${each(1)} of ${each(0)} µs`;
	const least = withLeast ? `; a bare Map of rows: ×${figureOf(leasts).median.toFixed(2)}` : '';
	const note = `${figureOf(rates).median} k messages/s; ${byCpu}; ${kept}${least}`;
	return {
		row: name,
		baseline: 'ws + JSON.parse',
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
		lines.push(
			await trialOf(
				`ingest, ${containers} rows`,
				{containers, flood},
				{runs, atLeast: 0.8, withLeast: !quick},
			),
		);
	}

	const burst = {containers: 10_000, flood: {count, ids: 300, perSecond: null}};
	lines.push(
		await trialOf('ingest, bursts on 300 of 10000 rows', burst, {runs, atLeast: 1, withLeast: false}),
	);
	return lines;
};
