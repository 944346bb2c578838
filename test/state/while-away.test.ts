import {describe, expect, test} from 'vitest';
import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent} from '../../source/model/source.js';
import type {Message} from '../../source/state/message.js';
import {seenOf} from '../../source/state/seen.js';
import {titleModel} from '../../source/state/title.js';
import {body} from '../views/drawing.js';
import {changed, containers, ofContainers, type Play, playing, removed, resource, start} from './stage.js';

const minute = 60_000;

const web = (place: number, changes: Partial<Resource> = {}) =>
	resource('container', `web-${place}`, changes);
const broken = {state: 'error', health: 'error', message: 'no space'} as const;

const events = (...all: readonly SourceEvent[]): Message => ({type: 'events', events: all});

/** Six containers, of which the first has failed. */
const play = (): Play =>
	playing([web(1, broken), ...containers(6).slice(1)], {
		...ofContainers,
		size: {columns: 100, rows: 24},
	}).press('j');

const focus = (focused: boolean, at: number): Message => ({type: 'focus', focused, at});

const key = (one: Play, name: string, at: number): Play =>
	one.dispatch({type: 'key', key: name, at, seen: seenOf(one.state)});

/** What happens in a while: one breaks, one recovers, one goes and comes back, one is gone. */
const happen = (one: Play, at: number): Play =>
	one.dispatch(
		events(
			changed(web(1), at),
			changed(web(2, {state: 'starting', health: 'transitioning'}), at + 1),
			changed(web(2, broken), at + 2),
			changed(web(3, {state: 'stopping'}), at + 3),
			changed(web(3), at + 4),
			removed(web(4), at + 5),
		),
	);

const line = '1 broke: container web-2; 1 recovered: container web-1; 6 changes';

describe('what happened while nobody looked', () => {
	test('is said when the terminal has the focus again', () => {
		const one = play().dispatch(focus(false, start + 1000));
		happen(one, start + minute).dispatch({type: 'tick', now: start + 2 * minute});
		expect(one.notice).toBe(null);
		one.dispatch(focus(true, start + 12 * minute + 1000));
		expect(one.notice).toBe(`while you were away (12m): ${line} (' lists them)`);
		expect(one.state.notice?.level).toBe('warning');
	});

	test('is said at the first key after five minutes without one, which does what it always does', () => {
		const one = happen(play(), start + minute);
		key(one, 'j', start + 5 * minute);
		expect(one.notice).toMatch(/^while you were away \(5m\): 1 broke/);
		expect(one.grid.cursorIndex).toBe(2);
		happen(one, start + 6 * minute);
		key(one, 'j', start + 9 * minute);
		expect(one.notice).toBe(null);
	});

	test('is nothing to say where nothing changed, or before', () => {
		const one = happen(play(), start + minute).dispatch(focus(false, start + 2 * minute));
		one.dispatch(focus(true, start + 20 * minute));
		expect(one.notice).toBe(null);
		expect(one.press("'").notice).toBe('nothing changed while you were away');
	});

	test('is said after a suspend, once the events that waited have come', () => {
		const one = play()
			.press('ctrl-z')
			.dispatch({type: 'resumed'}, {type: 'tick', now: start + minute});
		happen(one, start + minute);
		expect(one.notice).toBe(null);
		one.dispatch({type: 'tick', now: start + minute + 2000});
		expect(one.notice).toMatch(/^while you were away \(1m\): 1 broke/);
	});

	test('is said of a source after a gap, once it is listed again', () => {
		const one = play();
		const status = (of: 'live' | 'retrying', at: number): SourceEvent => ({
			type: 'status',
			source: 'prod',
			scope: '',
			at,
			status: of,
			message: null,
			retryAt: null,
		});
		one.dispatch(events(status('retrying', start + 1000)));
		one.dispatch(
			events(
				{type: 'gap', source: 'prod', scope: '', at: start + 35_000, from: start + 1000, to: start + 35_000},
				changed(web(2, broken), start + 35_000, true),
			),
		);
		expect(one.notice).toMatch(/may have been missed/);
		one.dispatch(events(changed(web(5, broken), start + 36_000, true), status('live', start + 36_000)));
		expect(one.notice).toBe(
			"prod: 34s of changes may have been missed; now listed: 2 broke: container web-5, container web-2; 2 changes (' lists them)",
		);
	});
});

describe('its list', () => {
	const away = (): Play => {
		const one = happen(play().dispatch(focus(false, start)), start + minute);
		return one.dispatch(focus(true, start + 12 * minute)).press("'");
	};

	test('has what broke first, each row once with where it came from', () => {
		const lines = body(away()).map(text => text.trimEnd().replaceAll(/ +\d\d:\d\d:\d\d +/g, ' T '));
		expect(lines.map(text => text.replaceAll(/ {2,}/g, '  '))).toEqual([
			'>broke T ✗ container web-2  running > error  no space',
			' recovered T ● container web-1  error > running',
			' changed T ○ container web-4  running > removed',
			' changed T ● container web-3  running',
		]);
		const {what, status} = titleModel(away().state);
		expect(`${what} ${status}`).toMatch(/^away 12m until .*: 1 broke, 1 recovered, 6 changes$/);
	});

	test('goes to the row, or says that it is gone', () => {
		expect(away().press('enter').grid).toMatchObject({kind: 'container', cursor: web(2).key});
		const one = away().press('j j enter');
		expect(one.notice).toBe('container web-4 is gone');
	});

	test('takes the keys of rows, for the row under the cursor', () => {
		expect(away().press('d').view('describe').resource.name).toBe('web-2');
		expect(away().press('j l').view('logs').targets).toMatchObject([{name: 'web-1'}]);
		expect(away().press('a').state.dialog).toMatchObject({type: 'actions', targets: [{name: 'web-2'}]});
		expect(away().press('W enter').state.watching.open).toMatchObject([{resource: {name: 'web-2'}}]);
		const later = away().dispatch({type: 'tick', now: start + 13 * minute});
		expect(later.press('G k d').notice).toBe('there is no row to look at');
	});

	test('can be opened by its name', () => {
		expect(play().press(':').type('away').press('enter').page('away').page).toBe('away');
	});
});
