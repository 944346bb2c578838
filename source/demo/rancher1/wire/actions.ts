import type {Answer} from '../../serve/serve.js';
import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {deleteContainer} from '../fleet/containers.js';
import {addResource, type Fleet, servicesOf, settle, stateOf} from '../fleet/fleet.js';
import {activateService, deactivateService, evacuate, scaleService} from '../fleet/services.js';
import {memberOf} from '../fleet/states.js';
import {transitionOf} from '../fleet/transitions.js';
import type {Schema} from '../schemas/notation.js';
import {baseTypeOf, schemaOf} from '../schemas/schemas.js';
import {invalid, json, refuse} from './answers.js';
import type {Caller} from './caller.js';
import {composeFiles} from './compose-files.js';
import {actionsOf, written} from './render.js';
import type {Tickets} from './tickets.js';

/** What actions work on and with. */
export type Simulation = {
	readonly fleet: Fleet;
	readonly tickets: Tickets;
	/** A resource that answers every change with 409 Conflict. */
	readonly isLocked: (key: string) => boolean;
};

// The first required field that is missing (`cattle gdapi/validation/ValidationHandler.java`).
const checkRequired = (schema: Schema, input: Fields): void => {
	for (const field of schema.fields.values()) {
		const value = input[field.name];
		if (field.create && field.required && (value === undefined || value === null || value === '')) {
			throw invalid('MissingRequired', field.name);
		}

		if (value === undefined || value === null) continue;
		if (field.type === 'int' && typeof value !== 'number') throw invalid('InvalidFormat', field.name);
		if (typeof value === 'number' && value < (field.limits.min ?? value))
			throw invalid('MinLimitExceeded', field.name);
		if (typeof value === 'number' && value > (field.limits.max ?? value))
			throw invalid('MaxLimitExceeded', field.name);
		if (field.options && typeof value === 'string' && !field.options.includes(value))
			throw invalid('InvalidOption', field.name);
	}
};

type Immediate = (simulation: Simulation, entity: Entity, input: Fields, caller: Caller) => Fields;

const own: Immediate = (_simulation, entity, _input, caller) => written(entity, caller);

const access =
	(path: string): Immediate =>
	({tickets}, entity, input, caller) => {
		const token = tickets.issue({path, key: entity.key, input});
		const url = `${caller.origin.replace(/^http/, 'ws')}${path}`;
		return {id: null, type: 'hostAccess', links: {}, actions: {}, baseType: 'hostAccess', token, url};
	};

const link =
	(change: (links: Fields, input: Fields) => Fields): Immediate =>
	({fleet}, entity, input, caller) => {
		const links = Object.fromEntries(Object.entries(entity.fields.linkedServices ?? {}));
		fleet.world.change(entity.key, {linkedServices: change(links, input)});
		return written(entity, caller);
	};

const linkName = (input: Fields): string =>
	textOf(memberOf(input.serviceLink, 'name')) || textOf(memberOf(input.serviceLink, 'serviceId'));

// Actions that answer at once, with 200 (`cattle gdapi ResourceManagerRequestHandler.java`).
const immediates: Readonly<Record<string, Immediate>> = {
	logs: access('/v1/logs/'),
	execute: access('/v1/exec/'),
	console: access('/v1/console/'),
	dockersocket: access('/v1/dockersocket/'),
	proxy: access('/v1/container-proxy/'),
	evacuate(simulation, host, input, caller) {
		evacuate(simulation.fleet, host);
		return own(simulation, host, input, caller);
	},
	activateservices(simulation, stack, input, caller) {
		for (const service of servicesOf(simulation.fleet, stack)) {
			if (stateOf(service) === 'inactive') activateService(simulation.fleet, service);
		}

		return own(simulation, stack, input, caller);
	},
	deactivateservices(simulation, stack, input, caller) {
		for (const service of servicesOf(simulation.fleet, stack)) {
			if (stateOf(service) === 'active') deactivateService(simulation.fleet, service);
		}

		return own(simulation, stack, input, caller);
	},
	exportconfig: ({fleet}, stack) => ({
		id: null,
		type: 'composeConfig',
		links: {},
		actions: {},
		baseType: 'composeConfig',
		...composeFiles(servicesOf(fleet, stack).map(({fields}) => fields)),
	}),
	addservicelink: link((links, input) => ({
		...links,
		[linkName(input)]: memberOf(input.serviceLink, 'serviceId') ?? null,
	})),
	removeservicelink: link((links, input) =>
		Object.fromEntries(Object.entries(links).filter(([name]) => name !== linkName(input))),
	),
	setservicelinks: link(() => ({})),
	addoutputs: ({fleet}, stack, input, caller) => {
		fleet.world.change(stack.key, {outputs: input.outputs ?? null});
		return written(stack, caller);
	},
	setmembers: own,
	replay: own,
	snapshot({fleet}, volume, input, caller) {
		const fields = {name: textOf(input.name) || null, state: 'created', volumeId: volume.id};
		return written(addResource(fleet, volume.scope, {type: 'snapshot'}, fields), caller);
	},
	reverttosnapshot: own,
	restorefrombackup: own,
	backup: own,
};

