import {expect, test} from 'vitest';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {rewound} from '../../state/past/stage.js';
import {twoClusters} from '../../state/scoped.js';
import {containers, ofContainers, type Play, playing, settings, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

const play = (columns: number, rows = containers(1)): Play =>
	playing(rows, {...ofContainers, size: {columns, rows: 12}});
const lines = (one: Play) => new GridLines(bare).lines(one.state, one.grid);

test('an empty grid says why', () => {
	expect(seen(lines(play(80, []))[1] ?? '').trim()).toBe('No containers here (: shows another kind)');
	expect(seen(lines(play(80, []).press(':').type('hosts').press('enter'))[1] ?? '')).toContain(
		'Esc goes back',
	);
	const off = play(80, []).press(':').type('sources').press('enter space escape');
	expect(seen(lines(off)[1] ?? '').trim()).toBe('All sources are off: :sources turns them on');
});

test('an empty grid says which key shows what a filter hides', () => {
	const text = (one: Play): string => seen(lines(one)[1] ?? '').trim();
	const filtered = play(80).press('/').type('nothing').press('enter');
	expect(text(filtered)).toBe("No row matches 'nothing': Esc shows all 1");
	expect(text(filtered.press('!'))).toBe("No row in trouble matches 'nothing': Esc shows all 1");
	expect(text(play(80).press('!'))).toBe('No row in trouble: Esc or ! shows all 1');
	expect(seen(lines(filtered.press('escape'))[1] ?? '')).toContain('web-1');
	const other = playing(containers(1), {...ofContainers, settings: {...settings, keys: {leave: 'z'}}});
	expect(text(other.press('!'))).toBe('No row in trouble: z or ! shows all 1');
});

test('an empty grid gives the reason of each source that does not work', () => {
	const one = play(100, []);
	const message = 'Cannot list clusters: HTTP 422 column is invalid';
	const status = {type: 'status', source: 'prod', scope: '', at: start, status: 'failed'} as const;
	one.dispatch({type: 'events', events: [{...status, message, retryAt: null}]});
	expect(seen(lines(one)[1] ?? '').trim()).toBe(`prod: failed: ${message}`);
});

test('an empty grid of a kind that is listed on request does not say before that there are none', () => {
	const one = playing([], {view: {kind: 'volumes', filter: '', sort: 'name'}, size: {columns: 80, rows: 12}});
	expect(seen(lines(one)[1] ?? '').trim()).toBe('Waiting for the first data from prod');
	const listed = {type: 'listed', source: 'prod', scope: '', at: start} as const;
	one.dispatch({type: 'events', events: [{...listed, kinds: ['volume'], keys: new Set()}]});
	expect(seen(lines(one)[1] ?? '').trim()).toBe('No volumes here (: shows another kind)');
});

test('an empty grid says which key shows what a namespace limits', () => {
	const one = twoClusters().press('n').type('kube-system').press('enter :').type('containers').press('enter');
	expect(seen(lines(one)[1] ?? '').trim()).toBe('No containers in kube-system: 0 shows all');
});

test('an empty grid of the past waits for nothing', () => {
	const one = rewound().press(':').type('volumes').press('enter');
	expect(seen(lines(one)[1] ?? '').trim()).toMatch(
		/^No volumes of prod were listed by then: only what is follow/,
	);
});
