import {isObject} from '../../../model/json-object.js';
import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields, World} from '../../world/world.js';
import {plainId} from '../fleet/fleet.js';
import {strategicMerge} from '../fleet/patch.js';
import {podsIn} from '../fleet/quotas.js';
import * as jobs from './jobs.js';
import * as more from './more-parts.js';
import {managementNode, node} from './node.js';
import {ageText, daemonSet, deployment, type Parts, replicaSet, statefulSet} from './parts.js';
import {pod} from './pod.js';
import {schemaOf} from './schemas.js';

/** A resource as one Steve shows it: which cluster's, under which schema, by which id. */
export type Appearance = {
	readonly cluster: string;
	readonly type: string;
	readonly id: string;
	readonly entity: Entity;
};

/** Where a resource is to be seen. A node is two things: one of its cluster, one of the management server. */
export const appearancesOf = (entity: Entity): readonly Appearance[] => {
	const id = plainId(entity);
	const own = {cluster: entity.scope, type: entity.type, id, entity};
	if (entity.type !== 'node') return [own];
	const machine = `${entity.scope}/${textOf(entity.fields.machine)}`;
	return [own, {cluster: 'local', type: 'management.cattle.io.node', id: machine, entity}];
};

const partsOf = ({entity, type}: Appearance, world: World): Parts => {
	const now = world.clock.now();
	const age = ageText(now - numberOf(entity.fields.created));
	const owner = world.find(textOf(entity.fields.owner));
	switch (type) {
		case 'pod':
			return pod(entity, age, owner);
		case 'node':
			return node(entity, age);
		case 'management.cattle.io.node':
			return managementNode(entity, age);
		case 'management.cattle.io.cluster':
			return more.cluster(entity);
		case 'management.cattle.io.project':
			return more.project(entity, age);
		case 'namespace':
			return more.namespace(entity, age);
		case 'apps.deployment':
			return deployment(entity, age);
		case 'apps.statefulset':
			return statefulSet(entity, age);
		case 'apps.daemonset':
			return daemonSet(entity, age);
		case 'apps.replicaset':
			return replicaSet(entity, age, textOf(owner?.fields.name));
		case 'service':
			return more.service(entity, age);
		case 'persistentvolumeclaim':
			return more.claim(entity, age);
		case 'resourcequota':
			return more.quota(entity, age, podsIn(world, entity));
		case 'configmap':
			return more.values(entity, age, 'ConfigMap');
		case 'secret':
			return more.values(entity, age, 'Secret');
		case 'batch.job':
			return jobs.job(entity, age);
		case 'batch.cronjob':
			return jobs.cronJob(entity, age, now);
		default:
			return more.event(entity, age);
	}
};

const linksOf = ({cluster, type, id}: Appearance, origin: string): Fields => {
	const schema = schemaOf(type);
	const prefix = cluster === 'local' ? '' : `/k8s/clusters/${cluster}`;
	const self = `${origin}${prefix}/v1/${schema?.plural ?? type}/${id}`;
	const [name = id, space = null] = id.split('/').reverse();
	const native = `${schema?.native ?? '/api/v1'}${space === null ? '' : `/namespaces/${space}`}/${schema?.resource ?? type}/${name}`;
	return {self, update: self, remove: self, view: `${origin}${prefix}${native}`};
};

// It names the end of the grace period (kubernetes meta/v1).
const graceSeconds = 30;

const deletionOf = ({fields, type}: Entity, now: number): Fields => {
	const grace = type === 'pod' ? graceSeconds : 0;
	const end = (numberOf(fields.deletedAt) || now) + grace * 1000;
	const deletionTimestamp = new Date(end).toISOString().replace(/\.\d+Z/, 'Z');
	return type === 'pod' ? {deletionTimestamp, deletionGracePeriodSeconds: grace} : {deletionTimestamp};
};

const finalizersOf = ({fields, type}: Entity): Fields => {
	const own = textsOf(fields.finalizers);
	const usual = type === 'persistentvolumeclaim' ? ['kubernetes.io/pvc-protection'] : [];
	const finalizers = own.length > 0 ? own : usual;
	return finalizers.length > 0 ? {finalizers} : {};
};

/** A time as Kubernetes writes it. */
export const dateText = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z/, 'Z');

/**
 * Writes an object as Steve does: the Kubernetes object, with id, type, links and a state that is worked out.
 *
 * @param origin how the client calls the server: links begin with it
 */
export const written = (appearance: Appearance, version: number, world: World, origin: string): Fields => {
	const {type, id, entity} = appearance;
	const {
		apiVersion,
		kind,
		cells,
		state,
		labels = {},
		annotations = {},
		relationships,
		owner,
		body,
	} = partsOf(appearance, world);
	const [name = id, space = null] = id.split('/').reverse();
	const object = {
		id,
		type,
		links: linksOf(appearance, origin),
		apiVersion,
		kind,
		metadata: {
			name,
			...(space !== null && {namespace: space}),
			creationTimestamp: dateText(numberOf(entity.fields.created)),
			fields: cells,
			labels,
			annotations,
			...(entity.fields.deleting === true && deletionOf(entity, world.clock.now())),
			...finalizersOf(entity),
			...(owner && {ownerReferences: [owner]}),
			relationships: relationships ?? null,
			resourceVersion: String(version),
			state: {
				name: state.name,
				error: state.error ?? false,
				transitioning: state.transitioning ?? false,
				message: state.message ?? '',
			},
			uid: entity.fields.uid ?? null,
		},
		...body,
	};
	const {overlay} = entity.fields;
	return type === entity.type && isObject(overlay) ? strategicMerge(object, overlay) : object;
};
