import {mapOf, textOf} from '../../../requests/json-fields.js';
import type {SteveObject} from './frames.js';

/**
 * The version of an object as a number, or null where it is none. Versions are texts without meaning by the word
 * of Kubernetes, and numbers in fact; the server's own pages compare them so (rancher/dashboard subscribe.js).
 */
export const versionOf = (object: SteveObject): number | null => {
	const text = textOf(mapOf(object, 'metadata'), 'resourceVersion');
	const number = text === null ? Number.NaN : Number(text);
	return Number.isSafeInteger(number) ? number : null;
};

/** Whether a revision is earlier than another one; false where one is not known. */
export const isEarlier = (revision: string | null, other: string | null): boolean =>
	revision !== null && other !== null && Number(revision) < Number(other);
