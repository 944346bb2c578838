import {describe, expect, test} from 'vitest';
import type {Message} from '../../source/state/message.ts';
import {
	action,
	changed,
	containers,
	field,
	live,
	ofContainers,
	opened,
	type Play,
	playing,
	removed,
	resource,
	settings,
	start,
	told,
} from './stage.ts';

const scaled = resource('service', 'shop/web', {actions: [action('setscale', 'scale')]});
const ofServices = {view: {kind: 'services', filter: '', sort: ''}};

const noInputs = (name: string): Message => ({type: 'form', action: name, fields: [], error: null});
const names = (play: Play) =>
	play
		.take()
		.map(effect =>
			effect.type === 'act' ? [effect.request.action.name, effect.request.resource.name] : effect.type,
		);

describe('an action by its key', () => {
	test.each([
		['r', 'restart'],
		['x', 'stop'],
		['ctrl-d', 'remove'],
	])('%s asks for the inputs of %s', (key, name) => {
		const play = playing(containers(2), ofContainers).press(`j ${key}`);
		expect(play.take()).toMatchObject([{type: 'load-form', resource: {name: 'web-2'}, action: {name}}]);
		expect(play.state.dialog).toMatchObject({type: 'form', fields: null});
	});

	test.each([
		['u', 'start', 'start'],
		['c', 'cordon', 'cordon'],
		['U', 'uncordon', 'uncordon'],
	] as const)('%s is %s', (key, name, verb) => {
		const host = resource('host', 'node-1', {actions: [action(name, verb)]});
		const play = playing([host]).press(key).tell(noInputs(name));
		expect(names(play)).toEqual(['load-form', [name, 'node-1']]);
	});

	test.each([
		['+', 1],
		['-', -1],
	])('%s scales by %d without a form', (key, by) => {
		const play = playing([scaled], ofServices).press(key);
		expect(play.take()).toMatchObject([{type: 'act', request: {resource: {name: 'shop/web'}, input: {by}}}]);
	});

	test('it asks first when the only marked row is not the one under the cursor', () => {
		const play = playing(containers(2), ofContainers).press('space r').tell(noInputs('restart'));
		expect(play.state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'web-1'}]});
	});

	test('without inputs and danger it is sent at once, and only the action is painted', () => {
		const play = playing(containers(1), ofContainers).press('r').tell(noInputs('restart'));
		expect(names(play)).toEqual(['load-form', ['restart', 'web-1']]);
		const row = play.state.resources.get('prod//container/web-1');
		expect(row).toMatchObject({resource: {state: 'running'}, action: {phase: 'sending', title: 'Restart'}});
		expect(play.state.dialog).toBeNull();
		expect(play.notice).toBe('Restart sent to web-1');
	});

	test('by its own key it does not show inputs that may stay as they are', () => {
		const play = playing(containers(1), ofContainers).press('r');
		play.tell({
			type: 'form',
			action: 'restart',
			fields: [
				field('timeout', {type: 'integer', initial: '0'}),
				field('strategy', {type: 'json', initial: '{}', required: true}),
			],
			error: null,
		});
		expect(play.state.dialog).toBeNull();
		const effect = play.take().at(-1);
		expect(effect?.type === 'act' && effect.request.input).toEqual({strategy: {}});
	});

	test('by its own key it still asks for what must be filled in', () => {
		const play = playing(containers(1), ofContainers).press('r');
		play.tell({type: 'form', action: 'restart', fields: [field('reason', {required: true})], error: null});
		expect(play.state.dialog).toMatchObject({type: 'form', fields: [{name: 'reason'}]});
	});

	test('Escape while the inputs are asked for leaves it, and a late answer opens nothing', () => {
		const play = playing(containers(1), ofContainers).press('r escape').tell(noInputs('restart'));
		expect(names(play)).toEqual(['load-form']);
		expect(play.state.dialog).toBeNull();
	});

	test('inputs that cannot be had are an error', () => {
		const play = playing(containers(1), ofContainers).press('r');
		play.tell({type: 'form', action: 'restart', fields: null, error: 'HTTP 503'});
		expect([play.state.dialog, play.notice]).toEqual([null, 'HTTP 503']);
	});
});

