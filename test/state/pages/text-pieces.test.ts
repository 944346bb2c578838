import {expect, test} from 'vitest';
import {errorLine, field, head, yaml} from '../../../source/state/pages/text-line.js';
import {piecesOf} from '../../../source/state/pages/text-pieces.js';

const texts = (columns: number) =>
	piecesOf(
		[
			head('Object'),
			field('message', 'one two three four'),
			yaml('  name:', 'a b c d e f'),
			errorLine('no\u001b[1m'),
		],
		columns,
	).map(({line, label, text}) => [line, label, text]);

test('a field goes on beside its label, YAML below its key, each piece with its line', () => {
	expect(texts(24)).toEqual([
		[0, '', 'Object'],
		[1, 'message       ', 'one two'],
		[1, '              ', 'three'],
		[1, '              ', 'four'],
		[2, '  name:', ' a b c d e f'],
		[3, '', 'no␛[1m'],
	]);
});

test('a line that was measured for one width is measured again for another', () => {
	const line = field('message', 'one two three four');
	expect([80, 24, 80].map(columns => piecesOf([line], columns).length)).toEqual([1, 3, 1]);
});
