import {Buffer} from 'node:buffer';
import {expect, test} from 'vitest';
import {copySequence} from '../../../source/views/screen/clipboard.js';

const encoded = Buffer.from('shop/web ü').toString('base64');

test.each([
	['a plain terminal', {}, `\u001b]52;c;${encoded}\u0007`],
	[
		'tmux',
		{TMUX: '/tmp/tmux'},
		`\u001b]52;c;${encoded}\u0007\u001bPtmux;\u001b\u001b]52;c;${encoded}\u0007\u001b\\`,
	],
	['screen', {STY: '1.pts'}, `\u001bP\u001b]52;c;${encoded}\u0007\u001b\\`],
])('copies through %s', (_title, env, expected) => {
	expect(copySequence('shop/web ü', env)).toBe(expected);
});

test('screen gets long texts in pieces that it takes', () => {
	const sequence = copySequence('x'.repeat(1000), {STY: '1.pts'}) ?? '';
	const pieces = sequence.split('\u001b\\').slice(0, -1);
	expect(pieces.every(piece => piece.startsWith('\u001bP') && piece.length <= 254)).toBe(true);
	expect(pieces.map(piece => piece.slice(2)).join('')).toBe(copySequence('x'.repeat(1000), {}));
});

test('what terminals would drop is refused', () => {
	expect(copySequence('x'.repeat(60_000), {})).toBeNull();
});
