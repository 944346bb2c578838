import {UsageError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import {mapOf} from '../../requests/json-fields.js';
import type {Kube} from './api.js';

// What is not text is shown as it came.
const decoded = (value: string): string => {
	const bytes = Buffer.from(value, 'base64');
	const text = bytes.toString('utf8');
	const isText = Buffer.from(text, 'utf8').equals(bytes) && !text.includes('\0');
	return isText ? text : `(${bytes.length} bytes, not text) ${value}`;
};

/** The values of a Secret, decoded. Rejects as `Kube.read`, and with `UsageError` for any other row. */
export const decodedSecret = async (
	kube: Kube,
	resource: Resource,
	signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> => {
	if (resource.kind !== 'secret') throw new UsageError(`${resource.kind} ${resource.name} is not a Secret`);
	const data = Object.entries(mapOf(await kube.read(resource, signal), 'data'));
	return Object.fromEntries(data.map(([name, value]) => [name, decoded(String(value))]));
};
