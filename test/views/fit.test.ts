import {expect, test} from 'vitest';
import {fitCells, fitName, joinFitting} from '../../source/views/fit.ts';
import {cutToWidth, displayWidth} from '../../source/views/glyphs.ts';
import {withoutStart, wrapped} from '../../source/views/wrap.ts';
import {bare} from './stage.ts';

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
