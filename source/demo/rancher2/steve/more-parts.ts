import {isObject} from '../../../model/json-object.js';
import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {leavingConditions} from '../fleet/namespaces.js';
import type {Parts} from './parts.js';

const active = (message = ''): Parts['state'] => ({name: 'active', message});

/** A namespace; an annotation names its project. */
export const namespace = (entity: Entity, age: string): Parts => ({
	apiVersion: 'v1',
	kind: 'Namespace',
	cells: [entity.fields.name ?? null, entity.fields.deleting === true ? 'Terminating' : 'Active', age],
	state: entity.fields.deleting === true ? {name: 'terminating'} : active(),
	annotations: {'field.cattle.io/projectId': `${entity.scope}:${textOf(entity.fields.project)}`},
	body: {
		spec: {finalizers: ['kubernetes']},
		status:
			entity.fields.deleting === true
				? {phase: 'Terminating', conditions: leavingConditions(numberOf(entity.fields.deletedAt))}
				: {phase: 'Active'},
	},
});

/** A service. */
export const service = (entity: Entity, age: string): Parts => {
	const {name, ip, port} = entity.fields;
	return {
		apiVersion: 'v1',
		kind: 'Service',
		cells: [
			name ?? null,
			'ClusterIP',
			ip ?? null,
			'<none>',
			`${numberOf(port)}/TCP`,
			age,
			`app=${textOf(name)}`,
		],
		state: active('Service is ready'),
		body: {
			spec: {
				type: 'ClusterIP',
				clusterIP: ip ?? null,
				ports: [{port: port ?? 0, protocol: 'TCP', targetPort: 'http'}],
				selector: {app: name ?? null},
			},
		},
	};
};

/** A claim on a volume. */
export const claim = (entity: Entity, age: string): Parts => {
	const {name, volume, capacity} = entity.fields;
	return {
		apiVersion: 'v1',
		kind: 'PersistentVolumeClaim',
		cells: [
			name ?? null,
			'Bound',
			volume ?? null,
			capacity ?? null,
			'RWO',
			'longhorn',
			'<unset>',
			age,
			'Filesystem',
		],
		state: {name: 'bound'},
		body: {
			spec: {volumeName: volume ?? null},
			status: {phase: 'Bound', capacity: {storage: capacity ?? null}},
		},
	};
};

/** A quota of pods. */
export const quota = (entity: Entity, age: string, used: number): Parts => {
	const {name, pods} = entity.fields;
	const hard = String(pods);
	return {
		apiVersion: 'v1',
		kind: 'ResourceQuota',
		cells: [name ?? null, `pods: ${used}/${hard}`, '', age],
		state: active('Resource is current'),
		body: {spec: {hard: {pods: hard}}, status: {hard: {pods: hard}, used: {pods: String(used)}}},
	};
};

/** A config map or a secret. */
export const values = (entity: Entity, age: string, kind: 'ConfigMap' | 'Secret'): Parts => {
	const kept: Fields = isObject(entity.fields.values) ? entity.fields.values : {};
	const count = Object.keys(kept).length;
	const {name} = entity.fields;
	const secret = kind === 'Secret';
	return {
		apiVersion: 'v1',
		kind,
		cells: secret ? [name ?? null, 'kubernetes.io/dockerconfigjson', count, age] : [name ?? null, count, age],
		state: active('Resource is always ready'),
		// A field that would clash with Steve's own gets a line before it (`steve README.md`).
		body: secret ? {_type: 'kubernetes.io/dockerconfigjson', data: kept} : {data: kept},
	};
};

const kinds: Readonly<Record<string, readonly [string, string]>> = {
	pod: ['Pod', 'v1'],
	node: ['Node', 'v1'],
	'apps.deployment': ['Deployment', 'apps/v1'],
};

// The scheduler counts nothing and dates its events elsewhere (events.k8s.io/v1).
const eventTimes = (reason: Json, lastAt: number): Fields => {
	const time = new Date(lastAt).toISOString();
	const whole = time.replace(/\.\d+Z/, 'Z');
	if (reason === 'Scheduled' || reason === 'FailedScheduling')
		return {eventTime: time.replace('Z', '000Z'), firstTimestamp: null, lastTimestamp: null};
	return {count: 1, eventTime: null, firstTimestamp: whole, lastTimestamp: whole};
};

/** A Kubernetes event. */
export const event = (entity: Entity, age: string): Parts => {
	const {type, reason, message, about, aboutName, namespace: space, lastAt} = entity.fields;
	const [kind, apiVersion] = kinds[textOf(about)] ?? ['Object', 'v1'];
	return {
		apiVersion: 'v1',
		kind: 'Event',
		cells: [age, type ?? null, reason ?? null, `${kind.toLowerCase()}/${textOf(aboutName)}`, message ?? null],
		state: active('Resource is current'),
		body: {
			_type: type ?? null,
			reason: reason ?? null,
			message: message ?? null,
			involvedObject: {
				kind,
				apiVersion,
				name: aboutName ?? null,
				namespace: kind === 'Node' ? '' : (space ?? null),
				uid: entity.fields.aboutUid ?? null,
			},
			...eventTimes(reason ?? null, numberOf(lastAt)),
		},
	};
};

/** A cluster, as the management server knows it. */
export const cluster = (entity: Entity): Parts => {
	const {displayName, provider, version, connected, nodeCount} = entity.fields;
	const message = 'Cluster agent is not connected';
	const ready = {type: 'Ready', status: connected === true ? 'True' : 'False'};
	const condition = connected === true ? ready : {...ready, reason: 'Disconnected', message};
	return {
		apiVersion: 'management.cattle.io/v3',
		kind: 'Cluster',
		cells: [entity.id, '400d'],
		state: connected === true ? active('Resource is Ready') : {name: 'unavailable', error: true, message},
		body: {
			spec: {displayName: displayName ?? null},
			status: {
				provider: provider ?? null,
				version: {gitVersion: version ?? null},
				nodeCount: nodeCount ?? 0,
				connected: connected === true,
				allocatable: {cpu: '28', memory: '112Gi', pods: '770', cpuRaw: 28, memoryRaw: 120_259_084_288},
				requested: {cpu: '9150m', memory: '41Gi', pods: '96', cpuRaw: 9.15, memoryRaw: 44_023_414_784},
				conditions: [condition, {type: 'Connected', status: connected === true ? 'True' : 'False'}],
			},
		},
	};
};

/** A project, in the namespace of its cluster. */
export const project = (entity: Entity, age: string): Parts => ({
	apiVersion: 'management.cattle.io/v3',
	kind: 'Project',
	cells: [entity.fields.name ?? null, age],
	state: active('Resource is current'),
	body: {spec: {clusterName: entity.fields.cluster ?? null, displayName: entity.fields.displayName ?? null}},
});
