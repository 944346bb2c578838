import {expect, test} from 'vitest';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {opened, type Play, playing, reported, resource, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const titles = (play: Play, grid = new GridLines(bare)): readonly string[] =>
	seen(grid.lines(play.state, play.grid)[0] ?? '')
		.trim()
		.split(/\s+/u);

const cluster = {title: 'CLUSTER', type: 'reference', wide: false, shared: true} as const;

// Two sources, of which one has clusters.
const mixed = (): Play => {
	const rows = [
		resource('container', 'web-1', {source: 'prod', message: 'x'.repeat(80), health: 'error'}),
		resource('container', 'web-2', {source: 'edge', cells: {CLUSTER: 'c-1'}}),
	];
	const play = playing([], {
		view: {kind: 'all', filter: '', sort: 'name'},
		size: {columns: 80, rows: 24},
	});
	play.dispatch(...['prod', 'edge'].map(source => opened(source)), reported(...rows));
	const kinds = play.state.kinds.map(kind =>
		kind.name === 'container' ? {...kind, columns: [cluster, ...kind.columns]} : kind,
	);
	return play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds}]});
};

const usual = ['SOURCE', 'KIND', 'NAME↑', 'STATE', 'SINCE', 'AGE', 'MESSAGE'];

test('a hidden and moved column changes nothing about the others, also where the view opens with it', () => {
	const play = mixed();
	const grid = new GridLines(bare);
	expect(titles(play, grid)).toEqual(usual);
	play.press('C down space right escape');
	const left = usual.filter(title => title !== 'KIND');
	expect(titles(play, grid)).toEqual(left);
	expect(titles(play)).toEqual(left);
});

test('a moved column shows where it was put, instead of being folded into SOURCE', () => {
	const play = mixed();
	play.press('C down down down down down left left left escape');
	expect(titles(play)).toEqual(['SOURCE', 'KIND', 'CLUSTER', 'NAME↑', 'STATE', 'SINCE', 'MESSAGE']);
});

test('without SOURCE nothing is folded into it', () => {
	const play = mixed();
	play.press('C space escape');
	expect(titles(play)).toContain('CLUSTER');
});

test('chosen columns scroll past NAME, also those that were folded, until the last one is left', () => {
	const play = mixed();
	play.press('C down space escape right right');
	expect(titles(play)).toEqual(['SOURCE', 'NAME↑', 'CLUSTER', 'AGE', 'MESSAGE']);
	play.press('right right right right right');
	expect(titles(play)).toEqual(['SOURCE', 'NAME↑', 'MESSAGE']);
});
