import {describe, expect, test} from 'vitest';
import type {Field} from '../../source/model/action.ts';
import {inputOf} from '../../source/state/form-input.ts';
import {action, field, type Play, playing, resource} from './stage.ts';

const upgrade = action('upgrade');
const service = resource('service', 'shop/web', {actions: [upgrade]});

const image = field('image', {required: true, initial: 'nginx:1.15'});
const batch = field('batch', {type: 'integer', minimum: 1, maximum: 10, initial: '1'});
const pull = field('pull', {type: 'boolean', required: true, initial: 'false'});
const policy = field('policy', {
	type: 'choice',
	options: ['always', 'never'],
	initial: 'always',
	required: true,
});

const filling = (...fields: readonly Field[]): Play => {
	const play = playing([service]).press('a enter');
	play.tell({type: 'form', action: 'upgrade', fields, error: null});
	play.take();
	return play;
};

const dialogOf = ({state: {dialog}}: Play) => {
	if (dialog?.type !== 'form') throw new Error('No form is open');
	return dialog;
};

const sent = (play: Play) =>
	play.take().map(effect => (effect.type === 'act' ? effect.request.input : effect.type));

test('it starts with what the source gave, and Enter on the last line sends it', () => {
	const play = filling(image, batch, pull, policy);
	expect(dialogOf(play).values).toEqual({image: 'nginx:1.15', batch: '1', pull: 'false', policy: 'always'});
	play.press('enter enter enter');
	expect(dialogOf(play).cursor).toBe(3);
	expect(sent(play.press('enter'))).toEqual([{image: 'nginx:1.15', batch: 1, pull: false, policy: 'always'}]);
});

test.each([
	['backspace 6', 'nginx:1.16'],
	['ctrl-u a space b', 'a b'],
	['ctrl-w x', 'x'],
	['j k q y n', 'nginx:1.15jkqyn'],
	['- : / ?', 'nginx:1.15-:/?'],
])('a field is typed into at its end: %s', (keys, text) => {
	expect(dialogOf(filling(image).press(keys)).values.image).toBe(text);
});

test.each([
	['right', 'never'],
	['right right', 'always'],
	['left', 'never'],
	['space', 'never'],
	['x', 'always'],
	['backspace', 'always'],
])('a choice is turned with %s', (keys, value) => {
	expect(dialogOf(filling(policy).press(keys)).values.policy).toBe(value);
});

test('a boolean is turned with space', () => {
	expect(dialogOf(filling(pull).press('space')).values.pull).toBe('true');
});

test('a choice that may be left away has that as a choice too', () => {
	const free = {...policy, required: false, nullable: true};
	expect(dialogOf(filling(free).press('left')).values.policy).toBe('');
	expect(sent(filling(free).press('left enter'))).toEqual([{}]);
});

test.each([
	['tab', 1],
	['down down', 2],
	['shift-tab', 2],
	['down up', 0],
	['tab tab tab', 0],
])('%s goes to field %d', (keys, cursor) => {
	expect(dialogOf(filling(image, batch, pull).press(keys)).cursor).toBe(cursor);
});

test('what is out of bounds is said at its field until it is typed anew', () => {
	const play = filling(image, batch, pull).press('tab 9 9 tab ctrl-s');
	expect(dialogOf(play)).toMatchObject({cursor: 1, error: 'batch: at most 10'});
	expect(play.take()).toEqual([]);
	expect(dialogOf(play.press('backspace')).error).toBeNull();
});

test('Escape leaves it', () => {
	const play = filling(image).press('escape');
	expect([play.state.dialog, play.take()]).toEqual([null, []]);
});

test('a paste goes whole into the field', () => {
	const play = filling(field('note')).tell({type: 'paste', text: 'two\r\nlines'});
	expect(dialogOf(play).values.note).toBe('two lines');
});

test('a dangerous action asks after its form', () => {
	const drain = action('drain', null, true);
	const play = playing([resource('host', 'node-1', {actions: [drain]})]).press('a enter');
	play.tell({type: 'form', action: 'drain', fields: [field('grace', {type: 'integer'})], error: null});
	play.take();
	play.type('30').press('enter');
	expect(play.state.dialog).toMatchObject({type: 'confirm', input: {grace: 30}, yes: false});
	expect(sent(play.press('y'))).toEqual([{grace: 30}]);
});

describe('typed values', () => {
	test.each([
		['a text', field('f'), 'x', {f: 'x'}],
		['a password', field('f', {type: 'password'}), ' p ', {f: ' p '}],
		['an integer', field('f', {type: 'integer'}), ' 3 ', {f: 3}],
		['a number', field('f', {type: 'number'}), '0.5', {f: 0.5}],
		['a boolean', field('f', {type: 'boolean'}), 'true', {f: true}],
		['JSON', field('f', {type: 'json'}), '{"a": [1]}', {f: {a: [1]}}],
		['a reference', field('f', {type: 'reference', of: 'host'}), ' 1h1 ', {f: '1h1'}],
		['an empty field that may be left away', field('f', {nullable: true, initial: 'x'}), '', {}],
		['a required one that may be null', field('f', {nullable: true, required: true}), '', {}],
		['an empty number', field('f', {type: 'integer', initial: '3'}), '', {}],
		['a text that was cleared', field('f', {initial: 'x'}), '', {f: ''}],
	])('%s', (_title, one, text, input) => {
		expect(inputOf([one], {f: text})).toEqual({input});
	});

	test.each([
		['nothing where something is required', field('f', {required: true}), '', 'f is required'],
		['no number', field('f', {type: 'number'}), 'x', "f: 'x' is no number"],
		['a fraction', field('f', {type: 'integer'}), '1.5', "f: '1.5' is no whole number"],
		['too small', field('f', {type: 'integer', minimum: 1}), '0', 'f: at least 1'],
		['too great', field('f', {type: 'number', maximum: 1}), '2', 'f: at most 1'],
		['no boolean', field('f', {type: 'boolean'}), 'yes', 'f: true or false'],
		['no choice', field('f', {type: 'choice', options: ['a', 'b']}), 'c', 'f: one of a, b'],
		['no JSON', field('f', {type: 'json'}), '{', /^f: no JSON: \S/],
	])('%s is told', (_title, one, text, error) => {
		expect(inputOf([field('before'), one], {f: text})).toEqual({
			field: 1,
			error: expect.stringMatching(error),
		});
	});
});
