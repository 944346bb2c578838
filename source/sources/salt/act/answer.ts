import {boundedValue} from '../../../model/bounded-text.js';
import {isObject} from '../../../model/json-object.js';
import {redact} from '../wire/redact.js';

/** So much of an answer is shown: more than anybody reads. A runner can answer with many megabytes. */
const maxCharacters = 200_000;

/** The beginning of an answer of any size, without secrets, and how much is omitted. */
export const excerpt = (value: unknown, max = maxCharacters): unknown => redact(boundedValue(value, max));

/** True for a value of which one line shows only a part. */
export const isLong = (value: unknown): boolean => {
	if (typeof value === 'string') return value.length > 100 || value.trim().includes('\n');
	if (Array.isArray(value)) return value.length > 0;
	return isObject(value) && Object.keys(value).length > 0;
};
