import {expect, test} from 'vitest';
import type {Evidence, Finding} from '../../../source/model/explanation.js';
import {shownExplanation} from '../../../source/state/explain/entries.js';
import {explainLines} from '../../../source/views/lines/explain-lines.js';
import {lineText} from '../../../source/views/lines/list-line.js';
import {type Play, playing, resource, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const pod = resource('pod', 'shop/web-1', {state: 'crashLoopBackOff', health: 'error'});

const finding = (text: string, changes: Partial<Finding> = {}): Finding => ({
	severity: 'error',
	role: 'cause',
	text,
	quotes: [],
	since: start - 240_000,
	row: pod,
	...changes,
});

const explaining = (findings: readonly Finding[], answers: readonly Partial<Evidence>[] = []): Play => {
	const play = playing([pod], {view: {kind: 'pod', filter: '', sort: ''}}).press('g X');
	const about = {view: play.state.views.at(-1)?.id ?? 0, of: pod.key};
	for (const one of answers) {
		const evidence = {
			title: 'its object',
			about: pod.key,
			what: 'object',
			at: start,
			answer: {},
			error: null,
			...one,
		};
		play.dispatch({type: 'evidence', ...about, evidence});
	}

	return play.dispatch(
		{type: 'findings', ...about, findings, machines: [], events: [], error: null},
		{type: 'gathered', ...about, of: null, error: null},
	);
};

const screen = ({state}: Play): readonly string[] => {
	const view = shownExplanation(state.views.at(-1));
	if (!view) throw new Error('no explanation is shown');
	return explainLines(state, view, bare).map(lineText).map(seen);
};

test('a finding has its severity, its age, and below it what the server said', () => {
	const play = explaining(
		[
			finding('container app of pod shop/web-1 ends over and over with exit code 1, restarted 6 times', {
				quotes: ['panic: cannot open\u001b[31m /etc/app'],
			}),
			finding('the roll-out has made no progress in time', {role: 'consequence', since: null}),
			finding('event BackOff of pod shop/web-1, 26 times within 6m', {severity: 'warning', role: 'sign'}),
		],
		[{}, {title: 'its events', what: 'events', error: 'HTTP 403: events is forbidden'}],
	);
	const lines = screen(play);
	expect(lines).toHaveLength(19);
	expect(lines.slice(0, 5)).toEqual([
		'> ✗ container app of pod shop/web-1 ends over and over with exit code 1,      4m',
		'    restarted 6 times',
		'    "panic: cannot open␛[31m /etc/app"',
		'  ✗ hence the roll-out has made no progress in time',
		'  ▲ event BackOff of pod shop/web-1, 26 times within 6m                       4m',
	]);
	expect(lines.slice(-4)).toEqual([
		'─'.repeat(80),
		'looked at      the row',
		'asked          its object (0s ago)',
		'not known: its events: HTTP 403: events is forbidden',
	]);
});

test('what the server said has its lines', () => {
	const play = explaining([finding('it cannot be rendered', {quotes: ['Jinja error\n  line 3: {{ x }']})]);
	expect(screen(play).slice(1, 3)).toEqual(['    "Jinja error', '      line 3: {{ x }"']);
});

test('what the server said is cut, but for the finding under the cursor', () => {
	const quotes = [Array.from({length: 60}, (_none, index) => `word-${index}`).join(' ')];
	const play = explaining([finding('one', {quotes}), finding('other', {quotes})]);
	const lines = screen(play);
	const other = lines.findIndex(line => line.includes('✗ other'));
	expect(other).toBeGreaterThan(4);
	expect(lines[other + 2]).toMatch(/…$/);
	const moved = screen(play.press('j'));
	expect(moved.join('\n')).toContain('word-59"');
	expect(moved.findIndex(line => line.includes('✗ other'))).toBeLessThan(other);
});

test('the finding under the cursor is seen, however many there are', () => {
	const play = explaining(Array.from({length: 40}, (_none, index) => finding(`finding ${index}`)));
	expect(screen(play).join('\n')).not.toContain('finding 30');
	for (let count = 0; count < 30; count++) play.press('j');
	expect(screen(play).some(line => line.startsWith('> ✗ finding 30'))).toBe(true);
	expect(screen(play.press('G')).some(line => line.startsWith('> ✗ finding 39'))).toBe(true);
});

test('a row with which nothing is wrong is said to be well, with what was looked at', () => {
	const lines = screen(explaining([], [{}]));
	expect(lines[0]).toMatch(/^pod shop\/web-1 is crashLoopBackOff: nothing was found that says why$/);
	expect(lines.at(-1)).toBe('asked          its object (0s ago)');
});

test('a low terminal has room for the findings', () => {
	const play = explaining([finding('one'), finding('other')]);
	const low = {...play.state, size: {columns: 40, rows: 10}};
	const view = shownExplanation(low.views.at(-1));
	if (!view) throw new Error('no explanation is shown');
	expect(explainLines(low, view, bare).map(lineText).map(seen)[0]).toMatch(/^> ✗ one/);
});
