import type {JsonObject} from '../../../../model/json-object.js';
import type {Kind} from '../../../../model/kind.js';
import {mapOf, mapsOf, textOf, textsOf} from '../../../requests/json-fields.js';
import type {KubeType} from '../../kube/path.js';
import {
	clusterColumn,
	kindOf,
	kindOfSchema,
	knownKinds,
	managementKinds,
	ownColumns,
} from '../../rows/kinds.js';
import {type CellColumn, cellColumns} from './cells.js';

/** A type of objects that a Steve can list. */
export type SteveType = {
	/** Name of the kind of its rows. */
	readonly kind: string;
	/** Id of its schema: `apps.deployment`. */
	readonly schema: string;
	/** As it stands in URLs: `apps.deployments`. */
	readonly plural: string;
	/** Where it is in Kubernetes' own API. */
	readonly native: KubeType;
	readonly namespaced: boolean;
	readonly watchable: boolean;
	readonly columns: readonly CellColumn[];
};

/** The kinds that one Steve can show. Replaced as a whole when the schemas are read again. */
export type Catalogue = {
	readonly kinds: readonly Kind[];
	readonly byKind: ReadonlyMap<string, SteveType>;
	readonly bySchema: ReadonlyMap<string, SteveType>;
};

/** The kind of what the management server knows of a node: never a row of its own. */
export const machineKind = 'machine';

/** What is followed of the clusters themselves: never a row, the nodes as the management server knows them. */
export const managementFollows: readonly string[] = ['cluster', 'project', machineKind];

const machineSchema = 'management.cattle.io.node';

const isManagement = (schema: string): boolean =>
	schema === machineSchema || managementKinds.some(kind => knownKinds.get(kind)?.schema === schema);

// Live figures, review requests and a second copy of the events: nothing that has a state.
const hidden =
	/^(?:metrics\.k8s\.io|events\.k8s\.io|authorization\.k8s\.io|authentication\.k8s\.io|custom\.metrics\.k8s\.io)\./;

const isResource = (schema: JsonObject, id: string): boolean => {
	const verbs = textsOf(mapOf(schema, 'attributes'), 'verbs');
	return !hidden.test(id) && verbs.includes('list') && textsOf(schema, 'collectionMethods').includes('GET');
};

const nativeOf = (attributes: JsonObject): SteveType['native'] => {
	const group = textOf(attributes, 'group');
	const version = textOf(attributes, 'version') ?? 'v1';
	const resource = textOf(attributes, 'resource') ?? '';
	return {group: group === null ? `/api/${version}` : `/apis/${group}/${version}`, resource};
};

const typeOf = (schema: JsonObject, id: string, kind: string): SteveType => {
	const attributes = mapOf(schema, 'attributes');
	return {
		kind,
		schema: id,
		plural: textOf(schema, 'pluralName') ?? id,
		native: nativeOf(attributes),
		namespaced: attributes.namespaced === true,
		watchable: textsOf(attributes, 'verbs').includes('watch'),
		columns: managementKinds.includes(kind) ? [] : cellColumns(id, mapsOf(attributes, 'columns')),
	};
};

// Every user may ask for their own rights, on every Kubernetes since 1.7 (the role system:basic-user).
const reviews: ReadonlySet<string> = new Set([
	'authorization.k8s.io.selfsubjectaccessreview',
	'authorization.k8s.io.selfsubjectrulesreview',
]);

/**
 * Whether these are all schemas. For 2 to 20 s after it starts listening, a Rancher shows only the dozen that it
 * defines itself (Rancher 2.13.3): none of a kind that every user of a Kubernetes sees.
 */
export const isReady = (schemas: readonly JsonObject[]): boolean =>
	schemas.some(schema => {
		const id = textOf(schema, 'id') ?? '';
		const kind = kindOfSchema.get(id);
		// Its own kinds are among the first that a Rancher shows; it knows its clusters once it has started.
		const isUsual = kind !== undefined && (kind === 'cluster' || !managementKinds.includes(kind));
		return reviews.has(id) || (isUsual && isResource(schema, id));
	});

/**
 * The name of a schema's kind: the usual one, else Kubernetes' own in small letters, unless another group has that: then
 * its id. `owners`: whose each short name is, alike for all clusters.
 */
const nameOf = (schema: JsonObject, id: string, owners: Map<string, string>): string => {
	const known = id === machineSchema ? machineKind : kindOfSchema.get(id);
	if (known !== undefined) return known;
	const short = (textOf(mapOf(schema, 'attributes'), 'kind') ?? id).toLowerCase();
	if (knownKinds.has(short)) return id;
	const owner = owners.get(short) ?? id;
	owners.set(short, owner);
	return owner === id ? short : id;
};

/** What may be typed for a kind besides its name and plural: with its group, in Steve's order and in kubectl's. */
const aliasesOf = ({schema, plural}: SteveType): readonly string[] => {
	const at = schema.lastIndexOf('.');
	const short = plural.split('.').at(-1) ?? plural;
	return at === -1 ? [] : [schema, plural, `${short}.${schema.slice(0, at)}`];
};

const kindsOf = (types: readonly SteveType[], management: boolean): readonly Kind[] => {
	const shown = types
		.filter(({kind}) => kind !== machineKind)
		.map((type): Kind => {
			const {kind, schema, plural, columns} = type;
			if (managementKinds.includes(kind)) return kindOf(kind, `${kind}s`, ownColumns(kind));
			const shown = kind === schema ? plural : (plural.split('.').at(-1) ?? plural);
			const own = kindOf(kind, shown, [clusterColumn, ...columns.map(({column}) => column)]);
			const aliases = aliasesOf(type).filter(alias => alias !== own.name && alias !== own.plural);
			return {...own, aliases: [...own.aliases, ...aliases]};
		});
	return management ? shown : [...shown, kindOf('container', 'containers', ownColumns('container'))];
};

/**
 * What the schemas of a Steve say. `management`: only clusters, projects, and what the server knows of nodes;
 * else everything but those, and the containers of pods.
 *
 * @param owners ids of the schemas that have short names, by those; added to
 */
export const catalogueOf = (
	schemas: readonly JsonObject[],
	management: boolean,
	owners: Map<string, string> = new Map(),
): Catalogue => {
	const ids = schemas.map(schema => ({schema, id: textOf(schema, 'id') ?? ''}));
	const types = ids
		.filter(({schema, id}) => isResource(schema, id) && isManagement(id) === management)
		.sort((one, other) => (one.id < other.id ? -1 : 1))
		.map(({schema, id}) => typeOf(schema, id, nameOf(schema, id, owners)));
	return {
		kinds: kindsOf(types, management),
		byKind: new Map(types.map(type => [type.kind, type])),
		bySchema: new Map(types.map(type => [type.schema, type])),
	};
};
