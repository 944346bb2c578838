import {describe, expect, test} from 'vitest';
import type {SourceEvent, SourceStatus} from '../../source/model/source.js';
import {visibleRows} from '../../source/state/grid/visible-rows.js';
import {headerModel} from '../../source/state/pages/header.js';
import {titleModel} from '../../source/state/title.js';
import {changed, containers, kinds, live, opened, Play, playing, reported, resource, start} from './stage.js';

const status = (
	word: SourceStatus,
	message: string | null = null,
	retryAt: number | null = null,
	scope = '',
): SourceEvent => ({
	type: 'status',
	source: 'prod',
	scope,
	at: start,
	status: word,
	message,
	retryAt,
});

const dispatch = (play: Play, ...events: readonly SourceEvent[]) => play.dispatch({type: 'events', events});

const word = (play: Play) => headerModel(play.state).sources[0]?.word;

describe('the header names a source', () => {
	test.each([
		['connecting', [], 'connecting'],
		['live', [status('live')], 'live'],
		['waiting for the next try', [status('retrying', 'closed', start + 3500)], 'retry in 4s'],
		['trying again', [status('retrying', 'closed', start)], 'connecting'],
		['refused', [status('refused', 'HTTP 401')], 'refused'],
		['failed', [status('failed', 'no such host')], 'failed'],
		['live, but asking for changes', [{...status('live', 'pods are listed'), polling: true}], 'polling'],
		[
			'polling until it is not',
			[{...status('live', 'pods are listed'), polling: true}, status('live')],
			'live',
		],
		['live but for a part', [status('live'), status('retrying', 'closed', null, '1a5')], 'live, 1 scope not'],
	] as const)('%s', (_title, events, expected) => {
		expect(word(dispatch(new Play().dispatch(opened('prod')), ...events))).toBe(expected);
	});

	test('with what is out of the ordinary about it', () => {
		const play = new Play().dispatch({
			type: 'source',
			source: 'prod',
			family: 'rancher1',
			url: 'https://prod.example.com',
			insecure: true,
			readOnly: true,
			at: start,
		});
		dispatch(play, status('live'), {type: 'fault', source: 'prod', at: start, message: 'no JSON'});
		expect(headerModel(play.state).sources).toEqual([
			{
				source: 'prod',
				word: 'live',
				note: null,
				health: 'ok',
				insecure: true,
				guarded: false,
				endsIn: null,
				readOnly: true,
				faults: 1,
			},
		]);
	});
});

test.each([
	['live', 'events come 5 s late', 'warning'],
	['retrying', null, 'warning'],
	['refused', null, 'error'],
] as const)('what does not work of a source that is %s stands beside it', (word, note, health) => {
	const play = dispatch(new Play().dispatch(opened('prod')), status(word, 'events come 5 s late'));
	expect(headerModel(play.state).sources).toMatchObject([{note, health}]);
});

test('the header counts rows by health, and events per second', () => {
	const play = playing([...containers(2), resource('container', 'db', {health: 'error'})]);
	expect(headerModel(play.state).counts).toMatchObject({ok: 2, error: 1, total: 3});
	play.dispatch({type: 'tick', now: start + 2000});
	dispatch(
		play,
		...containers(1).flatMap(one => [
			changed({...one, state: 'a'}, start + 2000),
			changed({...one, state: 'b'}, start + 2000),
		]),
	);
	play.dispatch({type: 'tick', now: start + 3000});
	expect(headerModel(play.state).eventsPerSecond).toBeGreaterThan(0);
});

test('the header counts the rows that the view of all is about, as its title does', () => {
	const play = new Play().dispatch(opened('prod'), {
		type: 'events',
		events: [
			{
				type: 'kinds',
				source: 'prod',
				at: start,
				kinds: kinds.map(kind => (kind.name === 'host' ? {...kind, mainStates: ['inactive']} : kind)),
			},
		],
	});
	const hosts = ['inactive', 'active', 'inactive'].map((state, index) =>
		resource('host', `node-${index}`, {state, health: 'error'}),
	);
	play.dispatch(reported(...containers(2), resource('volume', 'data', {health: 'error'}), ...hosts));
	expect(headerModel(play.state).counts).toMatchObject({ok: 2, error: 2, total: 4});
	expect(titleModel(play.state).count).toEqual({shown: 4, total: 4});
});

test('what a listing emits is not an event', () => {
	const play = new Play().dispatch(opened('prod'), live());
	dispatch(play, ...containers(40).map(one => changed(one, start, true)));
	play.dispatch({type: 'tick', now: start + 2000});
	expect(headerModel(play.state).eventsPerSecond).toBe(0);
	expect(play.state.connections.get('prod')).toMatchObject({events: 0, lastEventAt: start});
});

