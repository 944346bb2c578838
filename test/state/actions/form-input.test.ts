import {describe, expect, test} from 'vitest';
import {inputOf} from '../../../source/state/actions/form-input.js';
import {field} from '../stage.js';

describe('typed values', () => {
	test.each([
		['a text', field('f'), 'x', {f: 'x'}],
		['a password', field('f', {type: 'password'}), ' p ', {f: ' p '}],
		['an integer', field('f', {type: 'integer'}), ' 3 ', {f: 3}],
		['a number', field('f', {type: 'number'}), '0.5', {f: 0.5}],
		['a boolean', field('f', {type: 'boolean'}), 'true', {f: true}],
		['JSON', field('f', {type: 'json'}), '{"a": [1]}', {f: {a: [1]}}],
		['a reference', field('f', {type: 'reference', of: 'host'}), ' 1h1 ', {f: '1h1'}],
		['an empty field that may be omitted', field('f', {nullable: true, initial: 'x'}), '', {}],
		['a required one that may be null', field('f', {nullable: true, required: true}), '', {}],
		['an empty number', field('f', {type: 'integer', initial: '3'}), '', {}],
		['letters that are allowed', field('f', {validCharacters: 'a-z0-9-'}), 'web-1', {f: 'web-1'}],
		['a letter that is forbidden, among others', field('f', {invalidCharacters: '_-'}), 'a_b', {f: 'a_b'}],
		['what no pattern can be made of', field('f', {validCharacters: 'z-a'}), 'x', {f: 'x'}],
		['a text that was cleared', field('f', {initial: 'x'}), '', {f: ''}],
	])('%s', (_title, one, text, input) => {
		expect(inputOf([one], {f: text})).toEqual({input});
	});

	test.each([
		['nothing where something is required', field('f', {required: true}), '', 'f is required'],
		['no number', field('f', {type: 'number'}), 'x', "f: 'x' is not a number"],
		['a fraction', field('f', {type: 'integer'}), '1.5', "f: '1.5' is not a whole number"],
		['too small', field('f', {type: 'integer', minimum: 1}), '0', 'f: at least 1'],
		['too great', field('f', {type: 'number', maximum: 1}), '2', 'f: at most 1'],
		['too short', field('f', {minimumLength: 3}), 'ab', 'f: at least 3 characters, not 2'],
		['too long', field('f', {maximumLength: 3}), 'abcd', 'f: at most 3 characters, not 4'],
		[
			'a letter that is not allowed',
			field('f', {validCharacters: 'a-z0-9-'}),
			'web_1',
			"f: only characters of 'a-z0-9-'",
		],
		[
			'nothing but what is forbidden',
			field('f', {invalidCharacters: ' -'}),
			'- -',
			"f: not only characters of ' -'",
		],
		['no boolean', field('f', {type: 'boolean'}), 'yes', 'f: true or false'],
		['no choice', field('f', {type: 'choice', options: ['a', 'b']}), 'c', 'f: one of a, b'],
		['not JSON', field('f', {type: 'json'}), '{', /^f: not JSON: \S/],
	])('%s is reported', (_title, one, text, error) => {
		expect(inputOf([field('before'), one], {f: text})).toEqual({
			field: 1,
			error: expect.stringMatching(error),
		});
	});
});
