import {describe, expect, test} from 'vitest';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {displayWidth} from '../../../source/views/screen/glyphs.js';
import {opened, type Play, playing, removed, reported, start} from '../../state/stage.js';
import {bare, seen, theme} from '../stage.js';
import {container, lines, play, titles} from './grid-stage.js';

describe('the columns of a grid', () => {
	test.each([
		[200, ['NAME↑', 'STATE', 'SINCE', 'IMAGE', 'IP', 'AGE', 'MESSAGE']],
		[120, ['NAME↑', 'STATE', 'SINCE', 'IMAGE', 'AGE', 'MESSAGE']],
		[100, ['NAME↑', 'STATE', 'SINCE', 'IMAGE', 'MESSAGE']],
		[80, ['NAME↑', 'STATE', 'SINCE', 'AGE', 'MESSAGE']],
		[50, ['NAME↑', 'STATE', 'SINCE', 'MESSAGE']],
		[40, ['NAME↑', 'STATE', 'SINCE']],
	])('at %i columns are the important ones', (columns, expected) => {
		expect(titles(play(columns))).toEqual(expected);
	});

	test('show the ages of whole seconds: between two of them no row changes by itself', () => {
		const rows = [100, 400, 700].map(ms => container(`web-${ms}`, {since: start - 3000 - ms}));
		const one = play(80, rows);
		const grid = new GridLines(bare);
		const at = (now: number) => lines(one.dispatch({type: 'tick', now}), grid);
		const before = at(start + 10_000);
		for (const ms of [150, 500, 999]) expect(at(start + 10_000 + ms)).toEqual(before);
		expect(at(start + 11_000)).not.toEqual(before);
	});

	test('that do not fit come with a step to the right, in the place of the message', () => {
		const one = play(80);
		one.press('right');
		expect(titles(one)).toEqual(['NAME↑', 'STATE', 'SINCE', 'IMAGE', 'IP', 'AGE']);
	});

	test('that are wider than the room are cut where one scrolled to them', () => {
		const one = play(50);
		one.press('right');
		expect(titles(one)).toEqual(['NAME↑', 'STATE', 'SINCE', 'IMAGE']);
		expect(seen(lines(one)[1] ?? '')).toContain('registry.');
	});

	test('give names room of the message where those that differ would look the same', () => {
		const host = (number: number) => `host-00${number}.eu-central.example.internal`;
		const rows = [1, 2, 3].map(number => container(host(number)));
		const one = play(80, rows);
		const shown = lines(one).slice(1, 4);
		expect(new Set(shown.map(line => seen(line).slice(3, 50))).size).toBe(3);
		expect(titles(one)).toContain('MESSAGE');
	});

	test('do not widen for names that are told apart when cut', () => {
		const rows = ['a', 'b'].map(end =>
			container(`payments-sandbox-webhook-recorder-${end}`, {message: 'no space'}),
		);
		expect(seen(lines(play(80, rows))[1] ?? '').slice(3)).toMatch(/^payments\S*…\S* +running/);
	});

	test.each([40, 50, 80, 120, 200])('take exactly the width of %i columns', columns => {
		const names = ['web', 'a-very-long-name-of-a-container-that-nobody-wants', '日本語コンテナ', '🚀 launch'];
		const rows = names.map(name => container(name, {message: 'wide 日本語 message '.repeat(20)}));
		for (const line of lines(play(columns, rows)))
			expect(displayWidth(seen(line))).toBeLessThanOrEqual(columns);
	});

	test.each([
		['containers', 80, 'CLUSTER'],
		['all', 80, 'CLUSTER'],
		['containers', 50, null],
	])('of %s at %i keep what tells clusters apart beside the name: %s', (kind, columns, title) => {
		const long = {state: 'crashLoopBackOff', message: 'back-off 5m0s restarting failed container'};
		const rows = ['edge', 'prod'].map(id =>
			container('kube-system/coredns-7f8b9c-x2x4z', {...long, key: `prod/${id}/pod`, cells: {CLUSTER: id}}),
		);
		const one = playing(rows, {view: {kind, filter: '', sort: 'name'}, size: {columns, rows: 12}});
		const [first] = one.state.kinds.filter(({name}) => name === 'container');
		if (!first) throw new Error('no containers');
		const cluster = {title: 'CLUSTER', type: 'reference', wide: false, shared: true} as const;
		const kinds = [{...first, columns: [cluster, ...first.columns]}];
		one.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds}]});
		const shown = lines(one).map(seen);
		expect(titles(one).find(one => one === 'CLUSTER') ?? null).toBe(title);
		expect(shown.slice(1).filter(line => / (?:edge|prod) /.test(line))).toHaveLength(title === null ? 0 : 2);
		expect(titles(one)).toContain('STATE');
	});

	test('keep sources apart whose names begin alike', () => {
		const names = ['127.0.0.1:32961', '127.0.0.1:38967', 'production-eu-1', 'production-us-1'];
		const rows = names.map(source => container('web', {source}));
		const one = play(80);
		one.dispatch(...names.map(source => opened(source)), reported(...rows));
		const shown = lines(one).map(line => seen(line).slice(3).split(' ')[0]);
		expect(shown).toEqual(expect.arrayContaining(['127…:32961', '127…:38967']));
		expect(new Set(shown.slice(1)).size).toBe(5);
	});

	test('give long names room on a wide terminal', () => {
		const name = 'payments-sandbox/webhook-recorder-with-retries-and-dead-letter';
		expect(seen(lines(play(200, [container(name)]))[1] ?? '')).toContain(name);
	});
});