describe('a dangerous action asks first', () => {
	const asked = () => playing(containers(2), ofContainers).press('x').tell(noInputs('stop'));

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
		expect(names(play)).toEqual(sent ? [['stop', 'web-1']] : []);
		expect(play.state.dialog).toBeNull();
	});

	test('and goes back with Escape to the menu that it was opened from, with the cursor where it was', () => {
		const stop = action('stop', 'stop', true);
		const play = playing([resource('container', 'web-1', {actions: [action('export'), stop]})], ofContainers);
		play.press('a down enter').tell(noInputs('stop'));
		expect(play.state.dialog).toMatchObject({type: 'confirm'});
		expect(play.press('escape').state.dialog).toMatchObject({type: 'actions', cursor: 1});
		expect(play.press('enter').tell(noInputs('stop')).press('n').state.dialog).toBeNull();
	});

	test('and goes to the row as it is when it is answered', () => {
		const play = asked();
		play.take();
		play.tell(told(resource('container', 'web-1', {state: 'restarting'}))).press('y');
		expect(play.take()).toMatchObject([{type: 'act', request: {resource: {state: 'restarting'}}}]);
	});

	test('the row may go while it asks: then nothing is sent', () => {
		const [first] = containers(1);
		if (!first) throw new Error('There is one container');
		const play = asked();
		play.take();
		play.tell({type: 'events', events: [removed(first)]}).press('y');
		expect([play.take(), play.notice]).toEqual([[], 'web-1 is gone']);
	});
});

describe('marked rows', () => {
	test('get one request each, after a question that names them all, and are marked no longer', () => {
		const play = playing(containers(3), ofContainers).press('space space r').tell(noInputs('restart'));
		expect(play.state.dialog).toMatchObject({type: 'confirm', targets: [{name: 'web-1'}, {name: 'web-2'}]});
		play.take();
		play.press('y');
		expect(names(play)).toEqual([
			['restart', 'web-1'],
			['restart', 'web-2'],
		]);
		expect(play.notice).toBe('Restart sent to 2 × container');
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
		const pod = resource('service', 'pod-1', {actions: [action('delete', 'remove', true)]});
		const play = playing([pod, ...containers(1)])
			.press('space space ctrl-d')
			.tell(noInputs('delete'));
		play.take();
		play.press('y');
		expect(names(play)).toEqual([
			['delete', 'pod-1'],
			['remove', 'web-1'],
		]);
	});

	test('of several kinds take no inputs that only fit one', () => {
		const pod = resource('service', 'pod-1', {actions: [action('delete', 'remove', true)]});
		const play = playing([pod, ...containers(1)]).press('space space ctrl-d');
		play.tell({type: 'form', action: 'delete', fields: [field('grace')], error: null});
		expect([play.state.dialog, play.notice]).toEqual([
			null,
			'Delete takes inputs that differ from kind to kind: mark rows of one kind only',
		]);
	});
});

describe('the menu', () => {
	test('names what the server offers, in its order, and begins what is chosen', () => {
		const play = playing(containers(1), ofContainers).press('a');
		expect(play.state.dialog).toMatchObject({
			type: 'actions',
			cursor: 0,
			actions: [{name: 'restart'}, {name: 'stop'}, {}, {}, {}, {}],
		});
		expect(names(play.press('j enter').tell(noInputs('stop')).press('y'))).toEqual([
			'load-form',
			['stop', 'web-1'],
		]);
	});

	test('goes round about', () => {
		const play = playing(containers(1), ofContainers).press('a k');
		expect(play.state.dialog).toMatchObject({cursor: 5});
		expect(play.press('down').state.dialog).toMatchObject({cursor: 0});
	});

	test('opens logs, shell and stats as their keys do', () => {
		const chosen = (keys: string) => playing(containers(1), ofContainers).press(`a ${keys} enter`).take();
		expect(chosen('j j j')).toMatchObject([{type: 'open-logs'}]);
		expect(chosen('j j j j')).toMatchObject([{type: 'open-shell'}]);
		expect(chosen('k')).toMatchObject([{type: 'open-stats'}]);
	});

	test.each(['escape', 'q'])('%s leaves it', key => {
		const play = playing(containers(1), ofContainers).press(`a ${key}`);
		expect([play.state.dialog, play.take()]).toEqual([null, []]);
	});
});

