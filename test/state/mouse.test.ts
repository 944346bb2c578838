import {describe, expect, test} from 'vitest';
import {takesMouse} from '../../source/state/mouse.js';
import {seenOf} from '../../source/state/seen.js';
import {type Play, playing, resource, settings, start} from './stage.js';

const names = Array.from({length: 40}, (_, index) => `web-${index + 1}`);
const rows = names.map(name => resource('container', name));
const play = (mouse = true) =>
	playing(rows, {settings: {...settings, mouse}}).press(': c o n t a i n e r s enter');

const wheel = (one: Play, direction: 'up' | 'down'): Play =>
	one.dispatch({type: 'wheel', direction, at: start, seen: seenOf(one.state)});

const click = (one: Play, name: string | null): Play => {
	const row = rows.find(each => each.name === name)?.key ?? null;
	return one.dispatch({type: 'click', row, at: start, seen: seenOf(one.state)});
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
		one.dispatch({type: 'click', row: 'prod//container/gone', at: start, seen: seenOf(one.state)});
		expect(one.grid.cursor).toBeNull();
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

test.each(['d', 'l', 'y', '?'])('after %s it is the terminal that selects text', key => {
	const one = play().press(`j ${key}`);
	expect(takesMouse(one.state)).toBe(false);
	expect(takesMouse(one.press('escape').state)).toBe(true);
});

test('without the setting the mouse is left alone', () => {
	expect(takesMouse(play(false).state)).toBe(false);
	expect(click(play(false), 'web-7').grid.cursor).toBeNull();
});
