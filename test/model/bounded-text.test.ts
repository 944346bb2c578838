import {expect, test} from 'vitest';
import {boundedText, boundedValue} from '../../source/model/bounded-text.js';

test('a text within the bound is the same text', () => {
	expect(boundedText('web', 3)).toBe('web');
});

test('a longer one says how much was cut, and no character is halved', () => {
	expect(boundedText('x'.repeat(5000), 10)).toBe('xxxxxxxxxx… (4,990 more characters)');
	expect(boundedText('ab🚀cd', 3)).toBe('ab… (4 more characters)');
});

test.each([
	[
		'a value that is short is whole',
		{up: ['a', 'b'], down: [], count: 2},
		{up: ['a', 'b'], down: [], count: 2},
	],
	[
		'long lists end with how much is omitted',
		Array(100).fill('word'),
		[...Array(6).fill('word'), '… (4 more characters)', '… (93 more)'],
	],
	[
		'so do objects',
		{one: 'a'.repeat(20), two: 'b'.repeat(19), three: 3, four: 4},
		{one: 'a'.repeat(20), two: '… (19 more characters)', '…': '2 more'},
	],
	['texts are cut between words', 'x '.repeat(30), `${'x '.repeat(19)}x… (21 more characters)`],
])('%s', (_title, value, expected) => {
	expect(boundedValue(value, 40)).toEqual(expected);
});
