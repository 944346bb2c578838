import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import {containerLines} from '../../../source/state/choose-containers.js';
import {nameOf} from '../../../source/state/logs/names.js';
import {newSince} from '../../../source/state/pages/log-scroll.js';
import {titleModel} from '../../../source/state/title.js';
import {changed, removed} from '../events.js';
import {broken, line, lines, sent, texts, time} from '../log-story.js';
import {action, kinds, type Play, playing, resource, start} from '../stage.js';

const offered = [action('logs', 'logs')];
const web = resource('service', 'web', {actions: offered});

const gathering = kinds.map(kind => (kind.name === 'service' ? {...kind, gathersLogs: true as const} : kind));

const pod = (name: string, changes: Partial<Resource> = {}): Resource =>
	resource('container', name, {parents: [web.key], actions: offered, ...changes});

const main = (name: string) => ({name, role: 'main', isOver: false}) as const;

/** The log of a service with these containers. */
const following = (...containers: readonly Resource[]): Play => {
	const play = playing([web, ...containers], {view: {kind: 'services', filter: '', sort: ''}}).dispatch({
		type: 'events',
		events: [{type: 'kinds', source: 'prod', at: start, kinds: gathering}],
	});
	return play.press('l');
};

const observed = (play: Play, at: number, ...events: Parameters<typeof changed>[0][]) =>
	play.dispatch({type: 'events', events: events.map(one => changed(one, start + at, false))});

const shown = (play: Play) => texts(play.view('logs').buffer);
const labels = (play: Play) => play.view('logs').members.present.map(({label}) => label);
const followed = (play: Play) =>
	play
		.take()
		.flatMap(effect =>
			effect.type === 'follow-log' ? [effect.options.container ?? effect.resource.name] : [],
		);

describe('who writes to a log', () => {
	test('of what only gathers logs are the rows below it', () => {
		const play = following(pod('web-1'), pod('web-2'), resource('container', 'other', {actions: offered}));
		expect(followed(play)).toEqual(['web-1', 'web-2']);
		expect(labels(play)).toEqual(['web-1', 'web-2']);
	});

	test('of a row with containers are these; those that are over only where it is looked at alone', () => {
		const containers = [main('app'), main('proxy'), {name: 'migrate', role: 'init', isOver: true} as const];
		const one = pod('web-1', {containers});
		expect(followed(following(one, pod('web-2')))).toEqual(['app', 'proxy', 'web-2']);
		const alone = playing([one], {view: {kind: 'containers', filter: '', sort: ''}}).press('l');
		expect(
			alone.take().flatMap(effect => (effect.type === 'follow-log' ? [effect.options] : [])),
		).toMatchObject([{container: 'app'}, {container: 'proxy'}, {container: 'migrate', once: true}]);
		expect(labels(alone)).toEqual(['app', 'proxy', 'migrate']);
	});

	test('have short names that differ', () => {
		const play = following(
			pod('shop/web-6d5f8b7c9-abcde', {containers: [main('app'), main('proxy')]}),
			pod('shop/web-6d5f8b7c9-fghij', {containers: [main('app'), main('proxy')]}),
		);
		expect(labels(play)).toEqual(['abcde app', 'abcde proxy', 'fghij app', 'fghij proxy']);
	});

	test('that come later are followed, and said to be new', () => {
		const play = following(pod('web-1'));
		sent(play, 1, 0, {type: 'live'}, line('one'));
		play.take();
		observed(play, 5000, pod('web-2'));
		expect(followed(play)).toEqual(['web-2']);
		expect(shown(play)).toEqual(['one', '-- 22:13:25 is new here --']);
		expect(titleModel(play.state).status).toBe('1 of 2 live');
	});

	test('that go are left with their last lines, and said to be gone', () => {
		const play = following(pod('web-1'), pod('web-2'));
		play.take();
		play.dispatch({type: 'events', events: [removed(pod('web-2'), start + 1000)]});
		expect(play.take()).toMatchObject([{type: 'leave-log', writer: 2}]);
		sent(play, 2, 1500, line('the last', {time: time(900)}), broken('cut'));
		expect(shown(play)).toEqual(['the last', '-- 22:13:21 is gone --']);
	});

	test('are at most fifty at once; the others follow as there is room', () => {
		const play = following(...Array.from({length: 52}, (_none, index) => pod(`web-${100 + index}`)));
		expect(followed(play)).toHaveLength(50);
		expect(titleModel(play.state).status).toContain('only 50 of 52 followed');
		play.dispatch({type: 'events', events: [removed(pod('web-100'), start)]});
		expect(followed(play)).toEqual(['web-150']);
	});

	test('are none, and the title says so', () => {
		expect(titleModel(following().state).status).toBe('nothing writes here now');
	});
});

