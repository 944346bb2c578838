import {describe, expect, test} from 'vitest';
import type {GuardRule} from '../../../source/model/guard-rule.js';
import {names} from '../acts.js';
import {guardRule} from '../guard-rules.js';
import {
	action,
	containers,
	live,
	ofContainers,
	opened,
	playing,
	reported,
	resource,
	settings,
	unasked,
} from '../stage.js';

const guarded = (...guard: readonly GuardRule[]) =>
	playing(containers(3), {...ofContainers, settings: {...unasked, guard}});

describe('a rule that denies', () => {
	test.each<[string, Partial<GuardRule>, boolean]>([
		['everything', {}, true],
		['its source', {source: 'prod'}, true],
		['sources by a pattern', {source: 'pr*d'}, true],
		['sources by one character', {source: 'pro?'}, true],
		['another source', {source: 'production'}, false],
		['a source with signs of regular expressions', {source: 'p.+'}, false],
		['a verb', {actions: ['remove', 'restart']}, true],
		['another verb', {actions: ['remove']}, false],
		['rows that pass its filter', {when: 'name:web-1 and kind:containers'}, true],
		['other rows', {when: 'name:web-2'}, false],
	])('is about %s', (_what, changes, isDenied) => {
		const play = guarded(guardRule({deny: 'by GitOps only', ...changes})).press('r');
		play.form([]);
		expect(play.notice).toBe(isDenied ? 'guarded: by GitOps only' : 'Restart sent to web-1');
		expect(names(play).filter(one => Array.isArray(one))).toEqual(isDenied ? [] : [['restart', 'web-1']]);
	});

	test("names an action by the server's own name, in any case", () => {
		const drain = action('Drain');
		const play = playing([resource('container', 'web-1', {actions: [drain]})], {
			...ofContainers,
			settings: {...settings, guard: [guardRule({actions: ['drain'], deny: 'never'})]},
		});
		expect(play.press('a enter').notice).toBe('guarded: never');
		expect(play.take()).toEqual([]);
	});

	test('is about all forms of what it names', () => {
		const force = {...action('forceRemove'), formOf: 'remove' as const};
		const play = playing([resource('container', 'web-1', {actions: [force]})], {
			...ofContainers,
			settings: {...settings, guard: [guardRule({actions: ['remove'], deny: 'never'})]},
		});
		expect(play.press('a enter').notice).toBe('guarded: never');
	});

	test('refuses all marked rows for one of them, and names that', () => {
		const play = guarded(guardRule({when: 'name:web-2', deny: 'no'})).press('space space r');
		expect([play.notice, play.take()]).toEqual(['guarded: no (web-2)', []]);
		const two = guarded(guardRule({when: 'not name:web-2', deny: 'no'})).press('space space space r');
		expect(two.notice).toBe('guarded: no (2 containers)');
	});

	test('is asked again when the question is answered', () => {
		const guard = [guardRule({when: 'state:stopped', deny: 'it is stopped on purpose'})];
		const play = playing(containers(1), {...ofContainers, settings: {...settings, guard}}).press('r');
		expect(play.state.dialog).toMatchObject({type: 'confirm'});
		play.dispatch(reported(resource('container', 'web-1', {state: 'stopped'}))).take();
		play.press('y');
		expect([play.notice, play.take()]).toEqual(['guarded: it is stopped on purpose', []]);
	});

	test('refuses a shell, and nothing that only looks', () => {
		const play = guarded(guardRule({deny: 'no'}));
		expect(play.press('s').notice).toBe('guarded: no');
		expect(play.press('l').take()).toMatchObject([{type: 'follow-log'}]);
	});
});

test('no more rows at once than a rule allows, of those that it is about', () => {
	const rows = {source: 'prod', actions: ['restart'], maxRows: 2};
	expect(guarded(guardRule(rows)).press('space space r').form([]).notice).toBe(
		'Restart sent to 2 containers',
	);
	const play = guarded(guardRule(rows)).press('space space space r');
	expect(play.notice).toBe('guarded: restart goes to at most 2 rows at once, not to 3');
	const some = guarded(guardRule({...rows, when: 'not name:web-3'}))
		.press('space space space r')
		.form([]);
	expect(some.notice).toBe('Restart sent to 3 containers');
});

test('the strictest of all rules that match wins', () => {
	const named = guardRule({confirmName: true});
	const play = guarded(named, guardRule({actions: ['restart'], deny: 'no'}), named);
	expect(play.press('r').notice).toBe('guarded: no');
	expect(play.press('x').state.dialog).toMatchObject({phrase: {wanted: 'web-1'}});
});

describe('a name that must be typed', () => {
	const asked = () => guarded(guardRule({confirmName: true})).press('r');

	test('is asked for although nothing else is, and letters are letters', () => {
		const play = asked();
		expect(play.state.dialog).toMatchObject({type: 'confirm', phrase: {wanted: 'web-1', typed: ''}});
		play.type('nyqjk');
		expect(play.state.dialog).toMatchObject({phrase: {typed: 'nyqjk', isWrong: false}});
		play.press('enter');
		expect(play.state.dialog).toMatchObject({phrase: {isWrong: true}});
		play.press('ctrl-u').type('web-1').take();
		expect(names(play.press('enter').form([]))).toEqual(['load-form', ['restart', 'web-1']]);
	});

	test('is left with Escape, and nothing is sent', () => {
		const play = asked();
		play.take();
		expect(play.type('web-1').press('escape').state.dialog).toBeNull();
		expect(play.take()).toEqual([]);
	});

	test('is not typed by keys that came with the one that opened the question', () => {
		const play = asked();
		play.dispatch({type: 'key', key: 'w', at: play.state.now, seen: null});
		expect(play.state.dialog).toMatchObject({phrase: {typed: ''}});
	});

	test('is the number and kind of several rows', () => {
		const play = guarded(guardRule({confirmName: true})).press('space space r');
		expect(play.state.dialog).toMatchObject({phrase: {wanted: '2 containers'}});
		play.type('2 containers').take();
		expect(names(play.press('enter').form([])).slice(1)).toEqual([
			['restart', 'web-1'],
			['restart', 'web-2'],
		]);
	});

	test('comes after a form too', () => {
		const scale = action('scale', 'scale');
		const play = playing([resource('container', 'web-1', {actions: [scale]})], {
			...ofContainers,
			settings: {...unasked, guard: [guardRule({confirmName: true})]},
		}).press('+');
		play.form([]);
		expect(play.state.dialog).toMatchObject({type: 'confirm', phrase: {wanted: 'web-1'}});
	});

	test('comes before a shell', () => {
		const play = guarded(guardRule({confirmName: true})).press('s');
		expect(play.state.dialog).toMatchObject({type: 'confirm', phrase: {wanted: 'web-1'}});
		play.type('web-1').take();
		expect(play.press('enter').take()).toMatchObject([{type: 'open-shell', resource: {name: 'web-1'}}]);
		expect(play.state.suspended).toBe(true);
	});
});

test('rules hold on the source that they name only', () => {
	const eu = resource('container', 'eu-1', {source: 'eu'});
	const guard = [guardRule({source: 'eu', deny: 'no'})];
	const play = playing(containers(1), {...ofContainers, settings: {...unasked, guard}}).dispatch(
		opened('eu'),
		live('eu'),
		reported(eu),
	);
	expect(play.press('space space r').notice).toBe('guarded: no (eu-1 on eu)');
});
