import type {Cell, Resource, ResourceKey} from '../../model/resource.ts';
import {actionsOf} from './actions.ts';
import {cellsOf} from './cells.ts';
import {type CattleObject, mapOf, mapsOf, numberOf, textOf, textsOf} from './frames.ts';
import {baseTypeOf, kindNameOf} from './kinds.ts';
import type {Names} from './names.ts';
import {healthOf, stateOf, transitioningOf} from './states.ts';

/** The scope of the projects themselves, which have a row each and are no part of one of them. */
export const projectsScope = 'projects';

/** Where objects come from: one project of one source, or the list of projects. */
export type Scope = {
	readonly source: string;
	readonly id: string;
	/** `<source>/<scope>/`: what the keys of the scope's rows begin with. */
	readonly prefix: string;
	/** Key of the project's own row; null for the projects themselves. */
	readonly project: ResourceKey | null;
	readonly names: Names;
	/** Fields to show of types that rwatch does not know: column titles by type. */
	readonly fields: ReadonlyMap<string, ReadonlyMap<string, string>>;
	/** What instances belong to, by the ids of it: a few hundred for many thousands of them. */
	readonly ties: Map<string, Ties>;
};

/** Key of a project's own row. */
export const projectKey = (source: string, id: string): ResourceKey =>
	`${source}/${projectsScope}/project/${id}`;

/** A scope by its id: that of a project, or `projectsScope`. */
export const scopeOf = (source: string, id: string, names: Names, fields: Scope['fields']): Scope => ({
	source,
	id,
	prefix: `${source}/${id}/`,
	project: id === projectsScope ? null : projectKey(source, id),
	names,
	fields,
	ties: new Map(),
});

/** Key of the row that an object belongs to. */
export const keyOf = (object: CattleObject, scope: Scope): ResourceKey =>
	`${scope.prefix}${baseTypeOf(object)}/${object.id}`;

const references = (object: CattleObject, scope: Scope, field: string, link: string, baseType: string) => {
	const ids = textsOf(object, field);
	// Servers before 1.2 have no such arrays, but embed the linked resources when asked to.
	const found = ids.length > 0 ? ids : mapsOf(object, link).flatMap(linked => textOf(linked, 'id') ?? []);
	return found.map(id => `${scope.prefix}${baseType}/${id}`);
};

const reference = (
	object: CattleObject,
	scope: Scope,
	field: string,
	baseType: string,
): ResourceKey | null => {
	const id = textOf(object, field);
	return id === null ? null : `${scope.prefix}${baseType}/${id}`;
};

/** What a resource belongs to, from its own fields: the arrays of its parents may be out of date. */
export type Ties = {
	readonly host: ResourceKey | null;
	readonly stack: ResourceKey | null;
	readonly services: readonly ResourceKey[];
	readonly containers: readonly ResourceKey[];
	/** All of them together. */
	readonly parents: readonly ResourceKey[];
};

type OwnTies = Omit<Ties, 'parents'>;

const noKeys: readonly ResourceKey[] = [];
const noTies: OwnTies = {host: null, stack: null, services: noKeys, containers: noKeys};

const instanceTies = (object: CattleObject, scope: Scope): OwnTies => {
	let services = references(object, scope, 'serviceIds', 'services', 'service');
	if (services.length === 0) {
		const label = textOf(mapOf(object, 'labels'), 'io.rancher.stack_service.name');
		const named = label === null ? null : scope.names.service(label);
		if (named !== null) services = [named];
	}

	const first = services[0];
	return {
		host:
			reference(object, scope, 'hostId', 'host') ??
			references(object, scope, 'hostIds', 'hosts', 'host')[0] ??
			null,
		stack:
			reference(object, scope, 'stackId', 'stack') ??
			(first === undefined ? null : scope.names.stackOf(first)),
		services,
		containers: noKeys,
	};
};

const volumeTies = (object: CattleObject, scope: Scope): OwnTies => {
	const root = textOf(object, 'instanceId');
	const ids = new Set(mapsOf(object, 'mounts').flatMap(mount => textOf(mount, 'instanceId') ?? []));
	if (root !== null) ids.add(root);
	return {
		...noTies,
		host: reference(object, scope, 'hostId', 'host'),
		stack: reference(object, scope, 'stackId', 'stack'),
		containers: [...ids].map(id => `${scope.prefix}instance/${id}`),
	};
};

