import {describe, expect, test} from 'vitest';
import {changed, containers, ofContainers, type Play, playing, resource, start, unasked} from '../stage.js';

describe('what the server answers', () => {
	const sent = () => {
		const play = playing(containers(1), {...ofContainers, settings: unasked})
			.press('r')
			.form([]);
		const act = play.take().find(effect => effect.type === 'act');
		if (act?.type !== 'act') throw new Error('Nothing was sent');
		return {play, id: act.id};
	};

	const pending = (play: Play) => play.state.resources.get('prod//container/web-1')?.action;

	test('taken: the row shows it until its stream says that it is over', () => {
		const {play, id} = sent();
		play.dispatch({type: 'action-accepted', id, outcome: {follow: true, message: null}, at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'accepted', endedAt: null});
		expect(play.state.inFlight.size).toBe(0);
	});

	test('over at once', () => {
		const {play, id} = sent();
		play.dispatch({type: 'action-accepted', id, outcome: {follow: false, message: 'pong'}, at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'done', message: 'pong', endedAt: start + 50});
		expect(play.notice).toBe('Restart of web-1: pong');
	});

	test('over as soon as the row is at rest, where it was to end it', () => {
		const {play, id} = sent();
		play.dispatch({
			type: 'action-accepted',
			id,
			outcome: {follow: true, ends: true, message: null},
			at: start,
		});
		const failed = resource('container', 'web-1', {state: 'failed', transitioning: 'error', message: 'old'});
		play.dispatch({type: 'events', events: [changed(failed, start + 20)]});
		expect(pending(play)).toMatchObject({phase: 'done', message: null});
	});

	test('refused: an error with the reason', () => {
		const {play, id} = sent();
		play.dispatch({type: 'action-failed', id, error: 'HTTP 422: not now', at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'failed', message: 'HTTP 422: not now', endedAt: start + 50});
		expect(play.state.notice).toMatchObject({
			level: 'error',
			text: 'Restart of web-1 failed: HTTP 422: not now',
		});
		expect(play.state.changes.of('prod//container/web-1').at(-1)).toMatchObject({
			type: 'action',
			answer: 'failed',
			message: 'HTTP 422: not now',
		});
	});

	test('a transition that was reported before the answer is not forgotten', () => {
		const {play, id} = sent();
		const restarting = resource('container', 'web-1', {state: 'restarting', transitioning: 'yes'});
		play.dispatch({type: 'events', events: [changed(restarting, start + 20)]});
		play.dispatch({type: 'action-accepted', id, outcome: {follow: true, message: null}, at: start + 50});
		expect(pending(play)).toMatchObject({phase: 'accepted', moved: true});
	});

	test('an answer to an action that nobody sent changes nothing', () => {
		const {play} = sent();
		const before = play.state;
		play.dispatch({type: 'action-failed', id: 999, error: 'late', at: start});
		expect(play.state).toBe(before);
	});
});