describe('lines of several', () => {
	const both = () =>
		sent(sent(following(pod('web-1'), pod('web-2')), 1, 0, {type: 'live'}), 2, 0, {type: 'live'});

	test('come in the order of their times, also those from before they were followed', () => {
		const play = both();
		sent(play, 1, 1000, line('a', {time: time(-9000)}), line('d', {time: time(800)}));
		sent(play, 2, 4000, line('b', {time: time(-8000)}), line('c', {time: time(-1, 500)}));
		expect(shown(play)).toEqual(['a', 'b', 'c', 'd']);
	});

	test('keep the order in which one of them wrote', () => {
		const play = both();
		sent(play, 1, 1000, line('err', {time: time(900, 2)}), line('out', {time: time(900, 1)}));
		expect(shown(play)).toEqual(['err', 'out']);
	});

	test('are put in place while that was just shown, and marked when they come later', () => {
		const play = both();
		sent(play, 1, 10_000, line('one', {time: time(9900)}));
		sent(play, 2, 11_000, line('in time', {time: time(9800)}));
		sent(play, 1, 20_000, line('two', {time: time(19_900)}));
		sent(play, 2, 24_000, line('late', {time: time(19_000)}));
		expect(shown(play)).toEqual(['in time', 'one', 'two', '(5s late) late']);
	});

	test('do not move what is frozen', () => {
		const play = both();
		sent(play, 1, 9000, ...lines(40).map((_one, index) => line(`line ${index}`, {time: time(8000 + index)})));
		play.press('f k');
		const {frozenAt} = play.view('logs');
		sent(play, 2, 9500, line('between', {time: time(8010, 5)}), line('new', {time: time(9400)}));
		const view = play.view('logs');
		expect(view.frozenAt).toBe((frozenAt ?? 0) + 1);
		expect(newSince(view)).toBe(2);
		expect(texts(view.buffer)[view.frozenEnd]).toBe('new');
	});

	test('say who wrote them', () => {
		const play = sent(both(), 2, 0, line('x'));
		const {buffer, members} = play.view('logs');
		const [entry] = [buffer.entry(0)];
		expect(entry && nameOf(entry, members.hasSeveral)).toBe('web-2');
	});

	test('of a machine whose clock is wrong say so once, and stay in their order', () => {
		const play = both();
		for (let second = 5; second < 15; second++) {
			sent(play, 1, second * 1000, line(`a${second}`, {time: time(second * 1000 - 50)}));
			sent(play, 2, second * 1000 + 100, line(`b${second}`, {time: time(second * 1000 - 29_900)}));
		}

		const found = shown(play);
		expect(found.filter(text => text.includes('clock'))).toEqual([
			"-- 22:13:30 these lines come 30s late, or the clock that stamps them is behind this machine's --",
		]);
		expect(found.slice(-2)).toEqual(['a14', 'b14']);
	});

	test('from the future say by how much that clock is ahead', () => {
		const play = sent(both(), 1, 4000, line('soon', {time: time(64_000)}));
		expect(shown(play)).toEqual([
			'soon',
			"-- 22:13:24 the clock that stamps these lines is 1m ahead of this machine's --",
		]);
	});
});

describe('what happens', () => {
	const three = () => {
		const play = following(pod('web-1'), pod('web-2'), pod('web-3'));
		for (const writer of [1, 2, 3]) sent(play, writer, 0, {type: 'live'});
		return play;
	};

	test('to many at once is said once, with their number', () => {
		const play = three();
		for (const writer of [1, 2, 3]) sent(play, writer, 1000 + writer, broken('ECONNREFUSED', 2000));
		for (const writer of [1, 2, 3]) sent(play, writer, 5000 + writer, {type: 'live'});
		expect(shown(play)).toEqual([
			'-- 22:13:21 ECONNREFUSED (and 2 more) --',
			'-- 22:13:25 the log goes on, after 4s (and 2 more) --',
		]);
		sent(play, 1, 9000, broken('ECONNREFUSED', 2000));
		expect(shown(play).at(-1)).toBe('-- 22:13:29 ECONNREFUSED --');
	});

	test('when a source is turned off and on: what was shown does not come again', () => {
		const play = three();
		const both = [line('one', {time: time(900)}), line('two', {time: time(950, 7)})];
		sent(play, 1, 1000, ...both);
		const turn = () => play.press(': s o u r c e s enter space escape');
		expect(
			turn()
				.take()
				.filter(({type}) => type === 'leave-log'),
		).toHaveLength(3);
		turn();
		observed(play, 9000, web, pod('web-1'));
		sent(play, 4, 10_000, ...both, line('three', {time: time(9900)}));
		expect(shown(play)).toEqual([
			'one',
			'two',
			...Array.from({length: 3}, () => expect.stringContaining('is gone')),
			expect.stringContaining('is new here'),
			'three',
		]);
	});
});

describe('c, which containers are shown,', () => {
	const containers = [main('app'), main('proxy'), {name: 'migrate', role: 'init', isOver: true} as const];
	const choosing = () => following(pod('web-1', {containers}), pod('web-2', {containers})).press('c');
	const chosen = (play: Play) => {
		play.take();
		return play
			.press('enter')
			.view('logs')
			.members.present.map(({label}) => label);
	};

	test('offers them by their names, the usual one first', () => {
		const lines = containerLines(choosing().state);
		expect(lines.map(({text, isMarked}) => `${isMarked ? 'x' : ' '} ${text}`)).toEqual([
			'x all of them',
			'  app (in 2)',
			'  proxy (in 2)',
			'  migrate (init, in 2)',
		]);
	});

	test('takes the one under the cursor', () => {
		expect(chosen(choosing())).toEqual(['web-1', 'web-2']);
		const play = choosing().press('down down');
		expect(chosen(play)).toEqual(['web-1', 'web-2']);
		expect(play.view('logs').chosen).toEqual(['migrate']);
	});

	test('takes those that are marked', () => {
		expect(chosen(choosing().press('space down space'))).toEqual([
			'web-1 app',
			'web-1 proxy',
			'web-2 app',
			'web-2 proxy',
		]);
	});

	test('takes all of them again, and closes without a change', () => {
		const play = choosing().press('enter c up enter');
		expect(play.view('logs').chosen).toBeNull();
		const {id} = play.view('logs');
		expect(play.press('c escape').view('logs').id).toBe(id);
	});

	test('is nothing to choose where there is one', () => {
		expect(following(pod('web-1')).press('c').notice).toBe('there is no other container to choose');
	});
});
