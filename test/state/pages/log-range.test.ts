import {expect, test} from 'vitest';
import {line, lines, log, reading} from '../log-story.js';
import type {Play} from '../stage.js';

const copied = (play: Play): readonly string[] =>
	play.take().flatMap(effect => (effect.type === 'copy' ? effect.text.split('\n') : []));

const at = '2023-11-14T22:13:20.500000000Z';

test('Y copies the line under the cursor of a frozen log, with its time', () => {
	expect(copied(reading(3).press('up k Y'))).toEqual([`${at} line 1`]);
});

test('V begins a range that reaches to the cursor, in both directions', () => {
	const play = reading(5).press('up V k k');
	expect(copied(play.press('Y'))).toEqual([`${at} line 2`, `${at} line 3`, `${at} line 4`]);
	expect(play.notice).toBe("sent 3 lines to the terminal's clipboard");
	expect(play.view('logs').range).toBeNull();
	expect(copied(play.press('V j Y'))).toEqual([`${at} line 2`, `${at} line 3`]);
});

test('the range holds only lines that are shown', () => {
	const play = reading(12).press('up g').press('&').type('1').press('enter').press('g V G');
	expect(play.view('logs').range).toBeNull();
	expect(copied(play.press('up V g Y'))).toEqual([`${at} line 1`, `${at} line 10`, `${at} line 11`]);
});

test('V again, Escape and following end the range', () => {
	for (const key of ['V', 'escape', 'f']) {
		const play = reading(3).press(`up V ${key}`);
		expect([play.view('logs').range, play.state.views.length], key).toEqual([null, 2]);
	}
});

test('a range keeps its lines when others are put before them', () => {
	const play = log(reading(3).press('up V'), line('earlier', {time: {at: 0, nanos: 0}}), ...lines(1));
	expect(copied(play.press('k Y'))).toEqual([`${at} line 1`, `${at} line 2`]);
});

test('what is copied cannot do anything to a terminal', () => {
	const play = log(reading(0), line('\u001b[31mred\u001b[0m\u0007'));
	expect(copied(play.press('up Y'))).toEqual([`${at} red␇`]);
});

test('a followed log has nothing to copy, and too much is refused', () => {
	expect(reading(1).press('Y').notice).toContain('f freezes it');
	const play = log(reading(0), line('x'.repeat(60_000))).press('up Y');
	expect([copied(play), play.notice]).toEqual([
		[],
		"the line is too long for a terminal's clipboard: ctrl-s in the log saves them",
	]);
});
