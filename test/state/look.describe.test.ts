import {describe, expect, test} from 'vitest';
import {wholeText} from '../../source/state/pages/text-line.js';
import {titleModel} from '../../source/state/title.js';
import {describedLines} from './described-lines.js';
import {
	action,
	changed,
	ofContainers,
	type Play,
	playing,
	removed,
	resource,
	start,
	unasked,
} from './stage.js';

const web = resource('container', 'shop/web-1', {
	message: 'all fine',
	cells: {IMAGE: 'nginx:1.15'},
	parents: ['prod//service/shop/web'],
});

const lines = (play: Play) =>
	describedLines(play).map(line =>
		line.style === 'field' ? `${line.label}: ${line.text}` : wholeText(line),
	);

describe('describe', () => {
	const opened = (key = 'd') => playing([web, resource('service', 'shop/web')], ofContainers).press(key);

	const loaded = (play: Play, object: Record<string, unknown>) =>
		play.dispatch({type: 'object', view: play.view('describe').id, object, error: null});

	test('shows what is known at once, and asks the server for the object', () => {
		const play = opened();
		expect(play.take()).toMatchObject([
			{type: 'load-object', view: play.view('describe').id, resource: {name: 'shop/web-1'}},
		]);
		expect(lines(play)).toEqual([
			'name: shop/web-1',
			'kind: container',
			'id: 1-shop/web-1',
			'source: prod',
			'state: running (ok)',
			'message: all fine',
			'created: 21:13:20',
			'belongs to: shop/web',
			'image: nginx:1.15',
			'actions: restart, stop, remove, logs, exec, stats',
			'Timeline',
			'22:13:20: running (at least 0ms until now): all fine',
			'loading the object…',
		]);
	});

	test('shows the timeline with how long each state took, and what changed last', () => {
		const play = opened();
		const starting = {...web, state: 'starting', transitioning: 'yes', message: 'Pulling'} as const;
		play.dispatch({type: 'events', events: [changed(starting, start + 1000), changed(web, start + 3500)]});
		play.dispatch({type: 'tick', now: start + 65_500});
		expect(lines(play).slice(-5, -1)).toEqual([
			'Timeline',
			'22:13:20: running (at least 1s): all fine',
			'22:13:21: starting (2.5s): Pulling',
			'22:13:23: running (1m02s until now): all fine',
		]);
		expect(lines(play)).toContain(
			'last change: 22:13:23 state starting → running, transitioning yes → no, message Pulling → all fine',
		);
	});

	test('reports what came of the last action in full, also when the row shows it no more', () => {
		const play = playing([web], {...ofContainers, settings: unasked})
			.press('r')
			.form([]);
		const act = play.take().find(effect => effect.type === 'act');
		if (act?.type !== 'act') throw new Error('Nothing was sent');
		const error =
			'HTTP 422: InvalidState: the container is being upgraded, finish or roll back the upgrade first';
		play.dispatch({type: 'action-failed', id: act.id, error, at: start + 50});
		play.dispatch({type: 'tick', now: start + 60_000}).press('d');
		expect(lines(play)).toContain(`last action: 22:13:20 Restart failed: ${error}`);
	});

	test('shows the conditions of the object', () => {
		const play = loaded(opened(), {
			status: {
				conditions: [
					{type: 'Ready', status: 'False', reason: 'Probe', message: 'HTTP 500'},
					'odd',
					{type: 'Up', status: 'True'},
				],
			},
		});
		const shown = lines(play);
		const from = shown.indexOf('Conditions');
		expect(shown.slice(from, from + 4)).toEqual([
			'Conditions',
			'Ready: False: Probe: HTTP 500',
			'Up: True',
			'Object',
		]);
	});

	test('ends with the whole object', () => {
		const play = loaded(opened(), {grains: {os: 'Debian'}});
		expect(lines(play).slice(-3)).toEqual(['Object', 'grains:', '  os: Debian']);
	});

	test('y shows the object as YAML, in the same view', () => {
		const play = loaded(opened().press('y'), {id: '1i1', labels: {a: 'b'}});
		expect(lines(play)).toEqual(['id: 1i1', 'labels:', '  a: b']);
		expect(titleModel(play.state)).toMatchObject({what: 'yaml', of: 'container shop/web-1'});
		expect(play.state.views).toHaveLength(2);
		expect(opened('y').view('describe').mode).toBe('yaml');
	});

	test('says why the object cannot be had', () => {
		const play = opened('y');
		play.dispatch({type: 'object', view: play.view('describe').id, object: null, error: 'HTTP 404'});
		expect(lines(play)).toEqual(['HTTP 404']);
		expect(titleModel(play.state).status).toBe('failed');
	});

	test('scrolls, and searches around the end', () => {
		const object = Object.fromEntries(Array.from({length: 50}, (_none, index) => [`key${index}`, index]));
		const play = loaded(opened('y'), object);
		const top = () => play.view('describe').top;
		expect(
			['j', 'down', 'k', 'pagedown', 'pageup', 'G', 'j', 'g'].map(key => play.press(key) && top()),
		).toEqual([1, 2, 1, 19, 1, 31, 31, 0]);
		play.press('/').type('key1').press('enter');
		expect(top()).toBe(1);
		expect(['n', 'N', 'N'].map(key => play.press(key) && top())).toEqual([10, 1, 19]);
		expect(play.press('/').type('absent').press('enter').notice).toBe("no line matches 'absent'");
	});

	test.each(['d', 'y'])('ctrl-r after %s lists everything again, and asks for the object again', key => {
		const play = opened(key);
		play.take();
		expect(play.press('ctrl-r').take()).toMatchObject([
			{type: 'relist'},
			{type: 'load-object', resource: {name: 'shop/web-1'}},
		]);
		expect(play.notice).toBe('listing everything again');
	});

	test.each(['d', 'y'])('r after %s loads the object again, and nothing else', key => {
		const play = opened(key);
		const {id} = play.view('describe');
		play.take();
		expect(play.press('r').take()).toMatchObject([{type: 'load-object', view: id}]);
		expect([play.state.dialog, play.notice]).toEqual([null, 'loading shop/web-1 again']);
		play.dispatch({type: 'object', view: play.view('describe').id, object: {}, error: null});
		expect(play.state.notice).toBeNull();
	});

	test('the keys of actions do nothing there', () => {
		const play = opened();
		play.take();
		play.press('x u ctrl-d c U +');
		expect([play.take(), play.state.dialog]).toEqual([[], null]);
	});

	test('of a row that is gone says so above its YAML too', () => {
		const play = loaded(opened('y'), {id: '1i1'});
		play.dispatch({type: 'events', events: [removed(web, start + 3000)]});
		expect(lines(play)).toEqual(['removed at 22:13:23; last known:', 'id: 1i1']);
		play.dispatch({type: 'tick', now: start + 60_000});
		expect(lines(play)[0]).toContain('removed at');
	});

	test('of a row that is gone keeps what was last known, and says so', () => {
		const play = opened();
		const stopping = {...web, state: 'stopping', transitioning: 'yes', message: 'Stopping'} as const;
		play.dispatch({type: 'events', events: [changed(stopping, start + 1000), removed(web, start + 3000)]});
		play.dispatch({type: 'tick', now: start + 60_000});
		const shown = lines(play);
		expect(shown[0]).toBe('removed at 22:13:23; last known:');
		expect(shown).toContain('state: stopping (ok)');
		expect(shown).toContain('22:13:21: stopping (2s until it was removed): Stopping');
	});

	test('Escape ends a search before it goes back', () => {
		const play = opened().press('/').type('image').press('enter escape');
		expect(play.view('describe').search).toBe('');
		expect(play.press('escape').grid.kind).toBe('container');
	});

	test('actions go to its row', () => {
		const play = opened();
		play.take();
		expect(play.press('a enter').take()).toMatchObject([{type: 'load-form', resource: {name: 'shop/web-1'}}]);
		expect(opened().press('l').view('logs').targets).toMatchObject([{name: 'shop/web-1'}]);
	});
});

