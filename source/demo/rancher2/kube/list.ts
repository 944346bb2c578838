import type {Answer, DemoRequest} from '../../serve/serve.js';
import {textOf} from '../../world/json-values.js';
import type {Fields, Json} from '../../world/world.js';
import {memberAt} from '../fleet/changes.js';
import type {Appearance} from '../steve/render.js';
import {written} from '../steve/render.js';
import type {ClusterRoute} from '../steve/route.js';
import type {Schema} from '../steve/schemas.js';
import {json, statusError} from '../wire/answers.js';
import {kubeObject} from './object.js';
import type {KubePath} from './path.js';

const namesOnly = ({hub}: ClusterRoute, appearance: Appearance): Fields => {
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

/** Whether an object meets `a=b,c!=d`, each of it found by `read`. */
const meets = (selector: string, read: (name: string) => string): boolean =>
	selector
		.split(',')
		.filter(Boolean)
		.every(term => {
			const [, name = '', sign = '=', value = ''] = /^(.+?)(!=|==?)(.*)$/.exec(term) ?? [];
			return (read(name) === value) === (sign !== '!=');
		});

const isSelected = (route: ClusterRoute, appearance: Appearance, query: URLSearchParams): boolean => {
	const labels = query.get('labelSelector') ?? '';
	const fields = query.get('fieldSelector') ?? '';
	if (labels === '' && fields === '') return true;
	const object = kubeObject(route, appearance);
	return (
		meets(labels, name => textOf(memberAt(object, 'metadata', 'labels', name))) &&
		meets(fields, name => textOf(memberAt(object, ...name.split('.'))))
	);
};

/** The cells of an object as `kubectl get` shows them (test/fixtures/rancher2/more/metrics-nodes-table.raw.http). */
const rowOf = (route: ClusterRoute, appearance: Appearance): Fields => {
	const steve = written(appearance, route.hub.versionOf(appearance), route.fleet.world, '');
	const {metadata} = kubeObject(route, appearance);
	return {
		cells: memberAt(steve, 'metadata', 'fields') ?? [],
		object: {kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: metadata ?? null},
	};
};

const columnOf = (name: string): Fields => ({
	name: name.replace('*', '').replaceAll('_', ' '),
	type: 'string',
	format: name === 'Name' ? 'name' : '',
	description: '',
	priority: name.endsWith('*') ? 1 : 0,
});

type Page = {readonly metadata: Fields; readonly items: readonly Appearance[]};

const inForm = (route: ClusterRoute, schema: Schema, accept: string, {metadata, items}: Page): Json => {
	if (accept.includes('as=Table')) {
		return {
			kind: 'Table',
			apiVersion: 'meta.k8s.io/v1',
			metadata,
			columnDefinitions: schema.columns.map(columnOf),
			rows: items.map(each => rowOf(route, each)),
		};
	}

	if (accept.includes('as=PartialObjectMetadataList')) {
		return {
			kind: 'PartialObjectMetadataList',
			apiVersion: 'meta.k8s.io/v1',
			metadata,
			items: items.map(each => namesOnly(route, each)),
		};
	}

	const apiVersion = schema.group === '' ? schema.version : `${schema.group}/${schema.version}`;
	return {
		kind: `${schema.kind}List`,
		apiVersion,
		metadata,
		items: items.map(each => kubeObject(route, each)),
	};
};

/**
 * A list: whole, the names alone, or as a table. With `resourceVersion=0` the apiserver answers from its cache, and
 * whole, whatever the limit (kubernetes apiserver pkg/storage/cacher).
 */
export const kubeList = (
	route: ClusterRoute,
	{namespace}: KubePath,
	schema: Schema,
	{url, headers}: DemoRequest,
): Answer => {
	const query = url.searchParams;
	const after = query.get('continue') ?? '';
	if (after !== '' && query.has('resourceVersion')) {
		const words = 'specifying resource version is not allowed when using continue';
		return statusError(400, 'BadRequest', words);
	}

	const all = route.hub
		.appearances(route.cluster, schema.id)
		.filter(({id}) => (namespace === '' || id.startsWith(`${namespace}/`)) && id > after)
		.filter(each => isSelected(route, each, query))
		.sort((one, other) => (one.id < other.id ? -1 : 1));
	const limit = query.get('resourceVersion') === '0' ? all.length : Number(query.get('limit') ?? all.length);
	const items = all.slice(0, limit);
	const next = all.length > items.length ? (items.at(-1)?.id ?? '') : '';
	const metadata = {
		resourceVersion: String(route.hub.revision(route.cluster)),
		...(next !== '' && {continue: next, remainingItemCount: all.length - items.length}),
	};
	return json(200, inForm(route, schema, headers.accept ?? '', {metadata, items}));
};
