import {describe, expect, test} from 'vitest';
import {nextTickMs} from '../../source/state/clock.js';
import {changed, ofContainers, Play, playing, resource, start} from './stage.js';

// Ages of minutes change once a minute; the row is exactly an hour old.
const old = resource('container', 'web-1', {since: start - 600_000});

const tickOf = (play: Play) => nextTickMs(play.state);

test('nothing ticks where nothing ages', () => {
	expect(tickOf(new Play())).toBeNull();
});

test('a view of nothing but ages of years waits no longer than a timer can', () => {
	const years = 5 * 366 * 24 * 3_600_000;
	const play = playing(
		[resource('container', 'web-1', {since: start - years, created: start - years})],
		ofContainers,
	);
	play.dispatch({type: 'tick', now: start + 60_000}).dispatch({type: 'tick', now: start + 120_000});
	expect(tickOf(play)).toBeLessThanOrEqual(2_147_483_647);
	expect(tickOf(play)).toBeGreaterThan(24 * 3_600_000);
});

describe('the clock ticks', () => {
	const quiet = () => {
		const play = playing([old], ofContainers).dispatch({type: 'tick', now: start + 5000});
		return play.dispatch({type: 'tick', now: start + 20_000});
	};

	test('when the next age is due', () => {
		expect(tickOf(quiet())).toBe(40_000);
	});

	test('each second while a state is seconds old', () => {
		const play = quiet();
		play.dispatch({
			type: 'events',
			events: [changed({...old, state: 'stopped', since: null}, start + 20_000)],
		});
		expect(tickOf(play)).toBe(1000);
	});

	test('at whole seconds, in which all ages that are due change together', () => {
		const rows = [150, 400, 650, 900].map(ms =>
			resource('container', `web-${ms}`, {created: start - 5000 + ms, since: start - 3000 - ms}),
		);
		const play = playing(rows, ofContainers).dispatch({type: 'tick', now: start + 10_000});
		const ticks: number[] = [];
		for (let now = start + 20_250; now < start + 24_000; ticks.push(now)) {
			play.dispatch({type: 'tick', now});
			now += tickOf(play) ?? Number.NaN;
		}

		expect(ticks).toEqual([21, 22, 23, 24].map(seconds => start + seconds * 1000));
	});

	test('when a notice goes', () => {
		const play = quiet().dispatch({type: 'notice', level: 'info', text: 'hello', at: start + 20_000});
		expect(tickOf(play)).toBe(5000);
		play.dispatch({type: 'tick', now: start + 25_000});
		expect(play.state.notice).toBeNull();
		expect(tickOf(play)).toBe(35_000);
	});

	test.each([
		['info', 5000],
		['warning', 10_000],
		['error', 10_000],
	] as const)('news of the level %s make room for the hints again after %i ms', (level, shownMs) => {
		const play = quiet().dispatch({type: 'notice', level, text: 'hello', at: start + 20_000});
		expect(play.dispatch({type: 'tick', now: start + 20_000 + shownMs - 1}).notice).toBe('hello');
		expect(play.dispatch({type: 'tick', now: start + 20_000 + shownMs}).notice).toBeNull();
	});

	test('with the countdown of a source', () => {
		const play = quiet();
		play.dispatch({
			type: 'events',
			events: [
				{
					type: 'status',
					source: 'prod',
					scope: '',
					at: start + 20_000,
					status: 'retrying',
					message: 'closed',
					retryAt: start + 23_500,
				},
			],
		});
		expect(tickOf(play)).toBe(500);
	});

	test('when a removed row goes', () => {
		const play = quiet();
		play.dispatch({
			type: 'events',
			events: [{type: 'removed', source: 'prod', at: start + 20_000, key: old.key}],
		});
		let now = start + 20_000;
		while (play.rows.length > 0) {
			now += tickOf(play) ?? Number.NaN;
			expect(now).toBeLessThanOrEqual(start + 26_000);
			play.dispatch({type: 'tick', now});
		}

		expect(now).toBe(start + 26_000);
	});

	test('when a transition becomes stuck, which moves its row up', () => {
		const slow = resource('container', 'a', {
			state: 'starting',
			health: 'transitioning',
			transitioning: 'yes',
			since: start,
		});
		const warned = resource('container', 'b', {health: 'error'});
		const other = resource('container', 'c', {
			health: 'warning',
			transitioning: 'yes',
			since: start + 299_000,
		});
		const play = playing([slow, warned, other]).press('!');
		expect(play.rows).toEqual(['>b', 'c']);
		play.dispatch({type: 'tick', now: start + 300_001});
		expect(play.rows).toEqual(['>b', 'a', 'c']);
	});

	test('each second over the description of a young state', () => {
		expect(tickOf(quiet().press('d'))).toBe(1000);
	});

	test('not for rows that are not shown', () => {
		expect(tickOf(quiet().press('?'))).toBeNull();
	});
});

test('a tick that brings nothing but time changes nothing but time', () => {
	const play = playing([old], ofContainers).dispatch({type: 'tick', now: start + 60_000});
	const before = play.state;
	play.dispatch({type: 'tick', now: start + 61_000});
	expect(play.state).toEqual({...before, now: start + 61_000});
});
