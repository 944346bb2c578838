import {type Fleet, isReady, numberOf, ownerOf, textOf, textsOf} from '../rancher2/fleet.ts';
import {containersOf} from '../steve/parts.ts';
import type {Entity, Fields, Json} from '../world.ts';
import {type NormanType, shownAs} from './types.ts';

type State = {readonly state: string; readonly transitioning?: 'yes' | 'error'; readonly message?: string};

/** What a type writes beside what all have in common. */
type Parts = {readonly state: State; readonly actions: readonly string[]; readonly body: Fields};

const active: State = {state: 'active'};

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

const nodeState = ({fields}: Entity): State => {
	const name = textOf(fields.name);
	if (fields.ready !== true)
		return {state: 'unavailable', transitioning: 'error', message: 'Kubelet stopped posting node status.'};
	if (fields.drain === 'draining')
		return {state: 'draining', transitioning: 'yes', message: `draining node [${name}]`};
	if (fields.drain === 'drained') return {state: 'drained'};
	return fields.unschedulable === true ? {state: 'cordoned'} : active;
};

const nodeParts = (entity: Entity): Parts => {
	const {roles, version, ip, unschedulable, drain, name} = entity.fields;
	const usual = unschedulable === true ? ['uncordon', 'drain'] : ['cordon', 'drain'];
	return {
		state: nodeState(entity),
		actions: drain === 'draining' ? ['stopDrain', 'uncordon'] : usual,
		body: {
			clusterId: entity.scope,
			nodeName: name ?? null,
			hostname: name ?? null,
			ipAddress: ip ?? null,
			controlPlane: textOf(roles).includes('control'),
			etcd: textOf(roles).includes('etcd'),
			worker: textOf(roles).includes('worker'),
			unschedulable: unschedulable === true,
			info: {kubernetes: {kubeletVersion: version ?? null}, os: {operatingSystem: 'Ubuntu 24.04.2 LTS'}},
			allocatable: {cpu: '4', memory: '16Gi', pods: '110'},
		},
	};
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

const workloadState = ({fields}: Entity): State => {
	const wanted = numberOf(fields.replicas);
	const ready = numberOf(fields.readyReplicas);
	if (fields.deleting === true) return {state: 'removing', transitioning: 'yes'};
	if (fields.paused === true) return {state: 'paused'};
	if (fields.failing) return {state: 'updating', transitioning: 'error', message: textOf(fields.failing)};
	if (ready === wanted && numberOf(fields.updated) === wanted && numberOf(fields.current) === wanted)
		return active;
	const message = `Deployment does not have minimum availability.; ${ready} of ${wanted} are ready`;
	return {state: 'updating', transitioning: 'yes', message};
};

const workloadParts = (entity: Entity, {id}: NormanType): Parts => {
	const {replicas, readyReplicas, updated, current, paused, schedule} = entity.fields;
	const figures = {
		replicas: current ?? 0,
		readyReplicas: readyReplicas ?? 0,
		availableReplicas: readyReplicas ?? 0,
		updatedReplicas: updated ?? 0,
	};
	const sets = {
		desiredNumberScheduled: replicas ?? 0,
		numberReady: readyReplicas ?? 0,
		currentNumberScheduled: current ?? 0,
		updatedNumberScheduled: updated ?? 0,
	};
	const isDeployment = id === 'deployment';
	const holding = paused === true ? 'resume' : 'pause';
	return {
		state: workloadState(entity),
		actions: [...(isDeployment ? [holding, 'rollback'] : []), ...(id === 'job' ? [] : ['redeploy'])],
		body: {
			containers: containersOf(entity),
			...(id !== 'daemonSet' && id !== 'cronJob' && {scale: replicas ?? 0}),
			[`${id}Status`]: id === 'daemonSet' ? sets : figures,
			...(isDeployment && {paused: paused === true}),
			...(schedule && {cronJobConfig: {schedule, suspend: false}}),
		},
	};
};

const podParts = (fleet: Fleet, entity: Entity): Parts => {
	const {status, message, restarts, ip, node, image} = entity.fields;
	const words = textOf(status);
	const failing = /BackOff|Error/.test(words);
	const moving = words === 'Pending' || words === 'ContainerCreating' || words === 'Terminating';
	const said = textOf(message);
	const owner = ownerOf(fleet, entity);
	const kept = node
		? fleet.world.list('node', entity.scope).find(({fields}) => fields.name === node)
		: undefined;
	return {
		state: {
			state: failing
				? 'unavailable'
				: words === 'Terminating'
					? 'removing'
					: moving
						? 'pending'
						: words.toLowerCase(),
			...((failing || moving) && {transitioning: failing ? 'error' : 'yes'}),
			message: failing ? `${words}: ${said}` : said,
		},
		actions: [],
		body: {
			nodeId: kept ? normanId(kept) : null,
			workloadId: owner ? normanId(owner) : null,
			containers: textsOf(entity.fields.containers).map(name => ({
				name,
				image: image ?? null,
				state: 'running',
			})),
			status: {
				podIp: ip ?? null,
				phase: moving ? 'Pending' : 'Running',
				containerStatuses: textsOf(entity.fields.containers).map(name => ({
					name,
					ready: isReady(entity),
					restartCount: restarts ?? 0,
				})),
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
export const pathOf = (fleet: Fleet, entity: Entity, type: NormanType): string => {
	const plural = type.baseType === 'workload' ? 'workloads' : type.plural;
	if (type.context === 'global') return `/v3/${plural}/${normanId(entity)}`;
	if (type.context === 'cluster') return `/v3/cluster/${entity.scope}/${plural}/${normanId(entity)}`;
	return `/v3/project/${projectOf(fleet, entity)}/${plural}/${normanId(entity)}`;
};

/** Writes a resource as the API does; `origin` is what links begin with. */
export const written = (fleet: Fleet, entity: Entity, type: NormanType, origin: string): Fields => {
	const {state, actions, body} = partsOf(fleet, entity, type);
	const self = `${origin}${pathOf(fleet, entity, type)}`;
	const created = numberOf(entity.fields.created);
	const links: {[name: string]: Json} = {self, update: self, remove: self};
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
		state: state.state,
		transitioning: state.transitioning ?? 'no',
		transitioningMessage: state.message ?? '',
		...body,
	};
};
