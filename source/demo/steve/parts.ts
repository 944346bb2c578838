import {isReady, numberOf, textOf, textsOf} from '../rancher2/fleet.ts';
import type {Entity, Fields, Json} from '../world.ts';

/** What a type writes beside its metadata: the cells of `kubectl get`, its state, and the rest of the object. */
export type Parts = {
	readonly apiVersion: string;
	readonly kind: string;
	readonly cells: readonly Json[];
	readonly state: {
		readonly name: string;
		readonly error?: boolean;
		readonly transitioning?: boolean;
		readonly message?: string;
	};
	readonly labels?: Fields;
	readonly annotations?: Fields;
	readonly relationships?: readonly Fields[];
	readonly owner?: Fields;
	readonly body: Fields;
};

/** An age as Kubernetes writes it: `3m18s`, `5h`, `12d`. */
export const ageText = (ms: number): string => {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	if (seconds < 120) return `${seconds}s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 10) return `${minutes}m${seconds % 60}s`;
	if (minutes < 180) return `${minutes}m`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
};

const active = {name: 'active'};

/** Containers of a workload's pods. */
export const containersOf = ({fields}: Entity): readonly Fields[] => {
	const main = {name: fields.name ?? null, image: fields.image ?? null};
	return fields.sidecar
		? [main, {name: fields.sidecar, image: `mirror/${textOf(fields.sidecar)}:1.34`}]
		: [main];
};

const templateOf = (entity: Entity): Fields => ({
	metadata: {
		labels: {app: entity.fields.name ?? null},
		annotations: entity.fields.restartedAt
			? {'kubectl.kubernetes.io/restartedAt': entity.fields.restartedAt}
			: {},
	},
	spec: {
		containers: containersOf(entity).map((container, index) =>
			index === 0 ? {...container, env: [{name: 'DB_PASSWORD', value: 'demo-database-password'}]} : container,
		),
	},
});

const workloadState = ({fields}: Entity, noun: string): Parts['state'] => {
	const wanted = numberOf(fields.replicas);
	const ready = numberOf(fields.readyReplicas);
	if (fields.deleting === true) return {name: 'removing', transitioning: true};
	if (fields.failing) return {name: 'updating', error: true, message: textOf(fields.failing)};
	if (ready === wanted && numberOf(fields.updated) === wanted && numberOf(fields.current) === wanted)
		return active;
	return {name: 'in-progress', transitioning: true, message: `${noun}: ${ready}/${wanted}`};
};

const selectorOf = ({fields}: Entity): Fields => ({
	rel: 'selects',
	toType: 'pod',
	toNamespace: fields.namespace ?? null,
	selector: `app=${textOf(fields.name)}`,
});

const workload = (entity: Entity, kind: string, cells: readonly Json[], noun: string): Parts => {
	const {replicas, readyReplicas, updated, paused, name, revision} = entity.fields;
	return {
		apiVersion: 'apps/v1',
		kind,
		cells: [name ?? null, ...cells],
		state: workloadState(entity, noun),
		annotations:
			kind === 'Deployment' ? {'deployment.kubernetes.io/revision': String(numberOf(revision))} : {},
		relationships: [selectorOf(entity)],
		body: {
			spec: {
				...(kind !== 'DaemonSet' && {replicas: replicas ?? 0}),
				...(paused === true && {paused: true}),
				selector: {matchLabels: {app: name ?? null}},
				template: templateOf(entity),
			},
			status: {
				readyReplicas: readyReplicas ?? 0,
				updatedReplicas: updated ?? 0,
				replicas: entity.fields.current ?? 0,
			},
		},
	};
};

const imagesOf = (entity: Entity): string =>
	containersOf(entity)
		.map(({image}) => textOf(image))
		.join(',');

/** A deployment. */
export const deployment = (entity: Entity, age: string): Parts => {
	const {replicas, readyReplicas, updated} = entity.fields;
	const ready = `${numberOf(readyReplicas)}/${numberOf(replicas)}`;
	const names = containersOf(entity)
		.map(({name}) => textOf(name))
		.join(',');
	return workload(
		entity,
		'Deployment',
		[ready, updated ?? 0, readyReplicas ?? 0, age, names, imagesOf(entity)],
		'Available',
	);
};

/** A stateful set. */
export const statefulSet = (entity: Entity, age: string): Parts => {
	const ready = `${numberOf(entity.fields.readyReplicas)}/${numberOf(entity.fields.replicas)}`;
	return workload(entity, 'StatefulSet', [ready, age, imagesOf(entity)], 'Ready');
};

/** A daemon set. */
export const daemonSet = (entity: Entity, age: string): Parts => {
	const {replicas, current, readyReplicas, updated} = entity.fields;
	const cells = [
		replicas ?? 0,
		current ?? 0,
		readyReplicas ?? 0,
		updated ?? 0,
		readyReplicas ?? 0,
		'<none>',
		age,
	];
	return workload(entity, 'DaemonSet', cells, 'Available');
};

/** A replica set: an old or the present template of a deployment. */
export const replicaSet = (entity: Entity, age: string, deploymentName: string): Parts => ({
	apiVersion: 'apps/v1',
	kind: 'ReplicaSet',
	cells: [entity.fields.name ?? null, 0, 0, 0, age],
	state: active,
	labels: {'pod-template-hash': entity.fields.hash ?? null},
	annotations: {'deployment.kubernetes.io/revision': String(numberOf(entity.fields.revision))},
	owner: {kind: 'Deployment', name: deploymentName, controller: true, apiVersion: 'apps/v1'},
	body: {
		spec: {
			template: {
				metadata: {labels: {app: deploymentName, 'pod-template-hash': entity.fields.hash ?? null}},
				spec: {containers: [{name: deploymentName, image: entity.fields.image ?? null}]},
			},
		},
	},
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const failing = /BackOff|Error|OOMKilled|Evicted|InvalidImage/;

/** The pod's own word becomes its state, its first letter small (`steve pkg/resources/common/formatter.go`). */
const podState = ({fields}: Entity): Parts['state'] => {
	const status = textOf(fields.status);
	const message = textOf(fields.message);
	const said = message === '' ? {} : {message};
	if (failing.test(status)) return {name: lowerFirst(status), error: true, ...said};
	const moving = status === 'Pending' || status === 'ContainerCreating' || status === 'Terminating';
	return {name: lowerFirst(status), transitioning: moving, ...said};
};

/** A pod. Its owner is a replica set or a workload. */
export const pod = (entity: Entity, age: string, owner: Entity | undefined): Parts => {
	const {name, status, restarts, ip, node, namespace, hash, ready} = entity.fields;
	const names = textsOf(entity.fields.containers);
	const count = `${isReady(entity) ? names.length : 0}/${names.length}`;
	const isSet = owner?.type === 'apps.deployment';
	const ownerName = isSet ? `${textOf(owner.fields.name)}-${textOf(hash)}` : textOf(owner?.fields.name);
	const ownerType = isSet ? 'apps.replicaset' : (owner?.type ?? '');
	const kinds: Readonly<Record<string, string>> = {
		'apps.replicaset': 'ReplicaSet',
		'apps.statefulset': 'StatefulSet',
		'apps.daemonset': 'DaemonSet',
		'batch.job': 'Job',
	};
	const restarted = numberOf(restarts) > 0 ? `${numberOf(restarts)} (40s ago)` : '0';
	return {
		apiVersion: 'v1',
		kind: 'Pod',
		cells: [
			name ?? null,
			count,
			status ?? null,
			restarted,
			age,
			ip ?? '<none>',
			node ?? '<none>',
			'<none>',
			'<none>',
		],
		state: podState(entity),
		labels: {app: owner?.fields.name ?? null, ...(isSet && {'pod-template-hash': hash ?? null})},
		...(owner && {
			owner: {kind: kinds[ownerType] ?? '', name: ownerName, controller: true, apiVersion: 'apps/v1'},
			relationships: [
				{fromId: `${textOf(namespace)}/${ownerName}`, fromType: ownerType, rel: 'owner', state: 'active'},
			],
		}),
		body: {
			spec: {
				...(node && {nodeName: node}),
				containers: names.map((each, index) => ({
					name: each,
					image: index === 0 ? (entity.fields.image ?? null) : `mirror/${each}:1.34`,
				})),
			},
			status: {
				phase:
					status === 'Running' || status === 'CrashLoopBackOff'
						? 'Running'
						: status === 'Completed'
							? 'Succeeded'
							: 'Pending',
				...(ip && {podIP: ip}),
				containerStatuses: names.map(each => ({
					name: each,
					ready: ready === true,
					restartCount: restarts ?? 0,
					state:
						status === 'Running' || status === 'Terminating'
							? {running: {startedAt: new Date(numberOf(entity.fields.created)).toISOString()}}
							: status === 'Completed'
								? {terminated: {exitCode: 0, reason: 'Completed'}}
								: {waiting: {reason: status ?? null, message: entity.fields.message ?? null}},
				})),
			},
		},
	};
};
