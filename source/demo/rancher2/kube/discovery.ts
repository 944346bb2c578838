import type {Answer} from '../../serve/serve.js';
import type {Fields} from '../../world/world.js';
import {type Schema, schemasOf} from '../steve/schemas.js';
import {json, plain} from '../wire/answers.js';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

const groupOf = (name: string, schemas: readonly Schema[]): Fields => {
	const versions = [...new Set(schemas.filter(({group}) => group === name).map(({version}) => version))].map(
		version => ({groupVersion: `${name}/${version}`, version}),
	);
	return {name, versions, preferredVersion: versions[0] ?? {}};
};

/** What `/api`, `/apis` and the groups and versions below them answer; `path` begins with `api` or `apis`. */
export const kubeDiscovery = (cluster: string, path: readonly string[]): Answer | undefined => {
	const [root = '', first = '', second = ''] = path;
	const schemas = schemasOf(cluster);
	const isCore = root === 'api';
	if (path.length > (isCore ? 2 : 3)) return undefined;
	if (isCore && first === '') return json(200, {kind: 'APIVersions', versions: ['v1']});
	const names = [...new Set(schemas.map(({group}) => group))].filter(name => name !== '');
	if (!isCore && first === '') {
		const groups = names.map(name => groupOf(name, schemas));
		return json(200, {kind: 'APIGroupList', apiVersion: 'v1', groups});
	}

	if (!isCore && !names.includes(first)) return plain(404, '404 page not found\n');
	if (!isCore && second === '')
		return json(200, {kind: 'APIGroup', apiVersion: 'v1', ...groupOf(first, schemas)});
	const group = isCore ? '' : first;
	const version = isCore ? first : second;
	const resources = schemas
		.filter(schema => schema.group === group && schema.version === version)
		.map(({resource, kind, namespaced}) => ({name: resource, singularName: '', namespaced, kind, verbs}));
	if (resources.length === 0) return plain(404, '404 page not found\n');
	const groupVersion = isCore ? version : `${group}/${version}`;
	return json(200, {kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources});
};
