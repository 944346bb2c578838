import {expect, test} from 'vitest';
import {bottomLines, footerHints} from '../../source/state/bottom-line.js';
import {nextTickMs} from '../../source/state/clock.js';
import {layoutOf} from '../../source/state/layout.js';
import {titleModel} from '../../source/state/title.js';
import {containers, ofContainers, opened, Play, playing, resource, settings, start} from './stage.js';

const message = 'Image [docker:shop/job:9] failed to pull';
const failed = resource('container', 'job', {state: 'error', health: 'error', message});
const typesOf = (play: Play) => bottomLines(play.state).map(({type}) => type);

test('the last line shows hints or the prompt, the one above what just happened', () => {
	const play = playing(containers(1), ofContainers);
	expect(typesOf(play)).toEqual(['blank', 'hints']);
	play.press('ctrl-r');
	expect(bottomLines(play.state)).toMatchObject([
		{type: 'notice', notice: {text: 'listing everything again'}},
		{type: 'hints'},
	]);
	play.press(':');
	expect(typesOf(play)).toEqual(['notice', 'prompt']);
});

test('where nothing just happened the message of the row stands above the hints', () => {
	const play = playing([failed], ofContainers);
	expect(bottomLines(play.state)[0]).toEqual({type: 'message', text: message, health: 'error'});
	expect(typesOf(play)).toEqual(['message', 'hints']);
	expect(typesOf(play.press('ctrl-r'))).toEqual(['notice', 'hints']);
});

test('a wide terminal shows it only where the column of messages may cut it', () => {
	const wide = {...ofContainers, size: {columns: 200, rows: 50}};
	const long = resource('container', 'job', {
		state: 'error',
		health: 'error',
		message: `${message}: not found`,
	});
	expect(typesOf(playing([failed], wide))).toEqual(['blank', 'hints']);
	expect(typesOf(playing([long], wide))).toEqual(['message', 'hints']);
});

test('a low terminal has one line for all of them', () => {
	const low = {...ofContainers, size: {columns: 80, rows: 12}};
	expect(typesOf(playing(containers(1), low))).toEqual(['hints']);
	const play = playing([failed], low);
	expect(typesOf(play)).toEqual(['message']);
	expect(typesOf(play.press('ctrl-r'))).toEqual(['notice']);
	expect(typesOf(play.press(':'))).toEqual(['prompt']);
});

test.each([
	[
		'',
		[
			'Enter open',
			': command',
			'/ filter',
			'? help',
			'a actions',
			'l logs',
			'd describe',
			'ctrl-s save',
			'X explain',
		],
	],
	[
		'l',
		[
			': command',
			'/ search',
			'? help',
			'ctrl-s save',
			'f freeze',
			'w wrap',
			'T times',
			'& keep lines',
			'v levels',
			'J structure',
		],
	],
	['q', ['Enter accept', 'Esc cancel', 'n no', 'y yes quit']],
])('after %s the hints are of that place', (keys, hints) => {
	const play = playing(containers(1), ofContainers);
	if (keys !== '') play.press(keys);
	expect(footerHints(play.state).map(({key, title}) => `${key} ${title}`)).toEqual(hints);
});

test('where nothing can be seen yet the hints are the ways out', () => {
	const play = new Play(ofContainers).dispatch(opened('prod'));
	const titles = () => footerHints(play.state).map(({key, title}) => `${key} ${title}`);
	expect(titles()).toEqual(['q back', 'ctrl-c quit now']);
	expect(nextTickMs(play.state)).toBeLessThanOrEqual(8000);
	play.dispatch({type: 'tick', now: start + 8000});
	expect(titles()).toContain('? help');
});

test('hints and refusals know the keys of the configuration', () => {
	const play = playing(containers(1), {...ofContainers, settings: {...settings, keys: {logs: 'L'}}});
	expect(footerHints(play.state)).toContainEqual({key: 'L', title: 'logs'});
	const before = play.press('left').state;
	expect(play.press('l').state).toBe(before);
	expect(play.press('L').view('logs').type).toBe('logs');
});

test.each([
	['n', {search: 'ctrl-g'}, 'no search yet: ctrl-g starts one'],
	['Y', {freeze: 'ctrl-g'}, 'a followed log has no cursor: ctrl-g freezes it'],
])('so does the notice after %s in a log', (key, keys, notice) => {
	const play = playing(containers(1), {...ofContainers, settings: {...settings, keys}});
	expect(play.press(`l ${key}`).notice).toBe(notice);
});

test.each([
	[24, 'grid', {header: 2, title: 1, heads: 1, body: 18, bottom: 2}],
	[12, 'grid', {header: 1, title: 1, heads: 1, body: 8, bottom: 1}],
	[24, 'help', {header: 2, title: 1, heads: 0, body: 19, bottom: 2}],
])('a terminal of %d lines is divided for the %s', (rows, view, layout) => {
	const play = playing([], {size: {columns: 80, rows}});
	if (view === 'help') play.press('?');
	expect(layoutOf(play.state)).toEqual(layout);
});

test('the title says what is shown', () => {
	const play = playing(containers(3), ofContainers)
		.press('space g')
		.press('/')
		.type('web-2')
		.press('enter !');
	expect(titleModel(play.state)).toEqual({
		what: 'containers',
		of: null,
		scope: '',
		filter: 'web-2',
		trouble: true,
		count: {shown: 0, total: 3},
		sort: {column: 'NAME', descending: false},
		marked: 1,
		isPast: false,
		status: '',
		position: '',
		progress: null,
	});
});
