import {expect, test} from 'vitest';
import {bottomLines} from '../../source/state/bottom-line.js';
import {initialState} from '../../source/state/initial.js';
import {nothingRemembered} from '../../source/state/remembered/remember.js';
import {describedLines} from './described-lines.js';
import {changed, ofContainers, type Play, playing, resource, settings, start} from './stage.js';

const second = 1000;
const name = 'web';
const atRest = resource('container', name);
const starting = {...atRest, state: 'starting', health: 'transitioning', transitioning: 'yes'} as const;
const durations = new Map([['container starting', Array.from({length: 20}, () => 8 * second)]]);
const known = {...ofContainers, remembered: {...nothingRemembered, durations}};

const restarted = (play: Play, at: number, lastsMs: number): Play =>
	play.dispatch({
		type: 'events',
		events: [changed(starting, at), changed(atRest, at + lastsMs)],
	});

const bottom = ({state}: Play): unknown => bottomLines(state)[0];

test('the bottom says how long a transition usually takes, and how long this one has taken', () => {
	const play = playing([atRest], known);
	play.dispatch({type: 'events', events: [changed({...starting, message: 'Pulling'}, start)]});
	play.dispatch({type: 'tick', now: start + 240 * second});
	expect(bottom(play)).toMatchObject({type: 'message', text: 'Pulling · usually 8s, now 4m'});
	play.dispatch({type: 'events', events: [changed(atRest, start + 250 * second)]});
	expect(bottom(play)).toEqual({type: 'blank'});
});

test('so does the description', () => {
	const play = playing([atRest], known);
	play.dispatch(
		{type: 'events', events: [changed(starting, start)]},
		{type: 'tick', now: start + 20 * second},
	);
	play.press('d');
	expect(describedLines(play)).toContainEqual(
		expect.objectContaining({label: 'usual', text: 'usually 8s, now 20s'}),
	);
});

test('what transitions take is remembered where the servers are real, and what is left at the end', () => {
	const learning = {...ofContainers, settings: {...settings, learns: true}};
	const play = restarted(playing([atRest], learning), start, 3 * second);
	const remembered = (one: Play) => one.take().filter(({type}) => type === 'remember');
	expect(remembered(play)).toEqual([
		{type: 'remember', document: 'durations', entries: {'container starting': [3 * second]}},
	]);
	restarted(play, start + 4 * second, second);
	expect(remembered(play)).toEqual([]);
	play.press('ctrl-c');
	expect(remembered(play)).toEqual([
		{type: 'remember', document: 'durations', entries: {'container starting': [second]}},
	]);
	expect(play.state.remembered.durations.get('container starting')).toEqual([3 * second, second]);
	expect(remembered(restarted(playing([atRest], ofContainers), start, second))).toEqual([]);
});

test('a fresh run goes by the set time alone', () => {
	const long = new Map([['container starting', Array.from({length: 20}, () => 600 * second)]]);
	const dueOf = (fresh: boolean) => {
		const first = initialState({
			settings: {...settings, fresh},
			view: {kind: '', filter: '', sort: ''},
			size: {columns: 80, rows: 24},
			now: start,
			remembered: {...nothingRemembered, durations: long},
		});
		first.resources.apply(changed(atRest, start));
		first.resources.apply(changed(starting, start));
		return (first.resources.nextDue ?? 0) - start;
	};
	expect(dueOf(false)).toBe(600 * second);
	expect(dueOf(true)).toBe(settings.stuckAfterMs);
});

test('rows that flap can be filtered, and are sorted to the top', () => {
	const others = ['a', 'z'].map(each => resource('container', each));
	const play = playing([...others, atRest], ofContainers);
	for (let turn = 1; turn <= 5; turn++) {
		const bad = {...atRest, state: 'unhealthy', health: 'error'} as const;
		play.dispatch({type: 'events', events: [changed(turn % 2 === 0 ? atRest : bad, start + turn * second)]});
	}

	play.dispatch({type: 'tick', now: start + 10 * second});
	play.press('/').type('flapping:true').press('enter');
	expect(play.rows).toEqual(['>web']);
	play.press('escape').press('/').type('flapping:false').press('enter');
	expect(play.rows.map(row => row.replace('>', ''))).toEqual(['a', 'z']);
});
