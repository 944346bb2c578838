import {isFields, numberOf, textOf} from '../rancher2/fleet.ts';
import type {Entity, Fields} from '../world.ts';
import type {Parts} from './parts.ts';

const active = {name: 'active'};

/** A node of a cluster. Being cordoned is no state of its own to Steve. */
export const node = (entity: Entity, age: string): Parts => {
	const {name, roles, version, ip, ready, unschedulable} = entity.fields;
	const words = `${ready === true ? 'Ready' : 'NotReady'}${unschedulable === true ? ',SchedulingDisabled' : ''}`;
	const labels = Object.fromEntries(
		textOf(roles)
			.split(',')
			.map(role => [`node-role.kubernetes.io/${role}`, 'true']),
	);
	return {
		apiVersion: 'v1',
		kind: 'Node',
		cells: [
			name ?? null,
			words,
			roles ?? null,
			age,
			version ?? null,
			ip ?? null,
			'<none>',
			'Ubuntu 24.04.2 LTS',
			'6.8.0-63-generic',
			'containerd://2.0.5-k3s1',
		],
		state:
			ready === true
				? active
				: {name: 'unavailable', error: true, message: 'Kubelet stopped posting node status.'},
		labels,
		body: {
			spec: unschedulable === true ? {unschedulable: true} : {},
			status: {
				addresses: [{type: 'InternalIP', address: ip ?? null}],
				nodeInfo: {kubeletVersion: version ?? null, osImage: 'Ubuntu 24.04.2 LTS'},
				conditions: [{type: 'Ready', status: ready === true ? 'True' : 'Unknown'}],
			},
		},
	};
};

/** The same node as the management server knows it, in the namespace of its cluster. */
export const managementNode = (entity: Entity, age: string): Parts => {
	const {name, drain} = entity.fields;
	const drained = drain === 'drained' || drain === 'draining';
	return {
		apiVersion: 'management.cattle.io/v3',
		kind: 'Node',
		cells: [entity.fields.machine ?? null, age],
		state:
			drain === 'draining'
				? {name: 'draining', transitioning: true, message: `draining node [${textOf(name)}]`}
				: active,
		body: {
			spec: {requestedHostname: name ?? null},
			status: {
				nodeName: name ?? null,
				conditions: drained
					? [
							{
								type: 'Drained',
								status: drain === 'drained' ? 'True' : 'Unknown',
								transitioning: drain === 'draining',
							},
						]
					: [],
			},
		},
	};
};

/** A namespace; an annotation names its project. */
export const namespace = (entity: Entity, age: string): Parts => ({
	apiVersion: 'v1',
	kind: 'Namespace',
	cells: [entity.fields.name ?? null, 'Active', age],
	state: active,
	annotations: {'field.cattle.io/projectId': `${entity.scope}:${textOf(entity.fields.project)}`},
	body: {spec: {finalizers: ['kubernetes']}, status: {phase: 'Active'}},
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
		state: active,
		body: {
			spec: {
				type: 'ClusterIP',
				clusterIP: ip ?? null,
				ports: [{port: port ?? 0, protocol: 'TCP'}],
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

/** A config map or a secret. */
export const values = (entity: Entity, age: string, kind: 'ConfigMap' | 'Secret'): Parts => {
	const kept: Fields = isFields(entity.fields.values) ? entity.fields.values : {};
	const count = Object.keys(kept).length;
	const {name} = entity.fields;
	const secret = kind === 'Secret';
	return {
		apiVersion: 'v1',
		kind,
		cells: secret ? [name ?? null, 'kubernetes.io/dockerconfigjson', count, age] : [name ?? null, count, age],
		state: active,
		// A field that would clash with Steve's own gets a line before it (`steve README.md`).
		body: secret ? {_type: 'kubernetes.io/dockerconfigjson', data: kept} : {data: kept},
	};
};

/** A job. */
export const job = (entity: Entity, age: string): Parts => ({
	apiVersion: 'batch/v1',
	kind: 'Job',
	cells: [entity.fields.name ?? null, 'Complete', '1/1', '37s', age],
	state: {name: 'completed'},
	body: {spec: {completions: 1}, status: {succeeded: 1}},
});

/** A cron job. */
export const cronJob = (entity: Entity, age: string, now: number): Parts => {
	const last = new Date(Math.floor(now / 86_400_000) * 86_400_000 + 3.25 * 3_600_000 - 86_400_000);
	const {name, schedule, suspended} = entity.fields;
	return {
		apiVersion: 'batch/v1',
		kind: 'CronJob',
		cells: [name ?? null, schedule ?? null, '<none>', suspended === true ? 'True' : 'False', 0, '19h', age],
		state: active,
		body: {
			spec: {schedule: schedule ?? null, suspend: suspended === true},
			status: {lastScheduleTime: last.toISOString()},
		},
	};
};

const kinds: Readonly<Record<string, readonly [string, string]>> = {
	pod: ['Pod', 'v1'],
	node: ['Node', 'v1'],
	'apps.deployment': ['Deployment', 'apps/v1'],
};

/** A Kubernetes event. */
export const event = (entity: Entity, age: string): Parts => {
	const {type, reason, message, about, aboutName, namespace: space, lastAt} = entity.fields;
	const [kind, apiVersion] = kinds[textOf(about)] ?? ['Object', 'v1'];
	return {
		apiVersion: 'v1',
		kind: 'Event',
		cells: [age, type ?? null, reason ?? null, `${kind.toLowerCase()}/${textOf(aboutName)}`, message ?? null],
		state: active,
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
			count: 1,
			lastTimestamp: new Date(numberOf(lastAt)).toISOString(),
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
		state: connected === true ? active : {name: 'unavailable', error: true, message},
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
	state: active,
	body: {spec: {clusterName: entity.fields.cluster ?? null, displayName: entity.fields.displayName ?? null}},
});
