import {expect, test} from 'vitest';
import {noFilter} from '../../../source/state/filter/filter.js';
import {columnsOf} from '../../../source/state/grid/columns.js';
import {visibleRows} from '../../../source/state/grid/visible-rows.js';
import {RowLines} from '../../../source/views/lines/row-lines.js';
import {ofContainers, type Play, playing, reported, resource} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const columns = columnsOf(null, 1).filter(({title}) => title === 'NAME' || title === 'STATE');
const placed = columns.map(column => ({column, width: 12}));

/** Draws the rows of a play again and again, and counts the rows that had to be drawn. */
const drawing = () => {
	const rows = new RowLines(bare);
	let count = 0;
	return (play: Play, {filter = noFilter, changes = [] as readonly string[]} = {}) => {
		count = 0;
		const findPlaces = (title: string) => {
			if (title === 'NAME') count++;
			return [];
		};
		const visible = visibleRows(play.state);
		const context = {now: play.state.now, rows: play.state.resources};
		const texts = visible.map(({row}) => columns.map(({text}) => text(row, context)));
		const lines = rows.draw(
			visible,
			index => texts[index] ?? [],
			() => new Set(changes),
			{placed, findPlaces, given: [filter]},
		);
		return {lines: lines.map(seen), count};
	};
};

const three = () =>
	playing(
		['a', 'b', 'c'].map(name => resource('container', name)),
		ofContainers,
	);

test('a row that looks as before is not drawn again', () => {
	const draw = drawing();
	const play = three();
	const {lines, count} = draw(play);
	expect(count).toBe(3);
	expect(draw(play)).toEqual({lines, count: 0});
});

test('a row that changed in place is drawn again, alone', () => {
	const draw = drawing();
	const play = three();
	draw(play);
	play.dispatch(reported(resource('container', 'b', {state: 'stopped', health: 'error'})));
	const {lines, count} = draw(play);
	expect(count).toBe(1);
	expect(lines[1]).toMatch(/^ ✗ b +stopped$/);
});

test('the cursor draws the rows that it leaves and comes to', () => {
	const draw = drawing();
	const play = three();
	draw(play);
	play.press('j');
	const {lines, count} = draw(play);
	expect(lines.map(line => line.startsWith('>'))).toEqual([false, true, false]);
	expect(count).toBe(2);
});

test('all rows are drawn again for another filter, or other cells that stand out', () => {
	const draw = drawing();
	const play = three();
	draw(play);
	expect(draw(play, {filter: {...noFilter}}).count).toBe(3);
	expect(draw(play, {filter: noFilter}).count).toBe(3);
	expect(draw(play, {changes: ['STATE']}).count).toBe(3);
	expect(draw(play, {changes: ['STATE']}).count).toBe(0);
});
