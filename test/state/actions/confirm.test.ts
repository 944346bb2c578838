import {describe, expect, test} from 'vitest';
import type {Confirm} from '../../../source/model/source-config.js';
import {answerableAt} from '../../../source/state/actions/confirm.js';
import {actionPhrase, objectOf} from '../../../source/state/rows/action-phrase.js';
import {names} from '../acts.js';
import {
	action,
	containers,
	field,
	kinds,
	live,
	ofContainers,
	opened,
	type Play,
	playing,
	reported,
	resource,
	settings,
} from '../stage.js';

const withRule = (usual: Confirm, bySource: readonly (readonly [string, Confirm])[] = []) => ({
	...ofContainers,
	settings: {...settings, confirm: {usual, bySource: new Map(bySource)}},
});

describe('what is asked about', () => {
	test.each<[Confirm, string, boolean]>([
		['all', 'r', true],
		['all', 'x', true],
		['all', 'space space r', true],
		['dangerous', 'r', false],
		['dangerous', 'x', true],
		['dangerous', 'ctrl-d', true],
		['dangerous', 'space space r', true],
		['none', 'r', false],
		['none', 'x', false],
		['none', 'space space ctrl-d', false],
	])('with the rule %s, after %s: %s', (rule, keys, asks) => {
		const play = playing(containers(2), withRule(rule)).press(keys);
		expect(play.state.dialog?.type).toBe(asks ? 'confirm' : 'form');
		expect(names(play)).toEqual(asks ? [] : ['load-form']);
	});

	test('goes by the rule of the row, and by the strictest of several', () => {
		const play = playing(containers(1), withRule('none', [['eu', 'dangerous']]));
		play.dispatch(opened('eu'), live('eu'), reported(resource('container', 'eu-1', {source: 'eu'})));
		expect(play.press('g x').state.dialog?.type).toBe('confirm');
		expect(play.press('escape j x').state.dialog?.type).toBe('form');
		expect(play.press('escape g space space x').state.dialog?.type).toBe('confirm');
	});

	test('is the form of an action itself, unless that is dangerous', () => {
		const host = resource('host', 'node-1', {actions: [action('label'), action('drain', null, true)]});
		const play = playing([host])
			.press('a enter')
			.form([field('text')]);
		play.take();
		expect(names(play.press('x enter'))).toEqual([['label', 'node-1']]);
		play.dispatch({type: 'action-failed', id: [...play.state.inFlight.keys()][0] ?? 0, error: 'no', at: 0});
		play
			.press('a j enter')
			.form([field('grace')])
			.press('enter');
		expect(play.state.dialog).toMatchObject({type: 'confirm', action: {name: 'drain'}});
	});

	test('is asked once where inputs turn up after the answer', () => {
		const play = playing(containers(1), ofContainers)
			.press('x y')
			.form([field('reason', {required: true})]);
		play.take();
		expect(names(play.press('x enter'))).toEqual([['stop', 'web-1']]);
	});
});

describe('a key that was pressed before the question could be read', () => {
	const key = (play: Play, name: string, at: number): Play =>
		play.dispatch({type: 'key', key: name, at, seen: {view: play.grid.id, cursor: 'prod//container/web-1'}});

	test.each([
		['r', 'y'],
		['r', 'n'],
		['x', 'y'],
		['q', 'y'],
		['q', 'enter'],
	])('does not answer it: %s, then %s', (opening, answer) => {
		const play = playing(containers(1), ofContainers);
		const {now} = play.state;
		key(play, opening, now);
		const {dialog} = play.state;
		expect(dialog).not.toBeNull();
		key(key(play, answer, now), answer, now + 199);
		expect([play.state.dialog, play.take()]).toEqual([dialog, []]);
		expect(answerableAt(dialog)).toBe(now + 200);
		key(play, answer, now + 200);
		expect(play.state.dialog !== dialog || play.take().length > 0).toBe(true);
	});

	test('cannot choose the other answer either, but leaves it with Escape', () => {
		const play = playing(containers(1), ofContainers);
		const {now} = play.state;
		key(key(play, 'r', now), 'tab', now);
		expect(play.state.dialog).toMatchObject({yes: false});
		expect(key(play, 'escape', now).state.dialog).toBeNull();
	});

	test('does not send a form that just opened', () => {
		const play = playing(
			[resource('container', 'web-1', {actions: [action('scale', 'scale')]})],
			ofContainers,
		);
		play
			.press('+')
			.form([field('scale', {type: 'integer', initial: '3'})])
			.take();
		const {now} = play.state;
		expect(key(key(play, 'enter', now), 'ctrl-s', now + 199).take()).toEqual([]);
		expect(names(key(play, 'enter', now + 200))).toEqual([['scale', 'web-1']]);
	});
});

