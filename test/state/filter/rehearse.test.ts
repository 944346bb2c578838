import {expect, test} from 'vitest';
import {rehearseFilter} from '../../../source/state/filter/rehearse.js';
import {changed, Play, playing, resource, start} from '../stage.js';

test('a rehearsal of a filter changes nothing, with rows and without', () => {
	const play = playing([resource('container', 'web-1'), resource('container', 'web-2')]);
	const {revision} = play.state.resources;
	rehearseFilter(play.state);
	expect(play.state.resources.revision).toBe(revision);
	expect(play.state.index.length).toBe(2);
	expect(() => rehearseFilter(new Play().state)).not.toThrow();
	play.dispatch({type: 'events', events: [changed(resource('container', 'web-3'), start + 1)]});
	expect(play.state.index.length).toBe(3);
});
