import {expect, test} from 'vitest';
import {containersField} from '../../../../source/sources/rancher2/rows/container-list.js';
import type {Container} from '../../../../source/sources/rancher2/rows/container-state.js';

const container = (name: string, changes: Partial<Container> = {}): Container => ({
	name,
	image: null,
	role: 'main',
	isSidecar: false,
	resources: {},
	status: {},
	...changes,
});

const done = {state: {terminated: {exitCode: 0}}};

const pod = {
	status: {},
	resources: {},
	containers: [
		container('istio-proxy'),
		container('app', {status: done}),
		container('migrate', {role: 'init', status: done}),
		container('debugger', {role: 'ephemeral'}),
	],
};

const named = (annotations: Readonly<Record<string, string>>) =>
	containersField(pod, annotations).containers.map(({name, role, isOver}) => `${name} ${role} ${isOver}`);

test('a pod names all its containers; only what prepares it can be over', () => {
	expect(named({})).toEqual([
		'istio-proxy main false',
		'app main false',
		'migrate init true',
		'debugger ephemeral false',
	]);
});

test('the one that kubectl takes comes first', () => {
	const [first, second] = named({'kubectl.kubernetes.io/default-container': 'app'});
	expect([first, second]).toEqual(['app main false', 'istio-proxy main false']);
	expect(named({'kubectl.kubernetes.io/default-container': 'gone'})[0]).toBe('istio-proxy main false');
});

test('only what does not run says why', () => {
	const statuses = {
		containers: [
			container('app', {status: {state: {running: {}}}}),
			container('envoy', {status: {state: {waiting: {reason: 'CrashLoopBackOff'}}}}),
			container('new'),
		],
	};
	const {containers} = containersField({...pod, ...statuses}, {});
	expect(containers.map(({name, stopped}) => [name, stopped])).toEqual([
		['app', undefined],
		['envoy', 'crashLoopBackOff'],
		['new', undefined],
	]);
});

test('equal lists are the same array', () => {
	expect(containersField(pod, {}).containers).toBe(containersField({...pod}, {}).containers);
});
