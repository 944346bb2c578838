import {expect, test} from 'vitest';
import {gridColumns} from '../../../source/state/grid/view.js';
import {nothingRemembered} from '../../../source/state/remembered/remember.js';
import {readSavedGrid} from '../../../source/state/remembered/saved-grid.js';
import {titleModel} from '../../../source/state/title.js';
import {twoClusters} from '../scoped.js';
import {containers, ofContainers, type Play, playing, resource, settings} from '../stage.js';

const command = (play: Play, text: string): Play => play.key(':').type(text).key('enter');

const broken = resource('container', 'broken', {health: 'error', state: 'error'});

test('the view as it is now can be called up by its name, and is remembered', () => {
	const play = playing([...containers(3), broken], ofContainers);
	play.key('/').type('web-[12]').key('enter').key('S');
	command(play, 'save mine');
	expect(play.notice).toBe(':mine shows this view from now on');
	const mine = {kind: 'container', filter: 'web-[12]', sort: 'since', scope: null, columns: null};
	expect(play.take()).toEqual([{type: 'remember', document: 'views', entries: {mine}}]);
	command(play, 'hosts');
	command(play, 'mine');
	expect(play.grid).toMatchObject({kind: 'container', sort: {column: 'SINCE', descending: false}});
	expect(play.grid.filter.text).toBe('web-[12]');
	command(play, 'save mine');
	expect(play.notice).toBe(':mine now shows this view from now on');
});

test('a view that shows only trouble does so again', () => {
	const play = playing([...containers(3), broken], ofContainers);
	play.key('/').type('b').key('enter').key('!');
	command(play, 'save trouble');
	command(play, 'all');
	command(play, 'trouble');
	expect(play.rows).toEqual(['>broken']);
	expect(play.grid).toMatchObject({trouble: true, filter: {text: 'b'}});
});

test('a view brings the scope that it was saved in, also none', () => {
	const play = twoClusters();
	command(play, 'pods shop@east');
	command(play, 'save shop');
	play.key('0');
	command(play, 'save everywhere');
	command(play, 'shop');
	expect([play.rows, titleModel(play.state).scope]).toEqual([['>web'], 'shop@east']);
	command(play, 'everywhere');
	expect([play.rows.length, titleModel(play.state).scope]).toEqual([3, '']);
});

test('a view without a scope is shown in the present one', () => {
	const views = new Map([['old', {kind: 'pod', filter: '', sort: ''}]]);
	const play = twoClusters({remembered: {...nothingRemembered, views}});
	command(play, 'pods kube-system');
	command(play, 'old');
	expect(titleModel(play.state).scope).toBe('kube-system');
});

test('a view has its own columns, which a choice for its kind leaves alone', () => {
	const play = playing(containers(2), ofContainers);
	const titles = () => gridColumns(play.state, play.grid).map(({title}) => title);
	const usual = titles();
	command(play, 'save usual');
	play.press('C down space escape');
	const fewer = titles();
	expect(fewer.length).toBe(usual.length - 1);
	command(play, 'save fewer');
	command(play, 'usual');
	expect(titles()).toEqual(usual);
	play.press('C down down space escape');
	command(play, 'fewer');
	expect(titles()).toEqual(fewer);
	command(play, 'containers');
	expect(titles()).toEqual(fewer);
});

test('a tree and wide columns are kept', () => {
	const play = playing(containers(2), ofContainers);
	command(play, 'tree containers');
	play.press('ctrl-w');
	command(play, 'save branches');
	command(play, 'hosts');
	command(play, 'branches');
	expect([play.grid.tree !== null, play.grid.wide]).toEqual([true, true]);
});

test.each([
	[{trouble: true, wide: true, tree: true, found: 'x'}],
	[{scope: {kind: 'namespace', name: 'shop', cluster: ''}, columns: {order: ['NAME'], hidden: ['AGE']}}],
	[{scope: null, columns: null}],
	[{}],
])('a view with %j is read as it was written', parts => {
	const view = {kind: 'pod', filter: '', sort: 'name', ...parts};
	expect(readSavedGrid(view)).toEqual(view);
	expect(readSavedGrid({...view, scope: 7, columns: 'x'})).not.toHaveProperty('scope');
});

test('a view that was saved in an earlier run is there, after the one of the configuration file', () => {
	const views = new Map([
		['mine', {kind: 'containers', filter: 'broken', sort: ''}],
		['both', {kind: 'hosts', filter: '', sort: ''}],
	]);
	const savedViews = {both: {kind: 'containers', filter: 'web-1', sort: ''}};
	const play = playing([...containers(3), broken], {
		settings: {...settings, savedViews},
		remembered: {...nothingRemembered, views},
	});
	play.key(':').type('min').key('tab').key('enter');
	expect(play.rows).toEqual(['>broken']);
	command(play, 'both');
	expect(play.rows).toEqual(['>web-1']);
	command(play, 'save both');
	expect(play.notice).toBe('both is a view of the configuration file');
});

test.each([
	['save', ':save takes a name, as in :save trouble'],
	['save a b', "a view cannot be called 'a b': letters, digits, - _ and . only"],
	['save ../x', "a view cannot be called '../x': letters, digits, - _ and . only"],
	['save hosts', 'a view cannot be called hosts: there is a command :hosts already'],
	['save all', 'a view cannot be called all: there is a command :all already'],
	['save sources', 'a view cannot be called sources: there is a command :sources already'],
	['save save', 'a view cannot be called save: there is a command :save already'],
])(':%s is refused', (text, notice) => {
	const play = playing(containers(1), ofContainers);
	command(play, text);
	expect(play.notice).toBe(notice);
	expect(play.state.remembered.views.size).toBe(0);
});
