import {expect, test} from 'vitest';
import {wordList} from '../../source/model/word-list.js';

test.each([
	[[], ''],
	[['one'], 'one'],
	[['one', 'two'], 'one or two'],
	[['one', 'two', 'three'], 'one, two or three'],
])('%j is listed as “%s”', (words, sentence) => {
	expect(wordList(words, 'or')).toBe(sentence);
});
