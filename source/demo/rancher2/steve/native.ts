import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Fields} from '../../world/world.js';
import {json, statusError} from '../wire/answers.js';
import type {Appearance} from './render.js';
import type {SteveRoute} from './router.js';
import {type Schema, schemaOf} from './schemas.js';

/** What a path of Kubernetes' own API names. */
type NativePath = {
	readonly schema: Schema | undefined;
	/** Only this namespace, or ''. */
	readonly namespace: string;
	/** '' for the list. */
	readonly name: string;
};

/** Reads a path: `apis/apps/v1/namespaces/shop/deployments/web`. */
const nativePath = (path: readonly string[]): NativePath => {
	const group = path[0] === 'apis' ? (path[1] ?? '') : '';
	const rest = path.slice(path[0] === 'apis' ? 3 : 2);
	const inside = rest[0] === 'namespaces' && rest.length > 2;
	const [resource = '', name = ''] = inside ? rest.slice(2) : rest;
	const schema = schemaOf(group === '' ? resource : `${group}.${resource}`);
	return {schema, namespace: inside ? (rest[1] ?? '') : '', name};
};

/** The object that such a path names. */
export const nativeObject = (route: SteveRoute, path: readonly string[]): Appearance | undefined => {
	const {schema, namespace, name} = nativePath(path);
	return schema && route.hub.find(route.cluster, schema.id, namespace === '' ? name : `${namespace}/${name}`);
};

const metadataOf = ({hub}: SteveRoute, appearance: Appearance): Fields => {
	const [name = '', namespace = null] = appearance.id.split('/').reverse();
	return {
		metadata: {
			name,
			...(namespace !== null && {namespace}),
			uid: appearance.entity.fields.uid ?? null,
			resourceVersion: String(hub.versionOf(appearance)),
		},
	};
};

/**
 * A list with the names alone, or undefined where that is not what was asked for. With `resourceVersion=0` the
 * apiserver answers from its cache, and whole, whatever the limit (kubernetes apiserver pkg/storage/cacher).
 */
export const nativeList = (
	route: SteveRoute,
	path: readonly string[],
	{method, url, headers}: DemoRequest,
): Answer | undefined => {
	const {schema, namespace, name} = nativePath(path);
	if (!schema || name !== '' || method !== 'GET') return undefined;
	if (!headers.accept?.includes('as=PartialObjectMetadataList')) return undefined;
	const query = url.searchParams;
	const after = query.get('continue') ?? '';
	if (after !== '' && query.has('resourceVersion')) {
		const words = 'specifying resource version is not allowed when using continue';
		return statusError(400, 'BadRequest', words);
	}

	const all = route.hub
		.appearances(route.cluster, schema.id)
		.filter(({id}) => (namespace === '' || id.startsWith(`${namespace}/`)) && id > after)
		.sort((one, other) => (one.id < other.id ? -1 : 1));
	const limit = query.get('resourceVersion') === '0' ? all.length : Number(query.get('limit') ?? all.length);
	const items = all.slice(0, limit);
	const next = all.length > items.length ? (items.at(-1)?.id ?? '') : '';
	return json(200, {
		kind: 'PartialObjectMetadataList',
		apiVersion: 'meta.k8s.io/v1',
		metadata: {
			resourceVersion: String(route.hub.revision(route.cluster)),
			...(next !== '' && {continue: next, remainingItemCount: all.length - items.length}),
		},
		items: items.map(each => metadataOf(route, each)),
	});
};
