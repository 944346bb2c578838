import {expect, test} from 'vitest';
import {Timeline, timelineLength} from '../../../source/state/rows/timeline.js';
import {resource} from '../rows.js';

const reported = (count: number): Timeline => {
	const timeline = new Timeline(1000);
	for (let step = 0; step < count; step++) {
		timeline.push(resource({state: `s${step}`, message: `m${step}`}), 1000 + step * 10, step === 0);
	}

	return timeline;
};

test.each([1, 4, 5, 8, 9, timelineLength])('%d moments are all remembered, oldest first', count => {
	const timeline = reported(count);
	expect(timeline.moments()).toEqual(
		Array.from({length: count}, (_, step) => ({
			at: 1000 + step * 10,
			state: `s${step}`,
			message: `m${step}`,
			health: 'ok',
			transitioning: 'no',
			listed: step === 0,
		})),
	);
	expect([timeline.length, timeline.forgotten]).toEqual([count, 0]);
});

test('of more, the newest are remembered and the others counted', () => {
	const timeline = reported(timelineLength * 2 + 3);
	const states = timeline.moments().map(({state}) => state);
	expect([states.length, states[0], states.at(-1)]).toEqual([
		timelineLength,
		`s${timelineLength + 3}`,
		`s${timelineLength * 2 + 2}`,
	]);
	expect(timeline.forgotten).toBe(timelineLength + 3);
});

test('a moment before the first, and one after months, keep their times', () => {
	const timeline = new Timeline(1_793_900_000_000);
	const months = 1_793_900_000_000 + 90 * 86_400_000;
	timeline.push(resource(), 1_793_899_999_000, true);
	timeline.push(resource({state: 'stopped'}), months, false);
	expect(timeline.moments().map(({at}) => at)).toEqual([1_793_899_999_000, months]);
});

test('changes that came too fast to be read are counted at the moment after them', () => {
	const timeline = reported(2);
	timeline.push(resource({state: 'last'}), 2000, false, 19);
	expect(timeline.moments().map(({state, skipped}) => [state, skipped])).toEqual([
		['s0', undefined],
		['s1', undefined],
		['last', 19],
	]);
	for (let step = 0; step < timelineLength; step++) timeline.push(resource(), 3000, false);
	expect(timeline.moments().some(({skipped}) => skipped !== undefined)).toBe(false);
	expect([timeline.skipped, timeline.forgotten]).toEqual([19, 3]);
});
