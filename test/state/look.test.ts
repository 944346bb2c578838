import {describe, expect, test} from 'vitest';
import type {Kind} from '../../source/model/kind.js';
import type {Resource} from '../../source/model/resource.js';
import type {SourceEvent, Stats} from '../../source/model/source.js';
import {seenOf} from '../../source/state/seen.js';
import {titleModel} from '../../source/state/title.js';
import {changed, containers, kinds, ofContainers, playing, removed, resource, start} from './stage.js';

const web = resource('container', 'shop/web-1');

test('s opens a shell', () => {
	expect(playing([web], ofContainers).press('s').take()).toMatchObject([
		{type: 'open-shell', resource: {name: 'shop/web-1'}},
	]);
});

test('Y copies the name, and pressed again the id', () => {
	const play = playing([web], ofContainers).press('Y');
	expect([play.take(), play.notice]).toEqual([
		[{type: 'copy', text: 'shop/web-1'}],
		"sent the name shop/web-1 to the terminal's clipboard",
	]);
	play.press('Y');
	expect([play.take(), play.notice]).toEqual([
		[{type: 'copy', text: '1-shop/web-1'}],
		"sent the id 1-shop/web-1 to the terminal's clipboard",
	]);
	expect(play.press('Y').take()).toEqual([{type: 'copy', text: 'shop/web-1'}]);
	// Once a column is picked, what it shows comes after the id.
	play.press('> Y Y Y');
	expect(play.take()).toEqual([
		{type: 'copy', text: 'shop/web-1'},
		{type: 'copy', text: '1-shop/web-1'},
		{type: 'copy', text: 'running'},
	]);
});

test('Y says that the id is the name, or what the picked column shows', () => {
	const own = resource('container', 'web', {id: 'web'});
	const play = playing([own], ofContainers).press('Y');
	expect(play.notice).toBe("sent the name and id web to the terminal's clipboard");
	play.press('> Y');
	expect(play.notice).toBe("sent the name and id web to the terminal's clipboard");
});

describe('live figures', () => {
	const sample = (at: number): Stats => ({
		at,
		cpuPercent: 5,
		memoryBytes: null,
		memoryLimitBytes: null,
		receivedBytes: null,
		sentBytes: null,
		readBytes: null,
		writtenBytes: null,
	});

	test('t asks for them, keeps a bounded number, and Escape ends them', () => {
		const play = playing([web], ofContainers).press('t');
		const {id} = play.view('stats');
		expect(play.take()).toMatchObject([{type: 'open-stats', view: id, resource: {name: 'shop/web-1'}}]);
		for (let at = 0; at < 300; at++) play.dispatch({type: 'stats', view: id, stats: sample(at), error: null});
		const {samples} = play.view('stats');
		expect([samples.length, samples.at(-1)?.at]).toEqual([240, 299]);
		expect(play.press('escape').take()).toEqual([{type: 'close', view: id}]);
	});

	test('that cannot be had say why', () => {
		const play = playing([web], ofContainers).press('t');
		play.dispatch({type: 'stats', view: play.view('stats').id, stats: null, error: 'no agent'});
		expect(titleModel(play.state).status).toBe('no agent');
	});

	test('that do not go on by themselves are looked at again with the same key', () => {
		const play = playing(containers(1), ofContainers).press('t');
		const {id} = play.view('stats');
		expect(play.press('t').notice).toBe('these figures come by themselves');
		play.take();
		play.dispatch({type: 'stats', view: id, stats: sample(1), error: null});
		play.dispatch({type: 'stats', view: id, stats: null, error: null, isOver: true});
		expect(titleModel(play.state).status).toBe('t looks again');
		expect(play.press('t').take()).toMatchObject([{type: 'open-stats', view: id}]);
		expect(play.view('stats')).toMatchObject({isOver: false, samples: [sample(1)]});
	});
});

