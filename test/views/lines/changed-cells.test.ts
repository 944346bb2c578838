import {expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {
	kinds,
	ofContainers,
	type Play,
	playing,
	removed,
	reported,
	resource,
	start,
} from '../../state/stage.js';
import {theme} from '../stage.js';

const web = (name: string, changes: Partial<Resource> = {}): Resource =>
	resource('container', name, {cells: {IMAGE: 'nginx:1', IP: '10.0.0.1'}, ...changes});

// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for a style.
const underlined = /\u001b\[(?:[\d;]*;)?4m([^\u001b]*)/gu;

/** The underlined texts of the grid. */
const standOut = (grid: GridLines, play: Play): readonly string[] =>
	grid
		.lines(play.state, play.grid)
		.flatMap(line => [...line.matchAll(underlined)].map(([, text]) => text ?? ''));

const open = (...rows: readonly Resource[]) => {
	const play = playing(rows, {...ofContainers, size: {columns: 200, rows: 12}});
	const grid = new GridLines(theme);
	expect(standOut(grid, play)).toEqual([]);
	return {play, grid};
};

const at = (play: Play, seconds: number): Play => play.dispatch({type: 'tick', now: start + seconds * 1000});

test('what changed in a row stands out, and stops in a frame that something else changes', () => {
	const {play, grid} = open(web('web-1'), web('web-2'));
	play.dispatch(
		reported(web('web-1', {message: 'pulling the layers of it', cells: {IMAGE: 'nginx:2', IP: '10.0.0.1'}})),
	);
	expect(standOut(grid, play)).toEqual(['nginx:2', 'pulling the']);
	// With another state comes another message.
	play.dispatch(
		reported(web('web-2', {state: 'stopped', message: 'by hand', cells: {IMAGE: 'nginx:2', IP: '10.0.0.1'}})),
	);
	expect(standOut(grid, play)).toEqual(['nginx:2', 'pulling the', 'stopped', 'nginx:2']);
	// Ages tick.
	expect(standOut(grid, at(play, 2))).toEqual(['nginx:2', 'pulling the', 'stopped', 'nginx:2']);
	expect(standOut(grid, at(play, 4))).toEqual([]);
	expect(standOut(grid, at(play, 5))).toEqual([]);
});

test('it goes on standing out while nothing else is painted', () => {
	const since = start - 86_400_000;
	const {play, grid} = open(web('web-1', {since}), web('web-2', {since}));
	play.dispatch(reported(web('web-1', {since, name: 'web-1b'})));
	expect(standOut(grid, play)).toEqual(['web-1b']);
	expect(standOut(grid, at(play, 10))).toEqual(['web-1b']);
	play.dispatch(reported(web('web-2', {since, name: 'web-2b'})));
	expect(standOut(grid, play)).toEqual(['web-2b']);
});

test('figures of use and times do not stand out', () => {
	const play = playing([], {...ofContainers, size: {columns: 200, rows: 12}});
	const columns = ['CPU%', 'MEM', 'SEEN', 'COUNT'].map(title => ({
		title,
		type: title === 'SEEN' ? ('time' as const) : ('number' as const),
		wide: false,
	}));
	const measured = kinds.map(kind => (kind.name === 'container' ? {...kind, columns} : kind));
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds: measured}]});
	play.dispatch(reported(web('web-1', {cells: {'CPU%': 1, MEM: 1, SEEN: start, COUNT: 1}})));
	const grid = new GridLines(theme);
	at(play, 9);
	expect(standOut(grid, play)).toEqual([]);
	play.dispatch(reported(web('web-1', {cells: {'CPU%': 2, MEM: 2, SEEN: start + 5, COUNT: 2}})));
	expect(standOut(grid, play)).toEqual(['2']);
});

test('a row that comes stands out by its name; one that goes is struck through', () => {
	const {play, grid} = open(web('web-1'));
	play.dispatch(reported(web('web-2')));
	expect(standOut(grid, play)).toEqual(['web-2']);
	play.dispatch({type: 'events', events: [removed(web('web-2'))]});
	expect(standOut(grid, play)).toEqual([]);
	expect(grid.lines(play.state, play.grid).join('\n')).toContain('\u001b[2;9mweb-2');
});

test('rows that scroll into view, and other columns, are no news', () => {
	const rows = Array.from({length: 30}, (_none, index) => web(`web-${index + 1}`));
	const {play, grid} = open(...rows);
	play.dispatch(reported(web('web-30', {state: 'stopped'})));
	play.press('G');
	expect(standOut(grid, play)).toEqual([]);
	play.press('ctrl-w');
	expect(standOut(grid, play)).toEqual([]);
});
