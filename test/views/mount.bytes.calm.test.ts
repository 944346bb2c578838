import {describe, expect, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import {changed, live, opened, Play, start} from '../state/stage.js';
import {listedPods, podKinds} from './pod-story.js';
import {eventually, type Stage, show} from './stage.js';

const second = 1000;
const old = start - 50 * 3_600_000;
const [listed] = listedPods;
if (!listed) throw new Error('No pods were listed');

const pod = (index: number, {cells, ...changes}: Partial<Resource> = {}): Resource => ({
	...listed,
	key: `prod//pod/${index}`,
	id: `id-${index}`,
	name: `shop/web-${1000 + index}-x2k9p`,
	state: 'running',
	health: 'ok',
	message: null,
	since: old,
	created: old,
	cells: {
		...listed.cells,
		READY: '1/1',
		RESTARTS: 0,
		IP: `10.42.0.${10 + (index % 80)}`,
		NODE: 'wk-1',
		...cells,
	},
	...changes,
});

const pods = (count: number, make = pod): readonly Resource[] =>
	Array.from({length: count}, (_none, index) => make(index));

/** A screen that shows pods, at rest. */
const showing = async (rows: readonly Resource[], columns: number, height: number): Promise<Stage> => {
	const size = {columns, rows: height};
	const play = new Play({now: start, size, view: {kind: 'pods', filter: '', sort: 'name'}});
	play.dispatch(opened('prod'), live());
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds: podKinds}]});
	play.dispatch({type: 'events', events: rows.map(one => changed(one, start, true))});
	for (let ms = 0; ms < 20 * second; ms += second) play.dispatch({type: 'tick', now: start + ms});
	const stage = show(play);
	stage.clock.now = start + 20 * second;
	await eventually(async () => expect((await stage.lines())[2]).toContain(' 1/'));
	stage.terminal.takeBytes();
	return stage;
};

/** Bytes of an event, and of what moves around it until the rate rests and a removed row is gone. */
const bytesOf = ({clock, dispatch, terminal}: Stage, eventAt: (at: number) => SourceEvent): number => {
	clock.now += 300;
	dispatch({type: 'events', events: [eventAt(clock.now)]}, {type: 'tick', now: clock.now});
	for (let seconds = 0; seconds < 8; seconds++) {
		clock.now += second;
		dispatch({type: 'tick', now: clock.now});
	}

	return terminal.takeBytes();
};

const becomes = (one: Resource) => (at: number) => changed(one, at);
const goes =
	({key}: Resource) =>
	(at: number): SourceEvent => ({type: 'removed', source: 'prod', at, key});

const crashing = {state: 'crashLoopBackOff', health: 'error', message: 'back-off 5m0s'} as const;
const refused = {state: 'createContainerConfigError', health: 'error', message: 'no secret'} as const;
const failed = {state: 'error', health: 'error', message: 'oom'} as const;
const longCells = {READY: '100/102', RESTARTS: 123_456_789, IP: 'fd00::10:42:0:7'};
const longName = pod(999, {name: 'shop/web-1007-with-a-name-that-is-longer-than-all-others-x2k9p'});

/** What happens, and whether the bytes of that are the usual ones, those of a row that goes, or of a column that grows. */
type Step = readonly ['usual' | 'goes' | 'grows', (at: number) => SourceEvent];
type Story = readonly [title: string, rows: readonly Resource[], steps: readonly Step[]];

const stories: readonly Story[] = [
	[
		'a longer state',
		pods(300),
		[
			['usual', becomes(pod(5, crashing))],
			['usual', becomes(pod(5))],
		],
	],
	[
		'the longest state',
		pods(300),
		[
			['grows', becomes(pod(5, refused))],
			['usual', becomes(pod(5))],
		],
	],
	[
		'longer cells',
		pods(300),
		[
			['grows', becomes(pod(5, {cells: longCells}))],
			['usual', becomes(pod(5))],
		],
	],
	['the longest name', [...pods(300), longName], [['goes', goes(longName)]]],
	['one error less', pods(300, index => pod(index, index < 10 ? failed : {})), [['usual', becomes(pod(5))]]],
	[
		'the only warning',
		pods(300),
		[
			['usual', becomes(pod(5, {health: 'warning'}))],
			['usual', becomes(pod(5))],
		],
	],
	[
		'one pod less',
		pods(1000),
		[
			['usual', goes(pod(999))],
			['usual', becomes(pod(999))],
		],
	],
	[
		'a message under the cursor',
		pods(300),
		[
			['usual', becomes(pod(0, {message: 'back-off restarting failed container'}))],
			['usual', becomes(pod(0))],
		],
	],
];

describe.each([
	[80, 24, {usual: 200, goes: 500, grows: 320}],
	// What is right of a column that grows moves: once while a view is open.
	[200, 50, {usual: 200, goes: 500, grows: 3000}],
])('a grid of %ix%i is calm with', (columns, height, most) => {
	test.each(stories)(
		'%s: a column may grow, but none shrinks, comes or goes',
		async (_title, rows, steps) => {
			const stage = await showing(rows, columns, height);
			for (const [kind, event] of steps) expect(bytesOf(stage, event)).toBeLessThanOrEqual(most[kind]);
		},
	);
});
