import {isObject} from '../../../model/json-object.js';
import type {Answer, DemoRequest} from '../../serve/serve.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {serverScope} from '../fleet/server-stock.js';
import type {Schema} from '../schemas/notation.js';
import {allSchemas, baseTypeOf, schemaByPath, writtenSchema} from '../schemas/schemas.js';
import {act, create, put, remove, type Simulation} from './actions.js';
import {json, Refusal, refuse} from './answers.js';
import type {Caller} from './caller.js';
import {collection, related} from './collection.js';
import {written} from './render.js';
import {statsAccess} from './stats-access.js';

/** Types that a user sees without a project (`cattle resources/content/schema/user`); an administrator sees all. */
const accountTypes = new Set([
	'project',
	'account',
	'apiKey',
	'credential',
	'auditLog',
	'setting',
	'identity',
	'schema',
	'projectMember',
]);

// What belongs to the server is not part of a project (root-admin.http, schemas-envkey.json).
const serverOnly = new Set(['agent', 'processExecution', 'processInstance', 'processPool', 'task']);

/** The schema that a caller's path names, if the caller can see that type. */
const visibleSchema = (caller: Caller, path: string): Schema | undefined => {
	const schema = schemaByPath.get(caller.dialect.typeFrom(path.toLowerCase()));
	return schema && isVisible(caller, schema) ? schema : undefined;
};

const isVisible = (caller: Caller, {id, listed}: Schema): boolean => {
	if (caller.dialect.lacks(id)) return false;
	if (caller.key.role === 'restricted' && id === 'registrationToken') return false;
	if (caller.project !== null) return !serverOnly.has(id);
	// Nobody can subscribe there (error-404-subscribe-account.http).
	if (id === 'subscribe') return false;
	return caller.key.roles === undefined || accountTypes.has(id) || !listed;
};

const entitiesOf = (
	{fleet: {world}}: Simulation,
	caller: Caller,
	{id}: Schema,
	showsAll = false,
): readonly Entity[] => {
	if (id === 'project') {
		const projects = world.list(id, caller.key.project ?? undefined);
		const {memberOf} = caller.key;
		return memberOf && !showsAll ? projects.filter(project => memberOf.includes(project.id)) : projects;
	}

	// A setting is everybody's; the members of a project are listed as identities (list-projectmembers.http).
	if (id === 'setting') return world.list(id);
	if (id === 'identity') return [];
	return world.list(id === 'projectMember' ? 'identity' : id, caller.project ?? undefined);
};

const index = (caller: Caller): Fields => {
	const listed = allSchemas.filter(schema => schema.listed && isVisible(caller, schema));
	const links = listed.map(({id, pluralName}): readonly [string, string] => {
		const name = caller.dialect.typeName(id) === id ? pluralName : `${caller.dialect.typeName(id)}s`;
		return [name, `${caller.base}/${name.toLowerCase()}`];
	});
	const sorted = [...links, ['self', caller.base] as const].sort(([one], [other]) => (one < other ? -1 : 1));
	return {
		id: caller.dialect.version,
		type: 'apiVersion',
		links: Object.fromEntries(sorted),
		actions: {},
		baseType: 'apiVersion',
	};
};

const schemaViewOf = (caller: Caller) => ({
	base: caller.base,
	readOnly: caller.key.role === 'readonly',
	typeName: caller.dialect.typeName,
	hides: caller.dialect.hides,
});

const schemas = (caller: Caller, id: string | undefined): Answer => {
	const visible = allSchemas.filter(schema => isVisible(caller, schema));
	if (id !== undefined) {
		const schema = visibleSchema(caller, id);
		if (!schema) throw refuse(404);
		return json(200, writtenSchema(schema, schemaViewOf(caller)));
	}

	return json(200, {
		type: 'collection',
		resourceType: 'schema',
		links: {self: `${caller.base}/schemas`},
		createTypes: {},
		actions: {},
		data: visible.map(schema => writtenSchema(schema, schemaViewOf(caller))),
		sortLinks: {},
		pagination: null,
		sort: null,
		filters: {},
		createDefaults: {},
	});
};

/** The body of a request; what is not a JSON object is a `Refusal`. */
export const bodyOf = (request: DemoRequest): Fields => {
	if (request.body.trim() === '') return {};
	try {
		const body: Json = JSON.parse(request.body);
		if (isObject(body)) return body;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}

	throw new Refusal({status: 400, code: 'InvalidBodyContent', message: null});
};

/** Members of a body under the names by which resources are kept. */
const inputOf = (request: DemoRequest, {dialect}: Caller): Fields =>
	Object.fromEntries(
		Object.entries(bodyOf(request)).map(([name, value]) =>
			dialect.fieldName('stackId') === name ? ['stackId', dialect.idFrom(String(value))] : [name, value],
		),
	);

const entityRoute = (
	simulation: Simulation,
	caller: Caller,
	request: DemoRequest,
	entity: Entity,
	link?: string,
): Answer => {
	const {url, method} = request;
	if (link) {
		const stats = statsAccess(simulation, caller, entity, link.toLowerCase());
		if (stats) return json(200, stats);
		const schema = visibleSchema(caller, link);
		if (!schema) throw refuse(404);
		const all =
			entity.baseType === 'account'
				? entitiesOf(simulation, {...caller, project: entity.id}, schema)
				: related(entity, entitiesOf(simulation, caller, schema));
		return json(200, collection({schema, entities: all, caller, url, path: url.pathname, paged: false}));
	}

	if (method === 'GET') return json(200, written(entity, caller));
	if (method === 'PUT') return put(simulation, entity, inputOf(request, caller), caller);
	if (method === 'DELETE') return remove(simulation, entity, caller);
	const action = url.searchParams.get('action');
	if (method !== 'POST' || action === null) throw refuse(405);
	return act(simulation, entity, action.toLowerCase(), inputOf(request, caller), caller);
};

/** Answers a request of a caller below the version and the project: `segments` is what follows those. */
export const route = (
	simulation: Simulation,
	caller: Caller,
	request: DemoRequest,
	segments: readonly string[],
): Answer => {
	const [type, id, link] = segments;
	if (type === undefined) return json(200, index(caller));
	if (type === 'schemas') return schemas(caller, id);
	const schema = visibleSchema(caller, type);
	if (!schema?.listed) throw refuse(404);
	const {url, method} = request;
	if (id === undefined) {
		if (method === 'POST') return create(simulation, schema, inputOf(request, caller), caller);
		if (method !== 'GET') throw refuse(405);
		// An administrator sees the projects of others only with `all=true` (projects-admin-all.http).
		const showsAll = url.searchParams.get('all') === 'true' && !caller.key.roles;
		const entities = entitiesOf(simulation, caller, schema, showsAll);
		// A client whose proxy took the upgrade away gets an empty collection (upgrade-plain-get-subscribe.http).
		return json(
			200,
			collection({schema, entities, caller, url, path: url.pathname, paged: schema.id !== 'project'}),
		);
	}

	const wanted = caller.dialect.idFrom(decodeURIComponent(id));
	const entity = simulation.fleet.world.find(`${baseTypeOf(schema.id)}/${wanted}`);
	const scope = schema.id === 'project' ? caller.key.project : caller.project;
	const isOfType = entity?.type === schema.id || entity?.baseType === schema.id;
	const isElsewhere = scope !== null && entity?.scope !== scope && entity?.scope !== serverScope;
	if (!entity || !isOfType || isElsewhere) throw refuse(404);
	return entityRoute(simulation, caller, request, entity, link);
};
