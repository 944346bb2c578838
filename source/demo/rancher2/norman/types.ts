/** A type of the management API. */
export type NormanType = {
	/** As in `type` of a resource: `statefulSet`. */
	readonly id: string;
	/** As in URLs. */
	readonly plural: string;
	readonly baseType: string;
	/** Which part of the API it belongs to, and which subscription reports it. */
	readonly context: 'global' | 'cluster' | 'project';
	/** How the simulation keeps it. */
	readonly kept: string;
};

const type = (
	context: NormanType['context'],
	id: string,
	kept: string,
	plural = `${id.toLowerCase()}s`,
	baseType = id,
): NormanType => ({id, plural, baseType, context, kept});

/** All types of the simulated server. */
export const normanTypes: readonly NormanType[] = [
	type('global', 'cluster', 'management.cattle.io.cluster'),
	type('global', 'node', 'node'),
	type('global', 'project', 'management.cattle.io.project'),
	type('cluster', 'namespace', 'namespace'),
	type('project', 'deployment', 'apps.deployment', 'deployments', 'workload'),
	type('project', 'statefulSet', 'apps.statefulset', 'statefulsets', 'workload'),
	type('project', 'daemonSet', 'apps.daemonset', 'daemonsets', 'workload'),
	type('project', 'cronJob', 'batch.cronjob', 'cronjobs', 'workload'),
	type('project', 'job', 'batch.job', 'jobs', 'workload'),
	type('project', 'pod', 'pod'),
	type('project', 'service', 'service'),
	type('project', 'persistentVolumeClaim', 'persistentvolumeclaim', 'persistentvolumeclaims'),
	type('project', 'configMap', 'configmap', 'configmaps'),
];

const byPlural = new Map(normanTypes.map(each => [each.plural.toLowerCase(), each]));
const byKept = new Map(normanTypes.map(each => [each.kept, each]));

/** A type by its plural, as it stands in URLs. */
export const typeOf = (plural: string): NormanType | undefined => byPlural.get(plural.toLowerCase());

/** The type under which the API shows what the simulation keeps. */
export const shownAs = (kept: string): NormanType | undefined => byKept.get(kept);
