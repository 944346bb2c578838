import {describe, expect, test} from 'vitest';
import {
	compareValues,
	defaultSort,
	naturalCompare,
	parseSort,
	sortValueOf,
} from '../../../source/state/grid/sort.js';
import {column, kind, lookup, row} from '../rows.js';

describe('natural order', () => {
	const sorted = [
		'',
		'1',
		'2',
		'10',
		'10a',
		'010',
		'a',
		'a-1-x',
		'a-1b',
		'a-2',
		'a-10',
		'a-10-1',
		'a-10-2',
		'a1',
		'ab',
		'web',
		'web1',
		'web12',
		'web120',
	];

	test('numbers in names count as numbers', () => {
		const mixed = [...sorted].reverse().sort((left, right) => (left.length % 3) - (right.length % 3));
		expect(mixed.sort(naturalCompare)).toEqual(sorted);
	});

	test('it is a total order', () => {
		for (const [index, left] of sorted.entries()) {
			for (const [other, right] of sorted.entries()) {
				expect(Math.sign(naturalCompare(left, right))).toBe(Math.sign(index - other));
			}
		}
	});
});

test.each([
	[1, 2, false, -1],
	[1, 2, true, 1],
	[null, 2, false, 1],
	[null, 2, true, 1],
	['a', null, true, -1],
	['a', 1, false, 1],
	['a-2', 'a-10', false, -1],
	['a', 'a', true, 0],
])('%j against %j, descending %s, is %d', (left, right, descending, expected) => {
	expect(Math.sign(compareValues(left, right, descending))).toBe(expected);
});

test.each([
	['since', {column: 'SINCE', descending: false}],
	['Host IP:desc', {column: 'HOST IP', descending: true}],
	[' age : asc ', {column: 'AGE', descending: false}],
	['', {error: expect.stringContaining('expected <column>')}],
	['age:down', {error: expect.stringContaining('age:down')}],
])('the order “%s” is read', (text, expected) => {
	expect(parseSort(text)).toEqual(expected);
});

test('all starts with the worst, a kind with its names', () => {
	const newest = {column: 'AGE', descending: false};
	const kinds = [kind('job', {sort: newest}), kind('pod')];
	expect(['all', 'pod', 'job'].map(name => defaultSort(name, kinds).column)).toEqual([
		'HEALTH',
		'NAME',
		'AGE',
	]);
});

describe('what columns sort by', () => {
	const host = row({id: 'h', name: 'node-1'});
	const pod = kind('pod', {
		columns: [
			column('Node', 'reference'),
			column('STARTED', 'time'),
			column('READY'),
			column('AGE', 'number'),
		],
	});
	const one = row({
		cells: {Node: host.resource.key, STARTED: 50, READY: true, AGE: 7},
		created: 20,
		message: '',
	});

	test.each([
		['a reference by the name of its row', 'NODE', 'node-1'],
		['the younger first', 'started', -50],
		['truth after falsehood', 'READY', 1],
		['an own column before a general one of its name', 'AGE', 7],
		['an empty message is none', 'MESSAGE', null],
		['since the state is known to hold', 'SINCE', -0],
		['an unknown column not at all', 'NOPE', null],
	])('%s', (_title, title, expected) => {
		expect(sortValueOf(title, pod)(one, lookup(host))).toBe(expected);
	});

	test('health puts errors first, then stuck, then transitions, then the rest', () => {
		const rank = sortValueOf('health', null);
		const moving = {health: 'transitioning', transitioning: 'yes'} as const;
		const ranks = [
			row({health: 'error', transitioning: 'yes'}, {stuck: true}),
			row({health: 'error'}),
			row(moving, {stuck: true}),
			row(moving),
			row({health: 'transitioning'}),
			row({health: 'warning'}),
			row({health: 'unknown'}),
			row(),
		].map(each => Number(rank(each, lookup())));
		expect(ranks).toEqual([...new Set(ranks)].sort((left, right) => left - right));
	});
});
