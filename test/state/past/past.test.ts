import {expect, test} from 'vitest';
import type {Reach} from '../../../source/model/recording.js';
import type {Resource} from '../../../source/model/resource.js';
import {bottomLines} from '../../../source/state/bottom-line.js';
import {nextTickMs} from '../../../source/state/clock.js';
import {helpLines} from '../../../source/state/keys/help.js';
import type {Message} from '../../../source/state/message.js';
import {headerModel} from '../../../source/state/pages/header.js';
import {WorldBuilder} from '../../../source/state/past/builder.js';
import {recordConnection} from '../../../source/state/past/checkpoint.js';
import {RowStore} from '../../../source/state/rows/row-store.js';
import {titleModel} from '../../../source/state/title.js';
import {changed, containers, type Play, playing, resource, settings, start} from '../stage.js';

const minute = 60_000;
const reach: Reach = {
	oldest: start,
	newest: null,
	because: 'it began then',
	bytes: 5000,
	fault: '',
};

/** The answer of the time machine: these rows, as they were at a time. */
const pastOf = (
	{state}: Play,
	rows: readonly Resource[],
	at: number,
	more: Partial<Extract<Message, {type: 'past'}>> = {},
): Message => {
	const builder = new WorldBuilder(() => new RowStore(300_000));
	builder.begin(start, [...state.connections.values()].map(recordConnection));
	for (const one of rows) builder.apply(changed(one, start, true), start);
	return {
		type: 'past',
		world: builder.world(at),
		reach,
		edge: null,
		speed: null,
		at: at + 3 * minute,
		...more,
	};
};

/** A program that shows two containers, and how they were three minutes ago. */
const rewound = (): Play => {
	const play = playing(containers(2));
	play.press('g ctrl-t');
	const then = [resource('container', 'web-1', {state: 'starting'}), resource('container', 'web-9')];
	play.dispatch(pastOf(play, then, start + minute));
	play.take();
	return play;
};

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
	expect(play.notice).toMatch(/^this is the past \(\d\d:\d\d:\d\d\): its servers can be asked nothing/);
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

/** A recording that is shown from its beginning. */
const replayed = (): Play => {
	const play = playing([], {settings: {...settings, replay: true, recorderBytes: 0}});
	play.dispatch(pastOf(play, containers(2), start, {speed: 1, reach: {...reach, newest: start + minute}}));
	play.take();
	return play;
};

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
