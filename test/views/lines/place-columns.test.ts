import {describe, expect, test} from 'vitest';
import {columnsOf} from '../../../source/state/grid/columns.js';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {minMessage, withRoomFor} from '../../../source/views/lines/place-columns.js';
import {ofContainers, playing, reported, resource} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const placed = (widths: Readonly<Record<string, number>>) =>
	columnsOf(null, 1).flatMap(column => {
		const width = widths[column.title];
		return width === undefined ? [] : [{column, width}];
	});

const widthsOf = (columns: ReturnType<typeof placed>) =>
	Object.fromEntries(columns.map(({column, width}) => [column.title, width]));

describe('STATE', () => {
	test.each([
		['takes what it needs from MESSAGE', {STATE: 12, MESSAGE: 40}, {STATE: 16, MESSAGE: 36}],
		['leaves MESSAGE its least', {STATE: 12, MESSAGE: minMessage + 1}, {STATE: 13, MESSAGE: minMessage}],
		['takes nothing from a short MESSAGE', {STATE: 12, MESSAGE: 9}, {STATE: 12, MESSAGE: 9}],
		['takes nothing where there is no MESSAGE', {STATE: 12, SINCE: 5}, {STATE: 12, SINCE: 5}],
		['takes nothing where it is hidden', {SINCE: 5, MESSAGE: 40}, {SINCE: 5, MESSAGE: 40}],
		['does not shrink', {STATE: 18, MESSAGE: 40}, {STATE: 18, MESSAGE: 40}],
	] as const)('%s', (_title, before, expected) => {
		expect(widthsOf([...withRoomFor('STATE', placed(before), 16)])).toEqual(expected);
	});

	test.each([80, 100, 200])('moves no other column when a pod crashes, at %i columns', columns => {
		const size = {columns, rows: 24};
		const play = playing([resource('container', 'a'), resource('container', 'b')], {...ofContainers, size});
		const grid = new GridLines(bare);
		const lines = () => grid.lines(play.state, play.grid).map(seen);
		const [heads, , second] = lines();
		play.dispatch(reported(resource('container', 'a', {state: 'crashLoopBackOff', health: 'error'})));
		const [headsThen, first, secondThen] = lines();
		expect(first).toContain(' crashLoopBackOff ');
		expect([headsThen, secondThen]).toEqual([heads, second]);
	});
});
