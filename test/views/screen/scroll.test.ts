import {expect, test} from 'vitest';
import {findScroll, scrollSequence} from '../../../source/views/screen/scroll.js';

const lines = (text: string): string[] => [...text].map(letter => (letter === ' ' ? '' : letter));

test.each([
	['a log that grows', 'abcdefgh', 'bcdefghi', {top: 0, bottom: 7, by: 1}],
	['below heads that stay', 'Habcdefg', 'Hbcdefgh', {top: 1, bottom: 7, by: 1}],
	['by several', 'abcdefgh', 'defghijk', {top: 0, bottom: 7, by: 3}],
	['a row inserted in the middle', 'abcdefgh', 'abcXdefg', {top: 3, bottom: 7, by: -1}],
	['a row taken away', 'abcdefgh', 'abdefghi', {top: 2, bottom: 7, by: 1}],
	['nothing', 'abcdefgh', 'abcdefgh', null],
	['other lines', 'abcdefgh', 'ijklmnop', null],
	['too few to matter', 'abcd', 'bcXY', null],
	['empty lines do not count', 'a       ', '  a     ', null],
])('finds %s', (_title, before, after, expected) => {
	expect(findScroll(lines(before), lines(after))).toEqual(expected);
});

test('the terminal is asked to move the lines within their region', () => {
	expect(scrollSequence({top: 3, bottom: 47, by: 1})).toBe('\u001b[4;48r\u001b[4H\u001b[M\u001b[r');
	expect(scrollSequence({top: 3, bottom: 47, by: -2})).toBe('\u001b[4;48r\u001b[4H\u001b[2L\u001b[r');
});
