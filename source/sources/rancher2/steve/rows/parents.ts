import type {JsonObject} from '../../../../model/json-object.js';
import type {ResourceKey} from '../../../../model/resource.js';
import {mapOf, mapsOf, textOf} from '../../../requests/json-fields.js';
import {SharedTexts} from '../../../requests/shared-texts.js';
import {clusterKey, projectKey, type Scope} from '../../rows/scope.js';
import type {SteveObject} from '../wire/frames.js';
import type {SteveType} from './catalogue.js';

const shared = new SharedTexts(20_000);
const keyOf = (...parts: readonly string[]): ResourceKey => shared.of(parts.join(''));

/** A replica set of a deployment is named by that and the hash of its template (kubernetes pkg/controller/deployment/sync.go). */
const deploymentOf = (set: string, metadata: JsonObject): string | null => {
	const hash = textOf(mapOf(metadata, 'labels'), 'pod-template-hash');
	return hash !== null && set.endsWith(`-${hash}`) ? set.slice(0, -hash.length - 1) : null;
};

const ownersOf = (
	metadata: JsonObject,
	kind: string,
	prefix: string,
	namespace: string,
): readonly ResourceKey[] => {
	const keys: ResourceKey[] = [];
	const add = (owner: string, name: string) => {
		const deployment = owner === 'replicaset' && kind === 'pod' ? deploymentOf(name, metadata) : null;
		if (deployment !== null) keys.push(keyOf(prefix, 'deployment/', namespace, '/', deployment));
		keys.push(keyOf(prefix, owner, '/', namespace, '/', name));
	};

	for (const owner of mapsOf(metadata, 'ownerReferences')) {
		const name = textOf(owner, 'name');
		const type = textOf(owner, 'kind');
		if (name !== null && type !== null) add(type.toLowerCase(), name);
	}

	if (keys.length > 0) return keys;
	for (const relation of mapsOf(metadata, 'relationships')) {
		const from = textOf(relation, 'fromId');
		const type = textOf(relation, 'fromType');
		if (relation.rel === 'owner' && from !== null && type !== null) {
			add(type.slice(type.lastIndexOf('.') + 1), from.slice(from.indexOf('/') + 1));
		}
	}

	return keys;
};

const subjectOf = (object: SteveObject, prefix: string): readonly ResourceKey[] => {
	const subject = mapOf(object, 'involvedObject');
	const name = textOf(subject, 'name');
	const kind = textOf(subject, 'kind')?.toLowerCase();
	if (name === null || kind === undefined) return [];
	const namespace = kind === 'node' ? null : textOf(subject, 'namespace');
	return [`${prefix}${kind}/${namespace === null ? '' : `${namespace}/`}${name}`];
};

/** What an object belongs to: its owners, its namespace or project, its node, its cluster. */
export const parentsOf = (
	object: SteveObject,
	metadata: JsonObject,
	{kind}: SteveType,
	scope: Scope,
): readonly ResourceKey[] => {
	const {prefix, cluster, source} = scope;
	const namespace = textOf(metadata, 'namespace');
	if (cluster === null)
		return kind === 'project' && namespace !== null ? [clusterKey(source, namespace)] : [];
	const parents = kind === 'event' ? [...subjectOf(object, prefix)] : [];
	if (namespace !== null) {
		parents.push(...ownersOf(metadata, kind, prefix, namespace), keyOf(prefix, 'namespace/', namespace));
	} else if (kind === 'namespace') {
		const project = textOf(mapOf(metadata, 'annotations'), 'field.cattle.io/projectId');
		if (project !== null) parents.push(projectKey(source, project));
	}

	const node = kind === 'pod' ? textOf(mapOf(object, 'spec'), 'nodeName') : null;
	if (node !== null) parents.push(keyOf(prefix, 'node/', node));
	parents.push(cluster);
	// A copy has no room for more, which thousands of rows would hold.
	return parents.slice();
};
