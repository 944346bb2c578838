import {expect, test} from 'vitest';
import {unheardIn} from '../../../source/state/filter/unheard.js';
import {column, kind} from '../rows.js';

const kinds = [
	kind('node', {columns: [column('ROLES')]}),
	kind('pod', {columns: [column('HOST IP')]}),
	kind('gizmo'),
];

test.each([
	['kind:node and health:error', []],
	['host-ip:10.0.0.1 or roles:etcd', []],
	['kind:nodee and health:error', ["no server has a kind 'nodee' of its own (did you mean 'node'?)"]],
	['kind:gadget', ["no server has a kind 'gadget' of its own; it may be a custom resource"]],
	['kind:gizmo and weight>5', []],
	['kind:pod and roles!=etcd', ["there is no field or column 'roles'"]],
	['weight>5', ["there is no field or column 'weight'"]],
	[
		'role:etcd',
		[`there is no field or column 'role' (did you mean 'roles'?); as text it is "role:etcd", in quotes`],
	],
	['nginx:1.15', [`there is no field or column 'nginx'; as text it is "nginx:1.15", in quotes`]],
	['"nginx:1.15" and team:red', []],
])('%s', (filter, doubts) => {
	expect(unheardIn(filter, kinds, name => (name === 'node' ? ['TEAM'] : []))).toEqual(doubts);
});

test('in a view of one kind the columns of that kind count', () => {
	expect(unheardIn('roles:etcd', kinds, undefined, 'node')).toEqual([]);
	expect(unheardIn('roles:etcd', kinds, undefined, 'pod')).toEqual([
		expect.stringContaining("column 'roles'"),
	]);
	expect(unheardIn('weight>5', kinds, undefined, 'gizmo')).toEqual([]);
});
