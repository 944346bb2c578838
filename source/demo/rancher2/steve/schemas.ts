import type {Fields} from '../../world/world.js';

/** A type that Steve knows. */
export type Schema = {
	/** `apps.deployment`. */
	readonly id: string;
	/** As it stands in URLs: `apps.deployments`. */
	readonly plural: string;
	/** `deployments`. */
	readonly resource: string;
	readonly kind: string;
	readonly group: string;
	readonly version: string;
	readonly namespaced: boolean;
	/** Path of its group and version in Kubernetes' own API. */
	readonly native: string;
	readonly columns: readonly string[];
	/** Only the management server has it. */
	readonly management: boolean;
};

// `id kind resource version namespaced? columns`; a column with `*` is shown only where there is room.
const text = `
pod Pod pods v1 + Name Ready Status Restarts Age IP* Node* Nominated_Node* Readiness_Gates*
node Node nodes v1 - Name Status Roles Age Version Internal-IP* External-IP* OS-Image* Kernel-Version* Container-Runtime*
namespace Namespace namespaces v1 - Name Status Age
service Service services v1 + Name Type Cluster-IP External-IP Port(s) Age Selector*
event Event events v1 + Last_Seen Type Reason Object Message
configmap ConfigMap configmaps v1 + Name Data Age
secret Secret secrets v1 + Name Type Data Age
persistentvolumeclaim PersistentVolumeClaim persistentvolumeclaims v1 + Name Status Volume Capacity Access_Modes StorageClass VolumeAttributesClass Age VolumeMode*
resourcequota ResourceQuota resourcequotas v1 + Name Request Limit Age
apps.deployment Deployment deployments v1 + Name Ready Up-to-date Available Age Containers* Images*
apps.statefulset StatefulSet statefulsets v1 + Name Ready Age Images*
apps.daemonset DaemonSet daemonsets v1 + Name Desired Current Ready Up-to-date Available Node_Selector Age
apps.replicaset ReplicaSet replicasets v1 + Name Desired Current Ready Age
batch.job Job jobs v1 + Name Status Completions Duration Age
batch.cronjob CronJob cronjobs v1 + Name Schedule Timezone Suspend Active Last_Schedule Age
management.cattle.io.cluster Cluster clusters v3 - Name Age !
management.cattle.io.node Node nodes v3 + Name Age !
management.cattle.io.project Project projects v3 + Name Age !
`;

const read = (line: string): Schema => {
	const [id = '', kind = '', resource = '', version = '', scope = '', ...columns] = line.split(' ');
	const group = id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : '';
	return {
		id,
		plural: group === '' ? resource : `${group}.${resource}`,
		resource,
		kind,
		group,
		version,
		namespaced: scope === '+',
		native: group === '' ? `/api/${version}` : `/apis/${group}/${version}`,
		columns: columns.filter(column => column !== '!'),
		management: columns.includes('!'),
	};
};

const all: readonly Schema[] = text.trim().split('\n').map(read);

const byName = new Map(
	all.flatMap(schema => [[schema.id, schema] as const, [schema.plural, schema] as const]),
);

/** The schema of a type by its id or its plural. */
export const schemaOf = (name: string): Schema | undefined => byName.get(name);

/** The schemas of one cluster's Steve. */
export const schemasOf = (cluster: string): readonly Schema[] =>
	all.filter(({management}) => !management || cluster === 'local');

const columnOf = (name: string, index: number): Fields => ({
	name: name.replace('*', '').replaceAll('_', ' '),
	type: /^(?:Desired|Current|Up-to-date|Available|Data)$/.test(name) ? 'integer' : 'string',
	format: name === 'Name' ? 'name' : '',
	description: '',
	priority: name.endsWith('*') ? 1 : 0,
	field: `$.metadata.fields[${index}]`,
});

/** A schema as `/v1/schemas` writes it. */
export const writtenSchema = (schema: Schema, base: string): Fields => ({
	id: schema.id,
	type: 'schema',
	links: {collection: `${base}/v1/${schema.plural}`, self: `${base}/v1/schemas/${schema.id}`},
	pluralName: schema.plural,
	collectionMethods: ['GET', 'POST'],
	resourceMethods: ['GET', 'DELETE', 'PUT', 'PATCH'],
	attributes: {
		columns: schema.columns.map(columnOf),
		group: schema.group,
		kind: schema.kind,
		namespaced: schema.namespaced,
		resource: schema.resource,
		verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
		version: schema.version,
	},
});

/** What stands among the schemas without being a resource of Kubernetes. */
export const syntheticSchemas: readonly Fields[] = ['schema', 'count', 'subscribe'].map(id => ({
	id,
	type: 'schema',
	links: {},
	pluralName: `${id}s`,
	collectionMethods: ['GET'],
	resourceMethods: ['GET'],
	attributes: {},
}));
