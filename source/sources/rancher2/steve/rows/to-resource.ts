import type {JsonObject} from '../../../../model/json-object.js';
import type {Cell, Resource, ResourceKey, Transitioning} from '../../../../model/resource.js';
import {listOf, mapOf, numberOf, textOf, timeOf} from '../../../requests/json-fields.js';
import {labelsField} from '../../../requests/labels.js';
import {nodeAllowances, podAllowances} from '../../rows/allowances.js';
import {clusterCells} from '../../rows/clusters.js';
import {containersField} from '../../rows/container-list.js';
import type {DrainReport, Machine} from '../../rows/machines.js';
import {clusterKey, type Scope} from '../../rows/scope.js';
import {healthOf, transitioningOf} from '../../rows/states.js';
import {redactObject} from '../../wire/object.js';
import type {SteveObject} from '../wire/frames.js';
import {actionsOf, linkOf, nodeActions} from './actions.js';
import type {SteveType} from './catalogue.js';
import {conditionOf} from './condition.js';
import {machineFactsOf} from './machine-facts.js';
import {parentsOf} from './parents.js';
import {podFacts} from './pod.js';
import {sinceOf} from './since.js';

/** Key of the row that an object is. */
export const keyOf = ({id}: SteveObject, {kind}: SteveType, {prefix}: Scope): ResourceKey =>
	// Joined, a text lies in one piece; the steps that it was put together by would stay in memory for each row.
	[prefix, kind, '/', id].join('');

const cellsOf = (
	object: SteveObject,
	metadata: JsonObject,
	{kind, columns}: SteveType,
	scope: Scope,
): Resource['cells'] => {
	if (kind === 'cluster') return clusterCells(mapOf(object, 'status'));
	const owner =
		scope.cluster ??
		(kind === 'project' ? clusterKey(scope.source, textOf(metadata, 'namespace') ?? '') : null);
	const cells: Record<string, Cell> = {CLUSTER: owner};
	const fields = listOf(metadata, 'fields');
	for (const {column, read} of columns) cells[column.title] = read(object, fields, scope.prefix);
	return cells;
};

const nameOf = (object: SteveObject, kind: string): string => {
	const shown =
		kind === 'cluster' || kind === 'project' ? textOf(mapOf(object, 'spec'), 'displayName') : null;
	if (kind !== 'event') return shown ?? object.id;
	const subject = mapOf(object, 'involvedObject');
	return `${(textOf(subject, 'kind') ?? 'object').toLowerCase()}/${textOf(subject, 'name') ?? object.id}`;
};

// How far a roll-out is: the server counts the pods that are of the new template and ready.
const progressOf = (object: SteveObject, kind: string, transitioning: Transitioning): number | null => {
	if (transitioning !== 'yes' || (kind !== 'deployment' && kind !== 'statefulset')) return null;
	const wanted = numberOf(mapOf(object, 'spec'), 'replicas');
	const status = mapOf(object, 'status');
	const ready = Math.min(numberOf(status, 'readyReplicas') ?? 0, numberOf(status, 'updatedReplicas') ?? 0);
	return wanted === null || wanted === 0 ? null : Math.min(100, Math.round((ready / wanted) * 100));
};

const allowancesField = (object: SteveObject, kind: string): Pick<Resource, 'allowances'> => {
	if (kind === 'pod') return {allowances: podAllowances(podFacts(object))};
	return kind === 'node' ? {allowances: nodeAllowances(mapOf(mapOf(object, 'status'), 'allocatable'))} : {};
};

/** The row of an object, whose key it has. Never throws: fields of a wrong type count as missing. */
export const resourceOf = (
	object: SteveObject,
	type: SteveType,
	scope: Scope,
	key: ResourceKey = keyOf(object, type, scope),
): Resource => {
	const {kind} = type;
	const metadata = mapOf(object, 'metadata');
	const {state, health, transitioning, message} = conditionOf(object, kind);
	return {
		key,
		source: scope.source,
		family: 'rancher2',
		scope: scope.id,
		kind,
		id: object.id,
		name: nameOf(object, kind),
		state,
		health,
		transitioning,
		message,
		progress: progressOf(object, kind, transitioning),
		created: timeOf(metadata, 'creationTimestamp'),
		since: sinceOf(object, kind, transitioning),
		parents: parentsOf(object, metadata, type, scope),
		cells: scope.columns.with(cellsOf(object, metadata, type, scope), kind, object, part =>
			redactObject(part, kind),
		),
		...labelsField(mapOf(metadata, 'labels')),
		...(kind === 'node' && {machine: machineFactsOf(object)}),
		...(kind === 'pod' && containersField(podFacts(object), mapOf(metadata, 'annotations'))),
		...allowancesField(object, kind),
		actions: actionsOf(object, kind),
	};
};

/** The part of a node's object that decides its row together with what the management server knows. */
export type NodeFacts = {readonly resource: Resource; readonly isCordoned: boolean; readonly may: boolean};

/** The facts of a node's object. */
export const nodeFacts = (object: SteveObject, resource: Resource): NodeFacts => ({
	resource,
	isCordoned: mapOf(object, 'spec').unschedulable === true,
	may: linkOf(object, 'update') !== null,
});

/**
 * The row of a node: being drained or cordoned goes before a state that is well (rancher/dashboard
 * models/cluster/node.js). A drain begins before its node is cordoned.
 */
export const nodeResource = (
	{resource, isCordoned, may}: NodeFacts,
	machine: Machine | undefined,
	report: DrainReport | null = null,
): Resource => {
	const drain = drainOf(isCordoned, machine, report);
	const actions = nodeActions(may, isCordoned, drain, machine !== undefined);
	const isAtRest = !isCordoned && drain === null;
	if (isAtRest || resource.health === 'error' || resource.state === 'terminating')
		return {...resource, actions};
	const isDraining = drain === 'draining';
	const hasFailed = report?.phase === 'failed';
	const state = drain ?? 'cordoned';
	const health = healthOf({state, error: hasFailed, transitioning: isDraining, deleting: false});
	const own = isDraining || hasFailed ? report : null;
	const message = own?.message ?? (isDraining ? (machine?.message ?? null) : resource.message);
	const progress = own?.progress ?? null;
	const transitioning = hasFailed ? 'error' : transitioningOf(health);
	return {...resource, state, transitioning, health, message, progress, since: null, actions};
};

/** One that the management server has ended without success is not over before the report says what was left. */
const drainOf = (
	isCordoned: boolean,
	machine: Machine | undefined,
	report: DrainReport | null,
): Machine['drain'] => {
	const isHeld = report?.phase === 'watched' && machine?.drain === null;
	if (machine?.drain === 'draining' || report?.phase === 'draining' || isHeld) return 'draining';
	return isCordoned ? (machine?.drain ?? null) : null;
};
