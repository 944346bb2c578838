import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Fields} from '../../world/world.js';
import {memberAt, remove} from '../fleet/changes.js';
import {bodyOf, empty, json, steveError} from '../wire/answers.js';
import {steveOutage} from '../wire/outage.js';
import {list} from './list.js';
import {type Appearance, written} from './render.js';
import type {ClusterRoute, SteveRoute} from './route.js';
import {type Schema, schemasOf, syntheticSchemas, writtenSchema} from './schemas.js';

const written1 = ({hub, fleet}: ClusterRoute, appearance: Appearance, request: DemoRequest): Fields =>
	written(appearance, hub.versionOf(appearance), fleet.world, request.url.origin);

/** Takes a whole object in place of another. A dry run is not known: it is made all the same (fixtures more/edit-dryrun). */
const put = (route: SteveRoute, appearance: Appearance, request: DemoRequest): Answer => {
	const body = bodyOf(request.body);
	if (!body) return steveError(422, 'InvalidBodyContent', 'invalid body');
	if (memberAt(body, 'metadata', 'resourceVersion') === undefined)
		return steveError(500, 'ServerError', 'metadata.resourceVersion is required for update');
	const fault = route.replace(appearance, body);
	if (fault) return steveError(fault.status, fault.reason, fault.message);
	return json(200, written1(route, appearance, request));
};

const single = (route: SteveRoute, schema: Schema, id: string, request: DemoRequest): Answer => {
	const appearance = route.hub.find(route.cluster, schema.id, id);
	if (!appearance) return steveError(404, 'NotFound', `${schema.resource} "${id}" not found`);
	if (request.method === 'GET') return json(200, written1(route, appearance, request));
	if (request.method === 'PUT') return put(route, appearance, request);
	// Whatever the links say (fixtures more/edit-patch-*.steve.http).
	if (request.method === 'PATCH')
		return steveError(404, 'NotFound', 'the server could not find the requested resource');
	if (request.method !== 'DELETE') return steveError(405, 'MethodNotAllow', 'Method not allowed');
	if (route.isLocked(appearance.entity.key)) return steveError(403, 'Forbidden', `${id} may not be deleted`);
	const query = request.url.searchParams;
	const isForced = query.get('gracePeriodSeconds') === '0';
	return remove(route.fleet, appearance.entity, query.get('propagationPolicy') ?? '', isForced)
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

const counts = ({hub, cluster}: ClusterRoute): Answer => {
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
