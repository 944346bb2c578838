import {RE2JS} from 're2js';
import {describe, expect, test} from 'vitest';
import {chainOf} from '../../../source/state/filter/chain.js';

const flags = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE | RE2JS.DOTALL;

describe('pieces in their order', () => {
	test.each([
		['get.*5\\d\\d.*linux', 'GET /cart 503 Linux', true],
		['get.*5\\d\\d.*linux', 'Linux GET /cart 503', false],
		['a.*a', 'a', false],
		['a.+a', 'aa', false],
		['a.+a', 'aba', true],
		['status=\\d+.*took=\\d+', 'status=200 took=3', true],
		['status=\\d+.*took=\\d+', 'status=200 took=', false],
		['[a-f.*]+.*x', '*x', true],
		['^a.*b$', 'x\nab\ny', true],
		['^a.*?b.*?$', 'xab', false],
		['\\ba.*b\\b', 'xa cb', false],
		['a\\.*.*b.*c', 'a..bc', null],
		['a.*b*', 'a', null],
		['(a|b).*c+', 'ac', null],
		['x=\\d+ .*y=\\d+', 'x=1 y=2', null],
		['\\u0041.*b.*c', 'abc', null],
		['a{2}.*b', 'aab', null],
		['a?.*b', 'b', null],
		['.*', '', true],
		['.+', '', false],
	])('%s in %j', (source, text, expected) => {
		expect(chainOf(source)?.(text) ?? null).toBe(expected);
	});

	test('are found as by an automaton', () => {
		let seed = 7;
		const random = (below: number) => {
			seed = (seed * 48_271) % 2_147_483_647;
			return seed % below;
		};
		const signs = ['a', 'b', 'c+', '.*', '.+', '[ab]', '[^a]+', '.', '\\w', '^', '$', '\\b'];
		const some = (from: readonly string[], max: number) =>
			Array.from({length: 1 + random(max)}, () => from[random(from.length)]).join('');
		let chains = 0;
		for (let count = 0; count < 3000; count++) {
			const source = some(signs, 6);
			const chain = chainOf(source);
			if (!chain) continue;
			chains += 1;
			const text = some(['a', 'b', 'c', ' ', '\n'], 7);
			expect(chain(text), `${source} in ${JSON.stringify(text)}`).toBe(
				RE2JS.compile(RE2JS.translateRegExp(source), flags).matcher(text).find(),
			);
		}

		expect(chains).toBeGreaterThan(500);
	});
});
