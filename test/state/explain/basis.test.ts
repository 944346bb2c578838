import {describe, expect, test} from 'vitest';
import {titleModel} from '../../../source/state/title.js';
import {changed, playing, removed, resource, start} from '../stage.js';
import {answered, basis, evidence, found, nothing, play, service, view, web} from './stage.js';

describe('what the findings go by', () => {
	test('is shown with its age, and what could not be learned in words', () => {
		const one = answered(
			play().press('X'),
			evidence('object'),
			evidence('events', {error: '403: not allowed'}),
		);
		one.dispatch({type: 'tick', now: start + 4000});
		expect(basis(one)).toBe(
			[
				'looked at the row, 1 container, 1 host',
				'asked its object (4s ago) · asking…',
				'not known: its events: 403: not allowed',
			].join('\n'),
		);
	});

	test('says of a source that is down that its rows are those of the last report', () => {
		const one = play().press('X');
		const status = {type: 'status', source: 'prod', scope: '', at: start, status: 'retrying'} as const;
		const event = {...status, message: 'connection refused', retryAt: start + 4000};
		one.dispatch({type: 'events', events: [event]});
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: 'prod is not reachable'});
		expect(basis(one)).toMatch(/1 host \(prod: retry in 4s, as last reported\)/);
		expect(basis(one)).toMatch(/not asked: prod is not reachable/);
	});

	test('is asked for again with r', () => {
		const one = answered(play().press('X'), evidence('object'));
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: null});
		expect(basis(one)).not.toMatch(/asking/);
		one.take();
		expect(
			one
				.press('r')
				.take()
				.map(({type}) => type),
		).toEqual(['explain', 'gather']);
		expect(basis(one)).toMatch(/asking/);
		expect(view(answered(one, evidence('object', {at: start + 9000}))).parts[0]?.evidence).toHaveLength(1);
	});

	test('is dropped where it was not asked for again', () => {
		const one = answered(play().press('X'), evidence('object', {about: web(1).key}));
		const over = {type: 'gathered', view: view(one).id, of: null, error: null} as const;
		one.dispatch(over, {type: 'tick', now: start + 5000}).press('r');
		expect(view(one).parts[0]?.evidence).toHaveLength(1);
		answered(one, evidence('events', {at: start + 6000})).dispatch(over);
		expect(view(one).parts[0]?.evidence.map(({what}) => what)).toEqual(['events']);
	});

	test('is asked for again by itself when a row that it is about comes to another state, but not all the time', () => {
		const one = answered(play().press('X'), evidence('object', {about: web(1).key}));
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: null});
		one.take();
		const event = changed(web(1, {state: 'starting', health: 'transitioning'}), start + 2000);
		one.dispatch({type: 'events', events: [event]}, {type: 'tick', now: start + 3000});
		expect(one.take().map(({type}) => type)).toEqual(['explain']);
		one.dispatch({type: 'tick', now: start + 9000});
		expect(one.take()).toEqual([]);
		one.dispatch({type: 'tick', now: start + 10_000});
		expect(one.take().map(({type}) => type)).toEqual(['explain', 'gather']);
		one.dispatch({type: 'gathered', view: view(one).id, of: null, error: null});
		one.dispatch({type: 'tick', now: start + 60_000});
		expect(one.take()).toEqual([]);
	});

	test('is no longer asked for once the page is left', () => {
		const one = play().press('X');
		const {id} = view(one);
		one.take();
		expect(one.press('q').take()).toEqual([{type: 'close', view: id}]);
		expect(
			one.dispatch({type: 'evidence', view: id, of: service.key, evidence: evidence('object')}).take(),
		).toEqual([]);
	});
});

describe('without findings', () => {
	test('a row that is well is said to be well', () => {
		const one = playing([web(1, {state: 'running', health: 'ok'})], {
			view: {kind: 'container', filter: '', sort: ''},
		}).press('g X');
		expect(nothing(one)).toBe('looking…');
		const {id} = view(one);
		one.dispatch({
			type: 'findings',
			view: id,
			of: web(1).key,
			findings: [],
			machines: [],
			events: [],
			error: null,
		});
		expect(nothing(one)).toBe('container web-1 is running: nothing is wrong with it');
		one.dispatch({type: 'gathered', view: id, of: null, error: 'no answer'});
		expect(nothing(one)).toBe(
			'container web-1 is running: nothing is wrong with it, as far as could be learned',
		);
	});

	test('a row that is gone is not said to be as it was', () => {
		const one = playing([web(1, {state: 'running', health: 'ok'})], {
			view: {kind: 'container', filter: '', sort: ''},
		}).press('g X');
		const none = {findings: [], machines: [], events: [], error: null};
		one.dispatch({type: 'findings', view: view(one).id, of: web(1).key, ...none});
		one.dispatch({type: 'events', events: [removed(web(1), start + 3000)]});
		expect(nothing(one)).toBe('container web-1 was running: nothing was wrong with it');
		expect(basis(one)).toContain('removed at 22:13:23: this goes by what was last known');
		expect(titleModel(one.state).status).toMatch(/^removed at 22:13:23/);
		one.dispatch({type: 'tick', now: start + 60_000});
		expect(nothing(one)).toBe('container web-1 was running: nothing was wrong with it');
	});

	test('of an event, what it is about is said to be well', () => {
		const event = resource('event', 'BackOff', {state: 'warning', health: 'ok'});
		const one = playing([event], {view: {kind: 'event', filter: '', sort: ''}}).press('g X');
		one.dispatch({
			type: 'findings',
			view: view(one).id,
			of: event.key,
			findings: [],
			machines: [],
			events: [],
			error: null,
		});
		expect(nothing(one)).toBe('event BackOff: nothing is wrong with what it is about');
	});

	test('a row that is not well is not said to be well', () => {
		expect(nothing(found(play().press('X')))).toBe(
			'service shop/web is degraded: nothing was found that says why',
		);
	});

	test('a row that is gone meanwhile is shown as it was', () => {
		const one = play().press('X');
		one.dispatch({type: 'events', events: [removed(service, start + 1000)]});
		expect(nothing(found(one))).toMatch(/service shop\/web/);
	});
});
