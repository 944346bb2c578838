import {isObject} from '../../../model/json-object.js';
import type {Answer} from '../../serve/serve.js';
import {numberOf} from '../../world/json-values.js';
import type {Fields, Json, World} from '../../world/world.js';
import {json, steveError} from '../wire/answers.js';
import type {CachedObject, Hub} from './hub.js';
import {dateText, written} from './render.js';
import type {Schema} from './schemas.js';

const at = (object: Fields, path: string): Json | undefined => {
	let value: Json | undefined = object;
	for (const part of path.split('.')) value = isObject(value) ? value[part] : undefined;
	return value;
};

const matches = (object: Fields, filter: string): boolean =>
	filter.split(',').some(one => {
		const [path = '', wanted = ''] = one.split('=');
		return String(at(object, path) ?? '') === wanted;
	});

// What is known of an object without writing it: thousands of pods are sorted by these for each page.
const plainValue = ({appearance}: CachedObject, path: string): Json | undefined => {
	if (appearance === null) return undefined;
	const [name = '', namespace] = appearance.id.split('/').reverse();
	if (path === 'metadata.name') return name;
	if (path === 'metadata.namespace') return namespace;
	return path === 'metadata.creationTimestamp'
		? dateText(numberOf(appearance.entity.fields.created))
		: undefined;
};

const sorted = (objects: readonly CachedObject[], sort: string): readonly CachedObject[] => {
	const keys = sort.split(',').filter(Boolean);
	if (keys.length === 0) return objects;
	const paths = keys.map(key => key.replace(/^-/, ''));
	return objects
		.map(object => {
			const values = paths.map(path => plainValue(object, path) ?? at(object.written(), path));
			return {object, key: values.map(value => String(value ?? '')).join('\u0000')};
		})
		.sort((one, other) => (one.key < other.key ? -1 : 1))
		.map(({object}) => object);
};

type Editable = {[name: string]: Json};

/** A copy with this field set, or removed where `value` is undefined; nothing outside of the path is copied. */
const edited = (object: Fields, [name = '', ...rest]: readonly string[], value: Json | undefined): Fields => {
	const copy: Editable = {...object};
	const inner = object[name];
	if (rest.length > 0) {
		if (!isObject(inner) && value === undefined) return object;
		copy[name] = edited(isObject(inner) ? inner : {}, rest, value);
	} else if (value === undefined) delete copy[name];
	else copy[name] = value;
	return copy;
};

/**
 * What of an object a listing has: its id, type and links always, of all else what `include` names, without what
 * `exclude` does (`steve pkg/resources/common/formatter.go`).
 */
const trimmed = (object: Fields, includes: readonly string[], excludes: readonly string[]): Fields => {
	const {id = null, type = null, links = null} = object;
	let rest = object;
	if (includes.length > 0) {
		rest = {};
		for (const path of includes) {
			const value = at(object, path);
			if (value !== undefined) rest = edited(rest, path.split('.'), value);
		}
	}

	for (const path of excludes) rest = edited(rest, path.split('.'), undefined);
	return {...rest, id, type, links};
};

// What the cache keeps of every type, and of some types only (`steve pkg/sqlcache/informer/listoption_indexer.go`,
// `pkg/resources/virtual/common`, `pkg/stores/sqlproxy/proxy_store.go`).
const columnsOfAll =
	/^(?:id|metadata\.(?:name|creationTimestamp|state\.name|labels\b.*|fields[.[]\d+\]?|ownerReferences\.\w+))$/;
const columnsOfType: Readonly<Record<string, readonly string[]>> = {
	event: ['_type', 'reason', 'message', 'involvedObject.kind', 'involvedObject.uid'],
	node: ['status.nodeInfo.kubeletVersion', 'status.nodeInfo.operatingSystem'],
	pod: ['spec.nodeName', 'status.podIP', 'spec.containers.image'],
};

/** The first column of a query that the cache does not have, or undefined. */
const unknownColumn = (query: URLSearchParams, schema: Schema): string | undefined => {
	const sorts = (query.get('sort') ?? '').split(',').map(one => one.replace(/^-/, ''));
	const filters = query.getAll('filter').flatMap(filter => filter.split(','));
	const columns = [...sorts, ...filters.map(filter => filter.split('=', 1)[0] ?? '')].filter(Boolean);
	const own = [...(schema.namespaced ? ['metadata.namespace'] : []), ...(columnsOfType[schema.id] ?? [])];
	return columns.find(column => !columnsOfAll.test(column) && !own.includes(column));
};

/** What a listing is asked of. */
type ListRequest = {
	readonly hub: Hub;
	readonly world: World;
	readonly cluster: string;
	readonly schema: Schema;
	/** Only this namespace, or ''. */
	readonly namespace: string;
	readonly url: URL;
	readonly sqlCache: boolean;
};

/** A page of a collection, or all of it (`steve pkg/stores/sqlpartition/listprocessor/processor.go`). */
export const list = (request: ListRequest): Answer => {
	const {hub, world, cluster, schema, namespace, url, sqlCache} = request;
	const query = url.searchParams;
	const unknown = sqlCache ? unknownColumn(query, schema) : undefined;
	if (unknown !== undefined) {
		const message = `column is invalid [${unknown}]: supplied column is invalid`;
		return steveError(422, 'InvalidBodyContent', message);
	}

	const events = hub.events(cluster, schema.id);
	const newest = sqlCache ? (events.at(-1)?.revision ?? null) : hub.revision(cluster);
	const wanted = query.get('revision');
	if (wanted !== null && Number(wanted) > (newest ?? 0))
		return steveError(400, 'unknown revision', 'unknown revision');
	const origin = url.origin;
	const present = sqlCache
		? hub.cached(cluster, schema.id, origin)
		: hub.appearances(cluster, schema.id).map(appearance => ({
				id: appearance.id,
				appearance,
				written: () => written(appearance, hub.versionOf(appearance), world, origin),
			}));
	const filters = query.getAll('filter');
	const all = present
		.filter(({id}) => namespace === '' || id.startsWith(`${namespace}/`))
		.filter(object => filters.every(filter => matches(object.written(), filter)));
	const rows = sorted(all, query.get('sort') ?? '');
	const size = numberOf(Number(query.get('pagesize'))) || rows.length;
	const page = Math.max(1, Number(query.get('page') ?? 1));
	const self = `${origin}${url.pathname}`;
	return json(200, {
		type: 'collection',
		links: {self},
		createTypes: {[schema.id]: self},
		actions: {},
		resourceType: schema.id,
		...(newest !== null && {revision: String(newest)}),
		...(rows.length > 0 && {count: rows.length}),
		...(!sqlCache && query.has('pagesize') && {pages: Math.ceil(rows.length / Math.max(1, size))}),
		data: rows
			.slice((page - 1) * size, page * size)
			.map(object => trimmed(object.written(), query.getAll('include'), query.getAll('exclude'))),
	});
};
