import {expect, test} from 'vitest';
import {withoutEnd, wordStart} from '../../source/model/text-end.js';

test('the end of a text is taken off, and nothing else', () => {
	expect(withoutEnd('a\r\nb\r\r\n', '\r\n')).toBe('a\r\nb');
	expect(withoutEnd('///', '/')).toBe('');
	expect(withoutEnd('', '/')).toBe('');
});

test('the last word begins after the last blank', () => {
	expect(wordStart('one two')).toBe(4);
	expect(wordStart('one ')).toBe(4);
	expect(wordStart('one')).toBe(0);
	expect(wordStart('')).toBe(0);
});
