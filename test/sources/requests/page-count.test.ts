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
