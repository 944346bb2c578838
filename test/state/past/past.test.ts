import {expect, test} from 'vitest';
import {bottomLines} from '../../../source/state/bottom-line.js';
import {nextTickMs} from '../../../source/state/clock.js';
import {helpLines} from '../../../source/state/keys/help.js';
import {headerModel} from '../../../source/state/pages/header.js';
import {presentState} from '../../../source/state/past/present.js';
import {titleModel} from '../../../source/state/title.js';
import {gone} from '../../../source/state/watching/condition.js';
import {changed, containers, playing, removed, resource, settings, start} from '../stage.js';
import {pastOf, rewound} from './stage.js';

const minute = 60_000;

test('ctrl-t asks for the present moment, and shows the rows as they were', () => {
	const play = playing(containers(2));
	play.press('g ctrl-t');
	expect(play.take()).toContainEqual({type: 'travel', to: {to: start}});
	expect(rewound().rows).toEqual(['>web-1', 'web-9']);
});

test('the header and the title say that this is not now', () => {
	const {state} = rewound();
	const {past} = headerModel(state);
	expect(past?.text).toMatch(/^PAST \d\d:\d\d:\d\d, 3m ago$/);
	expect(past?.reach).toMatch(/^back to \d\d:\d\d:\d\d, the start \(5 KB\)$/);
	expect(titleModel(state)).toMatchObject({what: 'all', isPast: true});
	expect(titleModel(playing([]).state).isPast).toBe(false);
});

test('what happens meanwhile is kept for now, and does not change what is shown', () => {
	const play = rewound();
	const later = resource('container', 'web-1', {state: 'stopped'});
	play.dispatch({type: 'events', events: [changed(later, start + 5 * minute)]});
	expect(play.rows).toEqual(['>web-1', 'web-9']);
	expect(play.state.resources.get(later.key)?.resource.state).toBe('starting');
	play.press('escape');
	expect(play.take()).toEqual([{type: 'leave-past'}]);
	expect(play.state.past).toBeNull();
	expect([...play.rows].sort()).toEqual(['>web-1', 'web-2']);
	expect(play.state.resources.get(later.key)?.resource.state).toBe('stopped');
	expect(play.state.now).toBe(start + 5 * minute);
});

test.each(['escape', 'q', 'end', 'ctrl-t'])('%s goes back to now, as it was left', key => {
	const play = rewound();
	play.press('d');
	expect(play.state.views).toHaveLength(2);
	play.press('escape').press(key);
	expect(play.state).toMatchObject({past: null, views: {length: 1}});
	expect(play.rows).toEqual(['>web-1', 'web-2']);
	expect(play.grid.cursor).toBe('prod//container/web-1');
});

test.each(['escape', 'q'])('%s goes back to now also from a view with others below it', key => {
	const play = playing(containers(2)).press(': c o n t a i n e r s enter');
	expect(play.state.views).toHaveLength(2);
	play.press('ctrl-t').dispatch(pastOf(play, [resource('container', 'web-9')], start + minute));
	play.press('d').press(key);
	expect(play.state.past).not.toBeNull();
	play.press(key);
	expect(play.state).toMatchObject({past: null, views: {length: 2}});
	expect([...play.rows].sort()).toEqual(['>web-1', 'web-2']);
});

test.each([
	['left', {change: -1}],
	['right', {change: 1}],
	['shift-left', {by: -minute}],
	['shift-right', {by: minute}],
	['home', {end: 'oldest'}],
])('%s looks up another time', (key, to) => {
	const play = rewound();
	play.press(key);
	expect(play.take()).toEqual([{type: 'travel', to}]);
});

