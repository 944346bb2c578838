import {describe, expect, test} from 'vitest';
import type {Resource} from '../../../source/model/resource.js';
import {explain as rancher1} from '../../../source/sources/rancher1/explain/explain.js';
import {explain as rancher2} from '../../../source/sources/rancher2/explain/explain.js';
import {explain as salt} from '../../../source/sources/salt/explain/explain.js';
import {resource} from '../../state/rows.js';
import {answer, surround} from './surround.js';

const families = [
	['rancher1', rancher1, ['container', 'service', 'stack', 'host', 'project', 'volume']],
	['rancher2', rancher2, ['pod', 'container', 'deployment', 'job', 'node', 'namespace', 'cluster', 'secret']],
	['salt', salt, ['minion', 'job', 'return', 'key', 'beacon', 'master']],
] as const;

const junk: readonly unknown[] = [
	null,
	'text',
	7,
	[],
	[null, 'x', {}],
	{},
	{
		status: 'x',
		spec: 7,
		metadata: null,
		cache: {Function: 'state.apply', Result: {a: {return: {'a_|-b_|-c_|-d': 7}}}},
	},
	{
		metadata: {deletionTimestamp: 'never', finalizers: [7, null]},
		spec: {containers: [null, {name: 7}], volumes: 'x'},
		status: {
			conditions: [null, 7, {type: 7, status: []}],
			containerStatuses: [{name: 'a', state: {waiting: 7}}],
		},
	},
	[{reason: 7, message: null, series: {count: 'x'}, lastTimestamp: 'x'}],
];

describe.each(families)('%s', (family, explain, kinds) => {
	test.each(kinds)('a %s is explained whatever its server answers, and the same again', async kind => {
		const child: Resource = resource({family, kind: 'pod', id: 'b', parents: ['prod//instance/a']});
		const row = resource({
			family,
			kind,
			id: 'a',
			key: 'prod//instance/a',
			state: 'x',
			health: 'error',
			parents: [child.key],
		});
		for (const value of junk) {
			const answers = ['object', 'events', 'quotas', 'log'].flatMap(what => [
				answer(row, what, value, 0),
				answer(child, what, value, 0),
			]);
			const surroundings = surround(row, [child], 1000);
			const explanation = await explain(surroundings, answers);
			const {findings} = explanation;
			expect(findings.length).toBeGreaterThan(0);
			expect(await explain(surroundings, answers)).toEqual(explanation);
			// What is not well says at least what it is.
			for (const {text} of findings) expect(text).not.toMatch(/undefined|\[object|NaN/);
		}
	});
});
