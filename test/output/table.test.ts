import {describe, expect, test} from 'vitest';
import {fitTable, plainTable} from '../../source/output/table.js';

const table = {
	columns: ['NAME', 'STATE', 'MESSAGE'],
	rows: [
		{NAME: 'web', STATE: 'active', MESSAGE: 'a long message that explains it all'},
		{NAME: '日本', STATE: 'x', MESSAGE: ''},
	],
};

describe('a table', () => {
	test('is aligned by what is seen', () => {
		expect(plainTable(table)).toBe(
			'NAME  STATE   MESSAGE\nweb   active  a long message that explains it all\n日本  x\n',
		);
	});

	test('is as wide as the terminal at most: the widest column gives way', () => {
		const fitted = fitTable(table, 36, 3);
		expect(fitted.rows[0]).toEqual({NAME: 'web', STATE: 'active', MESSAGE: 'a long message…'});
	});

	test('that fits stays as it is', () => {
		expect(fitTable(table, 200, 3)).toEqual(table);
	});

	test('is never squeezed beyond recognition', () => {
		expect(fitTable(table, 5, 3).rows[0]).toEqual({NAME: 'web', STATE: 'active', MESSAGE: 'a long…'});
	});
});
