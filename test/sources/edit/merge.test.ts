import {expect, test} from 'vitest';
import {markHidden} from '../../../source/sources/edit/hidden-changes.js';
import {mergeThree} from '../../../source/sources/edit/merge.js';

const base = {
	spec: {
		replicas: 3,
		paused: false,
		containers: [
			{name: 'a', image: 'a:1'},
			{name: 'b', image: 'b:1'},
		],
	},
};

const withSpec = (spec: object) => ({spec: {...base.spec, ...spec}});

test('changes of both sides are joined, also in the same list', () => {
	const mine = withSpec({
		containers: [
			{name: 'a', image: 'a:2'},
			{name: 'b', image: 'b:1'},
		],
	});
	const theirs = withSpec({
		replicas: 5,
		containers: [
			{name: 'a', image: 'a:1'},
			{name: 'b', image: 'b:2'},
		],
	});
	expect(mergeThree(base, mine, theirs)).toEqual({
		object: withSpec({
			replicas: 5,
			containers: [
				{name: 'a', image: 'a:2'},
				{name: 'b', image: 'b:2'},
			],
		}),
		changed: ['spec.replicas (3 to 5)', 'spec.containers.b.image'],
		contested: [],
	});
});

test('where both changed the same, the person’s stays and is named', () => {
	const merged = mergeThree(base, withSpec({replicas: 4}), withSpec({replicas: 5}));
	expect(merged).toEqual({
		object: withSpec({replicas: 4}),
		changed: ['spec.replicas (3 to 5)'],
		contested: ['spec.replicas'],
	});
});

test('what was removed stays removed, on either side', () => {
	const {paused: _, ...rest} = base.spec;
	expect(mergeThree(base, {spec: rest}, withSpec({replicas: 5})).object).toEqual({
		spec: {...rest, replicas: 5},
	});
	expect(mergeThree(base, withSpec({replicas: 5}), {spec: rest}).object).toEqual({
		spec: {...rest, replicas: 5},
	});
	const fewer = withSpec({containers: [{name: 'a', image: 'a:1'}]});
	expect(mergeThree(base, withSpec({replicas: 5}), fewer).object).toEqual({
		...fewer,
		spec: {...fewer.spec, replicas: 5},
	});
});

test('a change of what is not shown is marked', () => {
	const shown = {data: {a: '***', b: '***'}};
	const before = {real: {data: {a: 'MQ==', b: 'Mg=='}}, shown};
	const after = {real: {data: {a: 'MQ==', b: 'Mw=='}}, shown};
	expect(markHidden(before, after)).toEqual({data: {a: '***', b: '*** (changed)'}});
});
