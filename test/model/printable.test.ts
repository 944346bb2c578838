import {expect, test} from 'vitest';
import {printable} from '../../source/model/printable.js';
import {isSimple} from '../../source/model/simple-glyph.js';

test.each([
	['plain text is left as it is', 'shop/web-1', 'shop/web-1'],
	['wide characters and emoji too', '日本語 🚀 é', '日本語 🚀 é'],
	['an escape sequence becomes visible', '\u001b[31mred\u001b]0;title\u0007', '␛[31mred␛]0;title␇'],
	['a line break and a carriage return cannot move the cursor', 'a\r\nb', 'a␍␊b'],
	['a tab takes one cell', 'a\tb', 'a b'],
	['C1 controls are sequences of one byte', 'a\u009b31mb', 'a�31mb'],
	['delete is shown', 'a\u007fb', 'a␡b'],
	['text cannot be turned around', 'a\u202egpj.exe', 'a�gpj.exe'],
	['joined emoji fall apart', '👩\u200d👧', '👩👧'],
	['a lone surrogate is replaced', 'a\ud800b', 'a�b'],
])('%s', (_title, text, expected) => {
	expect(printable(text)).toBe(expected);
});

test('harm after a sign that is one cell wide everywhere is found, and no such sign is harmful', () => {
	const signs = Array.from({length: 0x1_00_00}, (_, code) => code).filter(isSimple);
	const text = String.fromCharCode(...signs);

	expect(printable(`${text}\ue000`)).toBe(`${text}\ue000`);
	expect(printable('é…\u202e✓\ufe0f')).toBe('é…�✓');
});