describe('what cannot be done says why', () => {
	const idle = resource('container', 'shop/web-1', {
		state: 'stopped',
		actions: [action('start', 'start'), action('remove', 'remove', true), action('logs', 'logs')],
	});

	test.each([
		['r', 'shop/web-1 (container, stopped) does not offer restart; it offers start, remove, logs'],
		['+', 'shop/web-1 (container, stopped) does not offer scale; it offers start, remove, logs'],
		['s', 'shop/web-1 (container, stopped) does not offer shell; it offers start, remove, logs'],
		['t', 'shop/web-1 (container, stopped) does not offer stats; it offers start, remove, logs'],
	])('%s', (key, reason) => {
		const play = playing([idle], ofContainers).press(key);
		expect([play.notice, play.state.notice?.level, play.take()]).toEqual([reason, 'warning', []]);
	});

	test.each(['r', 'x', 'u', 'ctrl-d', 'c', 'U', '+', '-'])('%s on a row without actions', key => {
		const play = playing([resource('stack', 'shop')]).press(key);
		expect(play.notice).toMatch(/^shop \(stack, running\) does not offer \w+; it offers no action at all$/);
	});

	test.each(['r', 'a', 'l', 's', 't', 'd', 'y', 'e', 'Y'])('%s without a row', key => {
		const play = playing([], ofContainers).press(key);
		expect(play.notice).toMatch(/^there is no row to (act on|look at)$/);
	});

	test('a menu without a line', () => {
		expect(playing([resource('stack', 'shop')]).press('a').notice).toBe(
			'shop (stack, running) offers no action',
		);
	});

	test('read-only by the flag', () => {
		const play = playing([idle], {settings: {...settings, readOnly: true}});
		expect(play.press('u').notice).toBe('read-only: rwatch was started so that no action can be fired');
		expect(play.press('a enter').notice).toBe('read-only: rwatch was started so that no action can be fired');
		expect(play.press('l').take()).toMatchObject([{type: 'open-logs'}]);
	});

	test('read-only by the configuration of its source', () => {
		const play = playing([]).tell(
			opened('eu', true),
			live('eu'),
			told({...idle, source: 'eu', key: 'eu//a'}),
		);
		expect(play.press('u').notice).toBe('eu is read-only in the configuration');
	});

	test('refused credentials', () => {
		const play = playing([idle]).tell({
			type: 'events',
			events: [
				{
					type: 'status',
					source: 'prod',
					scope: '',
					at: start,
					status: 'refused',
					message: 'HTTP 401',
					retryAt: null,
				},
			],
		});
		expect(play.press('u').notice).toBe('prod refused the credentials: HTTP 401');
	});

	test('a removed row', () => {
		const play = playing([idle]).tell({type: 'events', events: [removed(idle)]});
		expect(play.press('u').notice).toBe('shop/web-1 is gone');
	});
});

test('on a source that is not live it is sent, and the notice says so', () => {
	const play = playing(containers(1), ofContainers).tell({
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
	play.press('r').tell(noInputs('restart'));
	expect(play.notice).toBe(
		'Restart sent to web-1; prod is not live (retry in 4s): what comes of it may show late',
	);
});

describe('what the server answers', () => {
	const sent = () => {
		const play = playing(containers(1), ofContainers).press('r').tell(noInputs('restart'));
		const act = play.take().find(effect => effect.type === 'act');
		if (act?.type !== 'act') throw new Error('Nothing was sent');
		return {play, id: act.id};
	};

	const pending = (play: Play) => play.state.resources.get('prod//container/web-1')?.action;

	test('taken: the row shows it until its stream says that it is over', () => {
		const {play, id} = sent();
		play.tell({type: 'action-accepted', id, outcome: {follow: true, message: null}, at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'accepted', endedAt: null});
		expect(play.state.inFlight.size).toBe(0);
	});

	test('over at once', () => {
		const {play, id} = sent();
		play.tell({type: 'action-accepted', id, outcome: {follow: false, message: 'pong'}, at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'done', message: 'pong', endedAt: start + 50});
		expect(play.notice).toBe('Restart of web-1: pong');
	});

	test('refused: an error with the reason', () => {
		const {play, id} = sent();
		play.tell({type: 'action-failed', id, error: 'HTTP 422: not now', at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'failed', message: 'HTTP 422: not now', endedAt: start + 50});
		expect(play.state.notice).toMatchObject({
			level: 'error',
			text: 'Restart of web-1 failed: HTTP 422: not now',
		});
		expect(play.state.journal.of('prod//container/web-1').at(-1)).toMatchObject({
			type: 'action',
			answer: 'failed',
			message: 'HTTP 422: not now',
		});
	});

	test('a transition that was told before the answer is not forgotten', () => {
		const {play, id} = sent();
		const restarting = resource('container', 'web-1', {state: 'restarting', transitioning: 'yes'});
		play.tell({type: 'events', events: [changed(restarting, start + 20)]});
		play.tell({type: 'action-accepted', id, outcome: {follow: true, message: null}, at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'accepted', moved: true});
	});

	test('an answer to an action that nobody sent changes nothing', () => {
		const {play} = sent();
		const before = play.state;
		play.tell({type: 'action-failed', id: 999, error: 'late', at: start});
		expect(play.state).toBe(before);
	});
});
