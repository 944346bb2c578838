import {describe, expect, test} from 'vitest';
import {titleModel} from '../../../source/state/title.js';
import {body} from '../../views/drawing.js';
import {type Play, playing, reported, resource} from '../stage.js';

const stack = resource('stack', 'shop');
const service = resource('service', 'shop/web', {parents: [stack.key]});
const container = (name: string, changes = {}) =>
	resource('container', name, {
		parents: [service.key, stack.key],
		...changes,
	});

const fleet = [stack, service, container('shop-web-1'), container('shop-web-2')];

const tree = (words = ''): Play =>
	playing(fleet, {size: {columns: 80, rows: 16}})
		.press(':')
		.type(`tree${words}`)
		.press('enter');

/** The first cells of the rows, without the columns after NAME. */
const names = (play: Play): readonly string[] => {
	const [heads = '', ...lines] = body(play);
	return lines.map(line => line.slice(0, heads.indexOf('STATE')).trimEnd());
};

describe('the tree', () => {
	test('indents names below what they belong to', () => {
		const play = tree();
		expect(names(play)).toEqual([
			'>● stack     - shop',
			' ● service    - web',
			' ● container     shop-web-1',
			' ● container     shop-web-2',
		]);
		expect(titleModel(play.state)).toMatchObject({what: 'tree', count: {shown: 4, total: 4}});
	});

	test('shows the worst health of what is below a row, whose own state stays', () => {
		const play = tree().dispatch(reported(container('shop-web-2', {health: 'error', state: 'error'})));
		expect(names(play)).toEqual([
			'>✗ stack     - shop',
			' ✗ service    - web',
			' ● container     shop-web-1',
			' ✗ container     shop-web-2',
		]);
		expect(body(play)[1]).toContain('running');
	});

	test('folds and unfolds a row, or what a row is in', () => {
		const play = tree().press('j z');
		expect(names(play)).toEqual([' ● stack     - shop', '>● service    + web (2)']);
		expect(names(play.press('tab j tab'))).toEqual([' ● stack     - shop', '>● service    + web (2)']);
		expect(names(play.press('Z'))).toEqual(['>● stack     + shop (3)']);
		expect(names(play.press('shift-tab'))).toHaveLength(4);
	});

	test('can be the first view', () => {
		const play = playing(fleet, {view: {kind: 'tree', filter: 'web-1', sort: ''}});
		expect(play.grid).toMatchObject({kind: 'all', tree: {folded: false}});
		expect(play.rows).toEqual(['>shop', 'shop/web', 'shop-web-1']);
	});

	test('begins on the row that was under the cursor', () => {
		const play = playing(fleet).press('j').press(':').type('tree').press('enter');
		const {key} = play.state.index.at(play.grid.cursorIndex)?.resource ?? {};
		expect(key).toBe(play.grid.cursor);
	});

	test('acts, drills down, marks and filters as a grid does', () => {
		const play = tree().press('j j space');
		expect(play.grid.marks).toEqual(new Set([container('shop-web-1').key]));
		expect(play.press('r').state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'shop-web-1'}]});
		play.press('n').press('/').type('web-2').press('enter');
		expect(names(play)).toEqual([
			' ● stack     - shop',
			' ● service    - web',
			'>● container     shop-web-2',
		]);
		expect(titleModel(play.state).count).toEqual({shown: 1, total: 4});
		expect(play.press('k enter').grid).toMatchObject({
			kind: 'container',
			within: {name: 'shop/web'},
			tree: null,
		});
		expect(play.press('q').grid.tree).not.toBeNull();
	});

	test('of a kind has its rows at the top, and further words filter it', () => {
		const play = tree(' services web-1');
		expect(names(play)).toEqual(['>● service   - shop/web', ' ● container    shop-web-1']);
		expect(titleModel(play.state)).toMatchObject({what: 'tree', of: 'services', filter: 'web-1'});
		expect(tree(' state:stopped').grid).toMatchObject({kind: 'all', filter: {text: 'state:stopped'}});
	});

	test('asks for the kinds that it shows beside those of all', () => {
		const shown = tree()
			.take()
			.flatMap(effect => (effect.type === 'show' ? [effect.kinds] : []));
		expect(shown.at(-1)).toEqual(['stack', 'service', 'container', 'host']);
	});

	test('is the only view that folds', () => {
		expect(playing(fleet).press('j z').notice).toBe('only a tree folds: :tree shows it');
	});
});
