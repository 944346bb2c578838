import {describe, expect, test} from 'vitest';
import type {SourceStatus} from '../../source/model/source.js';
import type {Message} from '../../source/state/message.js';
import {titleModel} from '../../source/state/title.js';
import {body} from '../views/drawing.js';
import {containers, ofContainers, type Play, playing, reported, resource, settings, start} from './stage.js';

const play = (count = 2, first = {}): Play =>
	playing(containers(count), {...ofContainers, size: {columns: 100, rows: 24}, ...first});

const listed = (one: Play): readonly string[] =>
	body(one.press(':').type('watching').press('enter')).map(line =>
		line.trimEnd().replaceAll(/\d\d:\d\d:\d\d/g, 'T'),
	);

describe('on a source', () => {
	const connected = (status: SourceStatus, message: string | null = null): Message => ({
		type: 'events',
		events: [{type: 'status', source: 'prod', scope: '', at: start, status, message, retryAt: null}],
	});

	test('W answers when it is live again', () => {
		const one = play().dispatch(connected('retrying', 'closed'));
		one.press(':').type('sources').press('enter').press('W j enter');
		expect(one.notice).toBe('waiting for prod: is healthy (:watching lists it)');
		expect(listed(one)[0]).toBe('>T ◐ waiting  source prod: is healthy');
		one.dispatch(connected('live'));
		expect(one.notice).toBe('source prod is healthy: live (ctrl-n goes there)');
		expect(one.press('escape escape ctrl-n').page('sources').place).toBe(0);
	});

	test('X says how it is connected and what to do', () => {
		const one = play().dispatch(connected('refused', 'HTTP 401 Unauthorized'));
		one.press(':').type('sources').press('enter').press('X');
		expect(titleModel(one.state)).toMatchObject({what: 'connection', of: 'source prod'});
		expect(body(one).map(line => line.trim())).toEqual(
			expect.arrayContaining([
				'HTTP 401 Unauthorized',
				':login prod asks for other credentials.',
				'rwatch doctor prod looks at network, certificate, login and stream.',
			]),
		);
	});
});

test.each([
	['kind:containers and health:error', 'container', 'health:error'],
	['health:error', 'all', 'health:error'],
])('Enter on the alert %s shows the rows that it is about', (when, kind, filter) => {
	const one = play(2, {
		settings: {...settings, alerts: [{when, forMs: 0, bell: true, notify: false, run: []}]},
	});
	listed(one);
	one.press('enter');
	expect(one.grid.kind).toBe(kind);
	expect(one.grid.filter.text).toContain(filter);
	expect(one.rows).toEqual([]);
	one.dispatch(reported(resource('container', 'web-1', {state: 'error', health: 'error'})));
	expect(one.rows).toEqual(['>web-1']);
});

test('Enter on an alert about sources shows these', () => {
	const alert = {when: 'kind:source and not state:live', forMs: 0, bell: true, notify: false, run: []};
	const one = play(1, {settings: {...settings, alerts: [alert]}});
	listed(one);
	expect(one.press('enter').page('sources').place).toBe(0);
});