describe('questions to a server', () => {
	const upgradable = (name: string) => resource('service', name, {actions: [action('upgrade')]});

	test('take no answer that was meant for another', () => {
		const play = playing([upgradable('api'), upgradable('web')]).press('a enter');
		const [first] = play.take();
		if (first?.type !== 'load-form') throw new Error('Nothing was asked');
		play.press('escape escape j a enter');
		play.dispatch({
			type: 'form',
			id: first.id,
			at: play.state.now,
			fields: [field('image', {initial: 'api:1'})],
			error: null,
		});
		expect(play.state.dialog).toMatchObject({type: 'form', targets: [{name: 'web'}], fields: null});
		play.form([field('image', {initial: 'web:1'})]);
		expect(play.state.dialog).toMatchObject({values: {image: 'web:1'}});
	});

	test('end when the dialog is left', () => {
		const play = playing([upgradable('api')]).press('a enter');
		const [asked] = play.take();
		const id = asked?.type === 'load-form' ? asked.id : null;
		expect(play.press('escape').take()).toEqual([{type: 'abort', id}]);
	});

	test('do not end because they were answered', () => {
		const play = playing([upgradable('api')])
			.press('a enter')
			.form([field('image')]);
		expect(names(play)).toEqual(['load-form']);
		expect(play.press('escape').take()).toEqual([]);
	});

	test('for an object end with its view', () => {
		const play = playing(containers(1), ofContainers).press('d');
		const {id} = play.view('describe');
		play.take();
		expect(play.press('escape').take()).toEqual([{type: 'close', view: id}]);
	});
});

test('a question lists as many rows as there are, and scrolls', () => {
	const play = playing(containers(60), ofContainers);
	for (let count = 0; count < 50; count++) play.press('space');
	play.press('r');
	const top = () => (play.state.dialog?.type === 'confirm' ? play.state.dialog.top : null);
	expect(['down', 'j', 'k', 'pagedown', 'pageup', 'up', 'up'].map(key => play.press(key) && top())).toEqual([
		1, 2, 1, 14, 1, 0, 0,
	]);
});

test.each([
	['Restart', 'Restart web-1'],
	['Apply states', 'Apply states to web-1'],
	['Add service link', 'Add service link to web-1'],
	['Remove service link', 'Remove service link from web-1'],
	['Run a command', 'Run a command on web-1'],
	['Restart a service', 'Restart a service on web-1'],
	['Run again', 'Run web-1 again'],
	['Roll back', 'Roll back web-1'],
	['Scale down', 'Scale down web-1'],
	['Back up etcd', 'Back up etcd of web-1'],
	['Restore from backup', 'Restore web-1 from backup'],
	['Finish upgrade', 'Finish upgrade of web-1'],
])('%s is said as %s', (title, phrase) => {
	expect(actionPhrase({title}, 'web-1')).toBe(phrase);
});

test('several rows are counted by their kind', () => {
	expect(objectOf({kinds}, containers(3))).toBe('3 containers');
	expect(objectOf({kinds}, [...containers(1), resource('host', 'h')])).toBe('2 rows');
	expect(objectOf({kinds}, containers(1))).toBe('web-1');
});
