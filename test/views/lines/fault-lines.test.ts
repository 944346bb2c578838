import {beforeAll, expect, test} from 'vitest';
import type {SourceEvent} from '../../../source/model/source.js';
import {titleModel} from '../../../source/state/title.js';
import {faultLines} from '../../../source/views/lines/fault-lines.js';
import {containers, playing, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

beforeAll(() => {
	process.env.TZ = 'UTC';
});

const fault = (message: string, at = start): SourceEvent => ({type: 'fault', source: 'prod', at, message});

const shown = (...events: readonly SourceEvent[]) => {
	const play = playing(containers(1)).dispatch({type: 'events', events});
	play.press(':').type('faults').press('enter');
	return faultLines(play.state, play.page('faults'), bare).map(seen);
};

test('what could not be read stands there with time, source and how often it came, made harmless', () => {
	expect(
		shown(fault('no\u001b[31m frame'), fault('no id', start + 1000), fault('no id', start + 2000)),
	).toEqual([' 22:13:20 prod             no␛[31m frame', ' 22:13:22 prod             2× no id']);
});

test('nothing is said to be wrong where nothing is', () => {
	expect(shown()).toEqual(['No faults: everything that the servers said could be read']);
});

test('the last hundred are kept, all are counted', () => {
	const many = Array.from({length: 250}, (_, index) => fault(`no frame ${index}`));
	const play = playing(containers(1)).dispatch({type: 'events', events: many});
	const connection = play.state.connections.get('prod');

	expect([connection?.faults, connection?.recentFaults.length]).toEqual([250, 100]);
});

test('a fault that is longer than the screen is wide goes on below', () => {
	const message = `Cannot list statefulsets: ${'the server shows this user no such kind; '.repeat(2)}ask for the right`;
	expect(shown(fault(message))).toEqual([
		' 22:13:20 prod             Cannot list statefulsets: the server shows this user',
		'                           no such kind; the server shows this user no such',
		'                           kind; ask for the right',
	]);
});

test('all lines of long faults can be scrolled to', () => {
	const events = Array.from({length: 12}, (_, index) =>
		fault(`fault ${index}: ${'and so on '.repeat(20)}`, start + index),
	);
	const play = playing(containers(1)).dispatch({type: 'events', events});
	play.press(':').type('faults').press('enter');
	const page = () => faultLines(play.state, play.page('faults'), bare).map(seen).join('\n');
	expect(page()).toContain('fault 11:');
	expect(page()).not.toContain('fault 0:');
	play.press('g');
	expect(page()).toContain('fault 0:');
	play.dispatch({type: 'resize', columns: 200, rows: 50});
	expect(page()).toContain('fault 11:');
	expect(titleModel(play.state).position).toBe('24/24');
});
