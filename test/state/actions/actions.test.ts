import {describe, expect, test} from 'vitest';
import {names} from '../acts.js';
import {action, containers, field, ofContainers, playing, resource, start, unasked} from '../stage.js';

const quiet = {...ofContainers, settings: unasked};

describe('an action by its key', () => {
	test.each([
		['r', 'restart'],
		['x', 'stop'],
		['ctrl-d', 'remove'],
	])('%s asks first, and only then for the inputs of %s', (key, name) => {
		const play = playing(containers(2), ofContainers).press(`j ${key}`);
		expect(play.take()).toEqual([]);
		expect(play.state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'web-2'}], action: {name}});
		expect(play.press('y').take()).toMatchObject([
			{type: 'load-form', resource: {name: 'web-2'}, action: {name}},
		]);
		expect(play.state.dialog).toMatchObject({type: 'form', fields: null});
		expect(names(play.form([]))).toEqual([[name, 'web-2']]);
	});

	test.each([
		['u', 'start', 'start'],
		['c', 'cordon', 'cordon'],
		['U', 'uncordon', 'uncordon'],
	] as const)('%s is %s', (key, name, verb) => {
		const host = resource('host', 'node-1', {actions: [action(name, verb)]});
		const play = playing([host]).press(`${key} y`).form([]);
		expect(names(play)).toEqual(['load-form', [name, 'node-1']]);
	});

	test('several rows are all asked for their inputs where these are of each row, but not rows of several kinds', () => {
		const image = {...action('image', 'image'), inputsOfRow: true as const};
		const rows = ['one', 'two'].map(name => resource('container', name, {actions: [image]}));
		const asked = playing(rows, quiet).press('space space i').take();
		expect(asked).toMatchObject([{type: 'load-form', resource: {name: 'one'}, others: [{name: 'two'}]}]);
		const mixed = [...rows, resource('host', 'three', {actions: [image]})];
		expect(playing(mixed, {settings: quiet.settings}).press('* i').take()).toMatchObject([{others: []}]);
		const restart = rows.map(row => ({...row, actions: [action('restart', 'restart')]}));
		expect(playing(restart, quiet).press('space space r').take()).toMatchObject([{others: []}]);
	});

	test('where nothing is asked about and nothing filled in it is sent at once, and only the action is painted', () => {
		const play = playing(containers(1), quiet).press('r').form([]);
		expect(names(play)).toEqual(['load-form', ['restart', 'web-1']]);
		const row = play.state.resources.get('prod//container/web-1');
		expect(row).toMatchObject({resource: {state: 'running'}, action: {phase: 'sending', title: 'Restart'}});
		expect(play.state.dialog).toBeNull();
		expect(play.notice).toBe('Restart sent to web-1');
	});

	test('is refused on a row to which one is still being sent, until the server took that', () => {
		const play = playing(containers(2), quiet).press('r').form([]);
		play.take();
		expect(play.press('r').notice).toBe('restart is still being sent to web-1');
		expect(play.press('x').notice).toBe('restart is still being sent to web-1');
		expect(play.press('a enter').notice).toBe('restart is still being sent to web-1');
		expect(play.press('space j space r').notice).toBe('restart is still being sent to web-1');
		expect([play.take(), play.state.dialog]).toEqual([[], null]);
		const [[id = 0] = []] = play.state.inFlight;
		const outcome = {message: null, follow: true} as const;
		play.dispatch({type: 'action-accepted', id, outcome, at: start}).press('ctrl-\\ k r').form([]);
		expect(names(play)).toEqual(['load-form', ['restart', 'web-1']]);
	});

	test('is refused when the question before it is answered while another is being sent', () => {
		const play = playing(containers(1), ofContainers).press('x');
		play.state.resources.setAction('prod//container/web-1', {
			id: 99,
			title: 'Restart',
			startedAt: start,
			phase: 'sending',
			moved: false,
			message: null,
			endedAt: null,
		});
		play.take();
		expect(play.press('y').notice).toBe('restart is still being sent to web-1');
		expect([play.take(), play.state.dialog]).toEqual([[], null]);
	});

	test('by its own key it does not show inputs that may stay as they are', () => {
		const play = playing(containers(1), quiet).press('r');
		play.form([
			field('timeout', {type: 'integer', initial: '0'}),
			field('strategy', {type: 'json', initial: '{}', required: true}),
		]);
		expect(play.state.dialog).toBeNull();
		const effect = play.take().at(-1);
		expect(effect?.type === 'act' && effect.request.input).toEqual({strategy: {}});
	});

	test('by its own key it still asks for what must be filled in', () => {
		const play = playing(containers(1), quiet).press('r');
		play.form([field('reason', {required: true})]);
		expect(play.state.dialog).toMatchObject({type: 'form', fields: [{name: 'reason'}]});
	});

	test('Escape while the inputs are asked for leaves it, and a late answer opens nothing', () => {
		const play = playing(containers(1), quiet).press('r escape').form([]);
		expect(names(play)).toEqual(['load-form', 'abort']);
		expect(play.state.dialog).toBeNull();
	});

	test('inputs that cannot be had are an error', () => {
		const play = playing(containers(1), quiet).press('r');
		play.form(null, 'HTTP 503');
		expect([play.state.dialog, play.notice]).toEqual([null, 'Restart of web-1 failed: HTTP 503']);
	});
});

test('on a source that is not live it is sent, and the notice says so', () => {
	const play = playing(containers(1), quiet).dispatch({
		type: 'events',
		events: [
			{
				type: 'status',
				source: 'prod',
				scope: '',
				at: start,
				status: 'retrying',
				message: 'closed',
				retryAt: start + 4000,
			},
		],
	});
	play.press('r').form([]);
	expect(play.notice).toBe('Restart sent to web-1; prod is not live (retry in 4s): its effect may show late');
});

describe('the key of an action that needs no input', () => {
	const inputless = {...action('stop', 'stop', true), needsNoInput: true} as const;
	const rows = [1, 2].map(number => resource('container', `web-${number}`, {actions: [inputless]}));

	test('asks, and then sends the action and nothing else', () => {
		const play = playing(rows, ofContainers).press('x');
		expect(play.state.dialog).toMatchObject({type: 'confirm', action: {name: 'stop'}});
		expect(names(play.press('y'))).toEqual([['stop', 'web-1']]);
		expect(play.state.dialog).toBeNull();
	});

	test('sends it at once where nothing is asked', () => {
		expect(names(playing(rows, quiet).press('x'))).toEqual([['stop', 'web-1']]);
	});

	test('asks for inputs where one of the marked rows needs them', () => {
		const [first] = rows;
		const other = resource('container', 'db', {actions: [action('stop', 'stop', true)]});
		if (!first) throw new Error('There is one container');
		expect(names(playing([first, other], ofContainers).press('space j space x y'))).toEqual(['load-form']);
	});

	test('its form is shown all the same where it is chosen from the menu', () => {
		expect(names(playing(rows, quiet).press('a enter'))).toEqual(['load-form']);
	});
});
