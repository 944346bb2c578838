import {expect, test} from 'vitest';
import {headerModel} from '../../../source/state/pages/header.js';
import {changed, resource, start} from '../stage.js';
import {replayed} from './stage.js';

const minute = 60_000;

test('a recording is played, paused and played faster and slower', () => {
	const play = replayed();
	expect(headerModel(play.state).past?.text).toMatch(/^replay .* x1$/);
	play.press('space');
	expect(headerModel(play.state).past?.text).toMatch(/x1, paused$/);
	play.press('+ space _');
	expect(play.take()).toEqual([
		{type: 'pause'},
		{type: 'pause'},
		{type: 'play', speed: 2},
		{type: 'play', speed: 1},
	]);
	const stopped = resource('container', 'web-1', {state: 'stopped'});
	const now = start + minute;
	play.dispatch({type: 'played', events: [changed(stopped, start + 2000)], now, isOver: true, at: now});
	expect(play.state.now).toBe(now);
	expect(play.state.resources.get(stopped.key)?.resource.state).toBe('stopped');
	expect(headerModel(play.state).past?.text).toMatch(/x1, recording over$/);
});

test('in a recording Esc clears and goes back, q asks to quit, and nothing can be done', () => {
	const play = replayed();
	play.press('j escape');
	expect(play.state.past).not.toBeNull();
	play.press('x');
	expect(play.notice).toMatch(/^a recording is shown/);
	play.press('ctrl-t');
	expect(play.notice).toBe('this is a recording, which has no now');
	play.press('q');
	expect(play.state.dialog).toMatchObject({type: 'quit'});
});

test('a time before is one before the end of the recording', () => {
	const play = replayed();
	play.press('g').type(':at 30s').press('enter');
	expect(play.take()).toEqual([{type: 'travel', to: {to: start + minute - 30_000}}]);
});

test('a step stops the recording, which would play on over it', () => {
	const play = replayed();
	play.press('right');
	expect(play.take()).toEqual([{type: 'pause'}, {type: 'travel', to: {change: 1}}]);
	expect(play.state.past?.player?.isPlaying).toBe(false);
});
