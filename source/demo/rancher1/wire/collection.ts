import {textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';
import type {Schema, SchemaField} from '../schemas/notation.js';
import {allSchemas, modifiersOf} from '../schemas/schemas.js';
import type {Caller} from './caller.js';
import {written, writtenDate} from './render.js';

type Condition = {readonly field: SchemaField; readonly modifier: string; readonly value: string};

/** Defaults and bounds of `limit` (`cattle ParseCollectionAttributes.java`). */
const defaultLimit = 100;
const largestLimit = 3000;

const conditionsOf = (schema: Schema, query: URLSearchParams): readonly Condition[] => {
	const conditions = [...query].flatMap(([key, value]) => {
		const [, name = '', modifier = 'eq'] = /^(\w+?)(?:_([a-z]+))?$/.exec(key) ?? [];
		const field = schema.fields.get(name);
		return field?.filter && modifiersOf(field).includes(modifier) ? [{field, modifier, value}] : [];
	});
	// Two different modifiers on one field: the last one wins.
	const last = new Map(conditions.map(({field, modifier}) => [field.name, modifier] as const));
	return conditions.filter(({field, modifier}) => last.get(field.name) === modifier);
};

const comparable = (entity: Entity, field: SchemaField, caller: Caller): Json => {
	if (field.name === 'id') return caller.dialect.idName(entity.id);
	const value = entity.fields[field.name] ?? field.default;
	return field.type === 'date' && typeof value === 'number' ? writtenDate(value) : value;
};

const likePattern = (value: string): RegExp =>
	new RegExp(`^${value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('%', '.*')}$`, 'is');

const compare = (one: Json, other: string): number => {
	if (typeof one === 'number') return one - Number(other);
	return String(one) < other ? -1 : Number(String(one) > other);
};

const holds = (actual: Json, modifier: string, wanted: string): boolean => {
	if (modifier === 'null') return actual === null;
	if (modifier === 'notnull') return actual !== null;
	if (actual === null) return false;
	const tests: Readonly<Record<string, () => boolean>> = {
		eq: () => String(actual) === wanted,
		ne: () => String(actual) !== wanted,
		prefix: () => likePattern(`${wanted}%`).test(String(actual)),
		like: () => likePattern(wanted).test(String(actual)),
		notlike: () => !likePattern(wanted).test(String(actual)),
		lt: () => compare(actual, wanted) < 0,
		lte: () => compare(actual, wanted) <= 0,
		gt: () => compare(actual, wanted) > 0,
		gte: () => compare(actual, wanted) >= 0,
	};
	return tests[modifier]?.() ?? true;
};

const idNumber = ({id}: Entity): number => Number(/\d+$/.exec(id)?.[0] ?? 0);

const sorted = (entities: readonly Entity[], schema: Schema, query: URLSearchParams): readonly Entity[] => {
	const field = schema.fields.get(query.get('sort') ?? 'id');
	const byId = [...entities].sort((one, other) => idNumber(one) - idNumber(other));
	if (field?.filter && field.name !== 'id') {
		const keyed = byId.map(entity => ({entity, value: entity.fields[field.name] ?? ''}));
		keyed.sort((one, other) => compare(one.value, String(other.value)));
		byId.splice(0, byId.length, ...keyed.map(({entity}) => entity));
	}

	return query.get('order') === 'desc' ? byId.reverse() : byId;
};

// All rows come whatever `limit` says, and a next page all the same (list-admin-settings.http).
const unlimited: ReadonlySet<string> = new Set(['setting']);

const limitOf = (query: URLSearchParams): number => {
	const limit = Number(query.get('limit') ?? defaultLimit);
	return Number.isInteger(limit) && limit > 0 ? Math.min(limit, largestLimit) : largestLimit;
};

const withParameter = (url: URL, self: string, name: string, value: string): string => {
	const query = new URLSearchParams(url.search);
	query.set(name, value);
	return `${self}?${query.toString()}`;
};

const filtersOf = (schema: Schema, conditions: readonly Condition[]): Fields =>
	Object.fromEntries(
		[...schema.fields.values()]
			.filter(({filter}) => filter)
			.map(field => {
				const own = conditions.filter(condition => condition.field === field);
				return [field.name, own.length > 0 ? own.map(({value, modifier}) => ({value, modifier})) : null];
			}),
	);

const createTypes = (schema: Schema, {base}: Caller): Fields =>
	Object.fromEntries(
		(schema.id === 'service' ? allSchemas.filter(({id}) => /^(?:service|.*[a-z]Service)$/.test(id)) : [])
			.filter(({listed}) => listed)
			.map(({id, pluralName}) => [id, `${base}/${pluralName.toLowerCase()}`]),
	);

/** What a listing is made from. `paged`: link collections and projects are not. */
type Listing = {
	readonly schema: Schema;
	readonly entities: readonly Entity[];
	readonly caller: Caller;
	readonly url: URL;
	readonly path: string;
	readonly paged: boolean;
};

/** A collection, filtered, sorted and cut to a page as the query asks (`cattle gdapi CollectionImpl.java`). */
export const collection = ({schema, entities, caller, url, path, paged}: Listing): Fields => {
	const query = url.searchParams;
	const conditions = conditionsOf(schema, query);
	const showRemoved = query.has('_removed');
	const matching = entities.filter(
		entity =>
			(showRemoved || (entity.fields.removed ?? null) === null) &&
			conditions.every(({field, modifier, value}) =>
				holds(comparable(entity, field, caller), modifier, value),
			),
	);
	const ordered = sorted(matching, schema, query);
	const limit = limitOf(query);
	const offset = paged ? Number(/^m(\d+)$/.exec(query.get('marker') ?? '')?.[1] ?? 0) : 0;
	const shown = paged && !unlimited.has(schema.id) ? ordered.slice(offset, offset + limit) : ordered;
	const partial = offset + Math.min(shown.length, limit) < ordered.length;
	const self = `${caller.origin}${path}`;
	const sort = query.get('sort');
	const order = query.get('order') === 'desc' ? 'desc' : 'asc';
	return {
		type: 'collection',
		resourceType: caller.dialect.typeName(schema.id),
		links: {self},
		createTypes: createTypes(schema, caller),
		actions: {},
		data: shown.map(entity => written(entity, caller)),
		sortLinks: Object.fromEntries(
			[...schema.fields.values()]
				.filter(({filter}) => filter)
				.map(({name}) => [name, withParameter(url, self, 'sort', name)]),
		),
		pagination: paged
			? {
					first: null,
					previous: null,
					next: partial ? withParameter(url, self, 'marker', `m${offset + limit}`) : null,
					limit,
					total: null,
					partial,
				}
			: null,
		sort:
			sort !== null && schema.fields.get(sort)?.filter
				? {name: sort, order, reverse: withParameter(url, self, 'order', order === 'asc' ? 'desc' : 'asc')}
				: null,
		filters: filtersOf(schema, conditions),
		createDefaults: {},
	};
};

/** The resources of a type that a resource is linked with: those that it names, and those that name it. */
export const related = (entity: Entity, all: readonly Entity[]): readonly Entity[] => {
	const names = (from: Entity, to: Entity): boolean =>
		Object.entries(from.fields).some(
			([name, value]) =>
				(name.endsWith('Id') && textOf(value) === to.id && name.toLowerCase().includes(wordFor(to))) ||
				(name.endsWith('Ids') &&
					Array.isArray(value) &&
					value.includes(to.id) &&
					name.toLowerCase().includes(wordFor(to))),
		);
	return all.filter(other => names(entity, other) || names(other, entity));
};

// Ids alone collide: the field must be named after what it names.
const wordFor = ({baseType}: Entity): string => (baseType === 'account' ? 'account' : baseType.toLowerCase());
