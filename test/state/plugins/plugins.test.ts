import {describe, expect, test} from 'vitest';
import type {Plugin} from '../../../source/model/plugin.js';
import {isCommand, keyFault} from '../../../source/state/vocabulary.js';
import {playing, resource, settings, start} from '../stage.js';

const plugin: Plugin = {
	name: 'open-grafana',
	kinds: ['containers'],
	run: ['/opt/grafana', '{name}'],
	confirm: false,
	output: 'page',
};
const web = resource('container', 'web');
const host = resource('host', 'h1');

const play = (changes: Partial<Plugin> = {}, more: Partial<typeof settings> = {}) => {
	const one = {...plugin, ...changes};
	const playing1 = playing([web, host], {
		settings: {...settings, keys: {'open-grafana': 'ctrl-g'}, plugins: [one], ...more},
	});
	playing1.press(': c o n t a i n e r s enter j');
	playing1.take();
	return playing1;
};

const ran = (one: ReturnType<typeof play>) => one.take().filter(({type}) => type === 'run-plugin');

describe('a plugin', () => {
	test('runs on the row by its key, and is kept in the journal', () => {
		const one = play().press('ctrl-g');
		expect(ran(one)).toMatchObject([{resource: {name: 'web'}, plugin}]);
		expect(one.state.journal.entries.items).toMatchObject([{entry: {title: 'open-grafana'}}]);
		expect(one.notice).toBe('open-grafana runs on web');
	});

	test.each([
		['by its name', {}, ': o p e n - g r a f a n a enter'],
		['from the menu, without a key', {keys: {}}, 'a G enter'],
	])('runs %s', (_how, more, keys) => {
		const one = play({}, more);
		if (keys.startsWith('a ')) {
			one.press('a');
			const {dialog} = one.state;
			if (dialog?.type !== 'actions') throw new Error('there is no menu');
			for (const _action of dialog.actions) one.press('j');
			one.press('enter');
		} else one.press(keys);
		expect(ran(one)).toHaveLength(1);
	});

	test('asks first where it says so, or where it says nothing and all actions ask', () => {
		for (const confirm of [true, null]) {
			const one = play({confirm}).press('ctrl-g');
			expect(ran(one)).toEqual([]);
			expect(one.state.dialog?.type).toBe('confirm');
			expect(ran(one.press('y'))).toHaveLength(1);
		}
	});

	test.each([
		['--read-only', {readOnly: true}, 'read-only: rwatch was started with --read-only'],
		[
			'a guard',
			{
				guard: [
					{
						source: null,
						actions: ['open-grafana'],
						when: '',
						deny: 'not here',
						confirmName: false,
						maxRows: null,
					},
				],
			},
			'guarded: not here',
		],
	])('is refused by %s', (_what, more, notice) => {
		const one = play({}, more).press('ctrl-g');
		expect(ran(one)).toEqual([]);
		expect(one.notice).toBe(notice);
	});

	test('is refused on other kinds', () => {
		const one = play().press(': h o s t s enter j ctrl-g');
		expect(ran(one)).toEqual([]);
		expect(one.notice).toBe('open-grafana is for containers; h1 is a host');
	});

	test('is the one that runs, also where a row offers an action that is called so', () => {
		const one = play({name: 'exec'}, {keys: {exec: 'ctrl-g'}}).press('ctrl-g');
		expect(ran(one)).toHaveLength(1);
	});
});

describe('what it prints', () => {
	const running = () => {
		const one = play().press('ctrl-g');
		const [effect] = ran(one);
		if (effect?.type !== 'run-plugin') throw new Error('it did not run');
		return {one, id: effect.id};
	};

	test('is shown as a page', () => {
		const {one, id} = running();
		const outcome = {follow: false, message: 'exit code 0', answer: {output: 'a\nb'}};
		one.dispatch({type: 'action-accepted', id, outcome, at: start});
		expect(one.view('describe')).toMatchObject({answerTo: 'open-grafana', object: {output: 'a\nb'}});
		expect(one.notice).toBe('open-grafana of web: exit code 0');
	});

	test('is shown as well where it failed', () => {
		const {one, id} = running();
		one.dispatch({type: 'action-failed', id, error: 'exit code 3', answer: {output: 'no'}, at: start});
		expect(one.view('describe')).toMatchObject({object: {output: 'no'}});
		expect(one.notice).toBe('open-grafana of web failed: exit code 3');
	});
});

describe('the key of a plugin', () => {
	const faultOf = (key: string) => keyFault({'open-grafana': key}, [plugin]);

	test('takes that of a command, as any key of the configuration', () => {
		expect(faultOf('ctrl-g')).toBeNull();
		expect(faultOf('d')).toBeNull();
		expect(faultOf('ctrl-i')).toContain('cannot be told from tab');
		expect(faultOf('ctrl-c')).toContain('is the key of quit-now already');
	});

	test('cannot be that of another configured one', () => {
		expect(keyFault({restart: 'ctrl-g', 'open-grafana': 'ctrl-g'}, [plugin])).toContain('already');
	});
});

test('names of commands and their words are taken', () => {
	expect(['restart', 'save', 'changes', 'q', 'open-grafana'].map(isCommand)).toEqual([
		true,
		true,
		true,
		true,
		false,
	]);
});

describe('an alias', () => {
	const aliased = () =>
		playing([web, host], {settings: {...settings, aliases: {ct: 'containers', mine: 'containers /we'}}});

	test('stands for a command, with what follows it', () => {
		expect(aliased().press(': c t enter').grid.kind).toBe('container');
		expect(aliased().press(': c t space / x enter').grid.filter.text).toBe('x');
		expect(aliased().press(': m i n e enter').grid.filter.text).toBe('we');
	});

	test('is completed', () => {
		expect(aliased().press(': m').state.prompt?.completions).toContain('mine');
	});
});
