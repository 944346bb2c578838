import {describe, expect, test} from 'vitest';
import {visibleRows} from '../../source/state/grid/visible-rows.js';
import type {Seen} from '../../source/state/message.js';
import {seenOf} from '../../source/state/seen.js';
import {titleModel} from '../../source/state/title.js';
import {
	changed,
	containers,
	live,
	ofContainers,
	opened,
	Play,
	playing,
	removed,
	reported,
	resource,
	start,
} from './stage.js';

const broken = (name: string) => resource('container', name, {health: 'error', state: 'crashed'});
const well = (name: string) => resource('container', name);
const later = {type: 'tick', now: start + 60_000} as const;

const press = (play: Play, seen: Seen | null, ...keys: readonly string[]): Play =>
	play.dispatch(...keys.map(key => ({type: 'key', key, at: play.state.now, seen}) as const));

const lingering = (play: Play) => visibleRows(play.state).filter(row => row.lingering).length;

describe('until the first key', () => {
	test('the cursor shows on the top row, whichever that is', () => {
		const play = playing(containers(3), ofContainers);
		play.dispatch(reported(well('app')));
		expect(play.rows[0]).toBe('>app');
	});

	test('which acts on the row that was seen under the cursor, not on one that has come since', () => {
		const play = playing(containers(3), ofContainers);
		const seen = seenOf(play.state);
		play.dispatch(reported(well('app')));
		press(play, seen, 'r');
		expect(play.state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'web-1'}]});
		expect(play.rows.slice(0, 2)).toEqual(['app', '>web-1']);
	});

	test('any key puts it on that resource for good', () => {
		const play = playing(containers(3), ofContainers).press('?').press('escape');
		play.dispatch(reported(well('app')));
		expect(play.rows.slice(0, 2)).toEqual(['app', '>web-1']);
	});

	test('which does nothing to rows that nobody has seen', () => {
		const play = playing(containers(3), ofContainers);
		press(play, null, 'r', 'space', 'j', 'enter', 'ctrl-d');
		expect([play.take(), play.state.dialog, play.grid.cursor]).toEqual([[], null, null]);
		expect(play.rows).toEqual(['>web-1', 'web-2', 'web-3']);
	});

	test('nor do keys that come with the one that opened their view', () => {
		const play = playing([
			resource('stack', 'shop'),
			resource('service', 'shop/web', {parents: ['prod//stack/shop']}),
		]);
		press(play, seenOf(play.state), 'enter', 'enter');
		expect(play.grid).toMatchObject({kind: 'service', cursor: null});
		expect(play.press('enter').grid.kind).toBe('container');
	});
});

