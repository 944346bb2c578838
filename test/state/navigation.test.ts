import {describe, expect, test} from 'vitest';
import type {Kind} from '../../source/model/kind.js';
import type {Resource} from '../../source/model/resource.js';
import {headerModel} from '../../source/state/pages/header.js';
import {titleModel} from '../../source/state/title.js';
import {
	changed,
	containers,
	ofContainers,
	opened,
	type Play,
	playing,
	reported,
	resource,
	start,
} from './stage.js';

const base = {aliases: [], columns: [], main: true, mainStates: null, children: []};
const stack = resource('stack', 'shop');
const service = resource('service', 'shop/web', {parents: [stack.key]});
const container = resource('container', 'shop/web-1', {parents: [service.key]});
const other = resource('container', 'blog-1');
const shop = [stack, service, container, other];
const ofStacks = {view: {kind: 'stacks', filter: '', sort: ''}};

test('Enter drills down to the children, and Escape leads back with the cursor where it was', () => {
	const play = playing([...shop, resource('stack', 'blog')], ofStacks).press('j enter');
	expect(titleModel(play.state)).toMatchObject({what: 'services', of: 'stack shop', position: '1/1'});
	play.press('enter');
	expect(titleModel(play.state)).toMatchObject({what: 'containers', of: 'service shop/web'});
	expect(play.rows).toEqual(['>shop/web-1']);
	expect(play.press('escape q').rows).toEqual(['blog', '>shop']);
});

test('each kind on the way is shown to the sources, and no longer than it is in view', () => {
	const play = playing(shop, ofStacks);
	expect(play.press('enter').take()).toEqual([{type: 'show', kinds: ['stack', 'service']}]);
	expect(play.press('escape').take()).toEqual([{type: 'show', kinds: ['stack']}]);
});

test('a row that comes later appears only under its own parent', () => {
	const play = playing(shop, ofStacks).press('enter enter');
	play.dispatch(
		reported(resource('container', 'shop/web-2', {parents: [service.key]}), resource('container', 'blog-2')),
	);
	expect(play.rows).toEqual(['>shop/web-1', 'shop/web-2']);
});

test('Enter leads to a kind that its source lists only then, although another source lists it from the start', () => {
	const cluster = resource('cluster', 'c-1', {source: 'edge', family: 'rancher2'});
	const kinds: readonly Kind[] = [
		{...base, name: 'cluster', plural: 'clusters', children: ['service']},
		{...base, name: 'service', plural: 'services', main: false},
	];
	const play = playing(shop, {view: {kind: 'clusters', filter: '', sort: ''}});
	play.dispatch(
		opened('edge'),
		{type: 'events', events: [{type: 'kinds', source: 'edge', at: start, kinds}]},
		reported(cluster),
	);
	play.take();
	expect(play.press('enter').take()).toEqual([{type: 'show', kinds: ['cluster', 'service']}]);
	play.press('escape :').type('services').press('enter');
	expect(play.rows).toEqual(['>shop/web']);
	play.press('escape :').type('all').press('enter');
	play.dispatch(reported(resource('service', 'edge/api', {source: 'edge', family: 'rancher2'})));
	expect(play.rows).not.toContain('edge/api');
	expect(headerModel(play.state).counts.total).toBe(shop.length + 1);
});

