import {describe, expect, test} from 'vitest';
import type {ActionOutcome} from '../../../source/model/action-request.js';
import {bottomLines} from '../../../source/state/bottom-line.js';
import {titleModel} from '../../../source/state/title.js';
import {kindsInView} from '../../../source/state/wanted-view.js';
import {type Play, resource, settings, start} from '../stage.js';
import {engine, onto, playing, run, usage} from './source-commands.js';

describe('a command of a source', () => {
	test('goes there as it was typed, but for its name', () => {
		const play = run(playing(), 'PING web-*  "a b" test=true ');
		expect(play.take()).toMatchObject([
			{type: 'command', source: 'one', line: 'ping web-*  "a b" test=true'},
		]);
		expect(play.notice).toBe('ping sent to one');
	});

	test.each([
		['c-two', 'two'],
		['c-one', 'one'],
		['c-plain', 'one'],
	])('typed over the row %s goes to %s', (row, source) => {
		expect(run(onto(playing(), row), 'ping x').take()).toMatchObject([{type: 'command', source}]);
	});

	test('that may do harm asks first, naming line and source, and is sent with a yes only', () => {
		const play = run(playing(), 'drop  all ');
		expect(play.take()).toEqual([]);
		const line = 'drop all';
		expect(play.state.dialog).toMatchObject({type: 'send', source: 'one', line, dangerous: true, yes: false});
		expect(play.press('enter').state.dialog).toBeNull();
		expect(play.take()).toEqual([]);
		run(play, 'drop all').press('escape');
		expect([play.state.dialog, play.take()]).toEqual([null, []]);
		expect(run(play, 'drop  all').press('y').take()).toMatchObject([{type: 'command', source: 'one', line}]);
		expect([play.state.dialog, play.notice]).toEqual([null, 'drop sent to one']);
		expect(run(play, 'drop  all').press('tab enter').take()).toMatchObject([{type: 'command'}]);
	});

	test.each([
		['all', 'drop look one', false],
		['all', 'drop one-17', true],
		['all', 'pong', true],
		['all', 'drop one-17 all', true],
		['dangerous', 'drop look one', false],
		['dangerous', 'drop one-17', false],
		['dangerous', 'pong', false],
		['dangerous', 'drop one-17 all', true],
		['none', 'drop one-17 all', false],
	] as const)('with the confirmation of %s, %s asks first: %s', (usual, line, asks) => {
		const play = run(playing(false, {...settings, confirm: {usual, bySource: new Map()}}), line);
		expect(play.take()).toMatchObject(asks ? [] : [{type: 'command', line}]);
		expect(play.state.dialog?.type ?? null).toBe(asks ? 'send' : null);
	});

	test('goes by the rule of its own source', () => {
		const confirm = {usual: 'all', bySource: new Map([['one', 'none' as const]])} as const;
		expect(run(playing(false, {...settings, confirm}), 'drop all').take()).toMatchObject([{type: 'command'}]);
	});

	test('is refused before it is asked about where nothing may be changed', () => {
		const play = run(playing(true), 'drop all');
		expect([play.state.dialog, play.notice]).toEqual([null, 'one is read-only in the configuration']);
	});

	test('goes to no source that is turned off', () => {
		const play = run(playing(), 'sources').press('down enter escape');
		play.take();
		expect(run(play, 'ping x').take()).toMatchObject([{type: 'command', source: 'two'}]);
	});

	test.each([
		['the program is', playing(false, {...settings, readOnly: true}), /^read-only: rwatch was started/],
		['the source is', playing(true), 'one is read-only in the configuration'],
	])('is refused where %s read-only', (_who, play, reason) => {
		expect(run(play, 'ping x').take()).toEqual([]);
		expect(play.notice).toMatch(reason);
	});

	test('that nobody has is none', () => {
		expect(run(playing(), 'constructor').notice).toMatch(/there is no command, view or kind 'constructor'/);
	});

	test('gives way to a saved view of its name', () => {
		const savedViews = {ping: {kind: 'hosts', filter: '', sort: ''}};
		expect(run(playing(false, {...settings, savedViews}), 'ping').grid.kind).toBe('host');
	});

	test('completes, and shows how it is used', () => {
		const play = playing().press(':').type('pi');
		expect(play.state.prompt?.completions[0]).toBe('ping');
		play.press('tab');
		expect(bottomLines(play.state).at(-1)).toMatchObject({prompt: {text: 'ping'}, usage});
		play.type(' web-1');
		expect(bottomLines(play.state).at(-1)).toMatchObject({prompt: {text: 'ping web-1'}, usage});
		play.press('ctrl-u').type('hosts');
		expect(bottomLines(play.state).at(-1)).toMatchObject({usage: null});
	});
});

