import {expect, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import {withFigures} from '../../source/sources/rancher2/rows/usage-columns.js';
import {changed, live, opened, Play, resource, start} from '../state/stage.js';
import {podKinds} from './pod-story.js';
import {eventually, type Stage, show} from './stage.js';

const second = 1000;
const limit = {request: null, limit: 1};

const pods: readonly Resource[] = Array.from({length: 5000}, (_none, index) =>
	resource('pod', `shop/web-${index}`, {
		created: null,
		cells: {CLUSTER: null, READY: '1/1', RESTARTS: 0},
		allowances: {cpu: limit, memory: {request: null, limit: 2 ** 30}},
	}),
);

const measured = (at: number, cpuOf: (index: number) => number): SourceEvent => ({
	type: 'measured',
	source: 'prod',
	scope: '',
	at,
	usages: new Map(pods.map(({key}, index) => [key, {at, cpu: cpuOf(index), memory: 100 * 2 ** 20}])),
});

/** A screen with 5,000 pods and what they use, at rest. */
const atRest = async (): Promise<Stage> => {
	const play = new Play({
		now: start,
		size: {columns: 200, rows: 50},
		view: {kind: 'pods', filter: '', sort: 'name'},
	});
	const kinds = podKinds.map(withFigures);
	play.dispatch(opened('prod'), live());
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds}]});
	play.dispatch({type: 'events', events: pods.map(pod => changed(pod, start, true))});
	play.dispatch({type: 'events', events: [measured(start, () => 0.25)]});
	for (let ms = 0; ms < 20 * second; ms += second) play.dispatch({type: 'tick', now: start + ms});
	const stage = show(play);
	stage.clock.now = start + 20 * second;
	await eventually(async () => expect((await stage.lines()).join('\n')).toMatch(/ 250m +25% +100Mi/));
	return stage;
};

test.each([
	['that are the same', 0, () => 0.25],
	['of one pod that change', 60, (index: number) => (index === 7 ? 0.26 : 0.25)],
	['that all change, of which the screen shows some', 1800, () => 0.31],
])('figures %s take at most %i bytes', async (_title, max, cpuOf) => {
	const stage = await atRest();
	stage.terminal.takeBytes();
	const at = stage.clock.now + second;
	stage.clock.now = at;
	stage.dispatch({type: 'events', events: [measured(at, cpuOf)]});
	if (max > 0) await eventually(async () => expect((await stage.lines()).join('\n')).toMatch(/ 26%| 31%/));
	await stage.lines();
	const bytes = stage.terminal.takeBytes();
	await stage.end();
	expect(bytes).toBeLessThanOrEqual(max);
});
