import {listedPods, podChanges, podKinds, podStory} from '../views/pod-story.js';
import {CountedScreen, type Size} from './counted-screen.js';
import {feedOf, reported} from './feed.js';
import {figureOf, type Line} from './figures.js';
import {until} from './program.js';

const hour = 3_600_000;

// So many of each kind of change: each takes seconds.
const max = 3;

const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 200, rows: 50},
];

/** What k9s sends for the same at 80x24 and 200x50, measured, and what rwatch may at most. */
const limits = {
	changed: {k9s: '250 to 380', atMost: 250},
	added: {k9s: '500 to 560', atMost: 500},
	removed: {k9s: '500 to 550', atMost: 500},
} as const;

/** Bytes of one recorded change, long after the one before it, until nothing moves but its own age. */
const bytesOf = async (size: Size, {index, event}: (typeof podChanges)[number]): Promise<number> => {
	const began = event.at + 2 * hour;
	const source = 'bench';
	const past = [
		...listedPods.map(pod => reported({...pod, source}, event.at - hour, true)),
		...podStory.slice(0, index).map(one => of(source, one, one.at)),
	];
	const screen = new CountedScreen(size, feedOf(podKinds, past), 'pods', began);
	const live = () => screen.program.store.getState().connections.get(source)?.status === 'live';
	await screen.measure(() => until(screen.program.store, live));
	const {bytes} = await screen.measure(() => screen.feed.emit(of(source, event, screen.now)));
	await screen.program.close();
	return bytes;
};

const of = (source: string, event: (typeof podStory)[number], at: number) =>
	event.type === 'changed'
		? {...event, at, source, resource: {...event.resource, source}}
		: {...event, at, source};

/** What goes to the terminal for what recorded pods went through, with counters, rate and the age of the row. */
export const podLines = async (): Promise<Line[]> => {
	const lines: Line[] = [];
	for (const size of sizes) {
		for (const [change, {k9s, atMost}] of Object.entries(limits)) {
			const chosen = podChanges.filter(one => one.change === change).slice(0, max);
			const bytes = await Promise.all(chosen.map(one => bytesOf(size, one)));
			lines.push({
				row: `bytes, a real pod ${change}, ${size.columns}x${size.rows}`,
				baseline: 'budget',
				figure: figureOf(bytes),
				unit: 'B',
				target: {atMost},
				note: `k9s ${k9s} B`,
			});
		}
	}

	return lines;
};