test.each(['l', 't', 'y', 's', 'a', 'r', 'x', 'ctrl-d', 'E', 'O', 'ctrl-r', '+'])(
	'%s is refused there',
	key => {
		const play = rewound();
		const before = play.state.views;
		play.press(key);
		expect(play.take()).toEqual([]);
		expect(play.state.views).toEqual(before);
		// Some of these keys may belong to nothing here.
		if (play.notice !== null)
			expect(play.notice).toMatch(/^this is the past \(.*Esc goes back to now$|does nothing here/);
	},
);

test('an action is refused with the reason', () => {
	const play = rewound();
	play.press('x');
	expect(play.notice).toMatch(/^this is the past \(\d\d:\d\d:\d\d\): nothing can be asked of its servers/);
	play.press('escape').press('x');
	expect(play.state.dialog).toMatchObject({type: 'confirm'});
});

test('describe shows the row as it was, and asks no server', () => {
	const play = rewound();
	play.press('d');
	expect(play.take()).toEqual([]);
	expect(play.view('describe').resource.state).toBe('starting');
	expect(titleModel(play.state).status).toBe('');
});

test('filter, sort, marks and drill-down work, and are not those of now', () => {
	const play = rewound();
	play.press('space / w e b - 9 enter');
	expect(play.rows).toEqual(['>web-9']);
	expect(play.take()).toEqual([]);
	play.press('escape escape');
	expect(play.rows).toEqual(['>web-1', 'web-2']);
	expect(play.grid.marks.size).toBe(0);
});

test('ages are those of then, and only how long ago it was goes on', () => {
	const play = rewound();
	const due = nextTickMs(play.state) ?? 0;
	expect(due).toBeGreaterThan(0);
	expect(due).toBeLessThanOrEqual(minute);
	play.dispatch({type: 'tick', now: start + 9 * minute});
	expect(play.state.now).toBe(start + minute);
	expect(headerModel(play.state).past?.text).toMatch(/8m ago$/);
});

test('a notice goes in its time, and the keys of the time machine are in the footer and the help', () => {
	const play = rewound();
	play.press('l');
	expect(play.notice).not.toBeNull();
	play.dispatch({type: 'tick', now: start + 20 * minute});
	expect(play.notice).toBeNull();
	const hints = bottomLines(play.state).flatMap(line => (line.type === 'hints' ? line.hints : []));
	expect(hints[0]).toEqual({key: '←', title: 'change back'});
	// What would be refused is not offered.
	expect(hints.map(({title}) => title)).not.toContain('logs');
	expect(helpLines(play.state)).toContainEqual({head: 'time machine'});
});

test.each([
	[':at 10m', start + 5 * minute, start - 5 * minute],
	[':at 14:05:10', null, null],
])('%s looks up that time', (line, _now, at) => {
	const play = playing(containers(1));
	if (_now) play.dispatch({type: 'tick', now: _now});
	play.press('j').type(line).press('enter');
	const [effect] = play.take();
	if (effect?.type !== 'travel' || !('to' in effect.to))
		throw new Error(`asked for ${JSON.stringify(effect)}`);
	if (at !== null) expect(effect.to.to).toBe(at);
	else expect(new Date(effect.to.to).toTimeString().slice(0, 8)).toBe('14:05:10');
	expect(effect.to.to).toBeLessThanOrEqual(play.state.now);
});

test.each([
	[':at noon', /^:at takes how long ago/],
	[':at 25:00', /^:at takes how long ago/],
])('%s is refused', (line, reason) => {
	const play = playing(containers(1));
	play.press('j').type(line).press('enter');
	expect(play.notice).toMatch(reason);
	expect(play.take()).toEqual([]);
});

test.each([
	[':save-recording', null, /^recording-\d{8}-\d{6}\.ndjson\.gz$/],
	[':save-recording 10m', 10 * minute, /^recording-/],
	[':save-recording 10m outage.gz', 10 * minute, /^outage\.gz$/],
	[':save-recording my outage.gz', null, /^my outage\.gz$/],
])('%s saves what has happened', (line, lastMs, name) => {
	const play = playing(containers(1));
	play.press('j').type(line).press('enter');
	expect(play.take()).toEqual([{type: 'save-recording', lastMs, name: expect.stringMatching(name)}]);
});

test('where nothing is kept, the time machine says why', () => {
	const play = playing(containers(1), {settings: {...settings, recorderBytes: 0}});
	play.press('g ctrl-t');
	expect(play.notice).toBe('nothing is recorded: the configuration says recorder: {memory: 0MB}');
	expect(play.take()).toEqual([]);
});

test('a row of the past is explained by the rows of then, and by those of another time after a step; nothing is asked', () => {
	const play = rewound().press('g X');
	const [explain, ...others] = play.take();
	expect(explain).toMatchObject({type: 'explain', surroundings: {subject: {resource: {state: 'starting'}}}});
	expect(others.map(({type}) => type)).not.toContain('gather');
	const before = [resource('container', 'web-1', {state: 'error', health: 'error'})];
	play.dispatch(pastOf(play, before, start + 30_000));
	expect(play.take()).toMatchObject([
		{type: 'explain', surroundings: {subject: {resource: {state: 'error'}}}},
	]);
});

test('the key that goes to an answer goes back to now', () => {
	const play = rewound();
	const [row] = [...presentState(play.state).resources.rows()];
	if (!row) throw new Error('there is no row');
	play.state.watching.ask(row, gone, play.state.now);
	play.dispatch({type: 'events', events: [removed(row.resource, start + 4 * minute)]});
	play.take();
	play.press('ctrl-n');
	expect(play.state.past).toBeNull();
	expect(play.take()).toContainEqual({type: 'leave-past'});
	expect(play.grid.cursor).toBe(row.resource.key);
});
