import {isObject, type JsonObject} from '../../../model/json-object.js';
import type {Column} from '../../../model/kind.js';
import type {Cell} from '../../../model/resource.js';
import {isSecretName} from '../../../secrets/names.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';
import {baseOfType} from '../wire/types.js';

type ShownField = {
	readonly title: string;
	/** The base type of the resource that it names by its id; null where it is a plain value. */
	readonly of: string | null;
	/** It holds a date as Java writes it: `Wed Dec 30 04:10:52 UTC 2026`. */
	readonly isDate: boolean;
};

/** Fields to show of a type that rwatch does not know, by their names. */
export type ShownFields = ReadonlyMap<string, ShownField>;

const maxColumns = 8;
const narrowColumns = 4;

const unshown: ReadonlySet<string> = new Set([
	'id',
	'name',
	'state',
	'kind',
	'type',
	'uuid',
	'accountId',
	'created',
	'description',
	'removed',
	'removeTime',
	'transitioning',
	'transitioningMessage',
	'transitioningProgress',
	'data',
	'healthState',
	'publicValue',
	'secretValue',
]);

// Where the order of the schema shows what nobody looks for first.
const chosen: ReadonlyMap<string, readonly string[]> = new Map([
	['certificate', ['CN', 'expiresAt', 'issuer', 'algorithm', 'issuedAt', 'keySize', 'certFingerprint']],
	['healthcheckInstanceHostMap', ['instanceId', 'hostId', 'healthState']],
	['serviceConsumeMap', ['serviceId', 'consumedServiceId']],
	['setting', ['activeValue', 'value']],
	['projectMember', ['role', 'externalIdType', 'externalId']],
	['identity', ['login', 'externalIdType', 'externalId', 'role', 'profileUrl']],
	[
		'processInstance',
		['processName', 'resourceType', 'resourceId', 'phase', 'result', 'exitReason', 'startTime', 'endTime'],
	],
]);

const dates = /^(?:expiresAt|issuedAt)$/;
const titles: ReadonlyMap<string, string> = new Map([
	['instanceId', 'CONTAINER'],
	['healthState', 'HEALTH'],
]);

const titleOf = (name: string, isReference: boolean): string =>
	titles.get(name) ??
	(isReference ? name.replace(/Id$/, '') : name).replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase();

const columnType = (type: string): Column['type'] | null => {
	if (type.startsWith('reference[')) return 'reference';
	if (type === 'int' || type === 'float') return 'number';
	return type === 'string' || type === 'enum' || type === 'boolean' || type === 'date' ? 'text' : null;
};

/** The fields that distinguish the resources of a type, and the columns that show them. */
export const shownFieldsOf = (
	schema: JsonObject,
): {readonly columns: readonly Column[]; readonly fields: ShownFields} => {
	const declared = mapOf(schema, 'resourceFields');
	const first = chosen.get(textOf(schema, 'id') ?? '');
	const names = first ?? Object.keys(declared).filter(name => !unshown.has(name));
	const fields = new Map<string, ShownField>();
	const columns = new Map<string, Column>();
	for (const name of names) {
		const field = declared[name];
		const declaredType = isObject(field) ? (textOf(field, 'type') ?? '') : '';
		const type = columnType(declaredType);
		if (type === null || isSecretName(name) || columns.size >= maxColumns) continue;
		const of = /^reference\[(\w+)\]$/.exec(declaredType)?.[1];
		const title = titleOf(name, of !== undefined);
		if (columns.has(title)) continue;
		fields.set(name, {title, of: of === undefined ? null : baseOfType(of), isDate: dates.test(name)});
		columns.set(title, {title, type, wide: columns.size >= narrowColumns});
	}

	return {columns: [...columns.values()], fields};
};

// What cannot be read as a date is shown as it is.
const dateText = (value: string): string => {
	const at = Date.parse(value);
	return Number.isNaN(at) ? value : new Date(at).toISOString().slice(0, 16).replace('T', ' ');
};

const cellOf = (value: unknown, {of, isDate}: ShownField, prefix: string): Cell => {
	if (typeof value === 'string' && value !== '' && of !== null) return `${prefix}${of}/${value}`;
	if (typeof value === 'string') return isDate ? dateText(value) : value;
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	// A whole number that a number cannot hold is shown digit by digit.
	return typeof value === 'bigint' ? String(value) : null;
};

/** Their cells, by the titles of the columns; `prefix` begins the keys of the object's scope. */
export const shownCells = (
	object: Rancher1Object,
	fields: ShownFields,
	prefix: string,
): Readonly<Record<string, Cell>> => {
	const cells: Record<string, Cell> = {};
	for (const [name, field] of fields) cells[field.title] = cellOf(object[name], field, prefix);
	return cells;
};
