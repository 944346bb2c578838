import {describe, expect, test} from 'vitest';
import {firstShown, newSince} from '../../source/state/pages/log-scroll.js';
import {titleModel} from '../../source/state/title.js';
import {line, log, reading, shown as texts} from './log-story.js';
import type {Play} from './stage.js';

const typed = (play: Play, key: string, text: string) => play.press(key).type(text).press('enter');
const title = (play: Play) => {
	const {count, status} = titleModel(play.state);
	return [count, status];
};

const mixed = () =>
	log(
		reading(0),
		line('GET /healthz 200'),
		line('[warn] slow'),
		line('GET /cart 500'),
		line('ERROR failed'),
		line('\tat Shop.java'),
		line('GET /cart 200'),
	);

describe('the lines of a log', () => {
	test('are kept and hidden by several expressions, which the title lists with what is shown', () => {
		const play = typed(typed(mixed(), '&', 'get'), '!', 'health');
		expect(title(play)).toEqual([{shown: 2, total: 6}, 'live, &get, !health']);
		expect(title(typed(play, '&', '5\\d\\d'))[0]).toEqual({shown: 1, total: 6});
	});

	test('are all shown again by the same text, by x one by one, and by Escape at once', () => {
		const filtered = () => typed(typed(mixed(), '&', 'get'), '!', 'health').press('v');
		expect(title(filtered())).toEqual([{shown: 0, total: 6}, 'live, &get, !health, warnings and worse']);
		const play = filtered().press('x');
		expect(title(play)[1]).toBe('live, &get, !health');
		expect(title(typed(play, '&', 'get'))[1]).toBe('live, !health');
		expect(title(play.press('x'))).toEqual([null, 'live']);
		expect(play.press('x').notice).toBe('all lines are shown');
		const cleared = filtered().press('escape');
		expect(title(cleared)).toEqual([null, 'live']);
		expect(cleared.press('escape').grid.kind).toBe('container');
	});

	test('are warnings and worse with their traces, and those around them', () => {
		const play = mixed().press('v');
		expect(title(play)).toEqual([{shown: 3, total: 6}, 'live, warnings and worse']);
		expect(title(play.press('C'))).toEqual([{shown: 6, total: 6}, 'live, warnings and worse, 3 around']);
		expect(play.notice).toBe('3 lines around each that & or v lets through');
		expect(title(play.press('C C'))[1]).toBe('live, warnings and worse');
	});

	test('say what is wrong with an expression', () => {
		expect(mixed().press('&').type('line [').press('enter').state.prompt?.error).toContain('unterminated');
	});

	test('are searched and scrolled as they are shown', () => {
		const play = typed(reading(60), '&', '5');
		expect(title(play)[0]).toEqual({shown: 15, total: 60});
		expect(firstShown(play.state, play.view('logs'))).toBe(53);
		typed(play, '/', '9');
		expect(title(play)[1]).toContain('/9 (1 of 1)');
		expect(play.view('logs').cursor).toBe(59);
		expect(firstShown(play.press('g').state, play.view('logs'))).toBe(5);
		expect(titleModel(play.state).position).toBe('1/15');
		expect(firstShown(play.press('pagedown').state, play.view('logs'))).toBe(51);
		log(play, line('5 new'), line('other'));
		expect(newSince(play.view('logs'))).toBe(1);
	});

	test('count the matches of a search as they come', () => {
		const play = typed(reading(40), '/', 'line 1');
		expect(title(play)[1]).toContain('/line 1 (11 of 11)');
		expect(title(play.press('N N'))[1]).toContain('/line 1 (9 of 11)');
		expect(title(log(play, line('line 1 again')))[1]).toContain('/line 1 (9 of 12)');
	});

	test('stay filtered in another stretch of the log', () => {
		const play = typed(mixed(), '&', 'cart').press('1');
		log(play, line('GET /cart'), line('other'));
		expect(title(play)[0]).toEqual({shown: 1, total: 2});
		expect(texts(play)).toEqual(['GET /cart', 'other']);
	});
});

describe('the structure of lines', () => {
	const structured = () =>
		log(
			reading(0),
			line('{"level":"info","msg":"request completed","status":200}'),
			line('level=warn msg=slow status=503'),
			line('plain'),
		);

	test('is laid out by J, and found as it is seen and as it was written', () => {
		const play = structured().press('J');
		expect(title(play)[1]).toBe('live, laid out');
		const found = (text: string) => /\/(.*\))/.exec(String(title(typed(play, '/', text))[1]))?.[1];
		expect(found('status=200')).toBe('status=200 (1 of 1)');
		expect(found('"status":200')).toBe('"status":200 (1 of 1)');
		play.press('J');
		expect(title(play)[1]).not.toContain('laid out');
		expect(found('status=200')).toBe('status=200 (0)');
	});

	test('is one field that is completed from those of the lines', () => {
		const play = structured().press('F');
		expect(play.state.prompt?.completions).toEqual(['level', 'msg', 'status']);
		play.type('sta').press('tab enter');
		expect(title(play)[1]).toBe('live, only field status');
		expect(title(typed(play, '&', '^503$'))[0]).toEqual({shown: 1, total: 3});
		expect(title(play.press('F enter'))[1]).toBe('live, &^503$, laid out');
		expect(title(play.press('x J J'))[1]).toBe('live, laid out');
	});
});
