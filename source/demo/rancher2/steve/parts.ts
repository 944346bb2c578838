import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {containersOf} from '../fleet/containers.js';
import {deploymentConditions} from '../fleet/deployment-status.js';
import {isAvailable} from '../fleet/fleet.js';
import {workloadLabels} from '../fleet/labels.js';

/**
 * What the renderer of a type adds to the metadata: the cells of `kubectl get`, the state, and the rest of the
 * object.
 */
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

/** A state that is well has a message too. */
const wellMessage = (kind: string, {fields}: Entity): string => {
	const count = numberOf(fields.replicas);
	if (kind === 'Deployment') return `Deployment is available. Replicas: ${count}`;
	if (kind === 'StatefulSet') return `Partition rollout complete. updated: ${count}`;
	return `All replicas scheduled as expected. Replicas: ${count}`;
};

const workloadState = (entity: Entity, kind: string, noun: string): Parts['state'] => {
	const {fields} = entity;
	const wanted = numberOf(fields.replicas);
	const ready = numberOf(fields.readyReplicas);
	if (fields.deleting === true)
		return {name: 'removing', transitioning: true, message: 'Resource scheduled for deletion'};
	if (fields.refused) return {name: 'error', error: true, message: textOf(fields.refused)};
	if (fields.failing) return {name: 'error', error: true, message: textOf(fields.failing)};
	if (ready === wanted && numberOf(fields.updated) === wanted && numberOf(fields.current) === wanted)
		return {name: 'active', message: wellMessage(kind, entity)};
	if (kind === 'Deployment' && !isAvailable(entity))
		return {name: 'updating', transitioning: true, message: 'Deployment does not have minimum availability.'};
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
		state: workloadState(entity, kind, noun),
		labels: workloadLabels(entity),
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
				...(kind === 'Deployment' && {conditions: deploymentConditions(entity)}),
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
	state: {name: 'active', message: 'ReplicaSet is available. Replicas: 0'},
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