const ownTies = (object: CattleObject, baseType: string, scope: Scope): OwnTies => {
	switch (baseType) {
		case 'instance':
			return instanceTies(object, scope);
		case 'volume':
			return volumeTies(object, scope);
		case 'service':
			return {
				...noTies,
				stack:
					reference(object, scope, 'stackId', 'stack') ?? reference(object, scope, 'environmentId', 'stack'),
			};
		default:
			return noTies;
	}
};

const parentsOf = (ties: OwnTies, scope: Scope): readonly ResourceKey[] => {
	const parents = [...ties.services, ...ties.containers];
	if (ties.host !== null) parents.push(ties.host);
	if (ties.stack !== null) parents.push(ties.stack);
	if (scope.project !== null) parents.push(scope.project);
	return parents;
};

const mostTies = 20_000;

/** What an object belongs to; where its ids alone say so, equal ties are the same object. */
const tiesOf = (object: CattleObject, baseType: string, scope: Scope): Ties => {
	const host = textOf(object, 'hostId');
	const stack = textOf(object, 'stackId');
	const services = textsOf(object, 'serviceIds');
	const isPlain = baseType === 'instance' && host !== null && stack !== null && services.length > 0;
	const id = isPlain ? `${host} ${stack} ${services.join(' ')}` : '';
	const known = isPlain ? scope.ties.get(id) : undefined;
	if (known) return known;
	const own = ownTies(object, baseType, scope);
	const ties = {...own, parents: parentsOf(own, scope)};
	if (scope.ties.size >= mostTies) scope.ties.clear();
	if (isPlain) scope.ties.set(id, ties);
	return ties;
};

/** A container has its stack before its name, unless its name says so already. */
const containerName = (object: CattleObject): string => {
	const name = textOf(object, 'name') ?? textOf(object, 'externalId')?.slice(0, 12) ?? object.id;
	const stack = textOf(mapOf(object, 'labels'), 'io.rancher.stack.name');
	if (stack === null || name.startsWith(`${stack}-`) || name.startsWith(`${stack}_`)) return name;
	return `${stack}/${name}`;
};

const nameOf = (object: CattleObject, baseType: string, ties: Ties, scope: Scope): string => {
	const own = textOf(object, 'name');
	switch (baseType) {
		case 'instance':
			return containerName(object);
		case 'host':
			return own ?? textOf(object, 'hostname') ?? object.id;
		case 'service': {
			const stack = ties.stack === null ? null : scope.names.stack(ties.stack);
			return stack === null ? (own ?? object.id) : `${stack}/${own ?? object.id}`;
		}

		default:
			return own ?? textOf(object, 'publicValue') ?? textOf(object, 'serverAddress') ?? object.id;
	}
};

/** Percent, where the server tells one that can be drawn. */
const progressOf = (object: CattleObject): number | null => {
	const progress = numberOf(object, 'transitioningProgress');
	return progress === null ? null : Math.min(100, Math.max(0, progress));
};

/** The row that an object becomes. Never throws: fields of a wrong type count as not told. `key` is that of the row. */
export const resourceOf = (
	object: CattleObject,
	scope: Scope,
	key: ResourceKey = keyOf(object, scope),
): Resource => {
	const baseType = baseTypeOf(object);
	const state = stateOf(object, baseType);
	const transitioning = transitioningOf(object);
	const ties = tiesOf(object, baseType, scope);
	const cells: Readonly<Record<string, Cell>> = cellsOf(
		object,
		baseType,
		ties,
		scope.project,
		scope.fields.get(object.type),
	);
	return {
		key,
		source: scope.source,
		family: 'rancher1',
		scope: scope.id,
		kind: kindNameOf(object.type, baseType),
		id: object.id,
		name: nameOf(object, baseType, ties, scope),
		state,
		health: healthOf(transitioning, state),
		transitioning,
		message: textOf(object, 'transitioningMessage'),
		progress: progressOf(object),
		created: numberOf(object, 'createdTS') ?? timeOf(object, 'created'),
		since: state === 'removed' ? numberOf(object, 'removedTS') : null,
		parents: ties.parents,
		cells,
		actions: actionsOf(object, baseType),
	};
};

/** A date field as epoch milliseconds. */
const timeOf = (object: CattleObject, field: string): number | null => {
	const value = textOf(object, field);
	const time = value === null ? Number.NaN : Date.parse(value);
	return Number.isNaN(time) ? null : time;
};
