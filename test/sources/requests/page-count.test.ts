import {expect, test} from 'vitest';
import {ProtocolError} from '../../../source/model/errors.js';
import {maxPages, PageCount} from '../../../source/sources/requests/page-count.js';

const account = {attempted: 'Cannot list pods', target: 'https://rancher.example'};

test('a list that never ends is given up after two thousand pages', () => {
	const count = new PageCount(account);
	for (let page = 1; page < maxPages; page++) count.next();

	expect(() => count.next()).toThrow(ProtocolError);
	expect(() => count.next()).toThrow('Cannot list pods: the list does not end after');
});

test('pages that name each other are no list', () => {
	const count = new PageCount(account);
	for (const address of ['/a', '/b']) {
		count.next();
		count.follow(address);
	}

	expect(() => count.follow('/a')).toThrow(/the pages repeat after 2/);
});

test.each([
	['no page says how many there are', [null, null], 0, null],
	['there are as many', [7], 7, null],
	['there are fewer at the end', [9, 7], 7, null],
	['there are more at the end', [7, 9], 8, null],
	['there are none', [0], 0, null],
	['one is missing', [null, 7], 6, 'Cannot list pods: only 6 of 7 are listed'],
])('entries are missing where one is: %s', (_title, totals, entries, expected) => {
	const count = new PageCount(account);
	for (const total of totals) count.expect(total);
	expect(count.lacks(entries)).toBe(expected !== null);
	if (expected !== null) expect(count.cut(entries).message).toContain(expected);
});
