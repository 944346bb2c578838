import {describe, expect, test} from 'vitest';
import {changed, live, opened, Play} from '../state/stage.js';
import {listedPods, type PodEvent, podChanges, podKinds, podStory} from './pod-story.js';
import {eventually, type Stage, show, until} from './stage.js';

const second = 1000;

/** The screen as it was right before this part of the story, at rest. */
const before = (columns: number, rows: number, index: number): Stage => {
	const now = Math.ceil((podStory[index]?.at ?? 0) / second) * second;
	const play = new Play({now, size: {columns, rows}, view: {kind: 'pods', filter: '', sort: 'name'}});
	const past = podStory.slice(0, index);
	play.dispatch(opened('prod'), live());
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: now, kinds: podKinds}]});
	play.dispatch({
		type: 'events',
		events: [...listedPods.map(pod => changed(pod, now - 600 * second, true)), ...past],
	});
	for (let ms = 0; ms < 20 * second; ms += second) play.dispatch({type: 'tick', now: now + ms});
	return show(play);
};

// Until the rate rests and a removed row is gone.
const restMs = 9 * second;

/** Bytes of these events, and of what follows until all is at rest but the ages. */
const bytesUntilRest = async (columns: number, rows: number, index: number, events: readonly PodEvent[]) => {
	const stage = before(columns, rows, index);
	const begin = stage.clock.now;
	await eventually(async () => expect((await stage.lines())[2]).toContain(' 1/'));
	const pass = (ms: number): void => {
		stage.clock.now = begin + ms;
		stage.dispatch({type: 'tick', now: stage.clock.now});
	};
	pass(second);
	stage.terminal.takeBytes();
	stage.clock.now += 300;
	const at = stage.clock.now;
	stage.dispatch({type: 'events', events: events.map(event => ({...event, at}))}, {type: 'tick', now: at});
	for (let ms = 2 * second; ms <= restMs; ms += second) pass(ms);
	await until(stage, ' 0 events/s');
	await stage.end();
	return stage.terminal.takeBytes();
};

describe.each([
	[80, 24, 250],
	// Twice: what changed stands out for a while. More of its cells, and of its message, are shown here.
	[200, 50, 300],
])('bytes for real pods at %ix%i', (columns, rows, mostOfChange) => {
	test.each([
		['changed', mostOfChange],
		['added', 500],
		['removed', 500],
	])('a pod that is %s takes at most %i, with all that moves for it', async (wanted, max) => {
		const taken: string[] = [];
		for (const {index, event, name} of podChanges.filter(one => one.change === wanted)) {
			const bytes = await bytesUntilRest(columns, rows, index, [event]);
			// Others age meanwhile.
			const anyway = await bytesUntilRest(columns, rows, index, []);
			taken.push(`${bytes - anyway} ${name}`);
		}

		expect(taken.length).toBeGreaterThan(1);
		expect(taken.filter(line => Number.parseInt(line, 10) > max)).toEqual([]);
	});
});
