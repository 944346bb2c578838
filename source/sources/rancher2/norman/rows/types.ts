import type {Column, Kind} from '../../../../model/kind.js';
import {clusterColumn, kindOf, ownColumns} from '../../rows/kinds.js';

/** A type of the management API, as the kind that its resources become. */
export type NormanType = {
	readonly kind: string;
	/** As in `type` of a resource, and in `resourceTypes`: `statefulSet`. */
	readonly id: string;
	/** As in URLs. */
	readonly plural: string;
	/** In which subscription, and below which path, it is: `/v3`, `/v3/clusters/<id>`, `/v3/projects/<id>`. */
	readonly context: 'global' | 'cluster' | 'project';
	readonly columns: readonly Column[];
};

const column = (title: string, type: Column['type'] = 'text', wide = false): Column => ({title, type, wide});

const type = (
	context: NormanType['context'],
	id: string,
	columns: readonly Column[],
	plural = `${id}s`,
): NormanType => ({kind: id.toLowerCase(), id, plural, context, columns});

const ready = [
	column('READY'),
	column('UP-TO-DATE', 'number'),
	column('AVAILABLE', 'number'),
	column('IMAGES', 'text', true),
];

/** The types that are shown where there is no Steve. The API has no events of Kubernetes. */
const normanTypes: readonly NormanType[] = [
	type('global', 'cluster', ownColumns('cluster')),
	type('global', 'project', ownColumns('project')),
	type('global', 'node', [
		column('ROLES'),
		column('VERSION'),
		column('INTERNAL-IP'),
		column('OS-IMAGE', 'text', true),
	]),
	type('cluster', 'namespace', []),
	type('cluster', 'persistentVolume', []),
	type('cluster', 'storageClass', [], 'storageClasses'),
	type('project', 'deployment', ready),
	type('project', 'statefulSet', ready),
	type('project', 'daemonSet', ready),
	type('project', 'cronJob', [column('SCHEDULE'), column('IMAGES', 'text', true)]),
	type('project', 'job', [column('IMAGES', 'text', true)]),
	type('project', 'pod', [
		column('READY'),
		column('RESTARTS', 'number'),
		column('IP'),
		column('NODE', 'reference'),
		column('IMAGES', 'text', true),
	]),
	type('project', 'service', [column('TYPE'), column('CLUSTER-IP'), column('PORT(S)')]),
	type('project', 'ingress', [column('HOSTS')], 'ingresses'),
	type('project', 'persistentVolumeClaim', [column('VOLUME'), column('CAPACITY')]),
	type('project', 'configMap', []),
	type('project', 'horizontalPodAutoscaler', []),
];

/** Types by the kinds of their rows. */
export const byKind: ReadonlyMap<string, NormanType> = new Map(normanTypes.map(each => [each.kind, each]));

/** Types by their ids. */
export const byId: ReadonlyMap<string, NormanType> = new Map(normanTypes.map(each => [each.id, each]));

const isManagementKind = (kind: string): boolean => kind === 'cluster' || kind === 'project';

const isManagement = ({kind}: NormanType): boolean => isManagementKind(kind);

/** The kinds of a scope: clusters and projects, or all else with the containers of pods. */
export const normanKinds = (management: boolean): readonly Kind[] => {
	const kinds = normanTypes
		.filter(each => isManagement(each) === management)
		.map(({kind, plural, columns}) =>
			kindOf(kind, plural, isManagementKind(kind) ? columns : [clusterColumn, ...columns]),
		);
	return management ? kinds : [...kinds, kindOf('container', 'containers', ownColumns('container'))];
};