// Offered all the same: nothing on the server takes them (error-404-host-upgrade-action.http, error-422-defaultnetworkid.http).
const dead: Readonly<Record<string, readonly string[]>> = {
	host: ['upgrade', 'delete'],
	project: ['delete', 'defaultnetworkid'],
};

/** Does an action on a resource, if its type, state and input allow it. */
export const act = (
	simulation: Simulation,
	entity: Entity,
	action: string,
	input: Fields,
	caller: Caller,
): Answer => {
	const {fleet} = simulation;
	const offered = schemaOf(entity.type)?.actions;
	if (!offered || offered.size === 0) throw invalid('InvalidAction', 'action');
	if (!actionsOf(entity, caller).some(name => name.toLowerCase() === action))
		throw invalid('ActionNotAvailable', 'action');
	if (dead[entity.type]?.includes(action)) throw refuse(404);
	if (simulation.isLocked(entity.key)) throw refuse(409);
	const inputSchema = schemaOf(offered.get(action)?.input ?? '');
	if (inputSchema) checkRequired(inputSchema, input);
	// A task has an action of that name too, which runs it.
	const immediate = entity.type === 'task' ? own : immediates[action];
	if (immediate) {
		const output = immediate(simulation, entity, input, caller);
		// Every call but a GET that names a resource reports it, changed or not (EventNotificationHandler.java).
		if (fleet.world.find(entity.key)) fleet.world.change(entity.key);
		return json(200, output);
	}

	const transition = transitionOf(entity.baseType, action);
	if (!transition) throw invalid('ActionNotAvailable', 'action');
	transition(fleet, entity, input);
	return json(202, written(entity, caller));
};

/** Changes what may be changed of a resource; a new scale makes a service scale. */
export const put = (simulation: Simulation, entity: Entity, input: Fields, caller: Caller): Answer => {
	const schema = schemaOf(entity.type);
	if (!schema?.resourceMethods.includes('PUT') || caller.key.role === 'readonly') throw refuse(405);
	if (simulation.isLocked(entity.key)) throw refuse(409);
	const accepted: readonly (readonly [string, Json])[] = Object.entries(input).filter(
		([name]) => schema.fields.get(name)?.update,
	);
	for (const [name, value] of accepted) {
		if (value === null && !schema.fields.get(name)?.nullable) throw invalid('NotNullable', name);
	}

	const {fleet} = simulation;
	const fields = Object.fromEntries(accepted);
	fleet.world.change(entity.key, fields);
	if (entity.baseType === 'service' && 'scale' in fields) scaleService(fleet, entity, numberOf(fields.scale));
	else if (stateOf(entity) === 'active' && entity.baseType !== 'account') {
		settle(fleet, entity, 'updating-active');
		fleet.world.play(entity.key, [{afterMs: 800, run: () => settle(fleet, entity, 'active')}]);
	}

	return json(200, written(entity, caller));
};

/** Removes a resource: 405 where its state forbids it, 200 again where it is gone already. */
export const remove = (simulation: Simulation, entity: Entity, caller: Caller): Answer => {
	if (!schemaOf(entity.type)?.resourceMethods.includes('DELETE') || caller.key.role === 'readonly')
		throw refuse(405);
	if (simulation.isLocked(entity.key)) throw refuse(409);
	const {fleet} = simulation;
	const state = stateOf(entity);
	if (entity.baseType === 'instance') deleteContainer(fleet, entity);
	else if (actionsOf(entity, caller).includes('remove'))
		transitionOf(entity.baseType, 'remove')?.(fleet, entity, {});
	else if (!['removing', 'removed', 'purging', 'purged'].includes(state)) throw refuse(405);
	return json(200, written(entity, caller));
};

/** Creates a resource: `requested` or `registering` at first. */
export const create = (simulation: Simulation, schema: Schema, input: Fields, caller: Caller): Answer => {
	const {fleet} = simulation;
	if (!schema.collectionMethods.includes('POST') || caller.key.role === 'readonly') throw refuse(405);
	if (caller.project === null) throw refuse(405);
	checkRequired(schema, input);
	const name = textOf(input.name);
	for (const field of schema.fields.values()) {
		const taken =
			field.unique && fleet.world.list(schema.id, caller.project).some(({fields}) => fields.name === name);
		if (taken) throw invalid('NotUnique', field.name);
	}

	const accepted = Object.entries(input).filter(([field]) => schema.fields.get(field)?.create);
	const shown = accepted.filter(([field]) => !schema.fields.get(field)?.readOnCreateOnly);
	const states = textsOf([...(schema.fields.get('state')?.options ?? [])]);
	const baseType = baseTypeOf(schema.id);
	const state = states.includes('registering') ? 'registering' : 'requested';
	const entity = addResource(
		fleet,
		caller.project,
		{type: schema.id, baseType},
		{...Object.fromEntries(shown), state},
	);
	const last = ['running', 'active', 'created'].find(final => states.includes(final)) ?? 'active';
	fleet.world.play(entity.key, [
		{afterMs: 600, fields: {state: ['activating', 'creating'].find(next => states.includes(next)) ?? state}},
		{afterMs: 1200, run: () => settle(fleet, entity, last)},
	]);
	return json(201, {...written(entity, caller), ...Object.fromEntries(accepted)});
};
