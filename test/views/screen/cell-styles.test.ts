import {expect, test} from 'vitest';
import {CellStyles, plain} from '../../../source/views/screen/cell-styles.js';

test.each([
	['to a colour', '', '31', '\u001b[31m'],
	['back to plain', '1;31', '', '\u001b[m'],
	['from one colour to another', '31', '32', '\u001b[32m'],
	['a colour more', '1', '1;31', '\u001b[31m'],
	['from bold to dim', '1', '2', '\u001b[0;2m'],
	['off with one of many', '1;7;38;5;208;48;5;17', '1;38;5;208;48;5;17', '\u001b[27m'],
	['true colour', '', '38;2;1;2;3', '\u001b[38;2;1;2;3m'],
	['the same', '1;31', '31;1', ''],
])('the shortest way %s', (_title, from, to, expected) => {
	const styles = new CellStyles();
	expect(styles.transition(styles.apply(plain, from), styles.apply(plain, to))).toBe(expected);
});

test('sequences add up until they are taken back', () => {
	const styles = new CellStyles();
	const bold = styles.apply(plain, '1');
	const boldRed = styles.apply(bold, '31');
	expect(styles.apply(boldRed, '39')).toBe(bold);
	expect(styles.apply(boldRed, '22')).toBe(styles.apply(plain, '31'));
	expect(styles.apply(boldRed, '')).toBe(plain);
	expect(styles.apply(styles.apply(plain, '48;5;17;1'), '49;22')).toBe(plain);
});

test('on a blank only backgrounds and lines can be seen', () => {
	const styles = new CellStyles();
	expect(styles.onBlank(styles.apply(plain, '1;31'))).toBe(plain);
	expect(styles.onBlank(styles.apply(plain, '1;31;44'))).toBe(styles.apply(plain, '44'));
	expect(styles.onBlank(styles.apply(plain, '7;31'))).toBe(styles.apply(plain, '7;31'));
	expect(styles.onBlank(styles.apply(plain, '2;9'))).toBe(styles.apply(plain, '9'));
});
