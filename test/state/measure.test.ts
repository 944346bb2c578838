import {expect, test} from 'vitest';
import type {Kind} from '../../source/model/kind.js';
import {column, kind} from './rows.js';
import {type Play, playing, resource, settings, start} from './stage.js';

const figures = [column('CPU', 'cores'), column('MEM', 'bytes')];
const kinds: readonly Kind[] = [
	kind('pod', {main: true, measured: figures}),
	kind('node', {main: true, measured: figures}),
	kind('service', {main: true}),
];

const watching = (): Play => {
	const play = playing([resource('pod', 'web-1'), resource('node', 'wk-01')]);
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds, whole: true}]});
	play.take();
	return play;
};

const command = (play: Play, text: string): Play => play.press(':').type(text).press('enter');

const measured = (play: Play) => play.take().filter(({type}) => type === 'measure');

test('figures are asked for while a view of their kind is shown, and no longer', () => {
	const play = watching();
	expect(measured(command(play, 'pods'))).toEqual([{type: 'measure', kinds: ['pod'], seldom: []}]);
	expect(measured(play.press('j'))).toEqual([]);
	expect(measured(command(play, 'nodes'))).toEqual([{type: 'measure', kinds: ['node'], seldom: []}]);
	expect(measured(play.press('d'))).toEqual([{type: 'measure', kinds: [], seldom: []}]);
	expect(measured(play.press('escape'))).toEqual([{type: 'measure', kinds: ['node'], seldom: []}]);
	expect(measured(command(play, 'services'))).toEqual([{type: 'measure', kinds: [], seldom: []}]);
});

test('mixed rows need none, unless the filter is about them', () => {
	const play = watching();
	expect(measured(command(play, 'all'))).toEqual([]);
	expect(measured(play.press('/').type('memory>1Gi').press('enter'))).toContainEqual({
		type: 'measure',
		kinds: ['pod', 'node'],
		seldom: [],
	});
});

test('hidden columns need none, unless rows are sorted by one', () => {
	const hidden = {order: [], hidden: ['CPU', 'MEM']};
	const play = watching();
	play.state = {
		...play.state,
		remembered: {...play.state.remembered, columns: new Map([['pod', hidden]])},
	};
	expect(measured(command(play, 'pods'))).toEqual([]);
	play.press('ctrl-w');
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['pod'], seldom: []}]);
});

test('why nothing is measured is said', () => {
	const play = watching();
	const message = 'CPU and memory of nodes are not measured';
	const event = {
		type: 'unmeasured',
		source: 'prod',
		scope: 'c-1',
		at: start,
		kinds: ['node'],
		message,
	} as const;
	const other = {...event, scope: 'c-2', message: 'the other is away'};
	play.dispatch({type: 'events', events: [event, other, event]});
	expect(play.notice).toBe(`prod: ${message}; prod: the other is away`);
});

test('rows come into a filter and into order when their figures do', () => {
	const view = {kind: 'pod', filter: 'cpu>100m', sort: 'cpu:desc'};
	const pods = ['a', 'b', 'c'].map(name => resource('pod', name));
	const shown = kinds.map(one => (one.name === 'pod' ? {...one, columns: figures} : one));
	const play = playing(pods, {view});
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds: shown}]});
	expect(play.rows).toEqual([]);
	const usages = new Map(pods.map(({key}, index) => [key, {at: start, cpu: (index + 1) / 10, memory: 9}]));
	play.dispatch({
		type: 'events',
		events: [{type: 'measured', source: 'prod', scope: '', at: start, usages}],
	});
	expect(play.rows).toEqual(['>c', 'b']);
});

test('figures that an alert is about are asked for in every view', () => {
	const alert = {when: 'kind:node and cpu>90%', forMs: 0, bell: true, notify: true, run: []};
	const play = playing([resource('pod', 'web-1')], {settings: {...settings, alerts: [alert]}});
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds, whole: true}]});
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['node'], seldom: []}]);
	expect(measured(command(play, 'services'))).toEqual([]);
	expect(measured(command(play, 'pods'))).toEqual([{type: 'measure', kinds: ['pod', 'node'], seldom: []}]);
});

test('figures that a row is waited for to reach are asked for until that is answered', () => {
	const play = command(watching(), 'pods').press('j W k enter').type('cpu>500m').press('enter');
	play.take();
	expect(measured(command(play, 'services'))).toEqual([]);
	const {key} = resource('pod', 'web-1');
	const usages = new Map([[key, {at: start, cpu: 0.9, memory: 1}]]);
	play.dispatch({type: 'events', events: [{type: 'measured', source: 'prod', scope: '', at: start, usages}]});
	expect(play.notice).toMatch(/^pod web-1 matches cpu>500m/);
	expect(measured(play)).toEqual([{type: 'measure', kinds: [], seldom: []}]);
});

const minutes = 60_000;

test('figures at which nobody looks are asked for seldom, and as usual again with the focus or the next key', () => {
	const play = command(watching(), 'pods');
	play.take();
	play.dispatch({type: 'focus', focused: false, at: start});
	play.dispatch({type: 'tick', now: start + 1000});
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['pod'], seldom: ['pod']}]);
	play.dispatch({type: 'focus', focused: true, at: start + 2000});
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['pod'], seldom: []}]);
	play.dispatch({type: 'tick', now: start + 4 * minutes});
	expect(measured(play)).toEqual([]);
	play.dispatch({type: 'tick', now: start + 6 * minutes});
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['pod'], seldom: ['pod']}]);
	play.dispatch({type: 'key', key: 'f12', at: start + 6 * minutes, seen: null});
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['pod'], seldom: []}]);
});

test('figures that an alert is about are asked for as usual while nobody looks', () => {
	const alert = {when: 'kind:node and cpu>90%', forMs: 0, bell: true, notify: true, run: []};
	const play = playing([resource('pod', 'web-1')], {settings: {...settings, alerts: [alert]}});
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds, whole: true}]});
	command(play, 'pods');
	play.take();
	play.dispatch({type: 'focus', focused: false, at: start});
	play.dispatch({type: 'tick', now: start + 1000});
	expect(measured(play)).toEqual([{type: 'measure', kinds: ['pod', 'node'], seldom: ['pod']}]);
});
