import {describe, expect, test} from 'vitest';
import {completeKind, mergeKinds, resolveKind} from '../../source/state/kinds.ts';
import {column, kind} from './rows.ts';

const kinds = [
	kind('pod', {aliases: ['po']}),
	kind('service', {aliases: ['svc']}),
	kind('serviceAccount', {aliases: ['sa'], main: false}),
	kind('deployment', {aliases: ['deploy']}),
	kind('po-like', {aliases: ['svc2']}),
];

describe('a typed kind', () => {
	test.each([
		['pod', 'pod'],
		['Pods', 'pod'],
		['po', 'pod'],
		['svc', 'service'],
		['service', 'service'],
		['servicea', 'serviceAccount'],
		['SERVICEACCOUNTS', 'serviceAccount'],
		['dep', 'deployment'],
		['all', 'all'],
		['al', 'all'],
	])('%s means %s', (typed, expected) => {
		expect(resolveKind(typed, kinds)).toEqual({kind: expected});
	});

	test.each([
		['ser', ['services', 'serviceAccounts']],
		['account', ['serviceAccounts']],
		['zebra', []],
		['', []],
	])('“%s” is unclear; suggested: %j', (typed, suggestions) => {
		expect(resolveKind(typed, kinds)).toEqual({error: expect.stringContaining(typed), suggestions});
	});

	test('is completed by plurals first', () => {
		expect(completeKind('SER', kinds)).toEqual(['services', 'serviceaccounts', 'service', 'serviceaccount']);
		expect(completeKind('a', kinds)).toEqual(['all']);
	});
});

test('kinds of equal names from several sources become one', () => {
	const left = kind('node', {
		columns: [column('IP')],
		aliases: ['no'],
		main: false,
		mainStates: ['x'],
		children: ['pod'],
	});
	const right = kind('node', {
		columns: [column('IP'), column('CPU')],
		aliases: ['nodes'],
		mainStates: ['bad'],
		children: ['pod', 'job'],
	});
	expect(mergeKinds([[left], [kind('key')], [right]])).toEqual([
		kind('node', {
			columns: [column('IP'), column('CPU')],
			aliases: ['no', 'nodes'],
			mainStates: ['bad'],
			children: ['pod', 'job'],
		}),
		kind('key'),
	]);
});

test.each([
	[['pre'], ['denied'], ['pre', 'denied']],
	[null, ['denied'], null],
])('states of two main kinds %j and %j become %j', (left, right, expected) => {
	const [merged] = mergeKinds([[kind('key', {mainStates: left})], [kind('key', {mainStates: right})]]);
	expect(merged?.mainStates).toEqual(expected);
});
