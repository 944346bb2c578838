import {expect, test} from 'vitest';
import {wordsOf} from '../../source/program/command-words.js';

test.each([
	['vi', ['vi']],
	['code --wait', ['code', '--wait']],
	['  emacsclient   -t ', ['emacsclient', '-t']],
	['"/opt/my editor/bin/ed" -w', ['/opt/my editor/bin/ed', '-w']],
	["'a b'c d", ['a bc', 'd']],
	['a\\ b c', ['a b', 'c']],
	["pass show bob's", ['pass', 'show', "bob's"]],
	['', []],
])('%j has the words %j', (line, words) => {
	expect(wordsOf(line)).toEqual(words);
});
