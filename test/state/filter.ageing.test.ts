import {expect, test} from 'vitest';
import {nextTickMs} from '../../source/state/clock.js';
import {containers, ofContainers, playing, reported, resource, start} from './stage.js';

const minute = 60_000;

test('rows leave a filter on their age when their time comes, and nothing is looked at before', () => {
	const young = Array.from({length: 3}, (_none, index) =>
		resource('container', `young-${index}`, {created: start - index * minute}),
	);
	const play = playing([...young, ...containers(2)], {
		view: {kind: 'containers', filter: 'age<10m', sort: ''},
	});
	expect(play.rows).toEqual(['>young-0', 'young-1', 'young-2']);
	const {revision} = play.state.resources;
	play.dispatch({type: 'tick', now: start + 8 * minute - 1});
	expect(play.rows).toHaveLength(3);
	expect(play.state.resources.revision).toBe(revision);
	expect(nextTickMs(play.state)).toBe(1);
	play.dispatch({type: 'tick', now: start + 8 * minute});
	expect(play.rows).toEqual(['>young-0', 'young-1']);
	play.dispatch({type: 'tick', now: start + 11 * minute});
	expect(play.rows).toEqual([]);
	expect(nextTickMs(play.state)).toBeNull();
});

test('rows enter a filter on how long they are in their state', () => {
	const web = resource('container', 'web');
	const play = playing([web], {view: {kind: 'containers', filter: 'since>=1m', sort: ''}});
	play.dispatch(reported({...web, state: 'starting', transitioning: 'yes', health: 'transitioning'}));
	expect(play.rows).toEqual([]);
	play.dispatch({type: 'tick', now: start + minute});
	expect(play.rows).toEqual(['>web']);
});

test('a filter that is typed long after the last message goes by the time of the key', () => {
	const play = playing([resource('container', 'web', {created: start})], ofContainers);
	play.state = {...play.state, now: start + 5 * minute};
	play.key('/').type('age>4m').key('enter');
	expect(play.rows).toEqual(['>web']);
});

test('a row that is gone for good is forgotten, though its time has not come', () => {
	const play = playing([resource('container', 'web', {created: start})], {
		view: {kind: 'containers', filter: 'age<10m', sort: ''},
	});
	expect(play.rows).toEqual(['>web']);
	play.dispatch({
		type: 'events',
		events: [{type: 'removed', source: 'prod', at: start, key: 'prod//container/web'}],
	});
	play.dispatch({type: 'tick', now: start + minute}, {type: 'tick', now: start + 20 * minute});
	expect(play.rows).toEqual([]);
	expect(play.state.resources.size).toBe(0);
});
