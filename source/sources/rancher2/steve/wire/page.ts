import {ProtocolError} from '../../../../model/errors.js';
import type {JsonObject} from '../../../../model/json-object.js';
import type {HttpResponse} from '../../../../transport/http.js';
import {readCollection} from '../../../requests/collection-text.js';
import {type Api, notJson} from '../../wire/api.js';
import {type Head, headOf, objectsIn, type SteveObject} from './frames.js';

/** Everything but `managedFields`, which can be half of an object. */
export const usualFields = 'exclude=metadata.managedFields';

/** A collection whose pages are asked for. */
export type PageRequest = {
	readonly api: Api;
	/** `/k8s/clusters/c-x/v1/pods`. */
	readonly path: string;
	readonly noun: string;
	/** The objects have a namespace to sort by. */
	readonly namespaced: boolean;
	/** What of each object is asked for, as a part of the query: `usualFields` if omitted. */
	readonly fields?: string;
	readonly signal: AbortSignal;
};

/** What a page was, once it was read. */
export type Page = {
	readonly revision: string | null;
	/** All that match, on whatever page. */
	readonly count: number;
	readonly read: number;
	/** As of `Head`. */
	readonly next: string | null;
};

/** Takes what a page holds, as it comes. */
export type PageReader = {
	/** Before the first objects of the page. `characters`: how long one of them is, about. */
	readonly begin: (head: Head, characters: number) => void;
	/** Some more objects; `total`: how many there are by the server's count, or null. */
	readonly objects: (objects: readonly SteveObject[], total: number | null) => void;
	readonly fault: (message: string) => void;
};

/** Sends a query. */
export const ask = ({api, path, noun, signal}: PageRequest, query: string): Promise<HttpResponse> => {
	const answer = api.read({path: `${path}?${query}`, attempted: `Cannot list ${noun}`, signal});
	// Who reads the answer gets the error; where nobody does it does not matter.
	answer.catch(() => undefined);
	return answer;
};

/** By creation: what is created while pages are read comes last. Only types with namespaces have that column. */
const orderOf = (namespaced: boolean): string =>
	['metadata.creationTimestamp', ...(namespaced ? ['metadata.namespace'] : []), 'metadata.name'].join(',');

/** Asks for one page. `number` counts from 1. */
export const askPage = (
	request: PageRequest,
	{number, size}: {readonly number: number; readonly size: number},
	after = '',
): Promise<HttpResponse> =>
	ask(
		request,
		`${request.fields ?? usualFields}&sort=${orderOf(request.namespaced)}&pagesize=${size}&page=${number}${after}`,
	);

/** Reads one page, slice by slice. */
export const readPage = async (
	{api, path, noun, signal}: PageRequest,
	asked: Promise<HttpResponse>,
	reader: PageReader,
): Promise<Page> => {
	const attempted = `Cannot list ${noun}`;
	const answer = await asked;
	let head: Head | null = null;
	let read = 0;
	const take = {
		// How many there are, and where a watch begins.
		isEnough: (before: JsonObject) => 'count' in before || 'revision' in before,
		head(body: JsonObject) {
			head = headOf(body);
			if (head === null)
				throw new ProtocolError({attempted, target: api.url, answer: 'the answer is not a collection'});
		},
		items(values: readonly unknown[], characters: number) {
			if (head !== null && read === 0) reader.begin(head, characters / Math.max(1, values.length));
			const {objects, faults} = objectsIn(values);
			read += values.length;
			reader.objects(objects, head?.count ?? null);
			for (const fault of faults) reader.fault(fault);
		},
	};
	if (!(await readCollection(answer.parts(), 'data', take, signal)) || head === null)
		throw notJson(attempted, new URL(path, api.url).href, answer);
	const {revision, count, next}: Head = head;
	return {revision, count: count ?? read, read, next};
};