describe('a row', () => {
	const row = (one: Play, theTheme = theme): string =>
		new GridLines(theTheme).lines(one.state, one.grid)[1] ?? '';

	test('has the colour of its health at sign and state, and the cursor at its name', () => {
		const one = play(80, [container('web-1', {state: 'error', health: 'error', message: 'broken'})]);
		expect(row(one)).toContain('\u001b[31m✗\u001b[0m');
		expect(row(one)).toContain('\u001b[1;7mweb-1');
		expect(row(one)).toContain('\u001b[31merror');
	});

	test('has a sign of its own where it left the view and the cursor is still on it', () => {
		const broken = container('web-1', {health: 'error', state: 'crashed'});
		const one = play(80, [broken])
			.press('! g')
			.dispatch(reported(container('web-1')));
		expect(seen(lines(one)[1] ?? '')).toMatch(/^>« web-1/);
		expect(new GridLines(theme).lines(one.state, one.grid)[1]).toContain(`\u001b[${theme.styles.stale}m`);
	});

	test('is struck through when it was removed', () => {
		const one = play(80);
		one.dispatch({type: 'events', events: [removed(container('web-1'))]});
		expect(row(one)).toContain('\u001b[2;9m-\u001b[0m');
		expect(row(one)).toContain('\u001b[2;9mrunning');
	});

	test('has another sign when it is stuck', () => {
		const one = play(80, [
			container('web-1', {state: 'starting', health: 'transitioning', transitioning: 'yes'}),
		]);
		one.dispatch({type: 'tick', now: start + 600_000});
		expect(seen(row(one))).toMatch(/^>! web-1/u);
	});

	test('shows that it is marked', () => {
		const one = play(80, [container('web-1'), container('web-2')]).press('space');
		expect(seen(row(one))).toMatch(/^\*● web-1/u);
		expect(row(one)).toContain('\u001b[1;36mweb-1');
	});

	test('has its progress as a bar', () => {
		const one = play(80, [
			container('web-1', {state: 'pulling', health: 'transitioning', transitioning: 'yes', progress: 70}),
		]);
		expect(row(one)).toContain('\u001b[36m███████░░░\u001b[0m  70%');
	});

	test('has dim cells where nothing is known', () => {
		const one = play(80, [container('web-1', {created: null})]);
		expect(row(one)).toContain('\u001b[90m  -\u001b[0m');
	});

	test('cannot send anything to the terminal', () => {
		const one = play(80, [container('web\u001b[2J\u0007', {state: 'a\u009bb', message: '\u001b]0;x\u0007'})]);
		expect(seen(row(one, bare)).replace(/ +/g, ' ')).toBe('>● web␛[2J␇ a�b 1m 1h ␛]0;x␇');
	});
});

test('what the filter finds is marked where it is shown, but for rows that are gone', () => {
	const [web, db] = [container('shop-web-1'), container('shop-db-1')];
	const one = playing([web, db], {view: {kind: 'containers', filter: 'shop and ip:42', sort: 'name'}});
	const marks = () =>
		lines(one, new GridLines(theme)).map(line =>
			line
				.split('\u001b[30;43m')
				.slice(1)
				.map(part => part.split('\u001b')[0]),
		);
	expect(marks().slice(1)).toEqual([['shop'], ['shop']]);
	one.dispatch({type: 'resize', columns: 200, rows: 24});
	expect(marks().slice(1)).toEqual([
		['shop', '42'],
		['shop', '42'],
	]);
	one.dispatch({type: 'events', events: [removed(db)]});
	expect(marks().slice(1)).toEqual([[], ['shop', '42']]);
	one.key('/').press('ctrl-u').type('~swb').key('enter');
	expect(marks().slice(1)).toEqual([['s', 'w', 'b']]);
});