describe('what an action was answered with', () => {
	const shop = resource('stack', 'shop', {actions: [action('exportconfig')]});
	const answered = () => {
		const play = playing([shop], {settings: unasked}).press('a enter');
		play.form([]);
		const [sent] = play.take().filter(effect => effect.type === 'act');
		if (sent?.type !== 'act') throw new Error('Nothing was sent');
		const outcome = {follow: false, message: null, answer: {compose: 'services:\n  web: {}\n'}};
		return play.dispatch({type: 'action-accepted', id: sent.id, outcome, at: start});
	};

	test('is shown as YAML, under the name of the action', () => {
		const play = answered();
		expect(lines(play)).toEqual(['compose: |', '  services:', '    web: {}']);
		expect(titleModel(play.state)).toMatchObject({what: 'Exportconfig', of: 'stack shop'});
		expect(play.press('escape').grid.kind).toBe('all');
	});

	test('stays true when the row is gone', () => {
		const play = answered();
		play.dispatch({type: 'events', events: [removed(play.view('describe').resource, start + 3000)]});
		expect(lines(play)).toEqual(['compose: |', '  services:', '    web: {}']);
	});

	test('stays what it is: the object of the row is another view', () => {
		const play = answered();
		expect(play.press('ctrl-r').take()).toEqual([{type: 'relist'}]);
		expect(play.press('y').take()).toMatchObject([{type: 'load-object', resource: {name: 'shop'}}]);
		expect(titleModel(play.state).what).toBe('yaml');
		expect(titleModel(play.press('escape').state).what).toBe('Exportconfig');
	});
});