describe('what a source answers to a command', () => {
	const about = engine('one');
	const answered = (outcome: ActionOutcome): Play =>
		playing().dispatch({
			type: 'command-accepted',
			id: 0,
			source: 'one',
			line: 'ping web-*  key=hunter2',
			outcome,
			at: start,
		});

	test.each([
		['job 7', 'one: job 7'],
		[null, 'one: accepted'],
	])('is a notice: %s', (message, notice) => {
		const play = answered({follow: false, message, about});
		expect(play.notice).toBe(notice);
		expect(play.grid.kind).toBe('all');
	});

	test('is the log of what it began', () => {
		const log = resource('job', '7', {source: 'one'});
		const play = answered({follow: false, message: 'job 7', about, log});
		expect(play.view('logs').targets).toEqual([log]);
		expect(play.take()).toMatchObject([{type: 'follow-log', resource: log}]);
		expect(play.notice).toBe('one: job 7');
		expect(play.press('escape').grid.kind).toBe('all');
	});

	test('is the log only if nobody types or is asked something by then', () => {
		const log = resource('job', '7', {source: 'one'});
		const outcome = {follow: false, message: 'job 7', about, log};
		const play = playing().press(':');
		play.dispatch({type: 'command-accepted', id: 0, source: 'one', line: 'ping x', outcome, at: start});
		expect(play.grid.kind).toBe('all');
	});

	test('is a page of its own where one line holds but a part of it', () => {
		const play = answered({follow: false, message: '{up: [', answer: {return: {up: ['web-1']}}, about});
		expect(play.view('describe')).toMatchObject({mode: 'yaml', object: {return: {up: ['web-1']}}});
		expect(titleModel(play.state)).toMatchObject({
			what: 'ping web-*',
			of: 'engine engine on one',
			status: '',
		});
		expect(play.notice).toBe('one: {up: [');
		expect(play.take().map(({type}) => type)).not.toContain('load-object');
		expect(play.press('escape').grid.kind).toBe('all');
	});
});

describe('a page of a source', () => {
	test('is the description of a row, also of one that nobody has looked at', () => {
		const play = run(playing(), 'figures');
		const view = play.view('describe');
		expect(view).toMatchObject({mode: 'yaml', resource: {name: 'engine', source: 'one'}});
		expect(play.take()).toEqual([
			{type: 'load-object', view: view.id, resource: engine('one')},
			{type: 'show', kinds: ['engine']},
		]);
		expect(play.state.resources.get(engine('one').key)?.removedAt).toBeNull();
	});

	test('takes nothing after its word', () => {
		const play = run(playing(), 'figures now');
		expect(play.grid.kind).toBe('all');
		expect(play.notice).toBe(":figures takes nothing after it, but 'now' was given");
	});

	test('follows the rows of its kind while it is open', () => {
		const play = run(playing(), 'figures');
		expect(kindsInView(play.state)).toEqual(['engine']);
		expect(kindsInView(play.press('escape').state)).toEqual([]);
	});

	test('may be looked at where nothing may be changed', () => {
		expect(run(playing(true), 'figures').view('describe').resource.name).toBe('engine');
	});
});
