import {describe, expect, test} from 'vitest';
import type {Effect} from '../../../source/state/effect.js';
import {plainText} from '../../../source/state/logs/log-text.js';
import {broken, line, lines, log, reading} from '../log-story.js';
import {ofContainers, type Play, playing, resource} from '../stage.js';

const enter = 'enter';

/** What is saved: the name of the file, its format, and the texts. */
const saved = (play: Play) =>
	play.take().flatMap((effect: Effect) => {
		if (effect.type !== 'save-log') return [];
		const {name, format, entries, lost} = effect;
		return {name, format, texts: entries.map(plainText), lost};
	});

describe('ctrl-s', () => {
	test('saves all lines, and what happened, as text unless a name says otherwise', () => {
		const play = log(reading(1), line('two'), broken('cut')).press('ctrl-s');
		expect(play.state.prompt?.completions).toEqual(['web-1.log', 'web-1.ndjson']);
		expect(saved(play.press(enter))).toEqual([
			{name: 'web-1.log', format: 'text', texts: ['line 0', 'two', 'cut'], lost: 0},
		]);
	});

	test.each([
		['out.ndjson', 'ndjson'],
		['logs/out.TXT', 'text'],
		['a b.log', 'text'],
	])('saves to %s as %s', (name, format) => {
		expect(saved(reading(1).press('ctrl-s').type(name).press(enter))).toMatchObject([{name, format}]);
	});

	test('saves what the filters show, if that is asked for', () => {
		const play = reading(12).press('&').type('1').press(enter);
		const asked = play.press('ctrl-s');
		expect(asked.state.prompt?.completions).toEqual([
			'web-1.log',
			'web-1.log shown',
			'web-1.ndjson',
			'web-1.ndjson shown',
		]);
		expect(saved(asked.type('x.log shown').press(enter))).toMatchObject([
			{name: 'x.log', texts: ['line 1', 'line 10', 'line 11']},
		]);
		expect(saved(play.press('ctrl-s').press(enter))[0]?.texts).toHaveLength(12);
	});

	test('refuses a name that says no format', () => {
		const play = reading(1).press('ctrl-s').type('x.pdf').press(enter);
		expect(saved(play)).toEqual([]);
		expect(play.state.prompt?.error).toContain('.log, .txt or .ndjson');
	});

	test('counts what the view could not keep', () => {
		const play = reading(3);
		for (let sent = 0; sent < 10; sent++) log(play, ...lines(10_000));
		const [effect] = saved(play.press('ctrl-s').press(enter));
		expect([effect?.texts.length, effect?.lost]).toEqual([100_000, 3]);
	});

	test('suggests no name that a path could be made of', () => {
		const odd = resource('container', '../a b/c');
		const play = log(playing([odd], ofContainers).press('l'), line('x')).press('ctrl-s');
		expect(play.state.prompt?.completions[0]).toBe('..-a-b-c.log');
	});

	test('saves nothing where there are no lines', () => {
		const play = reading(0).press('ctrl-s');
		expect([play.take(), play.notice]).toEqual([[], 'there are no lines to save']);
	});
});
