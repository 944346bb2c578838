import {expect, test} from 'vitest';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {displayWidth} from '../../../source/views/screen/glyphs.js';
import {ofContainers, type Play, playing, resource} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const row = resource('container', 'web-1', {
	message: 'x'.repeat(200),
	health: 'error',
	cells: {IMAGE: 'registry.example.com/nginx:1.27', IP: '10.42.0.7'},
});

const heads = (play: Play): readonly string[] => {
	const lines = new GridLines(bare).lines(play.state, play.grid);
	for (const line of lines) expect(displayWidth(seen(line))).toBeLessThanOrEqual(play.state.size.columns);
	return seen(lines[0] ?? '')
		.trim()
		.split(/\s+/u);
};

const play = (columns: number): Play => playing([row], {...ofContainers, size: {columns, rows: 12}});

test('a wide view shows as many columns as fit, and scrolls the others past NAME', () => {
	const narrow = play(60);
	expect(heads(narrow.press('ctrl-w'))).toEqual(['NAME↑', 'STATE', 'SINCE', 'IMAGE']);
	expect(heads(narrow.press('right right'))).toEqual(['NAME↑', 'IMAGE', 'IP', 'AGE']);
	expect(heads(narrow.press('right right right'))).toEqual(['NAME↑', 'MESSAGE']);
	expect(heads(play(200).press('ctrl-w'))).toEqual([
		...['NAME↑', 'STATE', 'SINCE', 'IMAGE', 'IP', 'AGE', 'MESSAGE'],
	]);
});

test('chosen columns stand in their order, also MESSAGE before others', () => {
	const one = play(100).press('C down down down down down down').press('left left left left left enter');
	expect(heads(one)).toEqual(['NAME↑', 'MESSAGE', 'STATE', 'SINCE', 'IMAGE']);
});

test.each([40, 45, 50])('columns that are put before NAME leave it room on a screen of %i cells', columns => {
	const long = resource('container', 'web-of-a-long-name', {
		...row,
		name: 'web-of-a-long-name',
		state: 'crashLoopBackOff',
	});
	const one = playing([long], {...ofContainers, size: {columns, rows: 12}});
	one.press('C down left down down left enter').press('ctrl-w');
	expect(heads(one).slice(0, 3)).toEqual(['STATE', 'SINCE', 'NAME↑']);
	one.press('C').press('down '.repeat(6).trim()).press('left left left left left left enter');
	expect(heads(one).slice(0, 4)).toEqual(['MESSA…', 'STATE', 'SINCE', 'NAME↑']);
});
