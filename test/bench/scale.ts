import {containerRow, createFeed, feedStart, movedRow, reported} from './feed.js';
import {figureOf, type Line} from './figures.js';
import {type Program, startProgram, until} from './program.js';

type Costs = {readonly event: number; readonly frame: number; readonly key: number};

const eventsAtOnce = 500;

const frameOf = (program: Program): Promise<void> =>
	new Promise(resolve => {
		const forget = program.store.subscribe(() => {
			forget();
			resolve();
		});
	});

/** What it costs to find a row and to see that it changed, and nothing else: memory that far apart is slow by itself. */
const bareCostAt = (rows: number): number => {
	const held = new Map(
		Array.from({length: rows}, (_, index) => containerRow(index)).map(row => [row.key, {...row}]),
	);
	const costs: number[] = [];
	for (let step = 1; step <= 60; step++) {
		const batch = Array.from({length: eventsAtOnce}, (_, each) =>
			movedRow(((step * eventsAtOnce + each) * 7919) % rows, step),
		);
		const began = performance.now();
		for (const reported of batch) {
			const row = held.get(reported.key);
			if (row && row.name === reported.name && row.cells.IP === reported.cells.IP) row.state = reported.state;
		}

		costs.push(((performance.now() - began) * 1000) / eventsAtOnce);
	}

	return figureOf(costs.slice(20)).median;
};

/** What an event, a frame with a hundred changed rows and a key cost with that many rows, in microseconds. */
const costsAt = async (rows: number): Promise<Costs> => {
	const feed = createFeed(rows);
	let now = feedStart;
	const program = startProgram({
		sources: [feed.source],
		view: {kind: 'containers', filter: '', sort: 'name'},
		now: () => now,
	});
	const {store} = program;
	await until(store, () => store.getState().resources.size === rows);
	const events: number[] = [];
	const frames: number[] = [];
	const keys: number[] = [];
	let step = 1;
	for (let round = 0; round < 60; round++) {
		const batch = Array.from({length: eventsAtOnce}, (_, each) =>
			reported(movedRow(((step * eventsAtOnce + each) * 7919) % rows, step), now),
		);
		step += 1;
		now += 100;
		let began = performance.now();
		const {resources, changes} = store.getState();
		for (const event of batch) for (const change of resources.apply(event)) changes.record(change);
		events.push(((performance.now() - began) * 1000) / eventsAtOnce);
		began = performance.now();
		store.dispatch({type: 'tick', now});
		store.dispatch({type: 'resize', columns: 200, rows: 50});
		await frameOf(program);
		frames.push((performance.now() - began) * 1000);
		began = performance.now();
		program.press(round % 2 === 0 ? 'j' : 'k');
		await frameOf(program);
		keys.push((performance.now() - began) * 1000);
	}

	await program.close();
	const late = (values: readonly number[]) => figureOf(values.slice(20)).median;
	return {event: late(events), frame: late(frames), key: late(keys)};
};

/** Whether more rows make a frame or a key dearer, or what the state alone does with an event. */
export const scaleLines = async (quick: boolean): Promise<Line[]> => {
	const sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
	const runs = quick ? 1 : 5;
	const costs = new Map<number, Costs[]>([1000, ...sizes].map(size => [size, []]));
	for (let run = 0; run < runs; run++) {
		for (const [size, list] of costs) if (size < 1_000_000 || run < 1) list.push(await costsAt(size));
	}

	const small = costs.get(1000) ?? [];
	const smallBare = bareCostAt(1000);
	return sizes.flatMap(size => {
		const bare = `; a bare Map that finds as many rows: ×${(bareCostAt(size) / smallBare).toFixed(1)}`;
		return (['event', 'frame', 'key'] as const).map(what => {
			const list = costs.get(size) ?? [];
			const ratios = list.map((cost, run) => cost[what] / (small[run]?.[what] ?? Number.NaN));
			return {
				row: `scale, ${size} rows, cost of ${what === 'event' ? 'one event in the state alone' : `one ${what}`}`,
				baseline: '1000 rows',
				figure: figureOf(ratios),
				unit: '×' as const,
				target: size <= 100_000 && what === 'frame' ? {atMost: 1.5} : null,
				note: `${figureOf(list.map(cost => cost[what])).median.toFixed(1)} µs${what === 'event' ? bare : ''}`,
			};
		});
	});
};
