import type {JsonObject} from '../../../../model/json-object.js';
import type {Cell} from '../../../../model/resource.js';
import {mapOf, mapsOf, numberOf, textOf} from '../../../requests/json-fields.js';
import {clusterCells} from '../../rows/clusters.js';
import type {NormanObject} from '../wire/frames.js';

type Cells = Readonly<Record<string, Cell>>;

const joined = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(' '));

const imagesOf = (object: JsonObject): string | null =>
	joined(mapsOf(object, 'containers').flatMap(container => textOf(container, 'image') ?? []));

const rolesOf = (object: JsonObject): string | null =>
	joined(
		[
			object.controlPlane === true ? 'control-plane' : null,
			object.etcd === true ? 'etcd' : null,
			object.worker === true ? 'worker' : null,
		].filter(role => role !== null),
	);

const nodeCells = (object: JsonObject): Cells => ({
	ROLES: rolesOf(object),
	VERSION: textOf(mapOf(mapOf(object, 'info'), 'kubernetes'), 'kubeletVersion'),
	'INTERNAL-IP': textOf(object, 'ipAddress'),
	'OS-IMAGE': textOf(mapOf(mapOf(object, 'info'), 'os'), 'operatingSystem'),
});

const workloadCells = (object: NormanObject): Cells => {
	const status = mapOf(object, `${object.type}Status`);
	const wanted = numberOf(object, 'scale') ?? numberOf(status, 'desiredNumberScheduled');
	const ready = numberOf(status, 'readyReplicas') ?? numberOf(status, 'numberReady') ?? 0;
	return {
		READY: wanted === null ? null : `${ready}/${wanted}`,
		'UP-TO-DATE': numberOf(status, 'updatedReplicas') ?? numberOf(status, 'updatedNumberScheduled') ?? 0,
		AVAILABLE: numberOf(status, 'availableReplicas') ?? numberOf(status, 'numberAvailable') ?? ready,
		IMAGES: imagesOf(object),
	};
};

const podCells = (object: JsonObject, node: string | null): Cells => {
	const status = mapOf(object, 'status');
	const statuses = mapsOf(status, 'containerStatuses');
	const ready = statuses.filter(each => each.ready === true).length;
	return {
		READY: statuses.length === 0 ? null : `${ready}/${statuses.length}`,
		RESTARTS: statuses.reduce((sum, each) => sum + (numberOf(each, 'restartCount') ?? 0), 0),
		IP: textOf(status, 'podIp'),
		NODE: node,
		IMAGES: imagesOf(object),
	};
};

const portsOf = (object: JsonObject): string | null =>
	joined(
		mapsOf(object, 'ports').map(
			port => `${numberOf(port, 'port') ?? '?'}/${textOf(port, 'protocol') ?? 'TCP'}`,
		),
	);

/** A kind's own columns, by their titles. `node` is the key of the row of a pod's node. */
export const cellsOf = (object: NormanObject, kind: string, node: string | null): Cells => {
	switch (kind) {
		case 'cluster':
			return clusterCells(object);
		case 'node':
			return nodeCells(object);
		case 'deployment':
		case 'statefulset':
		case 'daemonset':
			return workloadCells(object);
		case 'cronjob':
			return {SCHEDULE: textOf(mapOf(object, 'cronJobConfig'), 'schedule'), IMAGES: imagesOf(object)};
		case 'job':
			return {IMAGES: imagesOf(object)};
		case 'pod':
			return podCells(object, node);
		case 'service':
			return {
				TYPE: textOf(object, 'kind'),
				'CLUSTER-IP': textOf(object, 'clusterIp'),
				'PORT(S)': portsOf(object),
			};
		case 'ingress':
			return {HOSTS: joined(mapsOf(object, 'rules').flatMap(rule => textOf(rule, 'host') ?? []))};
		case 'persistentvolumeclaim':
			return {
				VOLUME: textOf(object, 'volumeId'),
				CAPACITY: textOf(mapOf(mapOf(object, 'status'), 'capacity'), 'storage'),
			};
		default:
			return {};
	}
};
