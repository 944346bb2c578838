import {describe, expect, test} from 'vitest';
import {firstShown, newSince} from '../../../source/state/pages/log-scroll.js';
import {titleModel} from '../../../source/state/title.js';
import {broken, line, lines, log, reading, sent, texts} from '../log-story.js';
import {containers, ofContainers, type Play, playing, start} from '../stage.js';

const first = (play: Play) => firstShown(play.state, play.view('logs'));

test('l follows the log of the row', () => {
	const play = playing(containers(2), ofContainers).press('j l');
	expect(play.take()).toMatchObject([
		{
			type: 'follow-log',
			view: play.view('logs').id,
			resource: {name: 'web-2'},
			options: {sinceSeconds: null, previous: false, container: null},
		},
	]);
	expect(play.view('logs').frozenAt).toBeNull();
	expect(titleModel(play.state).status).toBe('connecting');
});

test('l follows the logs of all marked rows at once', () => {
	const play = playing(containers(3), ofContainers).press('space space l');
	expect(play.take()).toMatchObject([{resource: {name: 'web-1'}}, {resource: {name: 'web-2'}}]);
	expect(titleModel(play.state).of).toBe('2 containers');
});

test('Escape goes back and ends the stream; what still comes is dropped', () => {
	const play = reading(1);
	const {id} = play.view('logs');
	expect(play.press('escape').take()).toEqual([{type: 'close', view: id}]);
	const before = play.state;
	const late = {writer: 1, event: line('late')};
	expect(play.dispatch({type: 'log', view: id, events: [late], at: start}).state).toBe(before);
});

describe('following and freezing', () => {
	test('the end is shown as it grows', () => {
		const play = reading(20);
		expect(first(play)).toBe(13);
		expect(first(log(play, ...lines(5)))).toBe(18);
		expect(titleModel(play.state)).toMatchObject({what: 'logs', status: 'live'});
	});

	test('f freezes, counts what comes, and follows again', () => {
		const play = log(reading(20).press('f'), ...lines(12));
		expect([first(play), newSince(play.view('logs'))]).toEqual([13, 12]);
		expect(titleModel(play.state).status).toBe('frozen, 12 new');
		expect(first(play.press('f'))).toBe(25);
	});

	test.each([
		['up', 13],
		['k k', 13],
		['pageup', 7],
		['g', 0],
		['home', 0],
		['ctrl-b ctrl-b ctrl-b ctrl-b', 0],
		['g down', 0],
		['g j pagedown', 6],
		['g ctrl-f ctrl-f ctrl-f', 13],
	])('%s freezes and scrolls', (keys, number) => {
		const play = log(reading(20).press(keys), ...lines(100));
		expect(first(play)).toBe(number);
	});

	test.each([
		['up', 19, 13],
		['k k', 18, 13],
		['up up up up up up up up', 12, 12],
		['f down', 19, 13],
		['g', 0, 0],
		['g down down', 2, 0],
		['g down down down down down down down', 7, 1],
		['pageup', 13, 7],
		['pageup pageup up', 6, 1],
		['pageup pagedown', 19, 13],
	])('%s puts the cursor on line %d below %d', (keys, cursor, top) => {
		const play = reading(20).press(keys);
		expect([play.view('logs').cursor, first(play)]).toEqual([cursor, top]);
		expect(titleModel(play.state).position).toBe(`${cursor + 1}/20`);
		expect(log(play, line('new')).view('logs').cursor).toBe(cursor);
	});

	test('the cursor reaches what is new below', () => {
		const play = log(reading(20).press('f'), ...lines(3)).press('down down down down');
		expect([play.view('logs').cursor, first(play)]).toEqual([22, 17]);
		expect(play.press('G').view('logs').cursor).toBeNull();
	});

	test('the whole line under the cursor is on the screen where lines are wrapped', () => {
		const play = log(reading(0), ...Array.from({length: 9}, () => line('x'.repeat(161)))).press('w f');
		expect([play.view('logs').cursor, first(play)]).toEqual([8, 7]);
		expect(first(play.press('up up'))).toBe(6);
		expect(first(play.press('down down'))).toBe(7);
	});

	test.each(['end', 'G'])('%s follows again', key => {
		expect(reading(20).press('g').press(key).view('logs').frozenAt).toBeNull();
	});

	test.each(['down', 'pagedown'])('%s at the end does not freeze', key => {
		expect(reading(20).press(key).view('logs').frozenAt).toBeNull();
	});

	test('with wrap fewer lines fit', () => {
		const play = log(reading(0), ...Array.from({length: 9}, () => line('x'.repeat(161))));
		expect(first(play)).toBe(2);
		expect(first(play.press('w'))).toBe(7);
	});
});

