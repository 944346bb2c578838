import {expect, test} from 'vitest';
import {nothingRemembered, recall, remember} from '../../../source/state/remembered/remember.js';
import {playing} from '../stage.js';

const view = {kind: 'all', filter: 'web', sort: ''};

test('entries that cannot be understood are ignored', () => {
	const stored = new Map<string, unknown>([
		['good', {...view, later: true}],
		['bad', {kind: 5}],
		['worse', 'text'],
	]);
	expect([...recall(() => stored).views]).toEqual([['good', view]]);
});

test('what is remembered holds from now on, and is to be written', () => {
	const {state} = playing([], {remembered: {...nothingRemembered, views: new Map([['old', view]])}});
	const {state: after, effects} = remember(state, 'views', {new: view, old: null});
	expect([...after.remembered.views.keys()]).toEqual(['new']);
	expect(effects).toEqual([{type: 'remember', document: 'views', entries: {new: view, old: null}}]);
});
