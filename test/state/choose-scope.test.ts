import {describe, expect, test} from 'vitest';
import {bottomLines} from '../../source/state/bottom-line.js';
import {nothingRemembered} from '../../source/state/remembered/remember.js';
import {titleModel} from '../../source/state/title.js';
import {namespace, pod, project, twoClusters} from './scoped.js';
import {type Play, playing, reported} from './stage.js';

const names = (play: Play): readonly string[] => play.rows.map(name => name.replace('>', ''));

const command = (play: Play, text: string): Play => play.key(':').type(text).key('enter');

const prompted = (play: Play): string => {
	const line = bottomLines(play.state).find(({type}) => type === 'prompt');
	return line?.type === 'prompt' ? (line.usage ?? line.prompt.completions.join('  ')) : '';
};

describe('a scope hides all rows outside it', () => {
	test('a namespace in several clusters is one scope, until one of them is named', () => {
		const play = twoClusters();
		expect(names(play)).toEqual(['api', 'dns', 'web']);
		play.key('n').type('shop').key('enter');
		expect([names(play), titleModel(play.state)]).toMatchObject([
			['api', 'web'],
			{scope: 'shop', count: {shown: 2, total: 2}},
		]);
		command(play, 'pods shop@east');
		expect([names(play), titleModel(play.state).scope]).toEqual([['web'], 'shop@east']);
		command(play, 'pods @west');
		expect([names(play), titleModel(play.state).scope]).toEqual([['api'], '@west']);
		play.key('0');
		expect([names(play), titleModel(play.state).scope]).toEqual([['api', 'dns', 'web'], '']);
	});

	test('rows of other sources too, in every view', () => {
		const play = twoClusters({view: {kind: 'all', filter: '', sort: 'name'}});
		command(play, 'all Staging');
		expect(names(play)).toEqual(['redis']);
		command(play, 'pods');
		expect(names(play)).toEqual([]);
		command(play, 'projects');
		expect(names(play)).toEqual(['Staging']);
	});

	test('a project holds what is in its namespaces, which are listed for that and may move', () => {
		const play = twoClusters();
		play.key('n').type('Shop').key('enter');
		expect(names(play)).toEqual([]);
		expect(play.take()).toContainEqual({type: 'show', kinds: ['pod', 'namespace']});
		play.dispatch(reported(namespace('shop', 'east', 'Shop'), namespace('shop', 'west')));
		expect(names(play)).toEqual(['web']);
		play.dispatch(reported(pod('cart', 'shop', 'east'), namespace('kube-system', 'east', 'Shop')));
		expect(names(play)).toEqual(['cart', 'dns', 'web']);
		play.dispatch(reported(namespace('kube-system', 'east')));
		expect(names(play)).toEqual(['cart', 'web']);
		play.dispatch(reported({...project('Shop', 'east'), name: 'Store'}));
		expect(titleModel(play.state).count?.shown).toBe(0);
	});

	test('marks of hidden rows go', () => {
		const play = twoClusters();
		play.key('*').key('n').type('kube').key('enter');
		expect(play.rows).toEqual(['>*dns']);
		expect(titleModel(play.state).marked).toBe(1);
	});
});

describe('a word after a kind', () => {
	test.each([
		['pods shop', 'shop', ''],
		['pods Shop@EAST', 'Shop@east', ''],
		['pods kube-system', 'kube-system', ''],
		['pods kube-system /d', 'kube-system', 'd'],
		['pods kube-system dns', 'kube-system', 'dns'],
		['pods kube', '', 'kube'],
		['pods /shop', '', 'shop'],
		['pods shop or dns', '', 'shop or dns'],
		['pods a@b', '', 'a@b'],
		['pods /@nowhere', '', '@nowhere'],
	])(':%s is the scope %j and the filter %j', (text, scope, filter) => {
		const play = twoClusters();
		command(play, text);
		expect(titleModel(play.state)).toMatchObject({scope, filter});
	});

	test.each([
		['pods @nowhere', "there is no cluster 'nowhere'"],
		['pods @nowhere web', "there is no cluster 'nowhere'"],
		['pods shop@nowhere', "there is no cluster 'nowhere'"],
		['pods @wset', "there is no cluster 'wset' (did you mean 'west'?)"],
		['pods nobody@east', "no namespace, project or environment is called 'nobody'"],
	])(':%s is written as a scope, and not taken for a filter', (text, notice) => {
		const play = twoClusters();
		command(play, text);
		expect(play.notice).toBe(notice);
		expect([names(play), titleModel(play.state).filter]).toEqual([['api', 'dns', 'web'], '']);
	});

	test('is completed to a scope', () => {
		const play = twoClusters();
		play.key(':').type('pods kube').key('tab').key('enter');
		expect(titleModel(play.state).scope).toBe('kube-system');
	});
});

describe('the last nine scopes have digits', () => {
	test('which stay, work in the grid and in the prompt, and which the prompt shows', () => {
		const play = twoClusters();
		play.key('n').type('kube').key('enter').key('n').type('@w').key('enter').key('n');
		expect(prompted(play)).toMatch(/^0 all {2}1 @west {2}2 kube-system {2}Shop {2}/);
		play.key('escape').key('2');
		expect(titleModel(play.state).scope).toBe('kube-system');
		play.press('n 1 enter');
		expect(titleModel(play.state).scope).toBe('@west');
		play.press('n 0 enter');
		expect(titleModel(play.state).scope).toBe('');
		play.key('3');
		expect(play.notice).toBe('3 is free: only 2 namespaces, projects or environments were chosen yet');
	});

	test('a completion that was turned to is chosen', () => {
		const play = twoClusters();
		play.key('n').type('@').press('up enter');
		expect(titleModel(play.state).scope).not.toBe('');
	});
});

test('what cannot be chosen is refused', () => {
	const play = twoClusters();
	play.key('n').type('zzz').key('enter');
	expect(play.notice).toBe("no namespace, project or environment is called 'zzz'");
	expect(playing([]).key('n').notice).toBe(
		'no source has namespaces, projects or environments to choose from',
	);
});

describe('the scope is remembered', () => {
	const shop = {kind: 'namespace', name: 'shop', cluster: ''};

	test('for the sources that have it, and forgotten for those that do not', () => {
		const play = twoClusters();
		command(play, 'pods shop');
		const entries = {old: {scope: null, recent: []}, prod: {scope: shop, recent: [shop]}};
		expect(play.take()).toContainEqual({type: 'remember', document: 'scopes', entries});
		play.key('0');
		expect(play.take()).toContainEqual({
			type: 'remember',
			document: 'scopes',
			entries: {old: {scope: null, recent: []}, prod: {scope: null, recent: [shop]}},
		});
	});

	test('and is there from the first frame of a later run', () => {
		const scopes = new Map([['prod', {scope: shop, recent: [shop]}]]);
		const play = twoClusters({remembered: {...nothingRemembered, scopes}});
		expect([names(play), titleModel(play.state).scope]).toEqual([['api', 'web'], 'shop']);
		play.press('0 1');
		expect(titleModel(play.state).scope).toBe('shop');
	});
});
