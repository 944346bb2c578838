import {expect, test} from 'vitest';
import {clusterKinds, firstKinds} from '../../../../source/sources/rancher2/rows/kinds.js';

const main = firstKinds.filter(kind => kind.main);

test('what people work with is followed from the start, all workloads among them', () => {
	expect(main.map(({name}) => name)).toEqual([
		'cluster',
		'node',
		'deployment',
		'statefulset',
		'daemonset',
		'pod',
		'job',
		'cronjob',
	]);
	expect(clusterKinds).toEqual(main.map(({name}) => name).slice(1));
});

test('of the jobs those that have succeeded take no part in the view of all', () => {
	const states = main.find(({name}) => name === 'job')?.mainStates;
	expect(states).toEqual(expect.arrayContaining(['active', 'in-progress', 'failed', 'error']));
	expect(states).not.toContain('completed');
	expect(main.filter(({name}) => name !== 'job').every(({mainStates}) => mainStates === null)).toBe(true);
});
