import type {Column, Kind} from '../../../model/kind.js';
import {clustersScope} from './scope.js';
import {measurable} from './usage-columns.js';

/** What is known of a kind without asking: its usual names, and where Enter leads. */
type KnownKind = {
	readonly name: string;
	readonly plural: string;
	readonly aliases: readonly string[];
	readonly children: readonly string[];
	readonly main: boolean;
	readonly mainStates: readonly string[] | null;
	/** Id of its schema in Steve. */
	readonly schema: string;
};

const workloads = ['deployment', 'statefulset', 'daemonset', 'cronjob', 'job'];

/** The kinds that make pods. */
export const workloadKinds: ReadonlySet<string> = new Set([
	...workloads,
	'replicaset',
	'replicationcontroller',
]);

// `name plural aliases schema children`; `*` before the name: followed from the start.
const text = `
*cluster clusters cl management.cattle.io.cluster node,namespace,${workloads.join()},pod
project projects proj management.cattle.io.project namespace
*node nodes no node pod
namespace namespaces ns namespace ${workloads.join()},pod
*deployment deployments deploy,dp apps.deployment pod
*statefulset statefulsets sts apps.statefulset pod
*daemonset daemonsets ds apps.daemonset pod
*pod pods po pod container
container containers co - -
replicaset replicasets rs apps.replicaset pod
*job jobs - batch.job pod
*cronjob cronjobs cj batch.cronjob job,pod
service services svc service -
ingress ingresses ing networking.k8s.io.ingress -
persistentvolumeclaim persistentvolumeclaims pvc persistentvolumeclaim -
persistentvolume persistentvolumes pv persistentvolume -
storageclass storageclasses sc storage.k8s.io.storageclass -
configmap configmaps cm configmap -
secret secrets sec secret -
serviceaccount serviceaccounts sa serviceaccount -
event events ev event -
horizontalpodautoscaler horizontalpodautoscalers hpa autoscaling.horizontalpodautoscaler -
networkpolicy networkpolicies netpol networking.k8s.io.networkpolicy -
endpoints endpoints ep endpoints -
resourcequota resourcequotas quota resourcequota -
limitrange limitranges limits limitrange -
poddisruptionbudget poddisruptionbudgets pdb policy.poddisruptionbudget -
replicationcontroller replicationcontrollers rc replicationcontroller pod
customresourcedefinition customresourcedefinitions crd,crds apiextensions.k8s.io.customresourcedefinition -
`;

// Pages that list several kinds.
const together: ReadonlySet<string> = new Set(['cluster', 'namespace']);

const limits: ReadonlyMap<string, NonNullable<Kind['limits']>> = new Map([
	['cluster', 'cluster'],
	['project', 'scope'],
	['namespace', 'scope'],
]);

// Finished jobs are many, and those that succeeded need no attention.
const mainStates: ReadonlyMap<string, readonly string[]> = new Map(
	Object.entries<readonly string[]>({
		job: [
			'active',
			'in-progress',
			'running',
			'pending',
			'updating',
			'reconciling',
			'stalled',
			'unavailable',
			'suspended',
			'failed',
			'error',
			'removing',
			'terminating',
		],
	}),
);

const names = (word: string): readonly string[] => (word === '-' ? [] : word.split(','));

const read = (line: string): KnownKind => {
	const [first = '', plural = '', aliases = '-', schema = '', children = '-'] = line.split(' ');
	const name = first.replace('*', '');
	return {
		name,
		plural,
		aliases: names(aliases),
		children: names(children),
		main: first.startsWith('*'),
		mainStates: mainStates.get(name) ?? null,
		schema,
	};
};

/** Kinds with usual names, by those. */
export const knownKinds: ReadonlyMap<string, KnownKind> = new Map(
	text
		.trim()
		.split('\n')
		.map(read)
		.map(kind => [kind.name, kind]),
);

/** Names of the kinds that have usual names, by their schema in Steve. */
export const kindOfSchema: ReadonlyMap<string, string> = new Map(
	[...knownKinds.values()].map(({name, schema}) => [schema, name]),
);

/** Kinds that belong to no cluster. */
export const managementKinds: readonly string[] = ['cluster', 'project'];

/** Whether a scope may have a kind: the list of clusters has those that belong to none, a cluster all others. */
export const isOf = (scope: string, kind: string): boolean =>
	(scope === clustersScope) === managementKinds.includes(kind);

/** Kinds of a cluster that are followed from the start. */
export const clusterKinds: readonly string[] = [...knownKinds.values()]
	.filter(({main, name}) => main && !managementKinds.includes(name))
	.map(({name}) => name);

/** Column that says which of several clusters a row is of. */
export const clusterColumn: Column = {title: 'CLUSTER', type: 'reference', wide: false, shared: true};

/** A kind with these columns; one without usual names gets none. */
export const kindOf = (name: string, plural: string, columns: readonly Column[]): Kind => {
	const known = knownKinds.get(name);
	const {aliases = [], children = [], main = false, mainStates: states = null} = known ?? {};
	const limit = limits.get(name);
	const kind = {
		name,
		plural: known?.plural ?? plural,
		aliases,
		columns,
		main,
		mainStates: states,
		children,
		...(together.has(name) && {contents: children}),
		...(limit && {limits: limit}),
		...(name === 'node' && {isMachine: true as const}),
		earlierLogs: true as const,
		...(workloadKinds.has(name) && {gathersLogs: true as const}),
	};
	if (name === 'event') return {...kind, about: true, sort: {column: 'SINCE', descending: false}};
	return !main && managementKinds.includes(name) ? {...kind, early: true} : measurable(kind);
};

const column = (title: string, type: Column['type'] = 'text', wide = false): Column => ({title, type, wide});

const managementColumns: ReadonlyMap<string, readonly Column[]> = new Map(
	Object.entries<readonly Column[]>({
		cluster: [
			column('PROVIDER'),
			column('VERSION'),
			column('NODES', 'number'),
			column('CPU%', 'number'),
			column('MEM%', 'number'),
		],
		project: [clusterColumn],
		container: [
			clusterColumn,
			column('IMAGE'),
			column('RESTARTS', 'number'),
			column('TYPE', 'text', true),
			column('POD', 'reference', true),
		],
	}),
);

/** The columns of what is not a resource of Kubernetes. */
export const ownColumns = (kind: string): readonly Column[] => managementColumns.get(kind) ?? [clusterColumn];

/** The kinds reported before any server answers: those followed from the start, and those that belong to them. */
export const firstKinds: readonly Kind[] = [...clusterKinds, ...managementKinds, 'container']
	.sort((one, other) => [...knownKinds.keys()].indexOf(one) - [...knownKinds.keys()].indexOf(other))
	.map(name => kindOf(name, `${name}s`, ownColumns(name)));

/** Merges kinds by name in the given order: the first definition counts, columns are united. */
export const joinKinds = (lists: readonly (readonly Kind[])[]): readonly Kind[] => {
	const joined = new Map<string, Kind>();
	for (const kind of lists.flat()) {
		const known = joined.get(kind.name);
		const titles = new Set(known?.columns.map(({title}) => title));
		const more = kind.columns.filter(({title}) => !titles.has(title));
		if (!known) joined.set(kind.name, kind);
		else if (more.length > 0) joined.set(kind.name, {...known, columns: [...known.columns, ...more]});
	}

	return [...joined.values()];
};
