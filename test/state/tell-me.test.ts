import {describe, expect, test} from 'vitest';
import type {Alert} from '../../source/model/alert.js';
import type {Resource} from '../../source/model/resource.js';
import {windowTitle} from '../../source/state/deliver-news.js';
import {headerModel} from '../../source/state/pages/header.js';
import {body} from '../views/drawing.js';
import {
	changed,
	containers,
	ofContainers,
	opened,
	type Play,
	playing,
	removed,
	reported,
	resource,
	settings,
	start,
} from './stage.js';

const web = (changes: Partial<Resource> = {}, name = 'web-1') => resource('container', name, changes);
const starting = {state: 'starting', health: 'transitioning', transitioning: 'yes'} as const;
const broken = {state: 'error', health: 'error', message: 'no space'} as const;

const play = (count = 2, first = {}): Play =>
	playing(containers(count), {...ofContainers, size: {columns: 100, rows: 24}, ...first}).press('j k');

const calls = (one: Play) => one.take().flatMap(effect => (effect.type === 'call' ? effect : []));

const watching = (one: Play): readonly string[] =>
	body(one.press(':').type('watching').press('enter')).map(line =>
		line.trimEnd().replaceAll(/\d\d:\d\d:\d\d/g, 'T'),
	);

describe('W', () => {
	test('answers once when a row has settled, in every view', () => {
		const one = play()
			.dispatch(reported(web(starting)))
			.press('W enter');
		expect(one.notice).toBe('waiting for web-1: settles (:watching lists it)');
		one.press(':').type('sources').press('enter');
		expect(calls(one)).toEqual([]);
		one.dispatch(reported(web(broken)));
		expect(one.notice).toBe('container web-1 settles: error (ctrl-n goes there)');
		expect(calls(one)).toEqual([
			{type: 'call', text: 'container web-1 settles: error: no space', bell: true, notify: true},
		]);
		one.dispatch(reported(web(starting)), reported(web()));
		expect(calls(one)).toEqual([]);
	});

	test('says when it is so already, and answers when it is so again', () => {
		const one = play().press('W j enter');
		expect(one.notice).toBe(
			'waiting for web-1: is healthy; already so: answered when it is so again (:watching lists it)',
		);
		one.dispatch(reported(web(broken)), reported(web()));
		expect(one.notice).toMatch(/^container web-1 is healthy: running/);
	});

	test('is about every marked row', () => {
		const one = play(3).press('space j space W k k enter');
		expect(one.notice).toBe('waiting for 2 containers: is gone (:watching lists it)');
		one.dispatch({
			type: 'events',
			events: [removed(web()), removed(web({}, 'web-2')), removed(web({}, 'web-3'))],
		});
		expect(one.notice).toBe('2 at once, the first: container web-1 is gone (ctrl-n goes there)');
	});

	test('takes a filter, whose faults it shows', () => {
		const one = play().press('W k enter').type('health:eror').press('enter');
		expect(one.state.prompt).toMatchObject({
			mode: 'condition',
			error: expect.stringContaining('health: is one of'),
		});
		one.press('ctrl-u').type('message:space and state:error').press('enter');
		expect(one.state.dialog).toBe(null);
		one.dispatch(reported(web({...broken, message: null})), reported(web(broken)));
		expect(one.notice).toMatch(/^container web-1 matches message:space and state:error: error/);
	});

	test('warns of a field that the row does not have', () => {
		const one = play().press('W k enter').type('kidn:pod').press('enter');
		expect(one.state.notice).toMatchObject({
			level: 'warning',
			text: `waiting for web-1: matches kidn:pod; no row has a field or column 'kidn', nor the text "kidn:pod" (:watching lists it)`,
		});
		expect(one.state.watching.open).toHaveLength(1);
	});

	test('of a row that is gone by then waits for nothing', () => {
		const one = play()
			.press('W')
			.dispatch({type: 'events', events: [removed(web())]});
		expect(one.press('enter').notice).toBe('web-1: gone by now');
		expect(one.state.watching.open).toEqual([]);
	});

	test('that is left waits for nothing', () => {
		expect(play().press('W escape').state.watching.open).toEqual([]);
		expect(play().press('W k enter escape escape').state.watching.open).toEqual([]);
	});
});

