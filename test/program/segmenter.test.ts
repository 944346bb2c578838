import {describe, expect, test} from 'vitest';
import {Segmenter} from '../../source/program/segmenter.js';

const own = new Segmenter();
const standard = new Intl.Segmenter();

const texts = [
	'',
	'web-1 running 12d',
	'\u001b[32m● 63 ok\u001b[39m ─ all',
	'tab\tand\nline',
	'\r\n',
	'a\u0301 and e\u0301',
	'─\u0301',
	'naïve façade …',
	'🧑🏽‍💻 at 🇨🇭 with ☝🏻',
	'1️⃣ #⃣ ✔ ✔️ ❤️‍🔥',
	'각 각 ก็ நி',
	'\u00ad\u200b\u200d',
	'\ud800 alone',
];

describe('graphemes', () => {
	test.each(texts)('of %j are those of Intl.Segmenter', text => {
		expect([...own.segment(text)]).toEqual([...standard.segment(text)]);
	});

	test.each(texts)('around a place in %j are those of Intl.Segmenter', text => {
		for (let index = 0; index <= text.length; index++) {
			expect(own.segment(text).containing(index)).toEqual(standard.segment(text).containing(index));
		}
	});

	test('are never joined where two plain characters meet', () => {
		// Plain is what is split without Intl.Segmenter, which answers with an object of its own.
		const all = Array.from({length: 0xd800}, (_, code) => String.fromCharCode(code));
		const plain = all.filter(character => Array.isArray(own.segment(character)));
		expect(plain.length).toBeGreaterThan(1000);
		const some = plain.filter((_, index) => index % 16 === 10);
		const joined = plain.filter(left => {
			const pairs = some.map(right => left + right).join('');
			return [...standard.segment(pairs)].length !== pairs.length;
		});
		expect(joined).toEqual([]);
	});
});

test('words are split as Intl.Segmenter does', () => {
	const options = {granularity: 'word'} as const;
	expect([...new Segmenter('en', options).segment('two words')]).toEqual([
		...new Intl.Segmenter('en', options).segment('two words'),
	]);
});
