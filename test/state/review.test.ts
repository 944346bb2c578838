import {describe, expect, test} from 'vitest';
import type {Action} from '../../source/model/action.js';
import {changeLines} from '../../source/state/actions/review.js';
import {draw} from '../views/drawing.js';
import {type Play, playing, resource} from './stage.js';

const edit: Action = {name: 'edit', title: 'Edit', verb: 'edit', dangerous: false, needsNoInput: true};
const decode: Action = {name: 'decode', title: 'Decode', verb: 'decode', dangerous: false, asks: true};
const rows = [
	resource('container', 'web', {actions: [edit]}),
	resource('container', 'key', {actions: [decode, {...edit, asks: true}]}),
	resource('container', 'zoo', {actions: [edit]}),
];

const begun = (): Play =>
	playing(rows, {view: {kind: 'containers', filter: '', sort: ''}, size: {columns: 80, rows: 24}}).press(
		'j g',
	);

const screenOf = (play: Play): string => draw(play).join('\n');

const text = (value: number): string =>
	`${Array.from({length: 40}, (_, index) => `line${index}: 1`).join('\n')}\na: ${value}\n`;

const openEdit = (play: Play): number => {
	play.press('j E');
	const effect = play.take().find(({type}) => type === 'edit');
	return effect?.type === 'edit' ? effect.id : -1;
};

const reviewed = (notes: readonly string[] = []) => {
	const play = begun();
	const id = openEdit(play);
	const review = {before: text(1), after: text(2), notes};
	play.dispatch({type: 'edited', id, review, at: play.state.now});
	return {play, id};
};

/** Later: no key answers a question that has just opened. */
const later = (play: Play): Play => play.dispatch({type: 'tick', now: play.state.now + 300});

describe('the question before an edited object is sent', () => {
	test('shows what changes, around it and what is to be known', () => {
		const screen = screenOf(reviewed(['changed meanwhile: spec.replicas (1 to 2)']).play);
		expect(screen).toContain('Send this change of container web');
		expect(screen).toMatch(/-a: 1/);
		expect(screen).toMatch(/\+a: 2/);
		expect(screen).toContain('changed meanwhile: spec.replicas (1 to 2)');
		expect(screen).not.toContain('line2: 1');
	});

	test.each([
		['y', 'send'],
		['n', 'drop'],
		['escape', 'drop'],
		['enter', 'drop'],
		['tab enter', 'send'],
		['E', 'edit'],
	])('%s: %s', (keys, answer) => {
		const {play, id} = reviewed();
		later(play).press(keys);
		expect(play.take()).toContainEqual({type: 'answer-edit', id, answer});
		expect(play.state.dialog).toBeNull();
	});

	test.each([
		['another question', 'j a', 'escape'],
		['a prompt', ':', 'escape'],
	])('waits for the end of %s', (_title, keys, end) => {
		const play = begun();
		const id = openEdit(play);
		const review = {before: text(1), after: text(2), notes: []};
		play.press(keys).dispatch({type: 'edited', id, review, at: play.state.now});
		expect(play.state.dialog?.type).not.toBe('review');
		later(play).press(end);
		expect(play.state.dialog).toMatchObject({type: 'review', id});
	});

	test('waits for the answer to another one', () => {
		const play = begun();
		const [first, second] = [openEdit(play), openEdit(play)];
		for (const id of [first, second])
			play.dispatch({
				type: 'edited',
				id,
				review: {before: text(1), after: text(2), notes: []},
				at: play.state.now,
			});
		later(play).press('y');
		expect(play.take()).toContainEqual({type: 'answer-edit', id: first, answer: 'send'});
		expect(play.state.dialog).toMatchObject({type: 'review', id: second});
		later(play).press('n');
		expect(play.take()).toContainEqual({type: 'answer-edit', id: second, answer: 'drop'});
		expect(play.state.dialog).toBeNull();
	});

	test('is not answered by a key that was meant for something else', () => {
		const {play} = reviewed();
		play.dispatch({type: 'key', key: 'y', at: play.state.now + 50, seen: null});
		expect(play.take()).toEqual([]);
	});
});

test('what is secret is asked about before the editor opens', () => {
	const play = begun();
	play.press('j');
	const isKey = screenOf(play).match(/^>.*$/m)?.[0].includes('key') === true;
	if (!isKey) play.press('k');
	play.press('E');
	expect(play.state.dialog).toMatchObject({type: 'confirm', action: {name: 'edit'}});
	expect(play.take()).toEqual([]);
});

test('a change that is not shown says so', () => {
	expect(changeLines('a: 1\n', 'a: 1\n')).toEqual([expect.stringContaining('not shown')]);
});
