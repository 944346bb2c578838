import {describe, expect, test} from 'vitest';
import type {SavedView} from '../../../source/model/saved-view.js';
import {containers, kinds, ofContainers, opened, playing, resource, settings, start} from '../stage.js';

const rows = [...containers(2), resource('host', 'node-1'), resource('volume', 'data')];

const run = (command: string, play = playing(rows)) => play.press(':').type(command).press('enter');

describe(':login asks for other credentials', () => {
	const refused = (source: string) =>
		({
			type: 'events',
			events: [
				{type: 'status', source, scope: '', at: start, status: 'refused', message: 'HTTP 401', retryAt: null},
			],
		}) as const;
	const two = () => playing(rows).dispatch(opened('eu'), refused('eu'));

	test.each([
		['login', 'eu'],
		['login prod', 'prod'],
	])(':%s, of %s', (command, source) => {
		const play = run(command, two());
		expect(play.take()).toContainEqual({type: 'ask-credentials', source});
		expect(play.state.suspended).toBe(true);
	});

	test.each([
		['login us', 'there is no source us: login takes one of prod, eu'],
		['login', 'no source refused its credentials: login takes one of prod, eu'],
	])(':%s says why it cannot', (command, notice) => {
		const play = run(command, playing(rows).dispatch(opened('eu')));
		expect([play.notice, play.take()]).toEqual([notice, []]);
	});
});

describe('a command leads to a kind', () => {
	test.each([
		['containers', 'container', ''],
		['container', 'container', ''],
		['co', 'container', ''],
		['svc', 'service', ''],
		['HOSTS', 'host', ''],
		['hos', 'host', ''],
		['volumes', 'volume', ''],
		['all', 'all', ''],
		['containers web-1', 'container', 'web-1'],
		['containers /web', 'container', 'web'],
		['containers state:running', 'container', 'state:running'],
	])(':%s', (command, kind, filter) => {
		const {grid} = run(command);
		expect([grid.kind, grid.filter.text]).toEqual([kind, filter]);
	});

	test.each(['sources', 'changes', 'faults'])('-k %s lies over everything', kind => {
		const play = playing(rows, {view: {kind, filter: '', sort: ''}});
		expect(play.page(kind)).toBeDefined();
		expect([play.press('escape').grid.kind, play.notice]).toEqual(['all', null]);
	});

	test('the first view stays below it', () => {
		const play = run('hosts', run('containers'));
		expect(play.state.views.map(view => view.type === 'grid' && view.kind)).toEqual(['all', 'host']);
		expect(play.press('escape').grid.kind).toBe('all');
	});

	test('back at the first kind nothing is left below', () => {
		expect(run('all', run('containers')).state.views).toHaveLength(1);
	});

	test('the sources hear which kinds are shown', () => {
		expect(run('volumes').take()).toEqual([{type: 'show', kinds: ['volume']}]);
	});

	test('what was open is closed', () => {
		const play = playing(rows, ofContainers).press('l');
		play.take();
		const logs = play.view('logs').id;
		expect(run('hosts', play).take()[0]).toEqual({type: 'close', view: logs});
	});
});

test(':events shows the rows of the servers that are events', () => {
	const play = playing(rows);
	const event = {
		name: 'event',
		plural: 'events',
		aliases: ['ev'],
		columns: [],
		main: false,
		mainStates: null,
	};
	const reported = [...kinds, {...event, about: true as const, children: []}];
	play.dispatch({type: 'events', events: [{type: 'kinds', source: 'prod', at: start, kinds: reported}]});
	expect(run('events BackOff', play).grid).toMatchObject({kind: 'event', filter: {text: 'BackOff'}});
	expect(play.take()).toContainEqual({type: 'show', kinds: ['event']});
});

