import {expect, test} from 'vitest';
import {fenced, inline, section, table, utc} from '../../../source/state/bundle/markdown.js';

test('text from elsewhere is no markup within a line, and stays one line', () => {
	expect(inline('a*b*_c_ `d` [e](f) <img src=x> | ~g~ #1 !h & \\i')).toBe(
		'a\\*b\\*\\_c\\_ \\`d\\` \\[e\\](f) \\<img src=x\\> \\| \\~g\\~ \\#1 \\!h \\& \\\\i',
	);
	expect(inline('one\r\n# two\u001b[2J\u202e')).toBe('one \\# two␛\\[2J�');
	expect(inline('x'.repeat(5000)).length).toBeLessThan(2100);
});

test.each([
	[['plain'], '```'],
	[['```', 'rm -rf /'], '````'],
	[['a `````` b'], '```````'],
])('lines from elsewhere cannot end their block: %j', (lines, fence) => {
	expect(fenced(lines)).toEqual([`${fence}text`, ...lines, fence]);
});

test('blocks show control characters, and cut what is too long', () => {
	const [, first = '', second = ''] = fenced(['\u001b]52;c;x\u0007', 'y'.repeat(9000)]);
	expect(first).toBe('␛]52;c;x␇');
	expect(second).toMatch(/^y+… \(7,000 more characters\)$/);
});

test('a cell cannot end its row', () => {
	expect(table(['a'], [['x | y\n| z']])).toEqual(['| a |', '| --- |', '| x \\| y \\| z |']);
});

test('a section without lines is omitted, and times are in UTC', () => {
	expect(section('Logs', [])).toEqual([]);
	expect(section('Logs', ['x'])).toEqual(['', '## Logs', '', 'x']);
	expect(utc(1_700_000_000_123)).toBe('2023-11-14T22:13:20Z');
});
