import {textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import {allowedActions, isTransitional} from '../fleet/states.js';
import {schemaOf} from '../schemas/schemas.js';
import type {Caller} from './caller.js';

/** Links beside those that schemas name (`cattle implementation/host-stats`). */
const extraLinks: Readonly<Record<string, readonly string[]>> = {
	container: ['stats', 'containerStats'],
	virtualMachine: ['stats', 'containerStats'],
	host: ['stats', 'containerStats', 'hostStats'],
	service: ['stats', 'containerStats'],
	loadBalancerService: ['stats', 'containerStats'],
};

// What `addResource` gives to every resource, though not every type publishes it.
const common = ['accountId', 'created', 'kind', 'name', 'state', 'removed', 'uuid'];

type Member = {readonly name: string; readonly date: boolean; readonly initial: Json};

type Members = {readonly members: readonly Member[]; readonly known: ReadonlySet<string>};

const first = new Set(['id', 'type', 'links', 'actions', 'baseType', 'name', 'state']);
const membersByType = new Map<string, Members>();
const byName = new Intl.Collator('en', {sensitivity: 'base'});

// The fields of every resource of a type after its head, in the order of the wire. Cached, as they are needed often.
const membersOf = (type: string): Members => {
	const kept = membersByType.get(type);
	if (kept) return kept;
	const members = [...(schemaOf(type)?.fields.values() ?? [])]
		.filter(({name}) => !first.has(name))
		.map(({name, type: fieldType, default: initial}) => ({name, date: fieldType === 'date', initial}))
		.sort((one, other) => byName.compare(one.name, other.name));
	const known = new Set([...members.map(({name}) => name), ...first, ...common]);
	membersByType.set(type, {members, known});
	return {members, known};
};

/** `2019-03-11T09:20:31Z`: no milliseconds (`cattle gdapi/util/DateUtils.java`). */
export const writtenDate = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}Z`;

/** URL of a resource. */
const selfOf = (entity: Entity, {base, dialect}: Caller): string => {
	const name = dialect.typeName(entity.type);
	const plural = name === entity.type ? (schemaOf(entity.type)?.pluralName ?? `${name}s`) : `${name}s`;
	return `${base}/${plural.toLowerCase()}/${dialect.idName(entity.id)}`;
};

// What is left for those who may only read, and for an environment's own key of its environment (list-projects.http).
const isGranted = (name: string, {type}: Entity, {key}: Caller): boolean => {
	if (key.role === 'readonly') return name === 'logs';
	return type !== 'project' || key.project === null || name === 'defaultNetworkId';
};

/** What the caller may do with a resource in its present state, by name. */
export const actionsOf = (entity: Entity, caller: Caller): readonly string[] => {
	const offered = schemaOf(entity.type)?.actions;
	return allowedActions(entity).filter(name => offered?.has(name) && isGranted(name, entity, caller));
};

type Transition = {readonly transitioning: string; readonly message: Json; readonly progress: Json};

const transitionOf = ({fields}: Entity): Transition => {
	const reported = fields.transitioning;
	const moving = isTransitional(textOf(fields.state)) ? 'yes' : 'no';
	const transitioning = reported === 'error' || reported === 'yes' ? reported : moving;
	if (transitioning === 'no') return {transitioning, message: null, progress: null};
	return {
		transitioning,
		message: fields.transitioningMessage ?? (transitioning === 'yes' ? 'In Progress' : null),
		progress: fields.transitioningProgress ?? null,
	};
};

// The state of an active host is that of its agent since v2-beta (`cattle HostsFilter.java`).
const stateOf = ({baseType, fields}: Entity, caller: Caller): Json => {
	const merged = baseType === 'host' && fields.state === 'active' && caller.dialect.version !== 'v1';
	return (merged ? fields.agentState : null) ?? fields.state ?? null;
};

const put = (target: {[name: string]: Json}, name: string, value: Json, date: boolean): void => {
	if (date && typeof value === 'number') {
		target[name] = writtenDate(value);
		target[`${name}TS`] = Math.floor(value / 1000) * 1000;
	} else target[name] = value;
};

const rest = (entity: Entity, caller: Caller): Fields => {
	const {dialect} = caller;
	const {transitioning, message, progress} = transitionOf(entity);
	const own: Fields = {
		...entity.fields,
		transitioning,
		transitioningMessage: message,
		transitioningProgress: progress,
		...(caller.key.role === 'readonly' && {environment: null}),
	};
	const {members, known} = membersOf(entity.type);
	const written: {[name: string]: Json} = {};
	for (const {name, date, initial} of members) {
		if (dialect.hides(entity.type, name)) continue;
		const value = own[name] ?? initial;
		put(
			written,
			dialect.fieldName(name),
			name === 'stackId' ? dialect.idName(textOf(value)) || null : value,
			date,
		);
	}

	// Fields that no schema knows, such as healthcheckStates, and those that tests make up.
	const unknown = Object.entries(entity.fields).filter(([name]) => !known.has(name));
	if (unknown.length === 0 || dialect.version === 'v1') return written;
	const together = [...Object.entries(written), ...unknown];
	return Object.fromEntries(together.sort(([one], [other]) => byName.compare(one, other)));
};

/** A resource as the server sends it to this caller, its members in the order of the wire (`cattle WrappedResource.java`). */
export const written = (entity: Entity, caller: Caller): Fields => {
	const schema = schemaOf(entity.type);
	const self = selfOf(entity, caller);
	const links = [...(schema?.links ?? []), ...(extraLinks[entity.type] ?? [])];
	const fields = schema?.fields;
	// Malformed on the real server too, and it works there as well.
	const projectStats = entity.type === 'project' && {hostStats: `${self}/projects/${entity.id}/hoststats`};
	return {
		// They have only a name (list-admin-processpools.http).
		id: entity.type === 'processPool' ? null : caller.dialect.idName(entity.id),
		type: caller.dialect.typeName(entity.type),
		links: {
			self,
			...Object.fromEntries(links.map(link => [link, `${self}/${link.toLowerCase()}`])),
			...projectStats,
		},
		actions: Object.fromEntries(
			actionsOf(entity, caller).map(name => [name, `${self}/?action=${name.toLowerCase()}`]),
		),
		baseType: caller.dialect.typeName(entity.baseType),
		...(fields?.has('name') && {name: entity.fields.name ?? null}),
		...(fields?.has('state') && {state: stateOf(entity, caller)}),
		...rest(entity, caller),
	};
};
