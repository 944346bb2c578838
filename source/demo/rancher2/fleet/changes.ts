import {isObject} from '../../../model/json-object.js';
import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {type Fleet, podsOf} from './fleet.js';
import {cordon} from './nodes.js';
import {deletePod, deleteWorkload, newHash, reconcile, rollOut} from './workloads.js';

/** A member deep inside a JSON object. */
export const memberAt = (value: Json | undefined, ...path: readonly string[]): Json | undefined => {
	let found = value;
	for (const name of path) found = isObject(found) ? found[name] : undefined;
	return found;
};

const imageIn = (body: Fields): string => {
	const containers = memberAt(body, 'spec', 'template', 'spec', 'containers');
	return textOf(memberAt(Array.isArray(containers) ? containers[0] : undefined, 'image'));
};

/** Redeploys a workload: the same image, a new template. */
export const redeploy = (fleet: Fleet, workload: Entity, restartedAt: string): void => {
	fleet.world.change(workload.key, {restartedAt});
	rollOut(fleet, workload, textOf(workload.fields.image));
};

/** Wants so many pods of a workload. */
export const scale = (fleet: Fleet, workload: Entity, replicas: number): void => {
	fleet.world.change(workload.key, {replicas});
	reconcile(fleet, workload);
};

/** Holds the roll-out of a deployment, or lets it go on. */
export const pause = (fleet: Fleet, workload: Entity, paused: boolean): void => {
	fleet.world.change(workload.key, {paused});
	if (!paused) reconcile(fleet, workload);
};

/** Goes back to the template of a replica set. */
export const rollBack = (fleet: Fleet, workload: Entity, image: string): void =>
	rollOut(fleet, workload, image, newHash(fleet));

/** Takes a Kubernetes object, or part of one, as the new wish for a resource. */
export const merge = (fleet: Fleet, entity: Entity, body: Fields): void => {
	const replicas = memberAt(body, 'spec', 'replicas');
	const paused = memberAt(body, 'spec', 'paused');
	const suspend = memberAt(body, 'spec', 'suspend');
	const unschedulable = memberAt(body, 'spec', 'unschedulable');
	const restartedAt = textOf(
		memberAt(body, 'spec', 'template', 'metadata', 'annotations', 'kubectl.kubernetes.io/restartedAt'),
	);
	const image = imageIn(body);
	if (typeof paused === 'boolean' || paused === null) pause(fleet, entity, paused === true);
	if (typeof replicas === 'number' && replicas !== numberOf(entity.fields.replicas))
		scale(fleet, entity, replicas);
	if (typeof suspend === 'boolean') fleet.world.change(entity.key, {suspended: suspend});
	if (entity.type === 'node' && unschedulable !== undefined) cordon(fleet, entity, unschedulable === true);
	if (image !== '' && image !== entity.fields.image) rollOut(fleet, entity, image);
	else if (restartedAt !== '' && restartedAt !== entity.fields.restartedAt)
		redeploy(fleet, entity, restartedAt);
};

/** Takes the operations of a JSON patch as an object to merge; only whole members can be replaced. */
export const mergeOf = (operations: readonly Json[]): Fields => {
	const merged: {[name: string]: Json} = {};
	for (const operation of operations) {
		const path = textOf(memberAt(operation, 'path')).split('/').slice(1);
		const value = memberAt(operation, 'value') ?? null;
		const whole = path.reduceRight<Json>((inner, name) => ({[name]: inner}), value);
		if (isObject(whole)) Object.assign(merged, whole);
	}

	return merged;
};

// The pods of a job stay where nothing else is asked for (kubernetes pkg/registry/batch/job/strategy.go).
const deleteJob = (fleet: Fleet, job: Entity, policy: string): void => {
	for (const pod of podsOf(fleet, job)) {
		if (policy === '' || policy === 'Orphan') fleet.world.change(pod.key, {owner: null});
		else deletePod(fleet, pod);
	}

	fleet.world.remove(job.key);
};

/**
 * Deletes a resource; true where it goes on existing for a while.
 *
 * @param policy what happens to what it owns: `Background`, `Foreground`, `Orphan`, or '' for the default of its type
 */
export const remove = (fleet: Fleet, entity: Entity, policy: string): boolean => {
	if (entity.type === 'pod') deletePod(fleet, entity);
	else if (entity.type === 'batch.job') deleteJob(fleet, entity, policy);
	else if (entity.type.startsWith('apps.') && entity.type !== 'apps.replicaset')
		deleteWorkload(fleet, entity);
	else fleet.world.remove(entity.key);
	return fleet.world.find(entity.key) !== undefined;
};
