import {expect, test} from 'vitest';
import {ConfigError} from '../../source/config/config.js';
import {load} from './world.js';

const sources = "sources: {prod: {url: 'https://r', type: rancher2, token: 't:u'}}\n";

test('rules are read with what they leave out', async () => {
	const file = `${sources}guard:
  - {source: 'prod*', action: [remove, drain], deny: by GitOps only}
  - {source: 'prod*', confirm: name}
  - {action: remove, when: 'kind:pod', maxRows: 5}
`;
	const any = {source: null, actions: [], when: '', deny: null, confirmName: false, maxRows: null};
	expect((await load({file})).guard).toEqual([
		{...any, source: 'prod*', actions: ['remove', 'drain'], deny: 'by GitOps only'},
		{...any, source: 'prod*', confirmName: true},
		{...any, actions: ['remove'], when: 'kind:pod', maxRows: 5},
	]);
	expect((await load({file: sources})).guard).toEqual([]);
});

test.each([
	['guard: yes', ':2: guard: expected a list of rules'],
	['guard:\n  - {deny: a}\n  - remove', ':4: guard.1: expected a map with deny, confirm or maxRows'],
	['guard:\n  -', ':3: guard.0: expected a map with deny, confirm or maxRows, found nothing'],
	['guard:\n  - {confirm: all}', ':3: guard.0.confirm: expected name'],
	['guard:\n  - {maxRows: 0}', ':3: guard.0.maxRows: expected a whole number from 1 on'],
	['guard:\n  - {maxRows: 1.5}', ':3: guard.0.maxRows: expected a whole number from 1 on'],
	['guard:\n  - {deny: a}\n  - {denny: a}', ":4: guard.1.denny: unknown key (did you mean 'deny'?)"],
	[
		'guard:\n  - {deny: a, action: 3}',
		':3: guard.0.action: expected the name of an action, or a list of such names',
	],
	['guard:\n  - {deny: a}\n  - {action: remove}', ':4: guard.1: expected deny, confirm or maxRows'],
	["guard:\n  - deny: a\n    when: '(kind:pod'", ':4: guard.0.when: a closing parenthesis is missing'],
])('%s is refused with what was expected', async (rules, fault) => {
	await expect(load({file: `${sources}${rules}\n`})).rejects.toThrow(fault);
});

test('a check reports the faults of all rules, each with its line', async () => {
	const file = `${sources}guard:
  - {confirm: all}
  - {deny: a, foo: 1, bar: 2}
  - {when: '(', deny: a}
`;
	const error: unknown = await load({argv: ['config', 'check'], file}).catch((thrown: unknown) => thrown);
	const faults = error instanceof ConfigError ? error.faults : [];
	expect(faults).toEqual([
		expect.stringContaining(':3: guard.0.confirm'),
		expect.stringContaining(':4: guard.1.foo'),
		expect.stringContaining(':4: guard.1.bar'),
		expect.stringContaining(':5: guard.2.when'),
	]);
});

test('a slip in the name of an action is a warning', async () => {
	const {warnings} = await load({file: `${sources}guard:\n  - {action: [remvoe, drain, salt], deny: a}\n`});
	expect(warnings).toEqual([
		expect.stringMatching(/:3: guard\.0\.action: 'remvoe' is not a usual action \(did you mean 'remove'\?\)/),
	]);
});

test('a check warns of a rule that is about no source of the file', async () => {
	const file = `${sources}guard:\n  - {source: 'prdo*', deny: a}\n  - {source: 'pr*', deny: a}\n`;
	expect((await load({file})).warnings).toEqual([]);
	const {warnings} = await load({argv: ['config', 'check'], file});
	expect(warnings).toEqual([
		expect.stringMatching(/:3: guard\.0\.source: no source of this file is called like 'prdo\*': prod$/),
	]);
});

test('a check warns of an action, a kind or a column that no server is known to have', async () => {
	const file = `${sources}columns: {pod: [{title: TEAM, label: team}]}
plugins: {trace: {run: [strace]}}
guard:
  - {action: [frobnicate, drain, trace], deny: a}
  - {when: 'kind:podz and namespce:prod', deny: a}
  - {when: 'kind:pod and team:red and restarts>3', deny: a}
  - {when: 'teem:red', deny: a}
  - {when: 'wight>5', deny: a}
  - {when: 'kind:gizmo and ready:False', deny: a}
`;
	expect((await load({file})).warnings).toEqual([]);
	const {warnings} = await load({argv: ['config', 'check'], file});
	expect(warnings.map(line => line.replace(/^.*yaml/, ''))).toEqual([
		":5: guard.0.action: no server is known to have an action 'frobnicate': the rule may guard nothing",
		":6: guard.1.when: no server has a kind 'podz' of its own (did you mean 'pod'?)",
		`:8: guard.3.when: there is no field or column 'teem' (did you mean 'team'?); as text it is "teem:red", in quotes`,
		":9: guard.4.when: there is no field or column 'wight'",
		":10: guard.5.when: no server has a kind 'gizmo' of its own; it may be a custom resource",
	]);
});
