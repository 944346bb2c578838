import {describe, expect, test} from 'vitest';
import {completeKind, mergeKinds, resolveKind, takesPart} from '../../../source/state/rows/kinds.js';
import {column, kind, resource} from '../rows.js';

const kinds = [
	kind('pod', {aliases: ['po']}),
	kind('service', {aliases: ['svc']}),
	kind('serviceAccount', {aliases: ['sa'], main: false}),
	kind('deployment', {aliases: ['deploy']}),
	kind('po-like', {aliases: ['svc2']}),
	kind('externalServiceEvent', {main: false}),
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
		['externalServiceEv', 'externalServiceEvent'],
		['all', 'all'],
		['al', 'all'],
	])('%s means %s', (typed, expected) => {
		expect(resolveKind(typed, kinds)).toEqual({kind: expected});
	});

	test.each([
		['ser', true, ['services', 'serviceAccounts']],
		['account', false, ['serviceAccounts']],
		['externalService', false, ['externalServiceEvents']],
		['zebra', false, []],
		['', false, []],
	])("'%s' is unclear, ambiguous: %s; suggested: %j", (typed, isAmbiguous, suggestions) => {
		expect(resolveKind(typed, kinds)).toEqual({
			error: expect.stringContaining(typed),
			isAmbiguous,
			suggestions,
		});
	});

	test('is completed by plurals first', () => {
		expect(completeKind('SER', kinds)).toEqual(['services', 'serviceAccounts', 'service', 'serviceaccount']);
		expect(completeKind('a', kinds)).toEqual(['all']);
		// What Enter would open comes first.
		expect(completeKind('po', [kind('port'), ...kinds]).slice(0, 3)).toEqual(['pods', 'ports', 'po-likes']);
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
	const reported = [
		['a', [left]],
		['b', [kind('key')]],
		['c', [right]],
	] as const;
	expect(mergeKinds(reported)).toEqual([
		{
			...kind('node', {
				columns: [column('IP'), column('CPU')],
				aliases: ['no', 'nodes'],
				mainStates: ['bad'],
				children: ['pod', 'job'],
			}),
			apart: new Map([
				['a', left],
				['c', right],
			]),
		},
		kind('key'),
	]);
});

test.each([
	[['pre'], ['denied'], ['pre', 'denied']],
	[null, ['denied'], null],
])('states of two main kinds %j and %j become %j', (left, right, expected) => {
	const [merged] = mergeKinds([
		['a', [kind('key', {mainStates: left})]],
		['b', [kind('key', {mainStates: right})]],
	]);
	expect(merged?.mainStates).toEqual(expected);
});

describe('what takes part in all is judged by what its own source says', () => {
	const reported = [
		['old', [kind('service'), kind('key', {mainStates: ['pre']}), kind('job')]],
		['new', [kind('service', {main: false}), kind('key'), kind('job', {columns: [column('RUNS')]})]],
		['third', [kind('volume', {main: false})]],
	] as const;
	const isMain = takesPart(mergeKinds(reported));

	test.each([
		['service', 'old', 'active', true],
		['service', 'new', 'active', false],
		['service', 'third', 'active', false],
		['key', 'old', 'accepted', false],
		['key', 'old', 'pre', true],
		['key', 'new', 'accepted', true],
		['job', 'new', 'running', true],
		['volume', 'third', 'active', false],
		['zebra', 'old', 'active', false],
	])('a %s of %s that is %s: %s', (of, source, state, expected) => {
		expect(isMain(resource({kind: of, source, state}))).toBe(expected);
	});

	test('and costs nothing where all agree', () => {
		expect(
			mergeKinds(reported)
				.filter(({apart}) => apart)
				.map(({name}) => name),
		).toEqual(['service', 'key']);
	});
});

test('a kind is sorted as the first source says that says anything of it', () => {
	const sort = {column: 'AGE', descending: false};
	const [merged] = mergeKinds([
		['a', [kind('job')]],
		['b', [kind('job', {sort})]],
	]);
	expect(merged?.sort).toEqual(sort);
});
