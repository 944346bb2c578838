import {expect, test} from 'vitest';
import {plain} from '../../../source/views/screen/cell-styles.js';
import {Cells} from '../../../source/views/screen/cells.js';

const letter = 'a'.charCodeAt(0);

test('a row is the same in other cells only where its glyphs and styles are', () => {
	const one = new Cells(4, 2);
	const other = new Cells(4, 2);
	expect(one.isSame(other, 1)).toBe(true);
	one.put(1, 2, letter, plain, 1);
	expect(one.isSame(other, 0)).toBe(true);
	expect(one.isSame(other, 1)).toBe(false);
	other.put(1, 2, letter, plain + 1, 1);
	expect(one.isSame(other, 1)).toBe(false);
	expect(one.isSame(other, 1, 3)).toBe(true);
	other.put(1, 2, letter, plain, 1);
	expect(one.isSame(other, 1)).toBe(true);
});
