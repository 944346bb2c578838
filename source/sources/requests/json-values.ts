import {isObject, type JsonObject} from '../../model/json-object.js';

const noFields: JsonObject = Object.freeze({});
const noItems: readonly unknown[] = Object.freeze([]);

/** The value as an object; an empty one for anything else. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? value : noFields);

/** The value as a list; an empty one for anything else. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : noItems);

/** The value where it is a text that is not empty, else null. */
export const asText = (value: unknown): string | null =>
	typeof value === 'string' && value !== '' ? value : null;

/** The value where it is a finite number, else null. Whole numbers beyond 2^53 are parsed as bigint. */
export const asNumber = (value: unknown): number | null => {
	if (typeof value === 'bigint') return Number(value);
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
