import {describe, expect, test} from 'vitest';
import {takesMouse} from '../../source/state/mouse.js';
import {cursorPlace, entryAt} from '../../source/state/pages/page-list.js';
import {seenOf} from '../../source/state/seen.js';
import {standard} from '../../source/state/vocabulary.js';
import {type Play, playing, reported, resource, settings, start} from './stage.js';

const names = Array.from({length: 40}, (_, index) => `web-${index + 1}`);
const rows = [...names.map(name => resource('container', name)), resource('stack', 'shop')];
const play = (mouse = true) =>
	playing(rows, {settings: {...settings, mouse}}).press(': c o n t a i n e r s enter');

const wheel = (one: Play, direction: 'up' | 'down'): Play =>
	one.dispatch({type: 'wheel', direction, at: start, seen: seenOf(one.state)});

const clickEntry = (one: Play, entry: string | null): Play =>
	one.dispatch({type: 'click', entry, at: start, seen: seenOf(one.state)});

const click = (one: Play, name: string | null): Play => {
	const entry = rows.find(each => each.name === name)?.key ?? null;
	return clickEntry(one, entry);
};

describe('the wheel', () => {
	test('scrolls the window, in which the cursor stays on its row as long as it can', () => {
		const one = play().press('j j j j');
		wheel(one, 'down');
		expect(one.rows.slice(0, 3)).toEqual(['web-4', '>web-5', 'web-6']);
		wheel(one, 'down');
		expect(one.rows.slice(0, 2)).toEqual(['>web-7', 'web-8']);
		for (let turn = 0; turn < 20; turn++) wheel(one, 'down');
		expect(one.rows.at(-1)).toBe('web-40');
		for (let turn = 0; turn < 20; turn++) wheel(one, 'up');
		expect(one.rows[0]).toBe('web-1');
	});

	test('moves the cursor of a list', () => {
		const one = play().press(': s o u r c e s enter');
		expect(wheel(one, 'down').page('sources').place).toBe(0);
		expect(takesMouse(one.state)).toBe(true);
	});
});

describe('a click', () => {
	test('puts the cursor on the row that was seen there', () => {
		expect(click(play(), 'web-7').rows[6]).toBe('>web-7');
	});

	test('beside the rows, or on one that is gone, does nothing', () => {
		const one = play();
		expect(click(one, null).grid.cursor).toBeNull();
		expect(clickEntry(one, 'prod//container/gone').grid.cursor).toBeNull();
	});

	test('puts the cursor of a list on the entry that was seen there, wherever that is by now', () => {
		const stopped = rows.map(one => reported({...one, state: 'stopped'}));
		const one = play().press(': c h a n g e s enter');
		one.dispatch(...stopped.slice(0, 5));
		const third = entryAt(one.state, one.page('changes'), 2);
		one.dispatch(...stopped.slice(5, 9));
		expect(cursorPlace(one.state, clickEntry(one, third).page('changes'))).toBe(2);
		const enter = clickEntry(play().press(': p u l s e enter'), 'stack prod').press('enter');
		expect(enter.grid.kind).toBe('stack');
	});

	test('on an entry of another view than the one that is shown does nothing', () => {
		const one = play().press(': p u l s e enter');
		const seen = seenOf(one.state);
		one.press('escape : p u l s e enter').dispatch({type: 'click', entry: 'stack prod', at: start, seen});
		expect(one.page('pulse').place).toBe(0);
	});

	test('behind a dialog or a prompt does nothing', () => {
		for (const keys of ['j a', 'j /']) {
			const one = play().press(keys);
			const {cursor} = one.grid;
			expect(wheel(click(one, 'web-9'), 'down').grid.cursor).toBe(cursor);
			expect(one.grid.top).toBe(0);
		}
	});
});

test.each(standard.pages.filter(({list}) => list?.from === 'cursor').map(({name, list}) => ({name, list})))(
	'what is clicked in the list of $name is known by what it is',
	({list}) => {
		expect(list?.identity).toBeDefined();
		expect(list?.placeOf).toBeDefined();
	},
);

test.each(['d', 'l', 'y', '?'])('after %s it is the terminal that selects text', key => {
	const one = play().press(`j ${key}`);
	expect(takesMouse(one.state)).toBe(false);
	expect(takesMouse(one.press('escape').state)).toBe(true);
});

test('without the setting the mouse is left alone', () => {
	expect(takesMouse(play(false).state)).toBe(false);
	expect(click(play(false), 'web-7').grid.cursor).toBeNull();
});
