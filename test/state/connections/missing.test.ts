import {expect, test} from 'vitest';
import {missingOf, missingOfKind} from '../../../source/state/connections/missing.js';
import type {Message} from '../../../source/state/message.js';
import {titleModel} from '../../../source/state/title.js';
import {type Play, playing, start} from '../stage.js';

const broken = {kind: 'container', message: 'Cannot list containers: 500', refused: false};
const hidden = {kind: 'volume', message: 'May not list volumes', refused: true};

const live = (...missing: ReadonlyArray<typeof broken>): Message => ({
	type: 'events',
	events: [
		{
			type: 'status',
			source: 'prod',
			scope: '1a5',
			at: start,
			status: 'live',
			message: null,
			retryAt: null,
			...(missing.length > 0 && {missing}),
		},
	],
});

const withMissing = (kind: string, ...missing: ReadonlyArray<typeof broken>): Play =>
	playing([], {view: {kind, filter: '', sort: ''}}).dispatch(live(...missing));

test.each([
	['containers', ['prod: Cannot list containers: 500']],
	['volumes', ['prod: May not list volumes']],
	['hosts', []],
	// What a role may not see is nothing to complain of where kinds are mixed.
	['all', ['prod: Cannot list containers: 500']],
])('a view of %s is not complete for these reasons: %j', (typed, expected) => {
	const {state, grid} = withMissing(typed, broken, hidden);
	expect(missingOfKind(state, grid.kind)).toEqual(expected);
	expect(titleModel(state).status).toBe(expected.length > 0 ? 'not complete' : '');
});

test('everything is shown of a source until it lists all again', () => {
	const play = withMissing('all', broken, hidden);
	const reasons = (): readonly string[] =>
		[...play.state.connections.values()].flatMap(one => missingOf(one, null));
	expect(reasons()).toEqual(['Cannot list containers: 500', 'May not list volumes']);
	play.dispatch(live());
	expect(reasons()).toEqual([]);
	expect(titleModel(play.state).status).toBe('');
});
