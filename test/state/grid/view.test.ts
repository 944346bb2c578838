import {describe, expect, test} from 'vitest';
import {gridColumns} from '../../../source/state/grid/view.js';
import {
	changed,
	containers,
	kinds,
	ofContainers,
	opened,
	playing,
	removed,
	reported,
	resource,
	start,
} from '../stage.js';

const small = {...ofContainers, size: {columns: 80, rows: 10}};

describe('moving the cursor', () => {
	// A screen of ten lines has room for six rows.
	test.each([
		['j', 'web-2', 0],
		['down', 'web-2', 0],
		['j j k', 'web-2', 0],
		['j up', 'web-1', 0],
		['k', 'web-1', 0],
		['pagedown', 'web-7', 1],
		['ctrl-f ctrl-f', 'web-13', 7],
		['pagedown pagedown pageup', 'web-7', 6],
		['ctrl-f ctrl-b', 'web-1', 0],
		['G', 'web-20', 14],
		['end', 'web-20', 14],
		['G pagedown', 'web-20', 14],
		['G k k k k k k', 'web-14', 13],
	])('%s goes to %s', (keys, name, top) => {
		const play = playing(containers(20), small).press(keys);
		expect(play.rows.find(row => row.startsWith('>'))).toBe(`>${name}`);
		expect(play.grid.top).toBe(top);
	});

	test.each(['g', 'home'])('%s goes to the resource that is first now, and stays on it', key => {
		const play = playing(containers(20), small).press('G').press(key);
		expect(play.grid).toMatchObject({cursor: 'prod//container/web-1', top: 0});
		play.dispatch(reported(resource('container', 'app')));
		expect(play.rows.slice(0, 2)).toEqual(['app', '>web-1']);
	});

	test('keys that change nothing give the same state back', () => {
		const play = playing(containers(3), ofContainers).press('g');
		const before = play.state;
		expect(play.press('g home left ctrl-\\ B escape').state).toBe(before);
		expect(play.take()).toEqual([]);
	});

	test('nothing breaks where there are no rows', () => {
		const play = playing([], ofContainers).press('j k G g space pagedown o ctrl-\\');
		expect(play.rows).toEqual([]);
	});
});

describe('rows that come and go', () => {
	test('the cursor stays on its resource, and a window at the top stays there', () => {
		const play = playing(containers(20), small).press('j j');
		play.dispatch(reported(resource('container', 'app-1')));
		expect(play.rows.slice(0, 4)).toEqual(['app-1', 'web-1', 'web-2', '>web-3']);
		expect(play.grid.top).toBe(0);
	});

	test('a window at the top moves only when the cursor would leave it', () => {
		const play = playing(containers(20), small).press('j j j j j');
		play.dispatch(reported(resource('container', 'app-1')));
		expect(play.grid.top).toBe(1);
		expect(play.rows.at(-1)).toBe('>web-6');
	});

	test('below the top the cursor keeps its line on the screen', () => {
		const play = playing(containers(20), small).press('G k k');
		const {top, cursorIndex} = play.grid;
		play.dispatch(reported(resource('container', 'app-1'), resource('container', 'app-2')));
		expect(play.grid).toMatchObject({top: top + 2, cursorIndex: cursorIndex + 2});
		expect(play.rows).toContain('>web-18');
	});

	test('a resize keeps the cursor in the window', () => {
		const play = playing(containers(20), ofContainers).press('pagedown');
		play.dispatch({type: 'resize', columns: 80, rows: 10});
		expect(play.rows.at(-1)).toBe('>web-19');
		expect(play.rows).toHaveLength(6);
	});

	test('the same size changes nothing', () => {
		const play = playing(containers(2));
		const before = play.state;
		expect(play.dispatch({type: 'resize', columns: 80, rows: 24}).state).toBe(before);
	});
});

describe('order', () => {
	test.each([
		['S', {column: 'SINCE', descending: false}],
		['A', {column: 'AGE', descending: false}],
		['N', {column: 'NAME', descending: true}],
		['N N', {column: 'NAME', descending: false}],
		['H', {column: 'HEALTH', descending: false}],
		['S S', {column: 'SINCE', descending: true}],
		['S S S', {column: 'SINCE', descending: false}],
		['> o', {column: 'STATE', descending: false}],
		['> > > o', {column: 'IMAGE', descending: false}],
		['> < < o', {column: 'MESSAGE', descending: false}],
		['o', {column: 'NAME', descending: true}],
	])('%s', (keys, sort) => {
		const play = playing(containers(2), ofContainers).press(keys);
		expect(play.grid.sort).toEqual(sort);
	});

	test('turning the order keeps the cursor on its resource', () => {
		const play = playing(containers(3), ofContainers).press('j').press('G').press('N');
		expect(play.rows).toEqual(['>web-3', 'web-2', 'web-1']);
	});
});

test('own columns scroll as far as the last one', () => {
	const play = playing(containers(1), ofContainers);
	expect(['right', 'right', 'left', 'left'].map(key => play.press(key).grid.left)).toEqual([1, 2, 1, 0]);
});

test('only rows in trouble are shown, and all again', () => {
	const broken = resource('container', 'db', {health: 'error', state: 'crashed'});
	const play = playing([...containers(2), broken], ofContainers).press('!');
	expect(play.rows).toEqual(['>db']);
	expect(play.press('!').rows).toEqual(['>db', 'web-1', 'web-2']);
});

