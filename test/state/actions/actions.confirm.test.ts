import {describe, expect, test} from 'vitest';
import type {Action} from '../../../source/model/action.js';
import {names} from '../acts.js';
import {action, containers, field, ofContainers, playing, removed, reported, resource} from '../stage.js';

describe('a dangerous action asks first', () => {
	const asked = () => playing(containers(2), ofContainers).press('x');

	test.each([
		['enter', false],
		['n', false],
		['escape', false],
		['y', true],
		['tab enter', true],
		['left enter', true],
		['right tab enter', false],
	])('and is answered with %s', (keys, sent) => {
		const play = asked();
		expect(play.state.dialog).toMatchObject({
			type: 'confirm',
			yes: false,
			targets: [{name: 'web-1', source: 'prod'}],
		});
		play.take();
		play.press(keys);
		expect(names(play)).toEqual(sent ? ['load-form'] : []);
		expect(names(play.form([]))).toEqual(sent ? [['stop', 'web-1']] : []);
		expect(play.state.dialog).toBeNull();
	});

	test('and goes back with Escape to the menu that it was opened from, with the cursor where it was', () => {
		const stop = action('stop', 'stop', true);
		const play = playing([resource('container', 'web-1', {actions: [action('export'), stop]})], ofContainers);
		play.press('a down enter').form([]);
		expect(play.state.dialog).toMatchObject({type: 'confirm'});
		expect(play.press('escape').state.dialog).toMatchObject({type: 'actions', cursor: 1});
		expect(play.press('enter').form([]).press('n').state.dialog).toBeNull();
	});

	test('and goes to the row as it is when it is answered', () => {
		const play = asked();
		play.take();
		play
			.dispatch(reported(resource('container', 'web-1', {state: 'restarting'})))
			.press('y')
			.form([]);
		expect(play.take().at(-1)).toMatchObject({type: 'act', request: {resource: {state: 'restarting'}}});
	});

	test('the row may go while it asks: then nothing is sent', () => {
		const [first] = containers(1);
		if (!first) throw new Error('There is one container');
		const play = asked();
		play.take();
		play.dispatch({type: 'events', events: [removed(first)]}).press('y');
		expect([play.take(), play.notice]).toEqual([[], 'web-1 is gone']);
	});
});

describe('marked rows', () => {
	test('get one request each, after a question that names them all, and are marked no longer', () => {
		const play = playing(containers(3), ofContainers).press('space space r');
		expect(play.state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'web-1'}, {name: 'web-2'}]});
		play.take();
		play.press('y').take();
		play.form([]);
		expect(names(play)).toEqual([
			['restart', 'web-1'],
			['restart', 'web-2'],
		]);
		expect(play.notice).toBe('Restart sent to 2 containers');
		expect(play.grid.marks.size).toBe(0);
	});

	test('have the actions in their menu that all of them offer', () => {
		const idle = resource('container', 'idle', {
			actions: [action('start', 'start'), action('remove', 'remove', true)],
		});
		const play = playing([idle, ...containers(1)], ofContainers).press('space space a');
		expect(play.state.dialog).toMatchObject({type: 'actions', actions: [{name: 'remove'}]});
	});

	test('of which one lacks the action refuse it by that name', () => {
		const idle = resource('container', 'idle', {state: 'stopped', actions: [action('start', 'start')]});
		const play = playing([idle, ...containers(1)], ofContainers).press('space space r');
		expect(play.notice).toBe('idle (container, stopped) does not offer restart; it offers start');
	});

	test('that offer the same by another name get it by their own', () => {
		const remove: Action = {...action('remove', 'remove', true), needsNoInput: true};
		const pod = resource('service', 'pod-1', {actions: [action('delete', 'remove', true)]});
		const container = resource('container', 'web-1', {actions: [remove]});
		const play = playing([pod, container]).press('space space ctrl-d y');
		play.take();
		play.form([]);
		expect(names(play)).toEqual([
			['delete', 'pod-1'],
			['remove', 'web-1'],
		]);
	});

	test.each(['container', 'service'])(
		'of which one may need what the form of the first does not ask are refused, also a %s',
		kind => {
			const job = resource(kind, 'job-1', {actions: [action('rerun', 'restart')]});
			const play = playing([job, ...containers(1)]).press('space space r y');
			play.take();
			play.form([]);
			expect([names(play), play.notice]).toEqual([
				[],
				'Rerun takes inputs that differ from row to row: mark rows that take the same',
			]);
		},
	);

	test('of several kinds take no inputs that only fit one', () => {
		const pod = resource('service', 'pod-1', {actions: [action('delete', 'remove', true)]});
		const play = playing([pod, ...containers(1)]).press('space space ctrl-d y');
		play.form([field('grace')]);
		expect([play.state.dialog, play.notice]).toEqual([
			null,
			'Delete takes inputs that differ from row to row: mark rows that take the same',
		]);
	});
});
