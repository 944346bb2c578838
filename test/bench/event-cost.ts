import {figureOf, type Line} from './figures.js';
import {receive} from './ingest.js';

/**
 * Time of one event with that many rows, from the socket to the painted grid, in microseconds. All rows have changed once
 * before: the first change of a row costs more, as its timeline begins with it.
 */
const costAt = async (containers: number, count: number): Promise<number> => {
	const flood = {count: containers + count, ids: containers, perSecond: null};
	const trial = {containers, flood, everyChange: true, warm: containers};
	const {elapsedMs} = await receive('receive-all', trial);
	return (elapsedMs * 1000) / count;
};

/** Whether more rows make an event dearer. */
export const changeLines = async (quick: boolean): Promise<Line[]> => {
	const sizes = quick ? [100_000] : [10_000, 100_000, 1_000_000];
	const runs = quick ? 1 : 5;
	const count = quick ? 50_000 : 200_000;
	const costs = new Map<number, number[]>([1000, ...sizes].map(size => [size, []]));
	for (let run = 0; run < runs; run++) {
		for (const [size, list] of costs) if (size < 1_000_000 || run < 1) list.push(await costAt(size, count));
	}

	const small = costs.get(1000) ?? [];
	return sizes.map(size => {
		const list = costs.get(size) ?? [];
		return {
			row: `scale, ${size} rows, cost of one event`,
			baseline: '1000 rows',
			figure: figureOf(list.map((cost, run) => cost / (small[run] ?? Number.NaN))),
			unit: '×',
			target: size <= 100_000 ? {atMost: 1.5} : null,
			note: `${figureOf(list).median.toFixed(1)} µs from the socket to the grid, every one read`,
		};
	});
};
