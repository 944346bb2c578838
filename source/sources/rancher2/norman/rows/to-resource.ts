import type {Resource, ResourceKey} from '../../../../model/resource.js';
import {mapOf, numberOf, textOf, timeOf} from '../../../requests/json-fields.js';
import {labelsField} from '../../../requests/labels.js';
import {nodeAllowances, podAllowances} from '../../rows/allowances.js';
import {containersField} from '../../rows/container-list.js';
import {containerRows} from '../../rows/containers.js';
import type {Pod} from '../../rows/pod-index.js';
import {restartsOf} from '../../rows/pod-state.js';
import {clusterKey, projectKey, type Scope} from '../../rows/scope.js';
import {redactObject} from '../../wire/object.js';
import type {NormanObject} from '../wire/frames.js';
import {actionsOf} from './actions.js';
import {cellsOf} from './cells.js';
import {conditionOf} from './condition.js';
import {machineFactsOf} from './machine-facts.js';
import {podFacts} from './pod.js';
import {sinceOf} from './since.js';
import type {NormanType} from './types.js';

/** `shop:web` and `deployment:shop:web` become `shop/web`, as Kubernetes names them. */
const plainId = (object: NormanObject, {context, kind}: NormanType): string => {
	if (context === 'project') {
		const namespace = textOf(object, 'namespaceId');
		const name = object.id.slice(object.id.lastIndexOf(':') + 1);
		return namespace === null ? object.id : `${namespace}/${name}`;
	}

	return kind === 'project' ? object.id.replace(':', '/') : object.id;
};

/** Key of the row that a resource is. */
export const keyOf = (object: NormanObject, type: NormanType, {prefix}: Scope): ResourceKey =>
	`${prefix}${type.kind}/${plainId(object, type)}`;

const workloadKey = (id: string, prefix: string): ResourceKey => {
	const [kind = '', namespace = '', name = ''] = id.split(':');
	return `${prefix}${kind.toLowerCase()}/${namespace}/${name}`;
};

const parentsOf = (
	object: NormanObject,
	{kind}: NormanType,
	{prefix, cluster, source}: Scope,
): readonly ResourceKey[] => {
	if (cluster === null) {
		const owner = kind === 'project' ? textOf(object, 'clusterId') : null;
		return owner === null ? [] : [clusterKey(source, owner)];
	}

	const parents: ResourceKey[] = [];
	const workload = textOf(object, 'workloadId');
	const namespace = textOf(object, 'namespaceId');
	const node = textOf(object, 'nodeId');
	const project = textOf(object, 'projectId');
	if (workload !== null) parents.push(workloadKey(workload, prefix));
	if (namespace !== null) parents.push(`${prefix}namespace/${namespace}`);
	if (node !== null) parents.push(`${prefix}node/${node}`);
	if (project !== null) parents.push(projectKey(source, project));
	parents.push(cluster);
	// A copy has no room for more, which thousands of rows would hold.
	return parents.slice();
};

const nameOf = (object: NormanObject, type: NormanType): string => {
	const own = textOf(object, 'name');
	if (type.context === 'project') return plainId(object, type);
	if (type.kind !== 'node') return own ?? object.id;
	return (
		textOf(object, 'nodeName') ??
		textOf(object, 'hostname') ??
		textOf(object, 'requestedHostname') ??
		own ??
		object.id
	);
};

const allowancesField = (object: NormanObject, kind: string): Pick<Resource, 'allowances'> => {
	if (kind === 'pod') return {allowances: podAllowances(podFacts(object))};
	return kind === 'node' ? {allowances: nodeAllowances(mapOf(object, 'allocatable'))} : {};
};

/** The row of a resource. Never throws: fields of a wrong type count as missing. */
export const resourceOf = (object: NormanObject, type: NormanType, scope: Scope): Resource => {
	const condition = conditionOf(object, type.kind);
	const node = textOf(object, 'nodeId');
	const owner =
		scope.cluster ??
		(type.kind === 'project' ? clusterKey(scope.source, textOf(object, 'clusterId') ?? '') : null);
	const cells = cellsOf(object, type.kind, node === null ? null : `${scope.prefix}node/${node}`);
	return {
		key: keyOf(object, type, scope),
		source: scope.source,
		family: 'rancher2',
		scope: scope.id,
		kind: type.kind,
		id: object.id,
		name: nameOf(object, type),
		...condition,
		progress: null,
		created: numberOf(object, 'createdTS') ?? timeOf(object, 'created'),
		since: sinceOf(object, type.kind, condition.transitioning),
		parents: parentsOf(object, type, scope),
		cells: scope.columns.with(owner === null ? cells : {CLUSTER: owner, ...cells}, type.kind, object, part =>
			redactObject(part, type.kind),
		),
		// Of a workload `labels` are those of its template (norman-workloads.http).
		...labelsField(mapOf(object, object.baseType === 'workload' ? 'workloadLabels' : 'labels')),
		...(type.kind === 'node' && {machine: machineFactsOf(object)}),
		...(type.kind === 'pod' && containersField(podFacts(object), mapOf(object, 'annotations'))),
		...allowancesField(object, type.kind),
		actions: actionsOf(object, type.kind),
	};
};

/** What logs and shells need to know of a pod. */
export const podOf = (object: NormanObject, {key, containers = []}: Resource): Pod => ({
	key,
	namespace: textOf(object, 'namespaceId') ?? '',
	name: object.id.slice(object.id.lastIndexOf(':') + 1),
	containers: containers.map(({name}) => name),
	restarts: restartsOf(podFacts(object)),
});

/** The rows of a pod's containers. */
export const containersOf = (object: NormanObject, pod: Resource, scope: Scope): readonly Resource[] =>
	containerRows(podFacts(object), pod, pod.state === 'removing', scope);
