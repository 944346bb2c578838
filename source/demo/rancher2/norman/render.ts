import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {type Fleet, ownerOf} from '../fleet/fleet.js';
import {podLabels} from '../fleet/labels.js';
import {containerStatuses, phaseOf, podConditions} from '../fleet/pod-status.js';
import {resourcesOf} from '../fleet/usage.js';
import {nodeParts} from './node.js';
import {active, type Parts} from './parts.js';
import {podContainer, podState} from './pod.js';
import {type NormanType, shownAs} from './types.js';
import {workloadParts} from './workload.js';

/** The project that a resource of a cluster is in: `c-x:p-y`. */
export const projectOf = ({world}: Fleet, {scope, fields}: Entity): string => {
	const namespace = world.find(`namespace/${scope}:${textOf(fields.namespace)}`);
	return namespace ? `${scope}:${textOf(namespace.fields.project)}` : '';
};

/** The id of a resource as the API writes it: `deployment:shop:web`, `shop:web-1`, `c-x:machine-y`. */
export const normanId = (entity: Entity): string => {
	const {fields, scope, type} = entity;
	const name = textOf(fields.name);
	if (type === 'node') return `${scope}:${textOf(fields.machine)}`;
	if (type === 'management.cattle.io.cluster') return entity.id;
	if (type === 'management.cattle.io.project') return `${textOf(fields.cluster)}:${name}`;
	if (type === 'namespace') return name;
	const shown = shownAs(type);
	const id = `${textOf(fields.namespace)}:${name}`;
	return shown?.baseType === 'workload' ? `${shown.id.toLowerCase()}:${id}` : id;
};

const clusterParts = ({fields}: Entity): Parts => {
	const message = 'Cluster agent is not connected';
	const connected = fields.connected === true;
	return {
		state: connected ? active : {state: 'unavailable', transitioning: 'error', message},
		actions: connected ? ['generateKubeconfig', 'exportYaml', 'rotateCertificates'] : [],
		body: {
			name: fields.displayName ?? null,
			provider: fields.provider ?? null,
			version: {gitVersion: fields.version ?? null},
			nodeCount: fields.nodeCount ?? 0,
			allocatable: {cpu: '28', memory: '112Gi', pods: '770'},
			requested: {cpu: '9150m', memory: '41Gi', pods: '96'},
			conditions: [
				{
					type: 'Ready',
					status: connected ? 'True' : 'False',
					...(!connected && {reason: 'Disconnected', message}),
				},
				{type: 'Connected', status: connected ? 'True' : 'False'},
			],
		},
	};
};

const podParts = (fleet: Fleet, entity: Entity): Parts => {
	const {ip, node, image} = entity.fields;
	const owner = ownerOf(fleet, entity);
	const statuses = containerStatuses(entity);
	const kept = node
		? fleet.world.list('node', entity.scope).find(({fields}) => fields.name === node)
		: undefined;
	return {
		state: podState(entity),
		actions: [],
		body: {
			nodeId: kept ? normanId(kept) : null,
			workloadId: owner ? normanId(owner) : null,
			labels: podLabels(entity, owner),
			containers: textsOf(entity.fields.containers).map(name =>
				podContainer(
					{name, image: image ?? null, resources: resourcesOf(entity, name)},
					statuses.find(status => status.name === name),
				),
			),
			status: {
				podIp: ip ?? null,
				phase: phaseOf(entity),
				conditions: podConditions(entity),
				containerStatuses: statuses,
			},
		},
	};
};

const otherBody = ({fields, type}: Entity): Fields => {
	if (type === 'service')
		return {
			kind: 'ClusterIP',
			clusterIp: fields.ip ?? null,
			ports: [{port: fields.port ?? 0, protocol: 'TCP'}],
		};
	if (type === 'persistentvolumeclaim')
		return {
			volumeId: fields.volume ?? null,
			storageClassId: 'longhorn',
			status: {capacity: {storage: fields.capacity ?? null}},
		};
	return {};
};

const partsOf = (fleet: Fleet, entity: Entity, type: NormanType): Parts => {
	if (type.id === 'node') return nodeParts(entity);
	if (type.id === 'cluster') return clusterParts(entity);
	if (type.id === 'pod') return podParts(fleet, entity);
	if (type.baseType === 'workload') return workloadParts(entity, type);
	if (type.id === 'project') {
		const {displayName, cluster} = entity.fields;
		return {state: active, actions: [], body: {name: displayName ?? null, clusterId: cluster ?? null}};
	}

	if (type.id === 'namespace') {
		return {
			state: active,
			actions: ['move'],
			body: {projectId: `${entity.scope}:${textOf(entity.fields.project)}`},
		};
	}

	return {
		state: type.id === 'persistentVolumeClaim' ? {state: 'bound'} : active,
		actions: [],
		body: otherBody(entity),
	};
};

/** Where a resource is to be found: `/v3/nodes/c-x:machine-y`, `/v3/project/c-x:p-y/workloads/deployment:shop:web`. */
const pathOf = (fleet: Fleet, entity: Entity, type: NormanType): string => {
	const plural = type.baseType === 'workload' ? 'workloads' : type.plural;
	if (type.context === 'global') return `/v3/${plural}/${normanId(entity)}`;
	if (type.context === 'cluster') return `/v3/cluster/${entity.scope}/${plural}/${normanId(entity)}`;
	return `/v3/project/${projectOf(fleet, entity)}/${plural}/${normanId(entity)}`;
};

const removedAt = ({fields}: Entity): Fields => {
	const removedTS = numberOf(fields.deletedAt);
	return {removed: new Date(removedTS).toISOString().replace(/\.\d+Z/, 'Z'), removedTS};
};

/** Writes a resource as the API does; `origin` is what links begin with. */
export const written = (fleet: Fleet, entity: Entity, type: NormanType, origin: string): Fields => {
	const {state, actions, body} = partsOf(fleet, entity, type);
	const self = `${origin}${pathOf(fleet, entity, type)}`;
	const created = numberOf(entity.fields.created);
	const revisions = type.id === 'deployment' ? {revisions: `${self}/revisions`} : {};
	const links: {[name: string]: Json} = {self, update: self, remove: self, ...revisions};
	return {
		id: normanId(entity),
		type: type.id,
		baseType: type.baseType,
		links,
		actions: Object.fromEntries(actions.map(name => [name, `${self}?action=${name}`])),
		name: type.id === 'node' ? '' : (entity.fields.name ?? null),
		...(entity.fields.namespace &&
			type.context === 'project' && {
				namespaceId: entity.fields.namespace,
				projectId: projectOf(fleet, entity),
			}),
		created: new Date(created).toISOString().replace(/\.\d+Z/, 'Z'),
		createdTS: created,
		creatorId: null,
		uuid: entity.fields.uid ?? null,
		...(entity.fields.deleting === true && removedAt(entity)),
		state: state.state,
		transitioning: state.transitioning ?? 'no',
		transitioningMessage: state.message ?? '',
		...body,
	};
};