describe('what is not understood is said', () => {
	test.each([
		['pods', /^there is no command, view or kind 'pods'$/],
		['contaners', /^there is no command, view or kind 'contaners' \(did you mean 'containers'\?\)$/],
		['souces', /^there is no command, view or kind 'souces' \(did you mean 'sources'\?\)$/],
		['x', /^there is no command, view or kind 'x'/],
		['zzzzzz', /^there is no command, view or kind 'zzzzzz'$/],
		['events', 'no source has events of its own; :changes lists what rwatch saw'],
		['s', "'s' could be stacks, services"],
		['tainer', "there is no command, view or kind 'tainer' (did you mean 'containers'?)"],
		['containers state:', /^filter 'state:': /],
		['q now', ":q takes nothing after it, but 'now' was given"],
		['Sources  prod ', ":sources takes nothing after it, but 'prod' was given"],
		['explain web-1', ":explain takes nothing after it, but 'web-1' was given"],
	])(':%s', (command, notice) => {
		const play = run(command);
		expect(play.notice).toMatch(notice);
		expect(play.grid.kind).toBe('all');
		expect(play.state.prompt).toBeNull();
	});
});

test.each(['sources', 'changes', 'faults', 'help'])(':%s opens that view, once', command => {
	const play = run(command);
	expect(play.page(command).place).toBe(0);
	expect(run(command, play).state.views).toHaveLength(2);
});

describe('saved views', () => {
	const savedViews = {
		trouble: {kind: 'all', filter: 'health:error or stuck:true', sort: 'since'},
		broken: {kind: 'nonsense', filter: '', sort: ''},
	};
	const saved = () => playing(rows, {settings: {...settings, savedViews}});

	test('one is called by its name', () => {
		expect(run('trouble', saved()).grid).toMatchObject({
			kind: 'all',
			filter: {text: 'health:error or stuck:true'},
			sort: {column: 'SINCE', descending: false},
		});
	});

	test('one takes nothing after its name', () => {
		const play = run('trouble shop', saved());
		expect(play.notice).toBe(":trouble takes nothing after it, but 'shop' was given");
		expect(play.grid.filter.text).toBe('');
	});

	test('one that names no kind says so', () => {
		expect(run('broken', saved()).notice).toContain('nonsense');
	});
});

test('a first view gets its kind once a source has reported its kinds', () => {
	const play = playing(rows, {view: {kind: 'vol', filter: 'data', sort: 'age:desc'}, now: start});
	expect(play.grid).toMatchObject({kind: 'volume', sort: {column: 'AGE', descending: true}});
	expect(play.rows).toEqual(['>data']);
});

test('a first view of a kind that no source has says so', () => {
	expect(playing(rows, {view: {kind: 'pods', filter: '', sort: ''}}).notice).toBe(
		"No source has a kind 'pods'",
	);
});

test('a first filter that cannot be read says so, and all rows are shown', () => {
	const play = playing(rows, {view: {kind: '', filter: '(', sort: ''}});
	expect(play.state.notice?.level).toBe('error');
	expect(play.grid.filter.text).toBe('');
});

describe('a kind that says what its rows are sorted by', () => {
	const records = [
		resource('record', 'a', {created: start - 3000}),
		resource('record', 'b', {created: start - 1000}),
		resource('record', 'c', {created: start - 2000}),
	];
	const newest = {column: 'AGE', descending: false};
	const recordKind = {
		name: 'record',
		plural: 'records',
		aliases: ['rec'],
		columns: [],
		main: true,
		mainStates: null,
		sort: newest,
		children: [],
	};
	const playWith = (view: SavedView) =>
		playing(records, {view}).dispatch({
			type: 'events',
			events: [{type: 'kinds', source: 'prod', at: start, kinds: [...kinds, recordKind]}],
		});

	test('is shown so when it is opened', () => {
		const play = playWith({kind: '', filter: '', sort: ''}).press(':').type('records').press('enter');
		expect(play.rows).toEqual(['>b', 'c', 'a']);
	});

	test.each(['record', 'records', 'rec'])('is shown so as the first view, asked for as %s', kind => {
		expect(playWith({kind, filter: '', sort: ''}).rows).toEqual(['>b', 'c', 'a']);
	});

	test('is shown as was asked for, where that was', () => {
		expect(playWith({kind: 'records', filter: '', sort: 'name'}).rows).toEqual(['>a', 'b', 'c']);
	});

	test('stays as the person sorted it, whatever more sources report', () => {
		const play = playWith({kind: 'records', filter: '', sort: ''}).press('N');
		play.dispatch(opened('edge'), {
			type: 'events',
			events: [{type: 'kinds', source: 'edge', at: start, kinds: [recordKind]}],
		});
		expect(play.rows.map(name => name.replace('>', ''))).toEqual(['a', 'b', 'c']);
	});
});
