import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Fields, Json} from '../../world/world.js';
import {memberAt, merge, mergeOf, remove} from '../fleet/changes.js';
import type {Fleet} from '../fleet/fleet.js';
import {bodyOf, empty, json, statusError, steveError} from '../wire/answers.js';
import {steveOutage} from '../wire/outage.js';
import type {Hub} from './hub.js';
import {list} from './list.js';
import {type Appearance, written} from './render.js';
import {type Schema, schemaOf, schemasOf, syntheticSchemas, writtenSchema} from './schemas.js';

/** The parts of one cluster's Steve. */
export type SteveRoute = {
	readonly hub: Hub;
	readonly fleet: Fleet;
	readonly cluster: string;
	readonly sqlCache: boolean;
	/** True where writes to this resource are answered with 409 Conflict. */
	readonly isLocked: (key: string) => boolean;
	/** Schemas that this server does not show now. */
	readonly hidden: ReadonlySet<string>;
	/** The cluster's apiserver does not answer: only the cache is available. */
	readonly isOut: boolean;
};

const written1 = ({hub, fleet}: SteveRoute, appearance: Appearance, request: DemoRequest): Fields =>
	written(appearance, hub.versionOf(appearance), fleet.world, request.url.origin);

const conflict = (appearance: Appearance, native: boolean): Answer => {
	const message =
		`Operation cannot be fulfilled on ${schemaOf(appearance.type)?.resource ?? ''} "${appearance.id}": ` +
		'the object has been modified; please apply your changes to the latest version and try again';
	return native ? statusError(409, 'Conflict', message) : steveError(409, 'Conflict', message);
};

/** Changes an object by what a PUT or PATCH brought. */
export const change = (
	route: SteveRoute,
	appearance: Appearance,
	request: DemoRequest,
	native: boolean,
): Answer => {
	const {hub, fleet, isLocked} = route;
	const body = patchOf(request);
	if (!body) {
		return native
			? statusError(400, 'BadRequest', 'the body is not JSON')
			: steveError(422, 'InvalidBodyContent', 'invalid body');
	}

	const version = memberAt(body, 'metadata', 'resourceVersion');
	if (request.method === 'PUT' && version === undefined) {
		return steveError(422, 'InvalidBodyContent', 'metadata.resourceVersion is required for update');
	}

	const isOld = version !== undefined && String(version) !== String(hub.versionOf(appearance));
	if (isOld || isLocked(appearance.entity.key)) return conflict(appearance, native);
	merge(fleet, appearance.entity, body);
	return json(200, written1(route, appearance, request));
};

const patchOf = ({headers, body}: DemoRequest): Fields | undefined => {
	if (!headers['content-type']?.includes('json-patch')) return bodyOf(body);
	const operations: Json = JSON.parse(body);
	return Array.isArray(operations) ? mergeOf(operations) : undefined;
};

const single = (route: SteveRoute, schema: Schema, id: string, request: DemoRequest): Answer => {
	const appearance = route.hub.find(route.cluster, schema.id, id);
	if (!appearance) return steveError(404, 'NotFound', `${schema.resource} "${id}" not found`);
	if (request.method === 'GET') return json(200, written1(route, appearance, request));
	if (request.method === 'PUT' || request.method === 'PATCH')
		return change(route, appearance, request, false);
	if (request.method !== 'DELETE') return steveError(405, 'MethodNotAllow', 'Method not allowed');
	if (route.isLocked(appearance.entity.key)) return steveError(403, 'Forbidden', `${id} may not be deleted`);
	const policy = request.url.searchParams.get('propagationPolicy') ?? '';
	return remove(route.fleet, appearance.entity, policy)
		? json(200, written1(route, appearance, request))
		: empty(204);
};

/** How many there are, whole and by namespace; what there is none of is omitted (fixtures rancher2/counts-local). */
const countOf = (ids: readonly string[]): Fields => {
	const namespaces: {[name: string]: number} = {};
	for (const id of ids) {
		const [space = ''] = id.includes('/') ? id.split('/', 1) : [];
		if (space !== '') namespaces[space] = (namespaces[space] ?? 0) + 1;
	}

	const inside = Object.entries(namespaces).map(([name, count]) => [name, {count}]);
	return {
		summary: ids.length > 0 ? {count: ids.length} : {},
		...(inside.length > 0 && {namespaces: Object.fromEntries(inside)}),
	};
};

const counts = ({hub, cluster}: SteveRoute): Answer => {
	const entries = schemasOf(cluster).map(({id}) => [id, countOf(hub.counted(cluster, id))]);
	const item = {id: 'count', type: 'count', links: {}, counts: Object.fromEntries(entries)};
	return json(200, {type: 'collection', links: {}, actions: {}, resourceType: 'count', data: [item]});
};

/** Answers a request below `/v1` of a cluster; `path` is what follows that. */
export const routeSteve = (route: SteveRoute, path: readonly string[], request: DemoRequest): Answer => {
	const {hub, fleet, cluster, sqlCache, hidden} = route;
	const [type = '', ...rest] = path.map(decodeURIComponent);
	const base = `${request.url.origin}${cluster === 'local' ? '' : `/k8s/clusters/${cluster}`}`;
	const visible = schemasOf(cluster).filter(({id}) => !hidden.has(id));
	if (type === '' || type === 'schemas') {
		const data = [...visible.map(schema => writtenSchema(schema, base)), ...syntheticSchemas];
		return json(200, {
			type: 'collection',
			resourceType: 'schema',
			links: {self: `${base}/v1/schemas`},
			actions: {},
			data,
		});
	}

	if (type === 'counts') return counts(route);
	const schema = visible.find(({id, plural}) => id === type || plural === type);
	if (!schema) return steveError(404, 'NotFound', 'schema not found');
	const id = rest.join('/');
	if (id === '' || (schema.namespaced && rest.length === 1)) {
		if (request.method !== 'GET') return steveError(405, 'MethodNotAllow', 'Method not allowed');
		if (route.isOut && !sqlCache) return steveOutage(request);
		return list({hub, world: fleet.world, cluster, schema, namespace: id, url: request.url, sqlCache});
	}

	return route.isOut ? steveOutage(request) : single(route, schema, id, request);
};