describe('a row that leaves the view while the cursor is on it', () => {
	test('lingers, marked, when it recovers, and keys still go to it', () => {
		const play = playing([broken('db'), broken('web')], ofContainers).press('! g');
		play.dispatch(reported(well('db')));
		expect([play.rows, lingering(play)]).toEqual([['>db', 'web'], 1]);
		expect(titleModel(play.state).count).toEqual({shown: 1, total: 2});
		expect(play.press('r').state.dialog).toMatchObject({targets: [{name: 'db'}]});
		expect(play.press('escape j').rows).toEqual(['>web']);
		expect(lingering(play)).toBe(0);
	});

	test('is no longer marked when it comes back', () => {
		const play = playing([broken('db')], ofContainers)
			.press('! g')
			.dispatch(reported(well('db')), reported(broken('db')));
		expect([play.rows, lingering(play)]).toEqual([['>db'], 0]);
	});

	test('lingers when the filter hides it', () => {
		const play = playing(containers(3), ofContainers).press('/').type('state:running').press('enter j');
		play.dispatch(reported(resource('container', 'web-2', {state: 'stopped'})));
		expect([play.rows, lingering(play)]).toEqual([['web-1', '>web-2', 'web-3'], 1]);
		expect(play.press('k').rows).toEqual(['>web-1', 'web-3']);
	});

	test('lingers when it belongs elsewhere', () => {
		const inShop = (name: string) => resource('service', name, {parents: ['prod//stack/shop']});
		const ofStacks = {view: {kind: 'stacks', filter: '', sort: ''}};
		const play = playing([resource('stack', 'shop'), inShop('api'), inShop('web')], ofStacks).press(
			'enter g',
		);
		play.dispatch(reported({...inShop('api'), parents: []}));
		expect([play.rows, lingering(play)]).toEqual([['>api', 'web'], 1]);
		expect(play.press('j').rows).toEqual(['>web']);
	});

	test('lingers when it was removed, for as long as the cursor is on it', () => {
		const play = playing(containers(3), ofContainers).press('j');
		play.dispatch({type: 'events', events: [removed(well('web-2'))]}, later);
		expect(play.rows).toEqual(['web-1', '>web-2', 'web-3']);
		expect(visibleRows(play.state)[1]?.row.removedAt).toBe(start);
		expect(play.press('r').notice).toBe('web-2 is gone');
		play.press('j').dispatch({...later, now: later.now + 1});
		expect(play.rows).toEqual(['web-1', '>web-3']);
	});

	test('is the same one when it comes back', () => {
		const play = playing(containers(2), ofContainers).press('j');
		play.dispatch({type: 'events', events: [removed(well('web-2'))]}, later);
		play.dispatch({type: 'events', events: [changed(well('web-2'), later.now)]});
		expect(play.rows).toEqual(['web-1', '>web-2']);
		expect(visibleRows(play.state)[1]?.row.removedAt).toBeNull();
	});

	test('lingers also under a description, and when the kinds are reported again', () => {
		const play = playing([broken('db'), broken('web')], ofContainers).press('! g d');
		play.dispatch(reported(well('db')), live());
		expect(play.press('escape').rows).toEqual(['>db', 'web']);
	});

	test('does not once other rows are asked for', () => {
		const play = playing([broken('db'), broken('web')], ofContainers)
			.press('! g')
			.dispatch(reported(well('db')));
		expect(play.press('/').type('state:crashed').rows).toEqual(['>web']);
	});

	test('keeps the clock from ticking for it', () => {
		const play = playing(containers(1), ofContainers).press('g');
		play.dispatch({type: 'events', events: [removed(well('web-1'))]}, later);
		expect(play.state.resources.nextDue).toBeNull();
	});
});

describe('where nothing can be seen', () => {
	const waiting = () => new Play(ofContainers).dispatch(opened('prod'));
	const small = () => playing(containers(2), {...ofContainers, size: {columns: 30, rows: 5}});
	const keys = ['r', ':', '/', '?', 'a', 'd', 'j', 'space', 'ctrl-d', '!', 'escape', 'enter'];

	test.each([
		['before the first rows', waiting],
		['below the least size', small],
		['while the terminal is given away', () => playing(containers(2), ofContainers).press('ctrl-z')],
	])('%s only a few keys work', (_title, begin) => {
		const play = begin();
		play.take();
		const before = play.state;
		press(play, null, ...keys).dispatch({type: 'paste', text: 'rxy'});
		expect([play.take(), {...play.state, notice: null}]).toEqual([[], before]);
		expect(
			press(play, null, 'ctrl-l', 'ctrl-z', 'ctrl-c')
				.take()
				.map(({type}) => type),
		).toEqual(['redraw', 'suspend', 'exit']);
	});

	test('a key is refused in words where these can be seen', () => {
		expect(press(waiting(), null, ':').state.notice?.text).toBe('Key ignored: no rows were shown yet');
		expect(press(waiting(), null, 'é').state.notice).toBeNull();
		expect(press(small(), null, ':').state.notice).toBeNull();
	});

	test('q asks where that can be seen, and else ends at once', () => {
		expect(press(waiting(), null, 'q').state.dialog).toMatchObject({type: 'quit'});
		expect(press(small(), null, 'q').take()).toContainEqual({type: 'exit', interrupted: false});
	});

	test('what is open is not typed into, and is there again with the room for it', () => {
		const play = playing(containers(2), ofContainers).press('/').type('web');
		play.dispatch({type: 'resize', columns: 30, rows: 5});
		press(play, null, '-', '1', 'enter').dispatch({type: 'paste', text: 'x'});
		play.dispatch({type: 'resize', columns: 80, rows: 24});
		expect(play.state.prompt?.text).toBe('web');
	});

	test.each([
		['is live without a row', () => waiting().dispatch(live())],
		['has said nothing for long', () => waiting().dispatch({type: 'tick', now: start + 8000})],
	])('does not hold where a source %s', (_title, begin) => {
		expect(begin().press('?').page('help').page).toBe('help');
	});

	test('is over when the terminal is given back', () => {
		const play = playing(containers(2), ofContainers).press('ctrl-z').dispatch({type: 'resumed'});
		expect(play.press('j').rows).toEqual(['web-1', '>web-2']);
	});
});
