import {describe, expect, test} from 'vitest';
import {compilePattern} from '../../../source/state/filter/pattern.js';

const pattern = (source: string) => {
	const compiled = compilePattern(source);
	if ('error' in compiled) throw new Error(compiled.error);
	return compiled;
};

describe('whichever engine reads it', () => {
	test.each([
		['web', 'xWEBx', true],
		['^web$', 'one\nweb\ntwo', true],
		['we.b', 'we\nb', true],
		['(web|api)-\\d+', 'api-12', true],
		['(?:web)+-[a-z]+', 'WEBweb-X', true],
		['(\\w+\\s?)*!$', 'one two three', false],
		['a{2,3}b?c', 'xaac', true],
		['^(?!.*canary)web', 'web-canary', false],
		['^(?!.*canary)web', 'web-1', true],
		['[*+?]', 'a+b', true],
		['\\bpod\\b', 'a pod.', true],
		['10\\.42\\..*\\/24', '10.42.1.0/24', true],
	])('%s in %j: %s', (source, text, found) => {
		expect(pattern(source).test(text)).toBe(found);
	});

	test.each(['o+', '(o)+', 'o'])('the places of %s are found from left to right', source => {
		expect([...pattern(source).places('foo 🚀 bo')]).toEqual(expect.arrayContaining([{start: 8, end: 9}]));
	});

	test('an empty place is none', () => {
		expect([...pattern('x*').places('abc')]).toEqual([]);
		expect([...pattern('(x*)*').places('abc')]).toEqual([]);
	});
});

test.each([
	'(\\w+\\s?)*=$',
	'(a+)+$',
	'(a|aa)+$',
	'(.*)*x$',
	'.*.*.*=$',
	'\\w+x$',
	'a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaaaaaa=',
	'([a-zA-Z]+)*\\d',
	'(?=.*a).+b$',
])('%s is over in no time in a long text', source => {
	expect(pattern(source).test(`${'a'.repeat(100_000)}!\n`)).toBe(false);
});

test.each(['web[', '(', 'x**', '(\\w+)+(?=x)', '(a)+\\1'])('%s is refused in words', source => {
	expect(compilePattern(source)).toEqual({error: expect.stringMatching(/quote it$/)});
});
