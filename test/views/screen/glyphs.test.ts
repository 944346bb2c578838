import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {cutToWidth, displayWidth, graphemes, isSimple} from '../../../source/views/screen/glyphs.js';

const family = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}';

test('characters are told apart as without pieces, wherever a piece ends', () => {
	const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	for (const character of [family, 'e\u0301', '\u{1F1E9}\u{1F1EA}', '日', '\uAC00\u1100\u1161', '\r\n']) {
		for (let before = 120; before < 132; before++) {
			const text = `${'ü'.repeat(before)}${character.repeat(40)}z`;

			expect(graphemes(text)).toEqual(Array.from(segmenter.segment(text), ({segment}) => segment));
		}
	}
});

test.each(['日本', '\u{1F680}', 'e\u0301', 'ü', '\u0301'])(
	'a hundred thousand of %j are measured and cut',
	text => {
		const long = text.repeat(100_000);

		expect(displayWidth(`${long}x`)).toBe(displayWidth(text) * 100_000 + 1);
		expect(displayWidth(cutToWidth(`ab${long}`, 3))).toBeLessThanOrEqual(3);
	},
);

test('what is cut takes no more cells than there are, and all of them where it can', () => {
	expect(cutToWidth('web-1', 10)).toBe('web-1');
	expect(cutToWidth('日本語', 5)).toBe('日本');
	expect(cutToWidth('日本語', 6)).toBe('日本語');
	expect(cutToWidth('e\u0301e\u0301', 1)).toBe('e\u0301');
});

test('what is counted as one cell without measuring is measured as one, too', () => {
	const simple = Array.from({length: 0x1_00_00}, (_, code) => code).filter(isSimple);
	const wrong = simple.filter(code => stringWidth(String.fromCharCode(code)) !== 1);

	expect(simple.length).toBeGreaterThan(1000);
	expect(wrong).toEqual([]);
	expect(displayWidth('█ ├─ …')).toBe(6);
	expect(displayWidth('…\u0301')).toBe(1);
});
