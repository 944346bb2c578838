import {isObject, type JsonObject} from '../../model/json-object.js';
import {redactMessageStart} from '../../secrets/text.js';
import {asList, asNumber, asObject, asText} from './json-values.js';

/** The field as a text that is not empty, else null. */
export const textOf = (map: JsonObject, name: string): string | null => asText(map[name]);

const maxIdentity = 1024;

/** An object of a server of which it is known what it is: id and type are texts, all else is to be read with care. */
export type Identified = JsonObject & {readonly id: string; readonly type: string};

// Numbers are taken too; a text must be well-formed, as it goes into addresses, and no longer than any server's.
const identityOf = (value: unknown): string | null => {
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	const isText = typeof value === 'string' && value !== '' && value.length <= maxIdentity;
	return isText && !value.includes('\ufffd') ? value : null;
};

const isIdentified = (map: JsonObject): map is Identified =>
	typeof map.id === 'string' && typeof map.type === 'string';

// A value that should have been something else: texts short, all else by what it is.
const wordFor = (value: unknown): string => {
	if (typeof value === 'string') return `'${redactMessageStart(value, 40)}'${value.length > 40 ? '…' : ''}`;
	if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
	return String(value);
};

/** The object with its id and type as texts, or in words what is wrong with it: then nothing can be said of any row. */
export const identified = (value: unknown): Identified | string => {
	if (!isObject(value)) return 'a resource that is not an object';
	const id = identityOf(value.id);
	const type = identityOf(value.type);
	if (id === null || type === null)
		return `a resource without id or type (${wordFor(value.id)}, ${wordFor(value.type)})`;
	return isIdentified(value) ? value : {...value, id, type};
};

/** As `identified`; its state, where it has one, is a text. */
export const identifiedWithState = (value: unknown): Identified | string => {
	const object = identified(value);
	if (typeof object === 'string') return object;
	const {id, type, state} = object;
	const isFit = state === undefined || state === null || typeof state === 'string';
	return isFit ? object : `${type} ${id} with a state that is not a text`;
};

/** The field as a finite number, else null. */
export const numberOf = (map: JsonObject, name: string): number | null => asNumber(map[name]);

/** The field as a JSON object, else an empty one. */
export const mapOf = (map: JsonObject, name: string): JsonObject => asObject(map[name]);

/** The field as an array of anything, else an empty one. */
export const listOf = (map: JsonObject, name: string): readonly unknown[] => asList(map[name]);

/** The texts in an array field. */
export const textsOf = (map: JsonObject, name: string): readonly string[] =>
	listOf(map, name).filter((value): value is string => typeof value === 'string');

/** The JSON objects in an array field. */
export const mapsOf = (map: JsonObject, name: string): readonly JsonObject[] =>
	listOf(map, name).filter(isObject);

/** A field with a date (RFC 3339) as epoch milliseconds, else null. */
export const timeOf = (map: JsonObject, name: string): number | null => {
	const value = textOf(map, name);
	const time = value === null ? Number.NaN : Date.parse(value);
	return Number.isNaN(time) ? null : time;
};
