import type {Cell, Health, Resource, ResourceKey, Transitioning} from '../../model/resource.ts';
import {clusterCells} from '../rancher2/clusters.ts';
import type {Machine} from '../rancher2/machines.ts';
import {clusterKey, type Scope} from '../rancher2/scope.ts';
import {healthOf, jobState} from '../rancher2/states.ts';
import {listOf, mapOf, mapsOf, numberOf, textOf, timeOf, type WireMap} from '../wire-map.ts';
import {actionsOf, linkOf, nodeActions} from './actions.ts';
import type {SteveType} from './catalogue.ts';
import type {SteveObject} from './frames.ts';
import {sinceOf} from './since.ts';
import {parentsOf} from './ties.ts';

/** How an object is. */
export type Condition = {
	readonly state: string;
	readonly transitioning: Transitioning;
	readonly message: string | null;
};

/** Key of the row that an object is. */
export const keyOf = ({id}: SteveObject, {kind}: SteveType, {prefix}: Scope): ResourceKey =>
	`${prefix}${kind}/${id}`;

/** The waiting or failed container of a pod says more than the state of the pod. */
const podReason = (object: SteveObject): string | null => {
	const status = mapOf(object, 'status');
	for (const container of [
		...mapsOf(status, 'initContainerStatuses'),
		...mapsOf(status, 'containerStatuses'),
	]) {
		const state = mapOf(container, 'state');
		const told = textOf(mapOf(state, 'waiting'), 'message') ?? textOf(mapOf(state, 'terminated'), 'message');
		if (told !== null) return told;
	}

	return textOf(status, 'message');
};

const eventCondition = (object: SteveObject): Condition => {
	const state = textOf(object, 'reason') ?? String(object._type ?? '');
	return {state, transitioning: 'no', message: textOf(object, 'message') ?? textOf(object, 'note')};
};

const conditionOf = (object: SteveObject, metadata: WireMap, kind: string): Condition => {
	if (kind === 'event') return eventCondition(object);
	const told = mapOf(metadata, 'state');
	const word = textOf(told, 'name') ?? '';
	const state = kind === 'job' ? jobState(word, mapOf(object, 'status')) : word;
	const transitioning = told.error === true ? 'error' : told.transitioning === true ? 'yes' : 'no';
	const reason = kind === 'pod' && transitioning !== 'no' ? podReason(object) : null;
	const message = reason ?? textOf(told, 'message');
	// The state of a held deployment is that of its pods; people ask for the other (rancher/dashboard models/workload.js).
	if (kind === 'deployment' && mapOf(object, 'spec').paused === true && transitioning !== 'error') {
		return {state: 'paused', transitioning: 'no', message};
	}

	if (kind === 'cronjob' && mapOf(object, 'spec').suspend === true)
		return {state: 'suspended', transitioning: 'no', message};
	return {state, transitioning, message: message === state ? null : message};
};

const cellsOf = (
	object: SteveObject,
	metadata: WireMap,
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

// Reasons of events are no states: their type says how bad they are.
const healthFor = (object: SteveObject, kind: string, {state, transitioning}: Condition): Health => {
	if (kind !== 'event') return healthOf(transitioning, state);
	return object._type === 'Warning' ? 'warning' : 'ok';
};

// How far a roll-out is: the server counts the pods that are of the new template and ready.
const progressOf = (object: SteveObject, kind: string, transitioning: Transitioning): number | null => {
	if (transitioning !== 'yes' || (kind !== 'deployment' && kind !== 'statefulset')) return null;
	const wanted = numberOf(mapOf(object, 'spec'), 'replicas');
	const status = mapOf(object, 'status');
	const ready = Math.min(numberOf(status, 'readyReplicas') ?? 0, numberOf(status, 'updatedReplicas') ?? 0);
	return wanted === null || wanted === 0 ? null : Math.min(100, Math.round((ready / wanted) * 100));
};

/** The row that an object becomes. Never throws: fields of a wrong type count as not told. */
export const resourceOf = (object: SteveObject, type: SteveType, scope: Scope): Resource => {
	const {kind} = type;
	const metadata = mapOf(object, 'metadata');
	const condition = conditionOf(object, metadata, kind);
	const {state, transitioning, message} = condition;
	return {
		key: keyOf(object, type, scope),
		source: scope.source,
		family: 'rancher2',
		scope: scope.id,
		kind,
		id: object.id,
		name: nameOf(object, kind),
		state,
		health: healthFor(object, kind, condition),
		transitioning,
		message,
		progress: progressOf(object, kind, transitioning),
		created: timeOf(metadata, 'creationTimestamp'),
		since: sinceOf(object, kind, state, transitioning),
		parents: parentsOf(object, metadata, type, scope),
		cells: cellsOf(object, metadata, type, scope),
		actions: actionsOf(object, kind),
	};
};

/** What of a node's object decides its row together with what the management server knows. */
export type NodeFacts = {readonly resource: Resource; readonly isCordoned: boolean; readonly may: boolean};

/** The facts of a node's object. */
export const nodeFacts = (object: SteveObject, resource: Resource): NodeFacts => ({
	resource,
	isCordoned: mapOf(object, 'spec').unschedulable === true,
	may: linkOf(object, 'update') !== null,
});

/** The row of a node: being cordoned or drained goes before a state that is well (rancher/dashboard models/cluster/node.js). */
export const nodeResource = (
	{resource, isCordoned, may}: NodeFacts,
	machine: Machine | undefined,
): Resource => {
	const drain = isCordoned ? (machine?.drain ?? null) : null;
	const actions = nodeActions(may, isCordoned, drain, machine !== undefined);
	if (!isCordoned || resource.transitioning === 'error') return {...resource, actions};
	const state = drain ?? 'cordoned';
	const transitioning = drain === 'draining' ? 'yes' : 'no';
	const message = drain === 'draining' ? (machine?.message ?? null) : resource.message;
	const health = healthOf(transitioning, state);
	return {...resource, state, transitioning, health, message, since: null, actions};
};
