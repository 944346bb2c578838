import {describe, expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import {timelineOf} from '../../../source/state/rows/row.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {following, moving, rowOf, stuckAfterMs} from '../following.js';
import {changed, removed} from '../rows.js';

describe('since when a state holds', () => {
	test.each<[string, SourceEvent[], {since: number | null; seen: number}]>([
		['is unknown at first sight', [changed(100)], {since: null, seen: 100}],
		['is at most when it was made', [changed(100, {created: 60})], {since: 60, seen: 100}],
		['is not in the future', [changed(100, {created: 600})], {since: 100, seen: 100}],
		[
			'is unknown from a listing, whenever it was made',
			[changed(100, {created: 60}, true)],
			{since: null, seen: 100},
		],
		[
			'is when the flipping began, for as long as it goes on',
			[
				changed(100, {}, true),
				changed(200, {state: 'running', flapping: true, since: 150, message: 'restarted 2 times'}),
				changed(300, {...moving, flapping: true, since: 150, message: 'restarted 2 times'}),
				changed(400, {state: 'stopped', flapping: true, since: 150, message: 'restarted 3 times'}),
			],
			{since: 150, seen: 200},
		],
		[
			'is when it was started for good, after that',
			[changed(200, {flapping: true, since: 150}), changed(60_400, {since: 400})],
			{since: 400, seen: 60_400},
		],
		['is unknown from a listing', [changed(100, {}, true)], {since: null, seen: 100}],
		['is what the server says', [changed(100, {since: 40}, true)], {since: 40, seen: 100}],
		['is when its beginning was seen', [changed(100), changed(200, moving)], {since: 200, seen: 200}],
		[
			'is when the transition ended, though the word stays',
			[changed(100, {transitioning: 'yes'}), changed(200)],
			{since: 200, seen: 200},
		],
		[
			'is unknown when a listing found that it changed',
			[changed(100), changed(200, moving), changed(300, {}, true)],
			{since: null, seen: 300},
		],
		[
			'is what the server reports of a listed change',
			[changed(100), changed(300, {...moving, since: 250}, true)],
			{since: 250, seen: 300},
		],
		[
			'does not start over for a message',
			[changed(100, moving), changed(150, {}), changed(200, {message: 'x'})],
			{since: 150, seen: 150},
		],
		['can be reported later', [changed(100), changed(200, {since: 40})], {since: 40, seen: 100}],
		[
			'starts over when a removed resource comes back',
			[changed(100), removed(200), changed(300)],
			{since: 300, seen: 300},
		],
	])('%s', (_title, events, expected) => {
		expect(rowOf(following(...events))).toMatchObject(expected);
	});
});

test('a flapping row has one moment in its timeline, and is not stuck', () => {
	const flip = (at: number, state: string, transitioning: 'yes' | 'no') =>
		changed(at, {
			state,
			transitioning,
			health: 'error',
			flapping: true,
			since: 150,
			message: `restarted ${at} times`,
		});
	const resources = following(
		changed(100, {}, true),
		...Array.from({length: 50}, (_, index) =>
			flip(200 + index, index % 2 ? 'running' : 'starting', index % 2 ? 'no' : 'yes'),
		),
		flip(300, 'starting', 'yes'),
	);
	expect(timelineOf(rowOf(resources)).map(({at, health}) => [at, health])).toEqual([
		[100, 'ok'],
		[200, 'error'],
	]);
	resources.expire(300 + 10 * stuckAfterMs);
	expect(rowOf(resources).stuck).toBe(false);
});

describe('the timeline', () => {
	test('is empty for a row that was only listed, and then described by its one state', () => {
		const listedRow = rowOf(following(changed(100, {}, true)));
		expect(listedRow.timeline).toBeNull();
		expect(timelineOf(listedRow)).toMatchObject([{state: 'running', at: 100, listed: true}]);
	});

	test('holds every transition of one frame, and every message', () => {
		const resources = following(
			changed(100, {}, true),
			changed(200, moving),
			changed(200, {...moving, message: 'Pulling'}),
			changed(200, {...moving, message: 'Pulling', cells: {CPU: 1}}),
			changed(201, {}),
			changed(300, {...moving, transitioning: 'error', health: 'error', message: 'no image'}, true),
		);
		expect(
			timelineOf(rowOf(resources)).map(({at, state, message, listed: found}) => [at, state, message, found]),
		).toEqual([
			[100, 'running', null, true],
			[200, 'starting', null, false],
			[200, 'starting', 'Pulling', false],
			[201, 'running', null, false],
			[300, 'starting', 'no image', true],
		]);
	});

	test('is bounded and counts what it forgot', () => {
		const resources = new RowStore(stuckAfterMs);
		for (let at = 0; at < 40; at++) resources.apply(changed(at, {state: `s${at}`}));
		const timeline = timelineOf(rowOf(resources));
		const forgotten = rowOf(resources).timeline?.forgotten;
		expect([timeline.length, forgotten, timeline[0]?.state, timeline.at(-1)?.state]).toEqual([
			16,
			24,
			's24',
			's39',
		]);
	});
});

test('where changes came too fast to be read, another state may have been in between', () => {
	const resources = following(changed(100), changed(200, {state: 'stopped'}));
	const event = {...changed(300, {state: 'stopped'}), skipped: 19} as SourceEvent;
	expect(resources.apply(event)).toMatchObject([{type: 'changed', skipped: 19}]);
	expect(rowOf(resources)).toMatchObject({since: 300, timeline: {length: 3, skipped: 19}});
});

test.each<[string, SourceEvent[], SourceEvent]>([
	['its end', [changed(100)], removed(200)],
	['its beginning', [], changed(200)],
])('changes that came too fast before %s are reported with it', (_title, before, event) => {
	const resources = following(...before);
	expect(resources.apply({...event, skipped: 19} as SourceEvent)).toMatchObject([{skipped: 19}]);
});
