import {describe, expect, test} from 'vitest';
import type {Column} from '../../source/model/kind.js';
import type {Resource} from '../../source/model/resource.js';
import {GridLines} from '../../source/views/lines/grid-lines.js';
import {opened, type Play, playing, reported, resource, start} from '../state/stage.js';
import {bare, seen} from './stage.js';

const shared = (title: string): Column => ({title, type: 'text', wide: false, shared: true});
const own = (title: string): Column => ({title, type: 'text', wide: false});

const row = (source: string, name: string, changes: Partial<Resource> = {}): Resource =>
	resource('container', name, {source, key: `${source}/${name}`, ...changes});

/** A view of these rows with more columns of their kind; sources are those of the rows. */
const open = (
	rows: readonly Resource[],
	{kind = 'all', columns, more}: {kind?: string; columns: number; more: readonly Column[]},
): Play => {
	const play = playing([], {view: {kind, filter: '', sort: 'name'}, size: {columns, rows: 30}});
	const [first] = play.state.kinds.filter(({name}) => name === 'container');
	if (!first) throw new Error('no containers');
	const sources = [...new Set(rows.map(({source}) => source))];
	play.dispatch(...sources.map(source => opened(source)));
	const kinds = [{...first, columns: more}];
	for (const source of sources)
		play.dispatch({type: 'events', events: [{type: 'kinds', source, at: start, kinds}]});
	return play.dispatch(reported(...rows));
};

const lines = (play: Play): readonly string[] =>
	new GridLines(bare).lines(play.state, play.grid).map(line => seen(line));

const titles = (play: Play): readonly string[] => (lines(play)[0] ?? '').trim().split(/\s+/u);

const widthOf = (play: Play, title: string): number => {
	const [heads = ''] = lines(play);
	const at = heads.indexOf(title);
	const next = heads.slice(at).search(/ +\S/u);
	return next < 0 ? heads.length - at : heads.slice(at).search(/(?<= )\S/u) - 1;
};

describe('a column that is empty in most rows', () => {
	const rows = [
		row('prod', 'a-1', {cells: {PROJECT: 'Shop', CLUSTER: null}}),
		row('prod', 'a-2', {cells: {PROJECT: 'Lab', CLUSTER: null}}),
		row('east', 'b-1', {cells: {PROJECT: null, CLUSTER: 'edge'}}),
		row('salt', 'c-1', {cells: {}}),
	];
	const more = [shared('PROJECT'), shared('CLUSTER')];

	test('stands in SOURCE', () => {
		const play = open(rows, {columns: 120, more});
		expect(titles(play)).not.toContain('PROJECT');
		expect(titles(play)).not.toContain('CLUSTER');
		expect(
			lines(play)
				.slice(1, 5)
				.map(line => line.slice(3).split(' ')[0]),
		).toEqual(['prod/Shop', 'prod/Lab', 'east/edge', 'salt']);
	});

	test('is omitted where there is no room for it', () => {
		const play = open(rows, {columns: 80, more});
		expect(lines(play)[1]?.slice(3).split(' ')[0]).toBe('prod');
	});

	test('keeps its place where every source fills it', () => {
		const filled = rows.map(one => ({...one, cells: {CLUSTER: `of-${one.name}`}}));
		expect(titles(open(filled, {columns: 120, more: [shared('CLUSTER')]}))).toContain('CLUSTER');
	});
});

test('a column with one value gives way before those of the kind do', () => {
	const more = [shared('CLUSTER'), own('READY'), own('RESTARTS')];
	const pods = (clusters: number): readonly Resource[] =>
		Array.from({length: 6}, (_none, index) =>
			row('prod', `web-${index}`, {
				state: 'crashLoopBackOff',
				cells: {CLUSTER: `cluster-${index % clusters}`, READY: '0/1', RESTARTS: '12'},
			}),
		);
	const view = {kind: 'containers', columns: 84, more};
	expect(titles(open(pods(1), view))).toEqual(expect.arrayContaining(['READY', 'RESTARTS']));
	expect(titles(open(pods(1), view))).not.toContain('CLUSTER');
	expect(titles(open(pods(2), view))).toContain('CLUSTER');
});