describe('answers', () => {
	test('are counted and the title of the window until they are seen; ctrl-n goes to the row', () => {
		const one = play()
			.press('W j j enter')
			.dispatch(reported(web(broken)));
		expect(windowTitle(one.state)).toBe('container web-1 fails: error - rwatch');
		expect(headerModel(one.state).news).toBe('1 answered (ctrl-n)');
		one.press(':').type('hosts').press('enter ctrl-n');
		expect(one.grid).toMatchObject({kind: 'container', cursor: web().key});
		expect(windowTitle(one.state)).toBe(null);
	});

	test('call at most once a second, with how many were held back', () => {
		const one = play(4).press('* W j j enter');
		one.take();
		for (const name of ['web-1', 'web-2', 'web-3', 'web-4']) one.dispatch(reported(web(broken, name)));
		expect(calls(one)).toHaveLength(1);
		one.dispatch({type: 'tick', now: one.state.now + 1000});
		expect(calls(one)).toMatchObject([
			{text: '3 at once, the first: container web-2 fails: error: no space'},
		]);
		expect(one.state.watching.answers).toHaveLength(4);
	});

	test('are listed with what is open until they are dismissed', () => {
		const one = play()
			.press('W j j enter W k k enter')
			.dispatch(reported(web(broken)));
		expect(watching(one).slice(0, 2)).toEqual([
			'>T ✗ answered container web-1 fails: error',
			' T ◐ waiting  container web-1: is gone',
		]);
		expect(body(one).at(-1)).toBe('container web-1 fails: error: no space');
		one.press('x');
		expect(watching(one)[0]).toBe('>T ◐ waiting  container web-1: is gone');
		one.press('x');
		expect(watching(one)[0]).toContain('Nothing yet');
		one.dispatch(reported(web(starting)), {type: 'events', events: [removed(web())]});
		expect(one.state.watching.answers).toEqual([]);
	});

	test('takes the keys of rows in the list', () => {
		const one = play()
			.press('W j j enter')
			.dispatch(reported(web(broken)));
		watching(one);
		expect(one.press('d').view('describe').resource.state).toBe('error');
	});

	test('goes to its row from the list, or says that it is gone', () => {
		const one = play()
			.press('W k k enter')
			.dispatch({type: 'events', events: [removed(web())]});
		one.press(':').type('watching').press('enter enter');
		expect(one.notice).toBe('container web-1 is gone');
		one.press('c');
		expect(one.state.watching.answers).toEqual([]);
	});
});

test('the kind of a row that is waited for is followed until that is answered', () => {
	const one = play().press(':').type('volumes').press('enter');
	const data = resource('volume', 'data');
	one.dispatch(reported(data)).press('j W k k enter');
	one.take();
	expect(one.press('escape').grid.kind).toBe('container');
	expect(one.take()).toEqual([]);
	one.dispatch({type: 'events', events: [removed(data)]});
	expect(one.notice).toBe('volume data is gone (ctrl-n goes there)');
	expect(one.take()).toContainEqual({type: 'show', kinds: ['container']});
});

describe('alerts on the screen', () => {
	const page: Alert = {when: 'health:error', forMs: 0, bell: true, notify: false, run: [['page-me']]};
	const alerted = (alerts: readonly Alert[], more = {}) =>
		play(2, {settings: {...settings, alerts, ...more}});

	test('call, run their programs with the row as it was, and are listed', () => {
		const one = alerted([page]);
		one.take();
		one.dispatch(reported(web(broken)), reported(web()));
		const effects = one.take();
		expect(effects).toMatchObject([
			{
				type: 'call',
				text: 'container web-1: error (alert health:error): no space',
				bell: true,
				notify: false,
			},
			{type: 'run-alert', alert: {when: 'health:error', run: [['page-me']]}, more: 0},
		]);
		expect(effects[1]?.type === 'run-alert' && effects[1].row.resource.state).toBe('error');
		const lines = watching(one);
		expect(lines[1]).toBe('           ● alert    health:error: 0 rows match now'.slice(1));
		expect(body(one.press('j')).at(-1)).toBe('health:error: 0 rows match now; bell, runs page-me');
	});

	test('that have the same filter are lines of their own in the list', () => {
		const one = alerted([page, {...page, run: []}]);
		watching(one);
		expect(body(one.press('j')).at(-1)).toBe('health:error: 0 rows match now; bell');
		expect(body(one.press('k')).at(-1)).toBe('health:error: 0 rows match now; bell, runs page-me');
	});

	test('about a source go to the sources', () => {
		const one = alerted([{...page, when: 'kind:source and not state:live', run: []}]);
		const status = {
			source: 'prod',
			scope: '',
			at: start,
			status: 'refused',
			message: 'no',
			retryAt: null,
		} as const;
		one.dispatch(opened('eu'), {type: 'events', events: [{type: 'status', ...status}]});
		expect(one.state.watching.answers).toMatchObject([
			{resource: {kind: 'source', name: 'prod', state: 'refused'}},
		]);
		expect(one.notice).toBe('prod refused: no');
		expect(one.press('ctrl-n').page('sources').place).toBe(0);
		one.press('escape').dispatch({type: 'events', events: [{type: 'status', ...status, source: 'eu'}]});
		expect(one.press('ctrl-n').page('sources').place).toBe(1);
	});

	test('are set off by nothing that is replayed', () => {
		const one = alerted([page], {replay: true}).dispatch(reported(web(broken)));
		expect(calls(one)).toEqual([]);
	});

	test('that name another kind make the sources follow it', () => {
		const one = alerted([{...page, when: 'kind:volumes and health:error'}]);
		expect(one.state.watching.kinds).toEqual(['volume']);
	});

	test('come again with time', () => {
		const one = alerted([{...page, forMs: 60_000, run: []}]);
		one.dispatch({type: 'events', events: [changed(web(broken), start + 1000)]});
		one.take();
		one.dispatch({type: 'tick', now: start + 61_000});
		expect(calls(one)).toHaveLength(1);
	});
});