describe('events', () => {
	test('e shows those of the row', () => {
		const play = playing([web], ofContainers).press('e');
		expect(play.page('changes').of).toMatchObject({name: 'shop/web-1'});
	});

	test('e shows the rows that are about the row, where the server keeps events itself', () => {
		const play = playing([web], ofContainers);
		const event: Kind = {
			name: 'event',
			plural: 'events',
			aliases: ['ev'],
			columns: [],
			main: false,
			mainStates: null,
			about: true,
			children: [],
		};
		play.dispatch({
			type: 'events',
			events: [{type: 'kinds', source: 'prod', at: start, kinds: [...kinds, event]}],
		});
		const backOff = resource('event', 'BackOff', {parents: [web.key]});
		play.press('e').dispatch({
			type: 'events',
			events: [changed(backOff, start), changed(resource('event', 'other'), start)],
		});
		expect(play.view('grid')).toMatchObject({kind: 'event', within: {name: 'shop/web-1'}});
		expect(play.rows).toEqual(['>BackOff']);
		expect(play.take()).toContainEqual({type: 'show', kinds: ['container', 'event']});
	});

	test('the cursor is on the newest until it is moved, and stays on its entry while others come', () => {
		const play = playing(containers(1), ofContainers);
		const [one] = containers(1);
		if (!one) throw new Error('There is one container');
		const change = (from: number, to: number) =>
			play.dispatch({
				type: 'events',
				events: Array.from({length: to - from}, (_none, at) =>
					changed({...one, state: `state-${from + at}`}, start + from + at),
				),
			});
		const position = () => titleModel(play.state).position;
		change(0, 30);
		expect(titleModel(play.press('e').state).position).toBe('30/30');
		change(30, 31);
		expect(position()).toBe('31/31');
		play.press('k');
		change(31, 33);
		expect(position()).toBe('30/33');
		play.press('G');
		change(33, 34);
		expect(position()).toBe('34/34');
		expect(['k', 'up', 'j', 'g', 'pagedown', 'G', 'j'].map(key => play.press(key) && position())).toEqual([
			'33/34',
			'32/34',
			'33/34',
			'1/34',
			'19/34',
			'34/34',
			'34/34',
		]);
	});

	test('the cursor stays on its entry of a row where one comes in above it, and where the oldest are forgotten', () => {
		const play = playing(containers(2), ofContainers);
		const [one, two] = containers(2);
		if (!one || !two) throw new Error('There are two containers');
		const report = (...events: readonly SourceEvent[]) => play.dispatch({type: 'events', events});
		const changes = (of: Resource, count: number, from: number) =>
			Array.from({length: count}, (_none, index) =>
				changed({...of, state: `state-${index}`}, start + from + index),
			);
		const position = () => titleModel(play.state).position;
		report(...changes(one, 10, 100));
		play.press('e k k');
		expect(position()).toBe('8/10');
		const gap = {
			type: 'gap',
			source: 'prod',
			scope: '1a5',
			at: start + 50,
			from: start,
			to: start + 50,
		} as const;
		report({...gap, again: true});
		expect(position()).toBe('9/11');
		report(...changes(two, 4995, 200));
		expect(position()).toBe('4/6');
		expect(play.press('k') && position()).toBe('3/6');
	});

	test('Enter leads from a change to its row, unless that is gone, and from a status to the sources', () => {
		const play = playing(containers(2), ofContainers);
		const [one, two] = containers(2);
		if (!one || !two) throw new Error('There are two containers');
		const status = {type: 'status', source: 'prod', scope: '', at: start, status: 'live'} as const;
		play.dispatch(
			{type: 'events', events: [{...status, message: null, retryAt: null}]},
			{type: 'events', events: [changed({...one, state: 'stopped'}, start + 1), removed(two, start + 2)]},
		);
		play.press(':').type('changes').press('enter').press('enter');
		expect(play.notice).toBe('container web-2 is gone');
		expect(play.press('k enter').rows).toEqual(expect.arrayContaining(['>web-1']));
		expect(play.press('escape').page('changes').chosen).not.toBe(null);
		expect(play.press('g enter').page('sources').place).toBe(0);
	});

	test('a key is about the change that was last painted under the cursor', () => {
		const play = playing(containers(2), ofContainers);
		const [one, two] = containers(2);
		if (!one || !two) throw new Error('There are two containers');
		play.dispatch({type: 'events', events: [changed({...one, state: 'stopped'}, start + 1)]});
		play.press(':').type('changes').press('enter');
		const seen = seenOf(play.state);
		play.dispatch({type: 'events', events: [changed({...two, state: 'stopped'}, start + 2)]});
		play.dispatch({type: 'key', key: 'd', at: start + 3, seen});
		expect(play.view('describe').resource.name).toBe('web-1');
	});
});
