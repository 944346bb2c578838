import {describe, expect, test} from 'vitest';
import type {Kind} from '../../source/model/kind.js';
import type {Stats} from '../../source/model/source.js';
import {titleModel} from '../../source/state/title.js';
import {changed, containers, kinds, ofContainers, playing, resource, start} from './stage.js';

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

	test('they scroll back from the newest, as far as there are any', () => {
		const play = playing(containers(1), ofContainers);
		const [one] = containers(1);
		if (!one) throw new Error('There is one container');
		const events = Array.from({length: 30}, (_none, at) =>
			changed({...one, state: `state-${at}`}, start + at),
		);
		play.dispatch({type: 'events', events}).press('e');
		const back = () => play.page('changes').place;
		// One screen holds nineteen of them.
		expect(['k', 'up', 'j', 'g', 'pagedown', 'G', 'j'].map(key => play.press(key) && back())).toEqual([
			1, 2, 1, 11, 0, 0, 0,
		]);
	});
});
