import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import {containerLines} from '../../../source/state/choose-containers.js';
import {titleModel} from '../../../source/state/title.js';
import {changed, live, opened, removed} from '../events.js';
import {broken, ended, following, line, main, observed, pod, sent, shown, time, web} from '../log-story.js';
import {action, type Play, playing, resource, start} from '../stage.js';

const offered = [action('logs', 'logs')];

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

	test('of a container and the row that it is in, both marked, write once', () => {
		const migrate = {name: 'migrate', role: 'init', isOver: true} as const;
		const one = pod('web-1', {containers: [main('app'), main('proxy'), migrate]});
		const inside = (name: string) =>
			resource('container', `web-1/${name}`, {id: `${one.id}/${name}`, parents: [one.key], actions: offered});
		const marked = (...rows: readonly Resource[]) =>
			followed(playing(rows, {view: {kind: 'containers', filter: '', sort: ''}}).press('* l'));
		expect(marked(one, inside('app'))).toEqual(['app', 'proxy', 'migrate']);
		expect(marked(inside('app'), inside('proxy'))).toEqual(['web-1/app', 'web-1/proxy']);
	});

	test('have short names that differ', () => {
		const play = following(
			pod('shop/web-6d5f8b7c9-abcde', {containers: [main('app'), main('proxy')]}),
			pod('shop/web-6d5f8b7c9-fghij', {containers: [main('app'), main('proxy')]}),
		);
		expect(labels(play)).toEqual(['abcde app', 'abcde proxy', 'fghij app', 'fghij proxy']);
	});

	test('of one name are told apart by what they are in', () => {
		const project = (id: string, name: string) =>
			resource('project', name, {id, key: `prod/projects/project/${id}`});
		const twin = (scope: string) =>
			pod('web-1', {
				key: `prod/${scope}/container/1`,
				scope,
				cells: {PROJECT: `prod/projects/project/${scope}`},
			});
		const play = playing([project('1a5', 'Staging'), web, twin('1a5'), twin('1a7')], {
			view: {kind: 'containers', filter: '', sort: ''},
		});
		expect(labels(play.press('* l'))).toEqual(['Staging web-1', '1a7 web-1']);
		const other = playing([pod('web-1'), pod('web-1', {source: 'test'}), pod('web-2')], {
			view: {kind: 'containers', filter: '', sort: ''},
		}).dispatch(opened('test'), live('test'), {
			type: 'events',
			events: [changed(pod('web-1', {source: 'test'}), start, true)],
		});
		expect(labels(other.press('* l')).toSorted()).toEqual(['prod web-1', 'test web-1', 'web-2']);
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

	test('that were over before count for nothing but what they wrote', () => {
		const containers = [main('app'), {name: 'migrate', role: 'init', isOver: true} as const];
		const play = playing([pod('web-1', {containers})], {view: {kind: 'containers', filter: '', sort: ''}});
		sent(play.press('l'), 1, 0, {type: 'live'});
		sent(play, 2, 0, {type: 'live'}, line('migrated'), ended);
		expect(shown(play)).toEqual(['migrated']);
		expect(titleModel(play.state).status).toBe('live');
	});

	test('whose container has ended, or whose row is gone, are left with these words', () => {
		const migrating = {name: 'migrate', role: 'init', isOver: false} as const;
		const play = following(pod('web-1', {containers: [main('app'), migrating]}));
		observed(play, 1000, pod('web-1', {containers: [main('app'), {...migrating, isOver: true}]}));
		play.dispatch({type: 'events', events: [removed(pod('web-1'), start + 2000)]});
		expect(shown(play)).toEqual(['-- 22:13:21 has ended --', '-- 22:13:22 is gone --']);
	});

	test('are none, and the title says so', () => {
		expect(titleModel(following().state).status).toBe('nothing writes here now');
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