describe('what a person should hear at once', () => {
	const gap: SourceEvent = {
		type: 'gap',
		source: 'prod',
		scope: '',
		at: start,
		from: start - 65_000,
		to: start,
	};

	test.each([
		['a gap', [gap], 'warning', 'prod: 1m of changes may have been missed; all is listed again'],
		['refused credentials', [status('refused', 'HTTP 401')], 'error', 'prod refused: HTTP 401'],
		['a part that failed', [status('failed', 'gone', null, '1a5')], 'error', 'prod (1a5) failed: gone'],
		['the worst of a frame', [status('refused', 'HTTP 401'), gap], 'error', 'prod refused: HTTP 401'],
	] as const)('%s', (_title, events, level, text) => {
		expect(dispatch(playing([]), ...events).state.notice).toMatchObject({level, text});
	});

	test.each([
		['a new try', status('retrying', 'closed', start + 4000)],
		['a sign of life', {type: 'heartbeat', source: 'prod', at: start}],
	] as const)('but not %s', (_title, event) => {
		expect(dispatch(playing([]), event).notice).toBeNull();
	});

	test('and not the same again', () => {
		const play = dispatch(playing([]), status('refused', 'HTTP 401'));
		play.dispatch({type: 'tick', now: start + 60_000});
		expect(dispatch(play, status('refused', 'HTTP 401')).notice).toBeNull();
	});
});

test('rows of a source that is not live are stale, since its last sign of life', () => {
	const play = dispatch(playing(containers(1)), status('retrying', 'closed', start + 4000));
	expect(visibleRows(play.state)[0]?.staleSince).toBe(start);
	expect(visibleRows(dispatch(play, status('live')).state)[0]?.staleSince).toBeNull();
});

test('gaps and changes are written down in the list of changes', () => {
	const play = playing(containers(1));
	const {size} = play.state.changes;
	play.dispatch(reported(resource('container', 'web-1', {state: 'stopped'})));
	expect(play.state.changes.size).toBe(size + 1);
});

describe('the list of sources', () => {
	const two = () =>
		playing(containers(1))
			.dispatch(opened('eu'), live('eu'), reported(resource('container', 'eu-1', {source: 'eu'})))
			.press(': s o u r c e s enter');

	test.each(['enter', 'space'])('%s turns the one under the cursor off, and its rows go', key => {
		const play = two();
		play.take();
		play.press(`j ${key}`);
		expect(play.take()).toEqual([{type: 'enable-source', source: 'eu', enabled: false}]);
		expect(play.notice).toBe('eu is turned off');
		expect(headerModel(play.state).sources[1]?.word).toBe('off');
		expect(play.press('escape').rows).toEqual(['>web-1']);
	});

	test('what a source that is off still says is not listened to', () => {
		const play = two().press('j space');
		play.dispatch(reported(resource('container', 'eu-2', {source: 'eu'}))).press('escape');
		expect(play.rows).toEqual(['>web-1']);
	});

	test('again turns it on', () => {
		const play = two().press('j space');
		play.take();
		expect(play.press('space').take()).toEqual([{type: 'enable-source', source: 'eu', enabled: true}]);
		play.dispatch(reported(resource('container', 'eu-2', {source: 'eu'}))).press('escape');
		expect(play.rows).toEqual(['eu-2', '>web-1']);
	});

	test('the cursor stays among them', () => {
		const play = two().press('j j G');
		expect(play.page('sources').place).toBe(1);
		expect(play.press('g k').page('sources').place).toBe(0);
	});
});

test('a source that reports its kinds later hears what is shown', () => {
	const play = playing([], {view: {kind: 'volumes', filter: '', sort: ''}}).dispatch(opened('eu'));
	play.take();
	dispatch(play, {type: 'kinds', source: 'eu', at: start, kinds});
	expect(play.take()).toEqual([{type: 'show', kinds: ['volume']}]);
});

test('events of a source that nobody opened are dropped', () => {
	const play = dispatch(new Play(), changed(resource('container', 'web-1')));
	expect(play.state.resources.size).toBe(0);
});

test('events of several sources in one message are counted for each, before and after a status', () => {
	const [one] = containers(1);
	if (!one) throw new Error('There is one container');
	const of = (source: string, at: number) => ({...changed(one, at), source});
	const play = dispatch(
		playing([]).dispatch(opened('edge')),
		of('prod', start + 1),
		of('prod', start + 2),
		of('edge', start + 3),
		of('prod', start + 4),
		status('live'),
		of('prod', start + 5),
	);
	const counted = ['prod', 'edge'].map(source => {
		const {events, lastEventAt} = play.state.connections.get(source) ?? {};
		return [events, lastEventAt];
	});
	expect(counted).toEqual([
		[4, start + 5],
		[1, start + 3],
	]);
});

test('a row that comes together with other kinds is shown', () => {
	const play = playing(containers(2), {view: {kind: 'containers', filter: '', sort: 'name'}});
	const more = {type: 'kinds', source: 'prod', at: start, kinds: kinds.map(kind => ({...kind}))} as const;
	dispatch(play, changed(resource('container', 'late')), more);
	expect(play.rows.some(name => name.endsWith('late'))).toBe(true);
});
