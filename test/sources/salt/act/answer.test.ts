import {describe, expect, test} from 'vitest';
import {excerpt, isLong} from '../../../../source/sources/salt/act/answer.js';

describe('the beginning of an answer', () => {
	test.each([
		[
			'secrets are blanked',
			{a: {password: 'x'}, b: ['--token abc']},
			{a: {password: '***'}, b: ['--token ***']},
		],
		['texts are cut between words', `${'x '.repeat(15)}https://user:hunter2@host`, /^(?:x ){14}x… \(26 more/],
		[
			'a secret is no less one for being cut',
			`a -----BEGIN RSA PRIVATE KEY-----\n${'M '.repeat(50)}`,
			/^a \*\*\*$/,
		],
	])('%s', (_title, value, expected) => {
		const cut = excerpt(value, 40);
		if (expected instanceof RegExp) expect(cut).toMatch(expected);
		else expect(cut).toEqual(expected);
	});

	test('of an answer of any size takes no longer', () => {
		const big = {list: Array.from({length: 1_000_000}, () => ({name: 'word'}))};
		expect(JSON.stringify(excerpt(big, 1000)).length).toBeLessThan(2500);
	});
});

test.each([
	[true, false],
	[null, false],
	[7, false],
	['ok', false],
	['one\ntwo', true],
	['x'.repeat(101), true],
	[[], false],
	[['a'], true],
	[{}, false],
	[{a: 1}, true],
])('%j is more than a line: %s', (value, expected) => {
	expect(isLong(value)).toBe(expected);
});