describe('a row without children', () => {
	const watching = (kinds: readonly Kind[], rows: readonly Resource[]): Play => {
		const play = playing(rows, {view: {kind: rows[0]?.kind ?? '', filter: '', sort: ''}});
		return play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds}]});
	};

	const minion = resource('minion', 'web-a', {family: 'salt'});
	const saltKinds: readonly Kind[] = [
		{...base, name: 'minion', plural: 'minions', children: ['job', 'beacon']},
		{...base, name: 'job', plural: 'jobs', children: ['return']},
		{...base, name: 'beacon', plural: 'beacons', main: false},
	];

	test('opens the first kind of its children, although another is only listed once it is shown', () => {
		const play = watching(saltKinds, [minion]).press('enter');
		expect(titleModel(play.state)).toMatchObject({what: 'jobs', of: 'minion web-a', position: ''});
	});

	test('opens the children that its own source reports, where another has a kind of the same name', () => {
		const play = playing([resource('job', 'backup')], {view: {kind: 'jobs', filter: '', sort: ''}});
		const salt = resource('job', 'state.apply', {source: 'eu', family: 'salt'});
		play.dispatch(opened('eu'), {
			type: 'events',
			events: [
				{
					type: 'kinds',
					source: 'prod',
					at: start,
					kinds: [
						{...base, name: 'job', plural: 'jobs', children: ['pod']},
						{...base, name: 'pod', plural: 'pods'},
					],
				},
				{
					type: 'kinds',
					source: 'eu',
					at: start,
					kinds: [
						{...base, name: 'job', plural: 'jobs', children: ['return']},
						{...base, name: 'return', plural: 'returns'},
					],
				},
				changed(salt),
			],
		});
		expect(play.press('G enter').grid).toMatchObject({kind: 'return', within: {source: 'eu'}});
		expect(play.press('escape g enter').grid).toMatchObject({kind: 'pod', within: {source: 'prod'}});
	});
});

test('Enter describes a row whose kind has no children', () => {
	const play = playing(containers(1), ofContainers).press('enter');
	expect(play.view('describe')).toMatchObject({mode: 'describe', object: null});
	expect(play.take()).toMatchObject([{type: 'load-object', resource: {name: 'web-1'}}]);
});

test('Enter without a row says so', () => {
	expect(playing([], ofContainers).press('enter').notice).toBe('there is no row to open');
});

describe('the end', () => {
	test.each([
		['q', 'enter', true],
		['q', 'y', true],
		['q', 'q', true],
		['q', 'n', false],
		['q', 'escape', false],
		['q', 'tab enter', false],
	])('%s and then %s', (question, answer, ends) => {
		const play = playing(containers(1)).press(question);
		expect(play.state.dialog).toMatchObject({type: 'quit', yes: true});
		expect(play.press(answer).take()).toEqual(ends ? [{type: 'exit', interrupted: false}] : []);
		if (!ends) expect(play.state.dialog).toBeNull();
	});

	test.each(['ctrl-c', ': q enter', ': q u i t enter', ': q ! enter', 'q ctrl-c', '/ ctrl-c'])(
		'%s ends at once',
		keys => {
			expect(playing(containers(1)).press(keys).take()).toEqual([
				{type: 'exit', interrupted: keys.includes('ctrl-c')},
			]);
		},
	);

	test('Escape at the top view ends nothing', () => {
		const play = playing(containers(1)).press('g');
		const before = play.state;
		expect(play.press('escape').state).toBe(before);
	});

	test('q in a view below leads back', () => {
		expect(playing(containers(1)).press('? q').view('grid').type).toBe('grid');
	});
});

test('Escape clears the filter before it leads back', () => {
	const play = playing(shop, ofStacks).press('enter /').type('nothing').press('enter');
	expect(play.rows).toEqual([]);
	expect(play.press('escape').rows).toEqual(['>shop/web']);
	expect(play.press('escape').rows).toEqual(['>shop']);
});

test('? shows the help of the view below, and leads back', () => {
	const play = playing(containers(1)).press('?');
	expect(play.page('help').place).toBe(0);
	expect(play.press('G').page('help').place).toBeGreaterThan(0);
	expect(play.press('?').grid.kind).toBe('all');
});

test.each([
	['ctrl-r', 'relist'],
	['ctrl-l', 'redraw'],
	['ctrl-z', 'suspend'],
])('%s is the effect %s', (key, type) => {
	expect(playing(containers(1)).press(key).take()).toEqual([{type}]);
});
