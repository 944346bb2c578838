import {isObject} from '../../../model/json-object.js';
import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {containersOf} from './containers.js';
import {type Fleet, ownerOf, podsOf} from './fleet.js';
import {cordon} from './nodes.js';
import {deletePod, deleteWorkload, newHash, reconcile, rollOut} from './workloads.js';

/** A member deep inside a JSON object. */
export const memberAt = (value: Json | undefined, ...path: readonly string[]): Json | undefined => {
	let found = value;
	for (const name of path) found = isObject(found) ? found[name] : undefined;
	return found;
};

/** The path of the template in the spec of a type: a cron job has one inside another. */
const templatePath = (type: string): readonly string[] =>
	type === 'batch.cronjob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];

/** The template of a workload's pods in an object. */
export const templateIn = (type: string, body: Fields): Json | undefined =>
	memberAt(body, ...templatePath(type));

const imageAt = (template: Json | undefined, index: number): string => {
	const containers = memberAt(template, 'spec', 'containers');
	return textOf(memberAt(Array.isArray(containers) ? containers[index] : undefined, 'image'));
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

const takeTemplate = (fleet: Fleet, entity: Entity, template: Json | undefined): void => {
	const image = imageAt(template, 0);
	const sidecarImage = imageAt(template, 1);
	const [, sidecar] = containersOf(entity);
	const restartedAt = textOf(
		memberAt(template, 'metadata', 'annotations', 'kubectl.kubernetes.io/restartedAt'),
	);
	const isSidecarNew = sidecar !== undefined && sidecarImage !== '' && sidecarImage !== sidecar.image;
	if (isSidecarNew) fleet.world.change(entity.key, {sidecarImage});
	if (entity.type === 'batch.cronjob') {
		if (image !== '') fleet.world.change(entity.key, {image});
	} else if ((image !== '' && image !== entity.fields.image) || isSidecarNew) {
		rollOut(fleet, entity, image === '' ? textOf(entity.fields.image) : image);
	} else if (restartedAt !== '' && restartedAt !== entity.fields.restartedAt)
		redeploy(fleet, entity, restartedAt);
};

/** Takes a whole Kubernetes object as the new wish for a resource, as far as the fleet knows what it says. */
export const take = (fleet: Fleet, entity: Entity, body: Fields): void => {
	const spec = (name: string) => memberAt(body, 'spec', name);
	const {replicas, paused, suspended, unschedulable} = entity.fields;
	const wanted = spec('replicas');
	if (typeof paused === 'boolean' && paused !== (spec('paused') === true))
		pause(fleet, entity, spec('paused') === true);
	if (typeof wanted === 'number' && wanted !== numberOf(replicas)) scale(fleet, entity, wanted);
	if (entity.type === 'batch.cronjob' && (suspended === true) !== (spec('suspend') === true))
		fleet.world.change(entity.key, {suspended: spec('suspend') === true});
	if (entity.type === 'node' && (unschedulable === true) !== (spec('unschedulable') === true))
		cordon(fleet, entity, spec('unschedulable') === true);
	const template = templateIn(entity.type, body);
	if (template !== undefined) takeTemplate(fleet, entity, template);
};

// The pods of a job stay where nothing else is asked for (kubernetes pkg/registry/batch/job/strategy.go).
const deleteJob = (fleet: Fleet, job: Entity, policy: string): void => {
	for (const pod of podsOf(fleet, job)) {
		if (policy === '' || policy === 'Orphan') fleet.world.change(pod.key, {owner: null});
		else deletePod(fleet, pod);
	}

	fleet.world.remove(job.key);
};

// What it owns stays (test/fixtures/rancher2/more/delete-orphan.steve.http).
const orphan = (fleet: Fleet, workload: Entity): void => {
	for (const pod of podsOf(fleet, workload)) fleet.world.change(pod.key, {owner: null});
	fleet.world.remove(workload.key);
};

/** Deletes a pod at once, whatever its kubelet is at. */
const killPod = (fleet: Fleet, pod: Entity): void => {
	const owner = ownerOf(fleet, pod);
	fleet.world.remove(pod.key);
	if (owner) reconcile(fleet, owner);
};

/**
 * Deletes a resource; true where it goes on existing for a while.
 *
 * @param policy what happens to what it owns: `Background`, `Foreground`, `Orphan`, or '' for the default of its type
 * @param isForced a pod is not waited for
 */
export const remove = (fleet: Fleet, entity: Entity, policy: string, isForced = false): boolean => {
	const isWorkload = entity.type.startsWith('apps.') && entity.type !== 'apps.replicaset';
	if (entity.type === 'pod' && isForced) killPod(fleet, entity);
	else if (entity.type === 'pod') deletePod(fleet, entity);
	else if (entity.type === 'batch.job') deleteJob(fleet, entity, policy);
	else if (isWorkload && policy === 'Orphan') orphan(fleet, entity);
	else if (isWorkload) deleteWorkload(fleet, entity);
	else fleet.world.remove(entity.key);
	return fleet.world.find(entity.key) !== undefined;
};
