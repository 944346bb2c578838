import {expect, test} from 'vitest';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {displayWidth} from '../../../source/views/screen/glyphs.js';
import {playing, removed, reported, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';
import {container, lines, play, titles} from './grid-stage.js';

test.each([40, 41, 42, 43, 44, 45, 46, 47, 48, 50, 60, 70, 80, 90, 100, 120, 200])(
	'columns have room for the arrow of the order on a screen of %i cells, and stay the same',
	columns => {
		const message = 'no space left on the device '.repeat(8);
		const rows = ['a', 'b'].map(end => container(`web-of-a-long-name-${end.repeat(30)}`, {message}));
		const sortedBy = (sort: string, keys: string): string => {
			const one = playing(rows, {
				view: {kind: 'containers', filter: '', sort},
				size: {columns, rows: 12},
			});
			return seen(lines(one.press(keys))[0] ?? '');
		};
		for (const keys of ['', 'ctrl-w', 'right']) {
			const expected = sortedBy('health', keys).trim().split(/\s+/u);
			// The last one may be shown only in part.
			for (const title of expected.filter(text => !text.endsWith('…'))) {
				const heads = sortedBy(title, keys);
				expect(heads.trim().split(/\s+/u)).toEqual(
					expected.map(other => (other === title ? `${title}↑` : other)),
				);
				expect(displayWidth(heads)).toBeLessThanOrEqual(columns);
			}
		}
	},
);

test('columns grow with what is shown and do not shrink while the view is open', () => {
	const grid = new GridLines(bare);
	const one = play(120);
	const placeOfSince = () => lines(one, grid)[0]?.indexOf('SINCE') ?? 0;
	const before = placeOfSince();
	const long = container('web-2', {state: 'creating-the-container'});
	one.dispatch(reported(long));
	const grown = placeOfSince();
	expect(grown).toBeGreaterThan(before);
	one.dispatch({type: 'events', events: [removed(long)]}, {type: 'tick', now: start + 60_000});
	expect(lines(one, grid)).toHaveLength(2);
	expect(placeOfSince()).toBe(grown);
});

test.each([80, 100, 120, 160])(
	'columns are the same ones on a screen of %i cells, however long their texts get',
	columns => {
		const grid = new GridLines(bare);
		const names = ['a', 'b', 'c', 'd'];
		const one = play(
			columns,
			names.map(name => container(name)),
		);
		const shownTitles = () => titles(one, grid);
		const placeOfState = () => lines(one, grid)[0]?.indexOf('STATE');
		const [before, place] = [shownTitles(), placeOfState()];
		one.dispatch(
			reported(
				container('a', {state: 'create-container-config-error'}),
				container('b', {
					cells: {IMAGE: `registry.example.com/${'deep/'.repeat(9)}nginx`, IP: 'fd00::10:42:0:7'},
				}),
				container('c', {message: 'no space'}),
				container('d-with-a-name-that-is-longer'),
			),
		);
		expect(lines(one, grid).join('\n')).toContain('no space');
		expect(shownTitles()).toEqual(before);
		expect(placeOfState()).toBe(place);
	},
);
