import {describe, expect, test} from 'vitest';
import {
	action,
	live,
	ofContainers,
	opened,
	playing,
	removed,
	reported,
	resource,
	settings,
	start,
} from '../stage.js';

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

	test.each(['r', 'x', 'u', 'ctrl-d', 'c', 'U', '+'])('%s on a row without actions', key => {
		const play = playing([resource('stack', 'shop')]).press(key);
		expect(play.notice).toMatch(/^shop \(stack, running\) does not offer \w+; it offers no action at all$/);
	});

	test.each(['r', 'a', 'l', 's', 't', 'd', 'y', 'e', 'Y', 'space', 'V', '*'])('%s without a row', key => {
		const play = playing([], ofContainers).press(key);
		expect(play.notice).toMatch(/^there is no row to (act on|look at|mark)$/);
	});

	test('a menu without a line', () => {
		expect(playing([resource('stack', 'shop')]).press('a').notice).toBe(
			'shop (stack, running) offers no action',
		);
	});

	test('read-only by the flag', () => {
		const play = playing([idle], {settings: {...settings, readOnly: true}});
		expect(play.press('u').notice).toBe('read-only: rwatch was started with --read-only');
		expect(play.press('a enter').notice).toBe('read-only: rwatch was started with --read-only');
		expect(play.press('l').take()).toMatchObject([{type: 'follow-log'}]);
	});

	test('read-only by the configuration of its source', () => {
		const play = playing([]).dispatch(
			opened('eu', true),
			live('eu'),
			reported({...idle, source: 'eu', key: 'eu//a'}),
		);
		expect(play.press('u').notice).toBe('eu is read-only in the configuration');
	});

	test('refused credentials', () => {
		const play = playing([idle]).dispatch({
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
		const play = playing([idle]).dispatch({type: 'events', events: [removed(idle)]});
		expect(play.press('u').notice).toBe('shop/web-1 is gone');
	});
});
