import {expect, test} from 'vitest';
import {columnLines} from '../../source/state/choose-columns.js';
import {gridColumns} from '../../source/state/grid/view.js';
import {nothingRemembered} from '../../source/state/remembered/remember.js';
import {titleModel} from '../../source/state/title.js';
import {containers, ofContainers, type Play, playing} from './stage.js';

const titles = (play: Play): readonly string[] => gridColumns(play.state, play.grid).map(({title}) => title);

const usual = ['NAME', 'STATE', 'SINCE', 'IMAGE', 'IP', 'AGE', 'MESSAGE'];

test('columns are shown, hidden, ordered and sorted by in a dialog, and remembered for their kind', () => {
	const play = playing(containers(3), ofContainers);
	expect(titles(play)).toEqual(usual);
	play.press('C down down space');
	expect(titles(play)).toEqual(['NAME', 'STATE', 'IMAGE', 'IP', 'AGE', 'MESSAGE']);
	play.press('down down left left left');
	expect(titles(play)).toEqual(['NAME', 'IP', 'STATE', 'IMAGE', 'AGE', 'MESSAGE']);
	expect(columnLines(play.state).find(({column}) => column.title === 'SINCE')?.isShown).toBe(false);
	play.press('o enter');
	expect(play.grid.sort).toEqual({column: 'IP', descending: false});
	expect(play.take().at(-1)).toEqual({
		type: 'remember',
		document: 'columns',
		entries: {
			container: {order: ['NAME', 'IP', 'STATE', 'SINCE', 'IMAGE', 'AGE', 'MESSAGE'], hidden: ['SINCE']},
		},
	});
	play.press(': h o s t s enter');
	expect(titles(play)).toEqual(['NAME', 'STATE', 'SINCE', 'AGE', 'MESSAGE']);
});

test('the usual columns come back by a key', () => {
	const play = playing(containers(3), ofContainers);
	play.press('C down space delete escape');
	expect(titles(play)).toEqual(usual);
	expect(play.take().at(-1)).toMatchObject({entries: {container: null}});
});

test('NAME cannot be hidden', () => {
	const play = playing(containers(3), ofContainers);
	play.press('C space');
	expect([titles(play), play.notice]).toEqual([usual, 'NAME is always shown']);
});

test('a later run shows the same columns; one that was not there then follows the one that it usually follows', () => {
	const columns = new Map([['container', {order: ['AGE', 'NAME', 'STATE', 'IMAGE'], hidden: ['IMAGE']}]]);
	const play = playing(containers(3), {...ofContainers, remembered: {...nothingRemembered, columns}});
	expect(titles(play)).toEqual(['AGE', 'MESSAGE', 'NAME', 'STATE', 'SINCE', 'IP']);
});

test('a wide view has all columns, and says so', () => {
	const play = playing(containers(3), ofContainers);
	play.press('C down space escape ctrl-w');
	expect([titles(play), titleModel(play.state).status]).toEqual([usual, 'wide']);
	play.press('right right right right right right right right');
	expect(play.grid.left).toBe(usual.length - 2);
	play.press('ctrl-w');
	expect([titles(play).length, play.grid.left, titleModel(play.state).status]).toEqual([6, 0, '']);
});