describe('marks', () => {
	test('space marks and goes on; again takes the mark away', () => {
		const play = playing(containers(3), ofContainers).press('space space');
		expect(play.rows).toEqual(['*web-1', '*web-2', '>web-3']);
		expect(play.press('k space').rows).toEqual(['*web-1', 'web-2', '>web-3']);
	});

	test('they stay with their resources and survive a filter', () => {
		const play = playing(containers(3), ofContainers)
			.press('space')
			.press('/')
			.type('web-3')
			.press('enter escape');
		play.dispatch(reported(resource('container', 'app')));
		expect(play.rows.filter(row => row.includes('*'))).toEqual(['*web-1']);
	});

	test('V marks from the last mark to the cursor, in either direction', () => {
		const play = playing(containers(6), ofContainers).press('j space j j V');
		expect(play.rows).toEqual(['web-1', '*web-2', '*web-3', '*web-4', '>*web-5', 'web-6']);
		expect(play.press('ctrl-\\ V').rows).toEqual(['web-1', 'web-2', 'web-3', 'web-4', '>*web-5', 'web-6']);
		expect(play.press('k k V').rows).toEqual(['web-1', 'web-2', '>*web-3', '*web-4', '*web-5', 'web-6']);
	});

	test('V begins again where the row that was marked last is not shown, and after a mark is taken away', () => {
		const play = playing(containers(4), ofContainers).press('space /').type('web-[34]').press('enter G V');
		expect(play.grid.marks.size).toBe(2);
		play.press('escape ctrl-\\ g space k space V');
		expect(play.rows).toEqual(['web-1', '>*web-2', 'web-3', 'web-4']);
	});

	test('* marks all rows that the filter shows, but for those that are gone', () => {
		const rows = containers(4);
		const play = playing(rows, ofContainers).press('/').type('web-[123]').press('enter');
		const [first] = rows;
		if (first) play.dispatch({type: 'events', events: [removed(first)]});
		expect(play.press('* escape').rows.filter(row => row.includes('*'))).toHaveLength(2);
		expect([...play.grid.marks]).toEqual(['prod//container/web-2', 'prod//container/web-3']);
	});

	test('a row that goes loses its mark, whether the grid is open or below another view, and gets none', () => {
		const rows = containers(4);
		const gone = (...places: readonly number[]) => ({
			type: 'events' as const,
			events: rows.filter((_row, place) => places.includes(place)).map(row => removed(row)),
		});
		const play = playing(rows, ofContainers).press('* d').dispatch(gone(0)).press('q').dispatch(gone(1));
		expect([...play.grid.marks]).toEqual(['prod//container/web-3', 'prod//container/web-4']);
		play.press('ctrl-\\ G k').dispatch(gone(2)).press('space');
		expect(play.grid.marks.size).toBe(0);
	});

	test('the menu of actions inverts them, among the rows that are shown', () => {
		const play = playing(containers(4), ofContainers).press('space space');
		expect(play.press('a up enter').rows).toEqual(['web-1', 'web-2', '>*web-3', '*web-4']);
		expect(play.state.dialog).toBeNull();
		play.press('/').type('web-[14]').press('enter a up enter');
		expect([...play.grid.marks]).toEqual(['prod//container/web-1']);
	});

	test('the menu opens for marks that have no action in common, and has no such entry without marks', () => {
		const bare = resource('container', 'bare', {actions: []});
		const play = playing([...containers(1), bare], ofContainers).press('space space a');
		expect(play.state.dialog?.type).toBe('actions');
		play.press('escape ctrl-\\ g a');
		expect(play.notice).toBe('bare (container, running) offers no action');
	});

	test('ctrl-\\ clears them', () => {
		expect(playing(containers(2), ofContainers).press('space ctrl-\\').rows).toEqual(['web-1', '>web-2']);
	});
});

test('ten thousand events are one pass over the grid', () => {
	const rows = containers(1000);
	const play = playing(rows, ofContainers);
	const {revision} = play.state.index;
	const events = Array.from({length: 10}, (_none, round) =>
		rows.map(row => changed({...row, name: `${row.name}-${round}`}, start + round)),
	).flat();
	play.dispatch({type: 'events', events});
	expect(play.state.index.revision - revision).toBe(1);
	expect(play.rows[0]).toBe('>web-1-9');
});

test('within a row the columns are those that its own source knows, whatever another calls by the same name', () => {
	const play = playing([resource('host', 'h-1')], {
		...ofContainers,
		view: {kind: 'hosts', filter: '', sort: ''},
	});
	const cluster = {title: 'CLUSTER', type: 'reference', wide: false, shared: true} as const;
	const theirs = kinds.map(kind => ({...kind, columns: [cluster, ...kind.columns]}));
	play.dispatch(opened('other'), {
		type: 'events',
		events: [{type: 'kinds', source: 'other', at: start, kinds: theirs}],
	});
	const titles = () => gridColumns(play.state, play.grid).map(({title}) => title);
	expect(titles()).toContain('CLUSTER');
	play.press('enter');
	expect(play.grid).toMatchObject({kind: 'container', within: {name: 'h-1'}});
	expect(titles()).toEqual(['SOURCE', 'NAME', 'STATE', 'SINCE', 'IMAGE', 'IP', 'AGE', 'MESSAGE']);
});
