import {expect, test} from 'vitest';
import {interleave, playStories, type Story} from '../../../source/demo/world/stories.js';
import {manualClock} from '../manual-clock.js';

const story = (title: string, emitted: string[], isOver: () => boolean = () => true): Story => ({
	title,
	begin() {
		emitted.push(title);
		return isOver;
	},
});

const times = {firstMs: 20_000, pauseMs: 8000, maxMs: 60_000};

test('the first story waits, and each waits for the one before', () => {
	const clock = manualClock(0);
	const emitted: string[] = [];
	let isOver = false;
	playStories(clock, [story('one', emitted, () => isOver), story('two', emitted)], times);
	clock.advance(19_999);
	expect(emitted).toEqual([]);
	clock.advance(1);
	expect(emitted).toEqual(['one']);
	clock.advance(30_000);
	expect(emitted).toEqual(['one']);
	isOver = true;
	clock.advance(9001);
	expect(emitted).toEqual(['one', 'two']);
	clock.advance(8000);
	expect(emitted).toEqual(['one', 'two', 'one']);
});

test('the first story begins within seconds', () => {
	const clock = manualClock(0);
	const emitted: string[] = [];
	playStories(clock, [story('one', emitted)]);
	clock.advance(5000);
	expect(emitted).toEqual(['one']);
});

test('a story without an end holds up the others only for so long', () => {
	const clock = manualClock(0);
	const emitted: string[] = [];
	playStories(clock, [story('endless', emitted, () => false), story('two', emitted)], times);
	clock.advance(20_000 + 60_000 + 8000);
	expect(emitted).toEqual(['endless', 'two']);
});

test('nothing is reported any more once it is ended', () => {
	const clock = manualClock(0);
	const emitted: string[] = [];
	playStories(clock, [story('one', emitted)], times)();
	clock.advance(1_000_000);
	expect(emitted).toEqual([]);
});

test('several servers take turns, whatever number of stories each has', () => {
	const [a, b, c] = ['a', 'b', 'c'].map(title => story(title, []));
	if (!a || !b || !c) throw new Error('no stories');
	expect(interleave([[a, b], [c]]).map(({title}) => title)).toEqual(['a', 'c', 'b']);
	expect(interleave([])).toEqual([]);
});

test('what happens on several servers under one title is one story, over when it is over everywhere', () => {
	const emitted: string[] = [];
	let isOver = false;
	const all = interleave([
		[story('one', emitted), story('both', emitted)],
		[story('both', emitted, () => isOver), story('two', emitted)],
	]);
	expect(all.map(({title}) => title)).toEqual(['one', 'both', 'two']);
	const check = all[1]?.begin();
	expect(emitted).toEqual(['both', 'both']);
	expect(check?.()).toBe(false);
	isOver = true;
	expect(check?.()).toBe(true);
});
