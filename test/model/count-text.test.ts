import {expect, test} from 'vitest';
import {countText} from '../../source/model/count-text.js';

test.each([
	[0, '0 rows'],
	[1, '1 row'],
	[2, '2 rows'],
	[999, '999 rows'],
	[1200, '1,200 rows'],
	[12_345_678, '12,345,678 rows'],
])('%i is %s', (count, text) => {
	expect(countText(count, 'row')).toBe(text);
});

test('a plural of its own', () => {
	expect(countText(1, 'entry', 'entries')).toBe('1 entry');
	expect(countText(2, 'entry', 'entries')).toBe('2 entries');
});