test('one long name does not take the room of the message', () => {
	const names = Array.from({length: 20}, (_none, index) => `web-${index}`);
	const short = names.map(name => row('prod', name));
	const long = row('prod', `a-${'very-'.repeat(12)}long-name`);
	const view = {columns: 120, more: []};
	expect(widthOf(open([...short, long], view), 'NAME')).toBeLessThanOrEqual(
		widthOf(open(short, view), 'NAME'),
	);
});

test.each([
	['all', [shared('PROJECT'), shared('CLUSTER')]],
	['containers', [own('READY'), own('RESTARTS'), own('IP'), own('NODE')]],
])('a wider terminal never narrows the message of %s', (kind, more) => {
	const message = 'back-off 5m0s restarting failed container '.repeat(8);
	const rows = ['prod', 'east', 'salt'].flatMap(source =>
		[1, 2, 3].map(index =>
			row(source, `shop/web-${source}-${index}`, {
				state: 'crashLoopBackOff',
				health: 'error',
				message,
				cells: {
					PROJECT: 'Shop',
					CLUSTER: 'edge',
					READY: '0/1',
					RESTARTS: '12',
					IP: '10.42.0.17',
					NODE: 'wk-1',
				},
			}),
		),
	);
	const widths = Array.from({length: 141}, (_none, index) => {
		const [heads = ''] = lines(open(rows, {kind, columns: 80 + index, more}));
		return heads.includes('MESSAGE') ? 80 + index - heads.indexOf('MESSAGE') : 0;
	});
	const narrowed = widths.filter((width, index) => index > 0 && width < (widths[index - 1] ?? 0));
	expect(narrowed).toEqual([]);
});

describe('NAME', () => {
	const rows = (name: string, message: string | null): readonly Resource[] =>
		Array.from({length: 40}, (_none, index) =>
			row('prod', `${name}${index + 10}`, {cells: {READY: '1/1'}, message: index === 2 ? message : null}),
		);

	test.each([
		[80, 'shop/checkout-7d9f8b6c54-x2k9p'],
		[120, 'shop/checkout-7d9f8b6c54-x2k9p-of-a-long-name'],
	])('is whole at %i columns where no row that is seen has a message', (columns, name) => {
		const options = {kind: 'containers', columns, more: [own('READY')]};
		const quiet = open(rows(name, null), options);
		const other = open(rows(name, 'no space'), options);
		const grid = new GridLines(bare);
		const shown = () => grid.lines(quiet.state, quiet.grid).map(line => seen(line));
		expect(shown()[1]).toContain(`${name}10`);
		expect(lines(other)[1]).not.toContain(`${name}10`);
		expect(titles(quiet)).toEqual(titles(other));
		// A message that comes later finds some room, and names keep theirs.
		quiet.dispatch(reported(row('prod', `${name}11`, {cells: {READY: '1/1'}, message: 'no space'})));
		expect(shown()[2]).toMatch(new RegExp(`${name}11 .*no space`));
	});
});

test('columns scroll to the one that is picked', () => {
	const more = Array.from({length: 8}, (_none, index) => own(`COLUMN${index}`));
	const play = open([row('prod', 'a-1')], {kind: 'containers', columns: 80, more});
	expect(titles(play)).not.toContain('COLUMN7');
	for (let presses = 0; presses < 12 && play.grid.column !== 'COLUMN7'; presses++) play.press('>');
	expect(titles(play)).toContain('COLUMN7');
	expect(titles(play)).toContain('NAME↑');
	for (let presses = 0; presses < 12 && play.grid.column !== 'COLUMN0'; presses++) play.press('<');
	expect(titles(play)).toContain('COLUMN0');
});

test.each([56, 80])('columns scroll to each one that is picked, at %i columns', columns => {
	const more = ['POD', 'IMAGE', 'NODE', 'ONE'].map(own);
	const rows = ['a', 'b'].map(name =>
		row('prod', `${name}-${'x'.repeat(30)}`, {
			cells: {POD: `pod-of-${name}`, IMAGE: `registry/${name}`, NODE: `node-${name}`, ONE: 'same-in-all'},
		}),
	);
	const play = open(rows, {kind: 'containers', columns, more});
	for (const title of ['POD', 'IMAGE', 'NODE', 'ONE', 'AGE']) {
		for (let presses = 0; presses < 12 && play.grid.column !== title; presses++) play.press('>');
		expect(titles(play)).toContain(title);
	}
});
