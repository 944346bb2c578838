import {parseJson} from '../../../../model/json.js';
import {isObject, type JsonObject} from '../../../../model/json-object.js';
import {type Identified, identified, mapOf, numberOf, textOf} from '../../../requests/json-fields.js';

/** An object as Steve writes it: `id` and `type` are there and are texts, all else is to be read with care. */
export type SteveObject = Identified;

/** One message of the subscription. `type` is the schema that was asked for; `fault` says in words what was wrong. */
export type Frame =
	| {readonly type: 'ping'}
	| {readonly type: 'started'; readonly of: string}
	| {
			readonly type: 'changed';
			readonly of: string;
			readonly object: SteveObject;
			readonly revision: string | null;
			readonly created: boolean;
	  }
	| {
			readonly type: 'removed';
			readonly of: string;
			readonly object: SteveObject;
			readonly revision: string | null;
	  }
	/** One watch failed; a `stopped` follows. */
	| {readonly type: 'error'; readonly of: string; readonly message: string}
	/** One watch is over, for whatever reason. */
	| {readonly type: 'stopped'; readonly of: string}
	| {readonly type: 'other'}
	| {readonly type: 'fault'; readonly message: string};

const ping: Frame = {type: 'ping'};
const other: Frame = {type: 'other'};
const fault = (message: string): Frame => ({type: 'fault', message});

/** An object, or in words what is wrong with it. */
export const objectOf = (value: unknown): SteveObject | string => {
	const object = identified(value);
	if (typeof object === 'string') return object;
	const {id, type, metadata} = object;
	return metadata === undefined || isObject(metadata)
		? object
		: `${type} ${id} with metadata of a wrong type`;
};

const ofObject = (frame: JsonObject, of: string, name: string): Frame => {
	const {data} = frame;
	// A failed watch sends a Kubernetes Status (rancher/dashboard shell/plugins/steve/subscribe.js).
	if (isObject(data) && data.id === undefined && (data.message !== undefined || data.kind === 'Status'))
		return other;
	const object = objectOf(data);
	if (typeof object === 'string') return fault(`${name} of ${of} with ${object}`);
	const revision = textOf(frame, 'revision') ?? textOf(mapOf(object, 'metadata'), 'resourceVersion');
	if (name === 'resource.remove') return {type: 'removed', of, object, revision};
	return {type: 'changed', of, object, revision, created: name === 'resource.create'};
};

/** Reads one text frame (apiserver pkg/types/server_types.go, APIEvent). Names that are not known are let pass. */
export const frameOf = (text: string): Frame => {
	const frame = parseJson(text);
	if (!isObject(frame)) return fault(`a frame that is not a JSON object (${text.length} characters)`);
	const {name} = frame;
	const of = textOf(frame, 'resourceType') ?? '';
	switch (name) {
		case 'ping':
			return ping;
		case 'resource.create':
		case 'resource.change':
		case 'resource.remove':
			return ofObject(frame, of, name);
		case 'resource.start':
			return {type: 'started', of};
		case 'resource.error': {
			const message = textOf(mapOf(frame, 'data'), 'error') ?? 'an error without a message';
			return of === ''
				? fault(`the server did not understand a request to watch: ${message}`)
				: {type: 'error', of, message};
		}

		case 'resource.stop':
			return {type: 'stopped', of};
		default:
			return typeof name === 'string' ? other : fault('a frame without a name');
	}
};

/** Classifies the error of a watch by its text (rancher/dashboard shell/plugins/steve/subscribe.js). */
type WatchFailure = 'relist' | 'unwatchable' | 'resume';

/** What to do about a watch that ended. Null: it ended without an error. */
export const failureKind = (message: string | null): WatchFailure => {
	const reported = (message ?? '').toLowerCase();
	if (/watch not allowed|does not support watching|does not allow this method/.test(reported))
		return 'unwatchable';
	return /too old|too large resource version|slow reader|buffer was closed|unknown revision|failed to find schema/.test(
		reported,
	)
		? 'relist'
		: 'resume';
};

/** What a collection says of itself. */
export type Head = {
	/** Where to watch from, or null. */
	readonly revision: string | null;
	/** All that match, on whatever page; null where it does not say, as of an empty list (apiserver pkg/types). */
	readonly count: number | null;
	/** The query that the rest is asked for with, where the server cuts a listing (steve pkg/stores/partition); or null. */
	readonly next: string | null;
};

const nextOf = (body: JsonObject): string | null => {
	const address = textOf(mapOf(body, 'pagination'), 'next') ?? '';
	if (address !== '' && URL.canParse(address, 'http://steve'))
		return new URL(address, 'http://steve').search.slice(1);
	const token = textOf(body, 'continue') ?? '';
	return token === '' ? null : `continue=${encodeURIComponent(token)}`;
};

/** Reads what stands around the objects; null when the body is not a collection. */
export const headOf = (body: JsonObject): Head | null => {
	const isEmpty = body.data === null && body.type === 'collection';
	if (!Array.isArray(body.data) && !isEmpty) return null;
	return {revision: textOf(body, 'revision'), count: numberOf(body, 'count'), next: nextOf(body)};
};

/** The objects among the entries of a collection; `faults` are entries that are not objects, in words. */
export const objectsIn = (
	values: readonly unknown[],
): {readonly objects: readonly SteveObject[]; readonly faults: readonly string[]} => {
	const objects: SteveObject[] = [];
	const faults: string[] = [];
	for (const value of values) {
		const object = objectOf(value);
		if (typeof object === 'string') faults.push(object);
		else objects.push(object);
	}

	return {objects, faults};
};