describe('searching', () => {
	const searching = (text: string) => reading(40).press('/').type(text).press('enter');
	const found = (play: Play) => play.view('logs').cursor;

	test('goes to the newest match first, and freezes there', () => {
		const play = searching('line 1');
		expect(found(play)).toBe(19);
		expect(first(play)).toBe(16);
		expect(play.view('logs').search).toBe('line 1');
	});

	test('n and N go on, around the end', () => {
		const play = searching('line 1');
		expect(['N', 'N', 'n', 'n', 'n'].map(key => found(play.press(key)))).toEqual([18, 17, 18, 19, 1]);
		expect(play.notice).toBe('continued from the start');
		expect(found(play.press('N'))).toBe(19);
		expect(play.notice).toBe('continued from the end');
	});

	test('from a frozen view it goes forward', () => {
		expect(found(reading(40).press('g /').type('line 2').press('enter'))).toBe(2);
	});

	test('takes regular expressions, and says what is wrong with one', () => {
		expect(found(searching('line [12]5'))).toBe(25);
		const play = reading(1).press('/').type('line [').press('enter');
		expect(play.state.prompt?.error).toContain('unterminated');
	});

	test('that finds nothing says so', () => {
		expect(searching('absent').notice).toBe("no line matches 'absent'");
	});

	const wide = () => log(reading(0), line(`${'x'.repeat(200)} seven ${'y'.repeat(100)}`), line('seven'));

	test('goes sideways to where the match is, and back', () => {
		const play = wide().press('/').type('seven').press('enter');
		expect(play.view('logs')).toMatchObject({cursor: 1, left: 0});
		expect(play.press('N').view('logs')).toMatchObject({cursor: 0, left: 175});
		expect(play.press('N').view('logs')).toMatchObject({cursor: 1, left: 0});
	});

	test('stays where the match is in sight, and where lines are wrapped', () => {
		const search = (play: Play) => play.press('/').type('yyy').press('enter').view('logs').left;
		expect(search(wide().press(Array.from({length: 17}, () => 'right').join(' ')))).toBe(170);
		expect(search(wide().press('w'))).toBe(0);
	});

	test('Escape ends it before it goes back', () => {
		const play = searching('line 1').press('escape');
		expect(play.view('logs')).toMatchObject({search: ''});
		expect(play.press('escape').grid.kind).toBe('container');
	});

	test('n without a search says so', () => {
		expect(reading(1).press('n').notice).toBe('no search yet: / starts one');
	});

	test('an empty search ends it', () => {
		expect(searching('line').press('/ enter').view('logs').search).toBe('');
	});
});

test.each([
	['w', {wrap: true}],
	['w w', {wrap: false}],
	['T', {times: true}],
	['right right', {left: 20}],
	['right left left', {left: 0}],
	['w right', {left: 0}],
])('%s', (keys, view) => {
	expect(reading(1).press(keys).view('logs')).toMatchObject(view);
});

test.each([
	['0', {lines: 500, sinceSeconds: null}],
	['1', {lines: 100_000, sinceSeconds: null}],
	['2', {lines: 100_000, sinceSeconds: 60}],
	['3', {lines: 100_000, sinceSeconds: 300}],
	['4', {lines: 100_000, sinceSeconds: 900}],
	['5', {lines: 100_000, sinceSeconds: 1800}],
	['6', {lines: 100_000, sinceSeconds: 3600}],
])('%s opens another stretch of the log, keeping how it looks', (key, options) => {
	const play = reading(3).press('w');
	const {id} = play.view('logs');
	play.press(key);
	const fresh = play.view('logs');
	expect(fresh).toMatchObject({wrap: true, options});
	expect(fresh.buffer.total).toBe(0);
	expect(play.take()).toMatchObject([
		{type: 'close', view: id},
		{type: 'follow-log', view: fresh.id, options},
	]);
});

test('m draws a mark', () => {
	expect(texts(reading(1).press('m').view('logs').buffer)).toEqual(['line 0', '-- 22:13:20 mark --']);
});

describe('a stream that ends', () => {
	test('says why and when it comes back, in the title and where it happened', () => {
		const play = log(reading(1), broken('closed', 4000));
		expect(titleModel(play.state).status).toBe('stopped: closed, again in 4s');
		expect(titleModel(sent(play, 1, 2500, {type: 'live'}).state).status).toBe('live');
		expect(texts(play.view('logs').buffer)).toEqual([
			'line 0',
			'-- 22:13:20 closed --',
			'-- 22:13:22 the log goes on, after 2s --',
		]);
	});

	test('that lost lines says how many', () => {
		const play = log(
			reading(0),
			{type: 'lost', count: 12, message: 'too slow'},
			{type: 'lost', count: null, message: 'cut'},
		);
		expect(texts(play.view('logs').buffer)).toEqual([
			'-- 22:13:20 ⋯ 12 lines lost: too slow --',
			'-- 22:13:20 ⋯ an unknown number of lines lost: cut --',
		]);
	});
});
