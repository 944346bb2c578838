import type {Answer, DemoRequest} from '../../serve/serve.js';
import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';
import {pause, redeploy, remove, rollBack, scale} from '../fleet/changes.js';
import type {Fleet} from '../fleet/fleet.js';
import {cordon, drain, stopDrain} from '../fleet/nodes.js';
import {bodyOf, empty, json, normanError} from '../wire/answers.js';
import {normanOutage} from '../wire/outage.js';
import {normanId, projectOf, written} from './render.js';
import {revisionsOf} from './revisions.js';
import type {Place} from './subscribe.js';
import {type NormanType, normanTypes, typeOf} from './types.js';

/** What the management API works with. */
type NormanRoute = {
	readonly fleet: Fleet;
	/** True where writes to this resource are answered with 409 Conflict. */
	readonly isLocked: (key: string) => boolean;
	/** True where this caller may not know of the cluster. */
	readonly isDenied: (cluster: string) => boolean;
	/** True where the cluster's apiserver is away. */
	readonly isOut: (cluster: string) => boolean;
};

/** What a path below `/v3` is about, or undefined. The singular is as good as the plural (`norman parse/parse.go`). */
export const placeOf = (
	path: readonly string[],
): {readonly place: Place; readonly rest: readonly string[]} => {
	const [first = '', id = '', ...rest] = path.map(decodeURIComponent);
	if (rest.length === 0) return {place: {context: 'global'}, rest: path.map(decodeURIComponent)};
	if (first === 'cluster' || first === 'clusters') return {place: {context: 'cluster', cluster: id}, rest};
	if (first === 'project' || first === 'projects') {
		const [cluster = '', project = ''] = id.split(':');
		return {place: {context: 'project', cluster, project}, rest};
	}

	return {place: {context: 'global'}, rest: path.map(decodeURIComponent)};
};

/** The cluster that a resource is, or is of. */
const clusterOf = ({id, type, scope, fields}: Entity): string => {
	if (type === 'management.cattle.io.cluster') return id;
	return type === 'management.cattle.io.project' ? textOf(fields.cluster) : scope;
};

const isIn = (fleet: Fleet, entity: Entity, place: Place): boolean => {
	if (place.context === 'global') return true;
	if (clusterOf(entity) !== place.cluster) return false;
	return place.context === 'cluster' || projectOf(fleet, entity) === `${place.cluster}:${place.project}`;
};

const typesFor = (name: string, {context}: Place): readonly NormanType[] => {
	const types =
		name === 'workloads'
			? normanTypes.filter(({baseType}) => baseType === 'workload')
			: [typeOf(name)].flatMap(each => each ?? []);
	// `/v3/clusters/<id>/nodes` falls back to the management types of that cluster.
	return types.filter(
		type => type.context === context || (context === 'cluster' && type.context === 'global'),
	);
};

type Found = readonly {readonly entity: Entity; readonly type: NormanType}[];

const entitiesOf = ({fleet, isDenied}: NormanRoute, types: readonly NormanType[], place: Place): Found =>
	types.flatMap(type =>
		fleet.world
			.list(type.kept)
			.filter(entity => isIn(fleet, entity, place))
			.filter(entity => !isDenied(clusterOf(entity)))
			.map(entity => ({entity, type})),
	);

const collection = (
	route: NormanRoute,
	types: readonly NormanType[],
	place: Place,
	{url}: DemoRequest,
): Answer => {
	const {fleet} = route;
	const query = url.searchParams;
	const cluster = query.get('clusterId');
	const all = entitiesOf(route, types, place)
		.filter(({entity}) => cluster === null || clusterOf(entity) === cluster)
		.map(({entity, type}) => written(fleet, entity, type, url.origin))
		.sort((one, other) => (textOf(one.id) < textOf(other.id) ? -1 : 1));
	const asked = Number(query.get('limit') ?? 1000);
	const limit = asked === -1 ? 10_000 : Math.min(asked, 10_000);
	const marker = query.get('marker');
	const from =
		marker === null
			? 0
			: Math.max(
					0,
					all.findIndex(({id}) => id === marker),
				);
	const data = all.slice(from, from + limit);
	const following = all[from + limit];
	const self = `${url.origin}${url.pathname}`;
	const next = following
		? `${self}?marker=${encodeURIComponent(textOf(following.id))}&limit=${asked}`
		: undefined;
	return json(200, {
		type: 'collection',
		resourceType: types[0]?.id ?? '',
		links: {self},
		createTypes: {},
		actions: {},
		pagination: {limit, total: all.length, ...(next !== undefined && {partial: true, next})},
		sort: {order: 'asc'},
		filters: {},
		data,
	});
};

