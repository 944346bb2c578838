import {describe, expect, test} from 'vitest';
import {printable, printableParts, withoutColours} from '../../source/model/printable.js';

const looks = (text: string) => {
	const {text: clean, parts} = printableParts(text);
	return parts.map(({start, end, look: {foreground, background, attributes}}) => [
		clean.slice(start, end),
		foreground,
		background,
		...attributes,
	]);
};

describe('the colours of a text', () => {
	test.each([
		['\u001b[32mready\u001b[0m in 3 s', 'ready in 3 s', [['ready', 2, null]]],
		[
			'\u001b[1;91mno\u001b[22m yes',
			'no yes',
			[
				['no', 9, null, 1],
				[' yes', 9, null],
			],
		], // prettier-ignore
		['\u001b[38;5;208ma\u001b[39mb', 'ab', [['a', 208, null]]],
		['\u001b[38;2;255;0;0ma\u001b[mb', 'ab', [['a', 196, null]]],
		['\u001b[38:2:128:128:128ma', 'a', [['a', 244, null]]],
		['\u001b[30;103;4;7ma', 'a', [['a', 0, 11, 4, 7]]],
		['\u001b[41m\u001b[32m\u001b[0mplain', 'plain', []],
	])('%j', (text, clean, parts) => {
		expect(printableParts(text).text).toBe(clean);
		expect(looks(text)).toEqual(parts);
	});

	test('are all that is kept of escape sequences', () => {
		const text = '\u001b[2J\u001b[31ma\u001b]0;owned\u0007\tb\r\u009b31m\u001b[8mhidden\u001b[5mblinks';
		expect(printableParts(text).text).toBe('␛[2Ja␛]0;owned␇ b␍�31mhiddenblinks');
		expect(looks(text).map(([, ...look]) => look)).toEqual([
			[1, null],
			[1, null],
			[1, null],
		]);
	});

	test('leave what is printable as `printable` has it', () => {
		for (const text of [
			'',
			'plain',
			'a\u001b[1;',
			'\u001b[31mü\u200d日\ud800\u001b[999;;;m\u001b',
			'a\u0000b',
		]) {
			expect(printableParts(text).text).toBe(printable(withoutColours(text)));
		}
	});
});
