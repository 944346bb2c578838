import {expect, test} from 'vitest';
import {withoutStart, wrapped, wrappedWords} from '../../../source/state/text/wrap.js';
import {distinctWidth, fitCells, fitName, joinFitting} from '../../../source/views/lines/fit.js';
import {cutToWidth, displayWidth} from '../../../source/views/screen/glyphs.js';
import {bare} from '../stage.js';

test.each([
	['pads', 'web', 6, 'left', 'web   '],
	['pads at the left', '12', 6, 'right', '    12'],
	['cuts with a sign', 'crashLoopBackOff', 8, 'left', 'crashLo…'],
	['does not halve wide characters', '日本語テキスト', 8, 'left', '日本語… '],
	['makes escape sequences harmless', '\u001b[2Jx', 6, 'left', '␛[2Jx '],
	['has nothing in no width', 'web', 0, 'left', ''],
] as const)('a cell %s', (_title, text, width, align, expected) => {
	expect(fitCells(text, width, bare, align)).toBe(expected);
	expect(displayWidth(expected)).toBe(width);
});

test.each([
	['keeps both ends of a long one', 'payments-sandbox-webhook-recorder-1', 16, 'payme…recorder-1'],
	['leaves a short one', 'web', 6, 'web   '],
	['does not halve wide characters', '日本語日本語日本語', 10, '日…日本語 '],
])('a name %s', (_title, text, width, expected) => {
	expect(fitName(text, width, bare)).toBe(expected);
});

test.each([
	['plain text by length', 'abcdefgh', 3, ['abc', 'def', 'gh']],
	['wide text by cells', '日本語', 4, ['日本', '語']],
	['nothing of a short one', 'abc', 5, ['abc']],
	['an empty one stays a line', '', 5, ['']],
])('wraps %s', (_title, text, width, expected) => {
	expect(wrapped(text, width)).toEqual(expected);
});

test.each([
	['at blanks', 'add removeservicelink upgrade', 20, ['add', 'removeservicelink', 'upgrade']],
	['at the last blank that fits', 'one two three four', 9, ['one two', 'three', 'four']],
	[
		'in a word that is longer than a line',
		'to registry.example.com/a',
		12,
		['to registry.', 'example.com/', 'a'],
	],
	['wide text without blanks', '日本語', 4, ['日本', '語']],
	['where a blank stands just behind the line', 'abc def', 3, ['abc', 'def']],
	['nothing of a short one', 'a b', 5, ['a b']],
])('wraps words %s', (_title, text, width, expected) => {
	expect(wrappedWords(text, width)).toEqual(expected);
	for (const piece of expected) expect(displayWidth(piece)).toBeLessThanOrEqual(width);
});

test.each([
	['ends that differ', ['127.0.0.1:32961', '127.0.0.1:38967'], 8],
	['middles that differ', ['production-eu-1-rancher', 'production-us-1-rancher'], 17],
	['one alone', ['a-very-long-name-of-a-source'], 8],
	['what cannot be told apart', ['a', 'b'].map(middle => 'x'.repeat(40) + middle + 'x'.repeat(40)), 24],
])('the least width for %s', (_title, names, width) => {
	expect(distinctWidth(names, 8, 24, bare)).toBe(width);
});

test('leaves out what is scrolled to the left', () => {
	expect(withoutStart('abcdef', 2)).toBe('cdef');
	expect(withoutStart('日本語', 2)).toBe('本語');
});

test('cuts to a width', () => {
	expect(cutToWidth('日本語', 5)).toBe('日本');
});

test('joins as many parts as fit', () => {
	const parts = ['one', 'two', 'three'].map(text => ({text, width: text.length}));
	expect(joinFitting(parts, 9, '  ')).toBe('one  two');
});
