import {expect, test} from 'vitest';
import {linePieces, longestLine} from '../../../source/sources/streams/line-pieces.js';

const piecesOf = (text: string) => [...linePieces(Buffer.from(text))].map(String);

test('a line within the limit is one piece', () => {
	expect(piecesOf('x'.repeat(longestLine))).toEqual(['x'.repeat(longestLine)]);
	expect(piecesOf('')).toEqual(['']);
});

test.each([1, 2, 3])('a longer one comes in pieces that halve no character and lose nothing (%i)', shift => {
	const text = `${'x'.repeat(shift)}${'😀'.repeat(longestLine)}`;
	const pieces = piecesOf(text);

	expect(pieces.join('')).toBe(text);
	for (const piece of pieces) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(longestLine);
});
