import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {yamlText} from '../../source/output/yaml.js';

const words = [
	...'no No NO yes y Y n N on off true null Null ~ = << 1e3 1E3 .5 5. 1e+3 0x1f 017 0o17 0b11 08'.split(' '),
	...'12:30 12:30:45 190:20:30 -1:30 1_000 +1 .inf -.Inf .nan .NaN 2026-01-02 2026-1-2'.split(' '),
	...'2026-01-02T03:04:05Z !x !!str &a *a @a `a %a #a - -- --- ... ? : {a [a } ] , | > \\'.split(' '),
	...['', ' ', ' a', 'a ', 'a: b', 'a #b', '- a', "'a", '"a', 'a:', '\t', '\ta', 'a\nb', 'a\n', '\na', '\n'],
	...[' \n', 'a\n ', '  x\n y', 'a\n\n\nb', '---\na', 'a\n...\n', '%YAML 1.1\n', 'é', '日本', '😀', '\u00a0'],
	...[
		'\u0000',
		'\u0007',
		'\u001b[31m',
		'\u007f',
		'\u0085',
		'\u009f',
		'\u2028',
		'\ufeff',
		'\u202e',
		'\ufffe\uffff',
	],
];

const written = yamlText({list: words, map: Object.fromEntries(words.map((word, place) => [word, place]))});
const expected = {list: words, map: Object.fromEntries(words.map((word, place) => [word, place]))};

describe('YAML reads as what was written', () => {
	test.each(['1.1', '1.2'] as const)('by YAML %s', version => {
		expect(parse(written, {version, strict: true})).toEqual(expected);
	});

	test('by Python, where it is there', context => {
		const program = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin.buffer)))';
		const hasYaml = () => {
			try {
				execFileSync('python3', ['-c', 'import yaml'], {stdio: 'ignore'});
				return true;
			} catch {
				return false;
			}
		};
		if (!hasYaml()) return context.skip();
		const answer = execFileSync('python3', ['-c', program], {input: written, encoding: 'utf8'});
		expect(JSON.parse(answer)).toEqual(expected);
	});

	test('half a character is replaced, as it has no bytes', () => {
		expect(parse(yamlText(['a\ud800b\n c', 'x']))).toEqual(['a\ufffdb\n c', 'x']);
	});
});
