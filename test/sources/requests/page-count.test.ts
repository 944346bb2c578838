import {expect, test} from 'vitest';
import {ProtocolError} from '../../../source/model/errors.js';
import {maxPages, PageCount, readCounted} from '../../../source/sources/requests/page-count.js';

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

const entries = (ids: readonly string[]) => ids.map(id => ({id}));

test.each([
	['no page says how many there are', [null, null], 0, null],
	['there are as many', [3], 3, null],
	['there are fewer at the end', [9, 3], 3, null],
	['there are more at the end', [3, 9], 4, null],
	['there are none', [0], 0, null],
	['one is missing', [null, 3], 2, 'Cannot list pods: only 2 of 3 are listed'],
])('entries are missing where one is: %s', (_title, totals, number, expected) => {
	const count = new PageCount(account);
	for (const total of totals) count.expect(total);
	count.take(entries(['a']).slice(0, number), Math.max(0, number - 1));
	expect(count.isShort).toBe(expected !== null);
	if (expected !== null) expect(count.cut().message).toContain(expected);
});

test('an entry that comes again is neither counted nor given twice', () => {
	const count = new PageCount(account);
	count.expect(3);
	expect(count.take(entries(['a', 'b']))).toEqual(entries(['a', 'b']));
	expect(count.take(entries(['b']))).toEqual([]);
	expect(count.isShort).toBe(true);
});

/** Reads a list of five entries that is so each time; null: it is left before its end. */
const readAll = async (...readings: (string | null)[]) => {
	const miscounts: string[] = [];
	const given: string[] = [];
	let read = 0;
	const listed = readCounted({
		account,
		async read(count) {
			const ids = readings[read++] ?? null;
			count.expect(5);
			given.push(...count.take(entries([...(ids ?? '')])).map(({id}) => id));
			return ids !== null;
		},
		onMiscount: message => miscounts.push(message),
	});
	const error = await listed.then(
		() => null,
		(reason: unknown) => String(reason),
	);
	return {error, miscounts, read, given: given.join('')};
};

const whole = {error: null, miscounts: []};
const cut = (entries: number) => ({error: expect.stringContaining(`only ${entries} of 5 are listed`)});
const miscounted = (entries: number) => ({
	error: null,
	miscounts: [expect.stringContaining(`Cannot list pods in full: ${entries} of 5 are listed`)],
});

test.each([
	['it is whole', ['abcde'], whole, 1],
	['the second reading is whole', ['abcd', 'abcde'], whole, 2],
	['both readings have the same entries', ['abcd', 'dcba'], miscounted(4), 2],
	['the readings differ', ['abcd', 'abce'], cut(4), 2],
	['the second reading has fewer', ['abcd', 'abc'], cut(3), 2],
	['both readings are empty', ['', ''], cut(0), 2],
	['the first was left and the others have the same', [null, 'abcd', 'abcd'], miscounted(4), 3],
	['the first was left and the others differ', [null, 'abcd', 'abc'], cut(3), 3],
])(
	'a list that counts five is read again only where some are missing: %s',
	async (_title, readings, expected, times) => {
		const {read, given, ...outcome} = await readAll(...readings);
		expect(outcome).toMatchObject(expected);
		expect(read).toBe(times);
		expect(given.length).toBe(new Set(given).size);
	},
);
