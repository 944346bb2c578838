import {describe, expect, test} from 'vitest';
import {titleModel} from '../../../source/state/title.js';
import {broken, line, lines, log, reading} from '../log-story.js';
import {kinds, ofContainers, playing, reported, resource, start} from '../stage.js';

describe('p, of the run before the last restart,', () => {
	const pod = (restarts: number) =>
		playing([resource('container', 'web', {cells: {RESTARTS: restarts}})], ofContainers)
			.dispatch({
				type: 'events',
				events: [
					{
						type: 'kinds',
						source: 'prod',
						at: start,
						kinds: kinds.map(kind => ({...kind, earlierLogs: true})),
					},
				],
			})
			.press('l');

	test('opens its log, and goes back from it', () => {
		expect(pod(2).press('p').view('logs').options.previous).toBe(true);
		expect(pod(2).press('p p').view('logs').options.previous).toBe(false);
	});

	test('opens it from the rows too, and goes on to the present run', () => {
		const play = pod(2).press('escape p');
		expect(play.view('logs').options.previous).toBe(true);
		expect(play.press('p').view('logs').options.previous).toBe(false);
		expect(play.press('escape d p').view('logs').options.previous).toBe(true);
	});

	test('is refused there with the reason', () => {
		const play = pod(0).press('escape p');
		expect(play.notice).toBe('no previous run of web: there was no restart');
		expect(play.state.views).toHaveLength(1);
	});

	test('opens those of the marked rows that were restarted', () => {
		const twice = resource('container', 'db', {cells: {RESTARTS: '2 (4m ago)'}});
		const play = pod(0).press('escape').dispatch(reported(twice)).press('* p');
		expect(play.view('logs').targets.map(({name}) => name)).toEqual(['db']);
	});

	test.each([
		['of what never restarted', pod(0), 'no previous run of web: there was no restart'],
		[
			'of a server that keeps none',
			reading(1),
			'no previous run of web-1: its server keeps only the log of the present one',
		],
	])('is refused %s', (_title, play, words) => {
		const {id} = play.view('logs');
		expect(play.press('p').notice).toBe(words);
		expect(play.view('logs')).toMatchObject({id, options: {previous: false}});
	});
});

test.each([
	['1', 'live, from the start'],
	['3', 'live, since 5m'],
	['3 k', 'frozen, 0 new, since 5m'],
])('after %s the title says: %s', (keys, status) => {
	const [first = '', ...more] = keys.split(' ');
	const play = log(reading(1).press(first), {type: 'live'}, ...lines(20));
	for (const key of more) play.press(key);
	expect(titleModel(play.state).status).toBe(status);
	const stopped = log(play, broken('it is gone'));
	// That it stopped is a line of the log too.
	const rest = status.replace('live, ', '').replace('0 new', '1 new');
	expect(titleModel(stopped.state).status).toBe(`${rest}, stopped: it is gone`);
});

test('a search finds what is shown, and not the colours and signs behind it', () => {
	const play = log(reading(0), line('\u001b[31mred\u001b[0m flag'), line('31m'), line('plain'));
	const found = (text: string) => play.press('/').type(text).press('enter').view('logs').cursor;
	expect(found('red flag')).toBe(0);
	expect(found('31m')).toBe(1);
});
