import type {Kind} from '../../source/model/kind.js';
import type {Resource} from '../../source/model/resource.js';
import type {Start} from '../../source/state/initial.js';
import {opened, Play, reported, resource, start} from './stage.js';

const kind = (name: string, changes: Partial<Kind> = {}): Kind => ({
	name,
	plural: `${name}s`,
	aliases: [],
	columns: [],
	main: true,
	mainStates: null,
	children: [],
	...changes,
});

const kinds: readonly Kind[] = [
	kind('cluster', {limits: 'cluster'}),
	kind('project', {limits: 'scope', main: false, early: true}),
	kind('namespace', {limits: 'scope', main: false}),
	kind('pod'),
	kind('container'),
];

const cluster = (name: string): Resource =>
	resource('cluster', name, {key: `prod/clusters/cluster/c-${name}`, id: `c-${name}`});

const clusterKey = (name: string): string => cluster(name).key;

/** A project of a cluster, by an id that differs from its name. */
export const project = (name: string, of: string): Resource =>
	resource('project', name, {key: `prod/clusters/project/c-${of}/p-${name}`, parents: [clusterKey(of)]});

/** A namespace of a cluster, in a project or in none. */
export const namespace = (name: string, of: string, within: string | null = null): Resource =>
	resource('namespace', name, {
		key: `prod/c-${of}/namespace/${name}`,
		scope: `c-${of}`,
		parents: [...(within === null ? [] : [project(within, of).key]), clusterKey(of)],
	});

/** A pod in a namespace of a cluster. */
export const pod = (name: string, within: string, of: string): Resource =>
	resource('pod', name, {
		key: `prod/c-${of}/pod/${within}/${name}`,
		scope: `c-${of}`,
		parents: [namespace(within, of).key, clusterKey(of)],
	});

/** An environment of the source `old`, and a container in it. */
const environment: readonly Resource[] = [
	resource('project', 'Staging', {source: 'old', key: 'old/projects/project/1a5'}),
	resource('container', 'redis', {source: 'old', scope: '1a5', parents: ['old/projects/project/1a5']}),
];

/** Two clusters, whose namespaces nobody lists yet, and an environment of another source. */
export const twoClusters = (first: Partial<Start> = {}): Play => {
	const play = new Play({view: {kind: 'pod', filter: '', sort: ''}, ...first});
	for (const source of ['prod', 'old']) {
		play.dispatch(opened(source), {
			type: 'events',
			events: [
				{type: 'kinds', source, at: start, kinds},
				{type: 'status', source, scope: '', at: start, status: 'live', message: null, retryAt: null},
			],
		});
	}

	play.dispatch(
		reported(
			...[cluster('east'), cluster('west'), project('Shop', 'east')],
			...[pod('web', 'shop', 'east'), pod('api', 'shop', 'west'), pod('dns', 'kube-system', 'east')],
			...environment,
		),
	);
	play.take();
	return play;
};
