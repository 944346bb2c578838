import {parseJson} from '../../../model/json.js';
import {isObject, type JsonObject} from '../../../model/json-object.js';
import {type Identified, identifiedWithState, mapOf, numberOf, textOf} from '../../requests/json-fields.js';

/** A resource as the server writes it: `id` and `type` are there and are texts, all else is to be read with care. */
export type Rancher1Object = Identified;

/** One message of the subscription. `fault` says in words what was wrong with it. */
export type Frame =
	| {readonly type: 'changed'; readonly object: Rancher1Object; readonly time: number}
	| {readonly type: 'ping'}
	| {readonly type: 'logout'}
	| {readonly type: 'other'}
	| {readonly type: 'fault'; readonly message: string};

const ping: Frame = {type: 'ping'};
const other: Frame = {type: 'other'};

/** A resource, or in words what is wrong with it. A pool of threads has a name and no id (list-admin-processpools.http). */
export const objectOf = (value: unknown): Rancher1Object | string =>
	identifiedWithState(isObject(value) && value.id === null ? {...value, id: value.name} : value);

const changed = (frame: JsonObject): Frame => {
	// Old servers report types that the API does not show, and so without them (cattle ResourceChangeEventProcessor.java).
	if (frame.data === null) return other;
	const resource = mapOf(frame, 'data').resource;
	if (resource === undefined || resource === null) {
		const of = `${textOf(frame, 'resourceType') ?? 'unknown type'} ${textOf(frame, 'resourceId') ?? ''}`;
		return {type: 'fault', message: `resource.change without its resource (${of.trimEnd()})`};
	}

	const object = objectOf(resource);
	return typeof object === 'string'
		? {type: 'fault', message: `resource.change with ${object}`}
		: {type: 'changed', object, time: numberOf(frame, 'time') ?? 0};
};

/**
 * Reads one text frame of the subscription. The `transitioning…` fields of the envelope are the event's own
 * and not the resource's (cattle EventVO.java): nobody reads them.
 */
export const frameOf = (text: string): Frame => {
	const frame = parseJson(text);
	if (!isObject(frame))
		return {type: 'fault', message: `a frame that is not a JSON object (${text.length} characters)`};
	switch (frame.name) {
		case 'resource.change':
			return changed(frame);
		case 'ping':
			return ping;
		case 'logout':
			return {type: 'logout'};
		default:
			return typeof frame.name === 'string' ? other : {type: 'fault', message: 'a frame without a name'};
	}
};

/** One page of a collection. `faults` are entries that are not resources. */
export type Page = {
	readonly objects: readonly Rancher1Object[];
	/** URL of the next page as the server wrote it, or null. */
	readonly next: string | null;
	/** How many entries there are on all pages, if the server says so. */
	readonly total: number | null;
	readonly faults: readonly string[];
};

/** Reads one page of a collection; null when the body is none. `pagination` may be null (cattle CollectionImpl.java). */
export const pageOf = (body: unknown): Page | null => {
	if (!isObject(body) || !Array.isArray(body.data)) return null;
	const objects: Rancher1Object[] = [];
	const faults: string[] = [];
	for (const value of body.data) {
		const object = objectOf(value);
		if (typeof object === 'string') faults.push(object);
		else objects.push(object);
	}

	const pagination = mapOf(body, 'pagination');
	const limit = numberOf(pagination, 'limit');
	// Some collections ignore `limit`, give all, and name a next page all the same (list-admin-settings.http).
	const isWhole = limit !== null && body.data.length > limit;
	const next = isWhole ? null : textOf(pagination, 'next');
	return {objects, next, total: numberOf(pagination, 'total'), faults};
};

/** Where a stream is to be had and with what: both last five minutes and once (cattle HostApiServiceImpl.java). */
export type Ticket = {readonly token: string; readonly url: string};

/** Reads the answer that grants a stream; null where there is none, because nothing is running. */
export const ticketOf = (body: unknown): Ticket | null => {
	if (!isObject(body)) return null;
	const token = textOf(body, 'token');
	const url = textOf(body, 'url');
	return token === null || url === null ? null : {token, url};
};
