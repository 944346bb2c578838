import {expect, test} from 'vitest';
import type {Message} from '../../source/state/message.js';
import {update} from '../../source/state/update.js';
import {containers, ofContainers, playing, start} from './stage.js';

test.each<[string, Message]>([
	['no events', {type: 'events', events: []}],
	['a key without a meaning', {type: 'key', key: 'B', at: start + 5000, seen: null}],
	['a named key without a meaning', {type: 'key', key: 'ctrl-x', at: start + 5000, seen: null}],
	['a paste without a prompt', {type: 'paste', text: 'x'}],
	['the same size', {type: 'resize', columns: 80, rows: 24}],
	['inputs that nobody waits for', {type: 'form', id: 99, at: start, fields: [], error: null}],
	['an object for a view that is gone', {type: 'object', view: 99, object: {}, error: null}],
	['figures for a view that is gone', {type: 'stats', view: 99, stats: null, error: 'late'}],
	[
		'a log for a view that is gone',
		{type: 'log', view: 99, events: [{writer: 1, event: {type: 'live'}}], at: start},
	],
	['an answer that nobody waits for', {type: 'action-failed', id: 99, error: 'late', at: start}],
	['the time that it is', {type: 'tick', now: start}],
])('%s gives the same state back and wants nothing done', (_title, message) => {
	const {state} = playing(containers(2), ofContainers);
	const next = update(state, message);
	expect(next.state).toBe(state);
	expect(next.effects).toEqual([]);
});

test('a notice is shown with its time', () => {
	const play = playing([]).dispatch({
		type: 'notice',
		level: 'warning',
		text: 'slow terminal',
		at: start + 10,
	});
	expect(play.state.notice).toEqual({level: 'warning', text: 'slow terminal', at: start + 10});
});

test('a clock that is set back does not turn time back', () => {
	const play = playing([]).dispatch({type: 'tick', now: start + 10}, {type: 'tick', now: start - 10_000});
	expect(play.state.now).toBe(start + 10);
});

test('a row that changes is another state, though rows change in place', () => {
	const play = playing(containers(1));
	const before = play.state;
	const [one] = containers(1);
	if (!one) throw new Error('There is one container');
	play.dispatch({
		type: 'events',
		events: [
			{type: 'changed', source: 'prod', at: start, resource: {...one, state: 'stopped'}, listed: false},
		],
	});
	expect(play.state).not.toBe(before);
});

test('the grid waits for the frame while more events follow', () => {
	const play = playing(containers(1));
	const [one] = containers(1);
	if (!one) throw new Error('There is one container');
	const resource = {...one, key: 'prod/1a5/instance/new', id: 'new', name: 'new'};
	const event = {type: 'changed', source: 'prod', at: start, resource, listed: false} as const;
	play.dispatch({type: 'events', events: [event], more: true});
	expect(play.state.resources.get(resource.key)).toBeDefined();
	expect(play.state.index.total).toBe(1);
	play.dispatch({type: 'tick', now: start});
	expect(play.state.index.total).toBe(2);
});
