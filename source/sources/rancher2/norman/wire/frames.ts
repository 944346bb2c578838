import {parseJson} from '../../../../model/json.js';
import {isObject, type JsonObject} from '../../../../model/json-object.js';
import {
	type Identified,
	identifiedWithState,
	mapOf,
	numberOf,
	textOf,
} from '../../../requests/json-fields.js';

/** A resource as the management API writes it: `id` and `type` are there and are texts, all else is to be read with care. */
export type NormanObject = Identified;

/** One message of a subscription. There are three names, and no created one. `fault` says in words what was wrong. */
type Frame =
	| {readonly type: 'changed'; readonly object: NormanObject}
	| {readonly type: 'removed'; readonly object: NormanObject}
	| {readonly type: 'ping'}
	| {readonly type: 'other'}
	| {readonly type: 'fault'; readonly message: string};

const ping: Frame = {type: 'ping'};
const other: Frame = {type: 'other'};

/** A resource, or in words what is wrong with it. */
export const objectOf = (value: unknown): NormanObject | string => identifiedWithState(value);

// A truncated frame: what follows is never sent (rancher/ui lib/shared/addon/mixins/subscribe.js).
const gone: ReadonlySet<unknown> = new Set(['removed', 'purging', 'purged']);

/** Reads one text frame (norman pkg/subscribe/handler.go). */
export const frameOf = (text: string): Frame => {
	const frame = parseJson(text);
	if (!isObject(frame))
		return {type: 'fault', message: `a frame that is not a JSON object (${text.length} characters)`};
	const {name} = frame;
	if (name === 'ping') return ping;
	if (name !== 'resource.change' && name !== 'resource.remove') {
		return typeof name === 'string' ? other : {type: 'fault', message: 'a frame without a name'};
	}

	const object = objectOf(frame.data);
	if (typeof object === 'string') return {type: 'fault', message: `${name} with ${object}`};
	return {type: name === 'resource.remove' || gone.has(object.state) ? 'removed' : 'changed', object};
};

/** One page of a collection. `faults` are entries that are not resources. */
export type Page = {
	readonly objects: readonly NormanObject[];
	/** URL of the next page as the server wrote it, or null. */
	readonly next: string | null;
	/** There is more than this page holds, but no address to read it from (Rancher 2.0 and its limit of 1000). */
	readonly cut: boolean;
	/** How many entries there are on all pages, if the server says so. */
	readonly total: number | null;
	readonly faults: readonly string[];
};

/**
 * Reads one page of a collection; null when the body is none.
 *
 * @param held how many resources the page has: those in the body if omitted
 */
export const pageOf = (body: JsonObject, held?: number): Page | null => {
	if (!Array.isArray(body.data)) return null;
	const objects: NormanObject[] = [];
	const faults: string[] = [];
	for (const value of body.data) {
		const object = objectOf(value);
		if (typeof object === 'string') faults.push(object);
		else if (!gone.has(object.state)) objects.push(object);
	}

	const pagination = mapOf(body, 'pagination');
	const next = textOf(pagination, 'next');
	const limit = numberOf(pagination, 'limit');
	const isFull = limit !== null && limit > 0 && (held ?? body.data.length) >= limit;
	const total = numberOf(pagination, 'total');
	const isPartial = pagination.partial === true || (total === null && isFull);
	return {objects, next, cut: next === null && isPartial, total, faults};
};

/** The actions that are offered now, by name: `actionLinks` on request of some clients (norman api/writer/json.go). */
export const actionsIn = (object: JsonObject): JsonObject => {
	const actions = mapOf(object, 'actions');
	return Object.keys(actions).length > 0 ? actions : mapOf(object, 'actionLinks');
};