const drainInput = (input: Fields): Answer | undefined => {
	const {timeout} = input;
	if (typeof timeout !== 'number') return undefined;
	return timeout > 10_800 ? normanError(422, 'MaxLimitExceeded', '', 'timeout') : undefined;
};

// Both are offered all the time (rancher pkg/api/norman/customization/workload/workload.go).
const heldInput = ({fields}: Entity, action: string): Answer | undefined => {
	const isPaused = fields.paused === true;
	if (action === 'pause' && isPaused) return normanError(422, 'InvalidAction', 'Deployment already paused');
	if (action !== 'resume' || isPaused) return undefined;
	return normanError(422, 'InvalidAction', 'Pause deployment before resume');
};

const act = (
	route: NormanRoute,
	entity: Entity,
	type: NormanType,
	action: string,
	request: DemoRequest,
): Answer => {
	const {fleet} = route;
	const {actions} = written(fleet, entity, type, request.url.origin);
	const isOffered = typeof actions === 'object' && actions !== null && action in actions;
	if (!isOffered) return normanError(404, 'ActionNotAvailable');
	if (route.isLocked(entity.key))
		return normanError(409, 'Conflict', 'the object has been modified; please try again');
	const input = bodyOf(request.body) ?? {};
	const wrong = action === 'drain' ? drainInput(input) : heldInput(entity, action);
	if (wrong) return wrong;
	const set = fleet.world.find(
		`apps.replicaset/${entity.scope}:${textOf(input.replicaSetId)
			.replace(/^replicaset:/, '')
			.replace(':', '/')}`,
	);
	const works: Readonly<Record<string, () => void>> = {
		cordon: () => cordon(fleet, entity, true),
		uncordon: () => cordon(fleet, entity, false),
		drain: () => drain(fleet, entity, 1000 * (numberOf(input.timeout) || 120)),
		stopDrain: () => stopDrain(fleet, entity),
		pause: () => pause(fleet, entity, true),
		resume: () => pause(fleet, entity, false),
		redeploy: () => redeploy(fleet, entity, new Date(fleet.world.clock.now()).toISOString()),
		rollback: () => rollBack(fleet, entity, textOf(set?.fields.image) || textOf(entity.fields.image)),
	};
	works[action]?.();
	if (action === 'generateKubeconfig')
		return json(200, {type: 'generateKubeConfigOutput', config: 'apiVersion: v1'});
	return type.id === 'node' ? json(200, null) : empty(200);
};

const single = (route: NormanRoute, entity: Entity, type: NormanType, request: DemoRequest): Answer => {
	const {fleet} = route;
	const {method, url, body} = request;
	const action = url.searchParams.get('action');
	if (method === 'POST' && action !== null) return act(route, entity, type, action, request);
	if (method !== 'GET' && route.isLocked(entity.key)) {
		return normanError(409, 'Conflict', 'the object has been modified; please try again');
	}

	if (method === 'DELETE') {
		return remove(fleet, entity, 'Background')
			? json(200, written(fleet, entity, type, url.origin))
			: empty(204);
	}

	if (method === 'PUT') {
		const {scale: wanted} = bodyOf(body) ?? {};
		if (typeof wanted === 'number') scale(fleet, entity, wanted);
	} else if (method !== 'GET') return normanError(405, 'MethodNotAllow', 'Method not allowed');
	return json(200, written(fleet, entity, type, url.origin));
};

/** Answers a request below `/v3`; `path` is what follows that. */
export const routeNorman = (route: NormanRoute, path: readonly string[], request: DemoRequest): Answer => {
	const {place, rest} = placeOf(path);
	const [plural = '', id, link] = rest;
	if (plural === '') return json(200, {id: 'v3', type: 'apiRoot', links: {self: `${request.url.origin}/v3`}});
	if (place.context !== 'global' && route.isDenied(place.cluster))
		return normanError(403, 'Forbidden', 'no access');
	if (route.isOut(place.context === 'global' ? 'local' : place.cluster)) return normanOutage();
	const types = typesFor(plural, place);
	if (types.length === 0) return normanError(404, 'NotFound', 'not found');
	if (id === undefined) return collection(route, types, place, request);
	const found = entitiesOf(route, types, place).find(({entity}) => normanId(entity) === id);
	if (!found) return normanError(404, 'NotFound', 'failed to find resource by id');
	if (link === 'revisions') return json(200, revisionsOf(route.fleet, found.entity, request.url.origin));
	return single(route, found.entity, found.type, request);
};
