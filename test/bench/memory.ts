import {figureOf, type Line} from './figures.js';
import {receive} from './ingest.js';

/** What a projected row takes by itself (twelve fields, measured). */
const rowBytes = 293;

/** What the rows take, and whether that grows while they change as often as in an hour. */
export const memoryLines = async (quick: boolean): Promise<Line[]> => {
	const containers = quick ? 25_000 : 100_000;
	const changesEach = quick ? 9 : 36;
	// What does not grow with the rows: code that ran, the list of changes when it is full.
	const few = 100;
	const empty = await receive('receive-all', {
		containers: few,
		// Not so fast that any of them is skipped.
		flood: {count: 12_000, ids: few, perSecond: 4000},
	});
	const flood = {count: containers * changesEach, ids: containers, perSecond: null};
	const full = await receive('receive-all', {containers, flood});
	const loaded = (full.heapBefore - empty.heapBefore) / (containers - few);
	const churned = (full.heapAfter - empty.heapAfter) / (containers - few);
	const line = (row: string, bytes: number): Line => ({
		row,
		baseline: `a projected row, ${rowBytes} B`,
		figure: figureOf([bytes / rowBytes]),
		unit: '×',
		target: {atMost: 4},
		note: `${bytes.toFixed(0)} B a row`,
	});
	return [
		line(`memory, ${containers} resources`, loaded),
		line(`the same after ${changesEach} changes of each`, churned),
	];
};
