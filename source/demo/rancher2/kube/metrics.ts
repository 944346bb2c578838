import type {Answer, DemoRequest} from '../../serve/serve.js';
import {textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields, Json, World} from '../../world/world.js';
import {ownerOf, plainId} from '../fleet/fleet.js';
import {nodeLabels, podLabels} from '../fleet/labels.js';
import {type Use, useOf} from '../fleet/usage.js';
import type {ClusterRoute} from '../steve/route.js';
import {json, plain, statusError} from '../wire/answers.js';

/** How the metrics-server of a cluster is: there, not installed, or installed and away. */
type Presence = 'there' | 'absent' | 'unavailable';

/** The metrics-servers of all clusters. */
export type Metrics = {
	readonly of: (cluster: string) => Presence;
	/** For tests and stories. */
	readonly set: (cluster: string, presence: Presence) => void;
};

/** All are there at first. */
export const createMetrics = (): Metrics => {
	const presences = new Map<string, Presence>();
	return {
		of: cluster => presences.get(cluster) ?? 'there',
		set: (cluster, presence) => void presences.set(cluster, presence),
	};
};

// The kubelets are asked every so often (metrics-server `--metric-resolution`).
const periodMs = 15_000;

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

const usage = ({cpu, memory}: Use): Fields => ({
	cpu: `${cpu}n`,
	memory: `${Math.round(memory / 1024)}Ki`,
});

const isMeasured = ({fields}: Entity): boolean =>
	fields.status === 'Running' || fields.status === 'Terminating';

const podUse = (pod: Entity, at: number): readonly (readonly [name: string, use: Use])[] =>
	textsOf(pod.fields.containers).map(name => [name, useOf(pod, name, at)] as const);

const measured = (world: World, name: Json, labels: Fields, rest: Fields, namespace?: Json): Fields => {
	const now = world.clock.now();
	return {
		metadata: {
			name,
			...(namespace !== undefined && {namespace}),
			creationTimestamp: stamp(now),
			labels,
		},
		timestamp: stamp(Math.floor(now / periodMs) * periodMs),
		window: '15.028s',
		...rest,
	};
};

const podMetrics = ({fleet}: ClusterRoute, pod: Entity): Fields => {
	const {world} = fleet;
	const {name = null, namespace = null} = pod.fields;
	const containers = podUse(pod, world.clock.now()).map(([each, use]) => ({name: each, usage: usage(use)}));
	return measured(world, name, podLabels(pod, ownerOf(fleet, pod)), {containers}, namespace);
};

// What the system itself uses.
const base: Use = {cpu: 180_000_000, memory: 900 * 2 ** 20};

const nodeMetrics = ({fleet, cluster}: ClusterRoute, node: Entity): Fields => {
	const {world} = fleet;
	const {name = null} = node.fields;
	const uses = world
		.list('pod', cluster)
		.filter(pod => pod.fields.node === name && isMeasured(pod))
		.flatMap(pod => podUse(pod, world.clock.now()).map(([, use]) => use));
	const total = uses.reduce(
		(sum, {cpu, memory}) => ({cpu: sum.cpu + cpu, memory: sum.memory + memory}),
		base,
	);
	return measured(world, name, nodeLabels(node), {usage: usage(total)});
};

const notFound = (resource: string, name: string): Answer =>
	statusError(
		404,
		'NotFound',
		`${resource === 'nodes' ? 'nodemetrics.metrics.k8s.io' : 'pods'} "${name}" not found`,
	);

/**
 * What `/apis/metrics.k8s.io` answers (test/fixtures/rancher2/more/metrics-*.http). There is no watch, and no limit.
 *
 * @param isUnlisted true where this caller may not list a resource across all namespaces
 */
export const kubeMetrics = (
	route: ClusterRoute,
	presence: Presence,
	path: readonly string[],
	{url}: DemoRequest,
	isUnlisted: (resource: string) => boolean,
): Answer => {
	if (presence === 'absent') return plain(404, '404 page not found\n');
	if (presence === 'unavailable') return plain(503, 'service unavailable\n');
	const [, , , ...rest] = path;
	const [resource = '', name = '', namespace = ''] =
		rest[0] === 'namespaces' ? [rest[2], rest[3], rest[1]] : rest;
	if (resource !== 'nodes' && resource !== 'pods') return plain(404, '404 page not found\n');
	if (url.searchParams.has('watch')) {
		const message = `watch is not supported on resources of kind "${resource}.metrics.k8s.io"`;
		return statusError(405, 'MethodNotAllowed', message);
	}

	if (namespace === '' && isUnlisted(resource)) {
		const message = `${resource}.metrics.k8s.io is forbidden: User "u-b8c8r" cannot list resource "${resource}" in API group "metrics.k8s.io" at the cluster scope`;
		return statusError(403, 'Forbidden', message);
	}

	const {fleet, cluster} = route;
	const isPods = resource === 'pods';
	const kind = isPods ? 'PodMetrics' : 'NodeMetrics';
	const head = {kind: name === '' ? `${kind}List` : kind, apiVersion: 'metrics.k8s.io/v1beta1'};
	const found = fleet.world
		.list(isPods ? 'pod' : 'node', cluster)
		.filter(entity => !isPods || isMeasured(entity))
		.filter(entity => namespace === '' || textOf(entity.fields.namespace) === namespace)
		.filter(entity => name === '' || plainId(entity).split('/').at(-1) === name);
	const items = found.map(entity => (isPods ? podMetrics(route, entity) : nodeMetrics(route, entity)));
	if (name === '') return json(200, {...head, metadata: {}, items});
	const [only] = items;
	return only ? json(200, {...head, ...only}) : notFound(resource, name);
};
