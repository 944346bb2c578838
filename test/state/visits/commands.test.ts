import {describe, expect, test} from 'vitest';
import {recall} from '../../../source/state/remembered/remember.js';
import {type Play, playing, resource} from '../stage.js';

const host = resource('host', 'h1');
const rows = [
	host,
	resource('host', 'h2'),
	...['a', 'b', 'c'].map(name => resource('container', name, {parents: [host.key]})),
];

const go = (play: Play, command: string): Play => play.press(':').type(command).press('enter');

/** What the play wanted remembered of views so far, by their names, the newest last. */
const kept = (play: Play): ReadonlyMap<string, unknown> => {
	const entries = new Map<string, unknown>();
	for (const effect of play.effects.splice(0)) {
		if (effect.type !== 'remember' || effect.document !== 'visits') continue;
		for (const [name, entry] of Object.entries(effect.entries)) {
			entries.delete(name);
			entries.set(name, entry);
		}
	}

	return entries;
};

const kinds = ({state}: Play): readonly string[] =>
	state.views.map(view => (view.type === 'grid' ? view.kind : view.type === 'page' ? view.page : view.type));

describe('back and forward', () => {
	test('lead through the views with their cursor and filter', () => {
		const play = go(playing(rows), 'containers name:/a|b/').press('j');
		expect(play.rows).toEqual(['a', '>b']);
		go(play, 'hosts').press('j');
		play.press('[');
		expect(play.grid.filter.text).toBe('name:/a|b/');
		expect(play.rows).toEqual(['a', '>b']);
		play.press('[');
		expect(kinds(play)).toEqual(['all']);
		play.press('] ]');
		expect(kinds(play)).toEqual(['all', 'host']);
		expect(play.rows).toEqual(['h1', '>h2']);
	});

	test('keep the way back of a view that was drilled down to', () => {
		const play = go(playing(rows), 'hosts').press('j k enter');
		expect(kinds(play)).toEqual(['all', 'host', 'container']);
		go(play, 'hosts').press('[');
		expect(kinds(play)).toEqual(['all', 'host', 'container']);
		expect(play.rows).toEqual(['>a', 'b', 'c']);
	});

	test('say where they end', () => {
		const play = playing(rows).press('[');
		expect(play.notice).toBe('there is no view before this one');
		play.press(']');
		expect(play.notice).toBe('there is no view after this one');
		play.press('-');
		expect(play.notice).toBe('there was no other view yet');
	});

	test('begin again at a view that is opened meanwhile', () => {
		const play = go(go(playing(rows), 'containers'), 'hosts').press('[ [');
		go(play, 'changes').press(']');
		expect(play.notice).toBe('there is no view after this one');
		play.press('[');
		expect(kinds(play)).toEqual(['all']);
	});

	test('count neither logs nor help', () => {
		const play = go(playing(rows), 'containers').press('j l escape ? escape').press('d').press('[');
		expect(kinds(play)).toEqual(['all']);
		play.press(']');
		expect(kinds(play)).toEqual(['all', 'container']);
	});
});

test('the last view and this one take turns', () => {
	const play = go(go(playing(rows), 'containers'), 'hosts');
	play.press('-');
	expect(kinds(play)).toEqual(['all', 'container']);
	play.press('-');
	expect(kinds(play)).toEqual(['all', 'host']);
	play.press('escape -');
	expect(kinds(play)).toEqual(['all', 'host']);
});

describe('in a later run', () => {
	const saved = (...entries: readonly (readonly [string, unknown])[]) =>
		recall(document => (document.name === 'visits' ? new Map(entries) : new Map()));

	test('what was shown last comes before the view that it starts with', () => {
		const first = go(playing(rows), 'containers name:b').press('j');
		go(first, 'hosts').press('j k enter ctrl-c');
		const entries = kept(first);
		expect([...entries.keys()]).toEqual(['all', 'container', 'host', `container ${host.key}`]);

		const later = playing(rows, {remembered: saved(...entries)});
		expect(kinds(later)).toEqual(['all']);
		later.press('[');
		expect(kinds(later)).toEqual(['all', 'container']);
		expect(later.grid.within?.name).toBe('h1');
		later.press('[ [');
		expect(later.rows).toEqual(['>b']);
		later.press('- ] ] ]');
		expect(later.notice).toBe('there is no view after this one');
	});

	test('a view within a row that is gone is passed over, and that is said', () => {
		const entries = kept(go(playing(rows), 'hosts').press('j k enter ctrl-c'));
		const later = playing([resource('host', 'h2')], {remembered: saved(...entries)});
		later.press('[');
		expect(kinds(later)).toEqual(['all', 'host']);
		expect(later.notice).toBe('passed over: the container view was within a row that is gone');
	});

	test('what is not a view in the file is ignored', () => {
		const later = playing(rows, {remembered: saved(['x', {kind: 7}], [':nowhere', {page: 'nowhere'}])});
		later.press('[');
		expect(later.notice).toBe('there is no view nowhere any more');
	});

	test('the cursor is not written with every key', () => {
		const play = go(playing(rows), 'containers');
		play.take();
		play.press('j j k');
		expect(kept(play).size).toBe(0);
		play.press('S');
		expect([...kept(play).keys()]).toEqual(['container']);
	});
});
