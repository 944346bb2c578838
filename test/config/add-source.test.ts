import {expect, test} from 'vitest';
import {type EntryLine, sourceNames, withSource} from '../../source/config/add-source.js';
import {UsageError} from '../../source/model/errors.js';

const lines: readonly EntryLine[] = [
	{key: 'url', value: 'https://r'},
	{key: 'tokenCommand', value: ['pass', 'show', 'a b'], comment: 'its first line'},
];

const added = `  new:
    url: https://r
    tokenCommand: [ pass, show, a b ] # its first line
`;

test.each([
	['no file', null],
	['an empty one', '\n'],
])('%s becomes one with a line on where all keys are', (_title, text) => {
	expect(withSource('c', text, 'new', lines)).toBe(
		`# The configuration of rwatch: rwatch help configuration has all keys.\n\nsources:\n${added}`,
	);
});

test('comments, order and depth of what is there stay', () => {
	const text = `# mine
theme: rancher # dark

sources:
    # the old one
    old:
        url: https://old # not for long
keys:
    restart: R
`;
	const extended = withSource('c', text, 'new', lines);
	expect(extended.replace(/ {4}new:\n(?: {8}.*\n){2}/, '')).toBe(text);
	expect(extended).toContain('    new:\n        url: https://r\n');
	expect(sourceNames('c', extended)).toEqual(['old', 'new']);
});

test.each([
	['sources:\n', ['new']],
	['sources: {}\n', ['new']],
	['sources: {old: {url: https://o}}\n', ['old', 'new']],
	['# only words\n', ['new']],
])('%j takes one too', (text, names) => {
	expect(sourceNames('c', withSource('c', text, 'new', lines))).toEqual(names);
});

test.each([
	['sources:\n  new: {url: https://x}\n', /there is a source 'new' already/],
	['sources: [a]\n', /expected a map of sources/],
	['- a\n', /expected a map/],
	['a: [\n', /^c:\d+: not valid YAML/],
])('%j is not touched', (text, words) => {
	expect(() => withSource('c', text, 'new', lines)).toThrow(UsageError);
	expect(() => withSource('c', text, 'new', lines)).toThrow(words);
});
