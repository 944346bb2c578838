import {messageOf, ProtocolError, ServerError} from '../../../../model/errors.js';
import type {HttpResponse} from '../../../../transport/http.js';
import {readCollection} from '../../../requests/collection-text.js';
import {PageCount} from '../../../requests/page-count.js';
import {type Api, notJson} from '../../wire/api.js';
import {type Head, headOf, objectsIn, type SteveObject} from './frames.js';

/** Enough for any screen: Steve answers it in a tenth of the time of 500 (fixture more/speed-5000-pods.md). */
const firstPageSize = 100;
/** The rest comes in as few answers as possible: Steve processes all objects for each. */
const maxPageSize = 5000;
/** No answer should be much longer than this. */
const maxPageCharacters = 32 * 1024 * 1024;

/** Everything but `managedFields`, which can be half of an object. */
export const usualFields = 'exclude=metadata.managedFields';

/** A whole collection to read. */
type ListRequest = {
	readonly api: Api;
	/** `/k8s/clusters/c-x/v1/pods`. */
	readonly path: string;
	readonly noun: string;
	/** The objects have a namespace to sort by. */
	readonly namespaced: boolean;
	/** What of each object is asked for, as a part of the query: `usualFields` if omitted. */
	readonly fields?: string;
	/** The answer with the first page, asked for by `askFirstPage` before. */
	readonly first?: Promise<HttpResponse> | undefined;
	/** The server rejects the query, for the reason given: the whole collection is read without it. */
	readonly onUnsorted?: (message: string) => void;
	readonly signal: AbortSignal;
};

type ListQuery = Pick<ListRequest, 'fields' | 'namespaced'>;

/** Takes what is read, as it comes. */
type ListReader = {
	/** Before any objects: that of the listing, or null. */
	readonly revision?: (revision: string | null) => void;
	/** Some more objects; `total`: how many there are by the server's count, or null. */
	readonly objects: (objects: readonly SteveObject[], total: number | null) => void;
	readonly fault: (message: string) => void;
};

type Page = {
	readonly revision: string | null;
	/** All that match, on whatever page. */
	readonly count: number;
	readonly read: number;
	readonly characters: number;
};

/** Reads one page, slice by slice. `head` comes before its objects. */
const readPage = async (
	{api, path, noun, signal}: ListRequest,
	query: string,
	reader: Pick<ListReader, 'objects' | 'fault'> & {readonly head: (head: Head) => void},
	asked?: Promise<HttpResponse>,
): Promise<Page> => {
	const attempted = `Cannot list ${noun}`;
	const {text, status} = await (asked ?? api.read({path: `${path}?${query}`, attempted, signal}));
	let head: Head | null = null;
	let read = 0;
	const take = {
		head(body: Parameters<typeof headOf>[0]) {
			head = headOf(body);
			if (head === null)
				throw new ProtocolError({attempted, target: api.url, answer: 'the answer is not a collection'});
			reader.head(head);
		},
		items(values: readonly unknown[]) {
			const {objects, faults} = objectsIn(values);
			read += values.length;
			reader.objects(objects, head?.count ?? null);
			for (const fault of faults) reader.fault(fault);
		},
	};
	if (!(await readCollection(text, 'data', take, signal)) || head === null)
		throw notJson(attempted, new URL(path, api.url).href, status);
	const {revision, count}: Head = head;
	return {revision, count: count ?? read, read, characters: text.length};
};

/** By creation: what is created while pages are read comes last. Only types with namespaces have that column. */
const orderOf = (namespaced: boolean): string =>
	['metadata.creationTimestamp', ...(namespaced ? ['metadata.namespace'] : []), 'metadata.name'].join(',');

/** The server does not take the query: a column that it does not know is a 422 of its cache (steve pkg/sqlcache). */
const isQueryRejected = (error: unknown): boolean =>
	error instanceof ServerError && (error.status === 422 || error.status === 400);

/** Passes on only what is new. */
class Fresh {
	readonly ids = new Set<string>();
	readonly #reader: ListReader;
	#faults = 0;

	constructor(reader: ListReader) {
		this.#reader = reader;
	}

	/** Objects and faults so far. */
	get size(): number {
		return this.ids.size + this.#faults;
	}

	readonly objects = (objects: readonly SteveObject[], total: number | null): void => {
		const fresh = objects.filter(({id}) => !this.ids.has(id));
		for (const {id} of fresh) this.ids.add(id);
		this.#reader.objects(fresh, total);
	};

	readonly fault = (message: string): void => {
		this.#faults++;
		this.#reader.fault(message);
	};
}

type Pages = {readonly revision: string | null; readonly isWhole: boolean};

/** How many objects to ask for at once, after a page of them. */
const sizeAfter = ({characters, read}: Page): number => {
	const fitting = Math.floor(maxPageCharacters / (characters / Math.max(1, read)));
	return Math.max(firstPageSize, Math.min(maxPageSize, fitting));
};

const queryOf = ({fields = usualFields, namespaced}: ListQuery): string =>
	`${fields}&sort=${orderOf(namespaced)}`;

const firstQuery = (request: ListQuery): string => `${queryOf(request)}&pagesize=${firstPageSize}&page=1`;

/** Asks for the first page before `listAll` does, which takes the answer as `first`: nothing more is known of it. */
export const askFirstPage = (request: ListRequest): Promise<HttpResponse> => {
	const {api, path, noun, signal} = request;
	const attempted = `Cannot list ${noun}`;
	const answer = api.read({path: `${path}?${firstQuery(request)}`, attempted, signal});
	// The listing gets the error; without one it does not matter.
	answer.catch(() => undefined);
	return answer;
};

/** The first page, for the screen; then all pages, larger ones, unless that was all. */
const readPages = async (request: ListRequest, reader: ListReader): Promise<Pages> => {
	const {noun, api} = request;
	const base = queryOf(request);
	const ignore = () => undefined;
	const opening = {...reader, head: ({revision}: Head) => reader.revision?.(revision)};
	const first = await readPage(request, firstQuery(request), opening, request.first);
	const {revision} = first;
	// A server without pages returns everything at once.
	if (first.read !== firstPageSize || first.count <= firstPageSize)
		return {revision, isWhole: first.read >= first.count};
	const size = sizeAfter(first);
	// A later page must not come from a replica behind the one that sent the first.
	const after = revision === null ? '' : `&revision=${encodeURIComponent(revision)}`;
	const count = new PageCount({attempted: `Cannot list ${noun}`, target: api.url});
	const fresh = new Fresh(reader);
	for (let number = 1; ; number++) {
		const before = fresh.size;
		const query = `${base}&pagesize=${size}&page=${number}${after}`;
		const page = await readPage(request, query, {head: ignore, objects: fresh.objects, fault: fresh.fault});
		const isRepeated = page.read > 0 && fresh.size === before;
		if (page.read < size || number * size >= page.count || isRepeated)
			return {revision, isWhole: fresh.size >= page.count};
		count.next();
	}
};

const readWhole = async (
	request: ListRequest,
	reader: ListReader,
	isFirst: boolean,
): Promise<string | null> => {
	const page = await readPage(request, request.fields ?? usualFields, {
		head: ({revision}) => (isFirst ? reader.revision?.(revision) : undefined),
		objects: reader.objects,
		fault: reader.fault,
	});
	if (page.read < page.count)
		reader.fault(`a listing of ${request.noun} with ${page.read} of ${page.count} objects`);
	return page.revision;
};

/**
 * Lists a collection, passing on objects as they arrive, and returns the revision of the first page: later changes
 * come from the watch. Objects of the first page come twice if there are more. Objects that moved to an earlier page
 * while it was read would count as gone: if the numbers do not agree, the list is read once more in one piece, as is
 * one whose order the server rejects, after a call of `onUnsorted`.
 */
export const listAll = async (request: ListRequest, reader: ListReader): Promise<string | null> => {
	try {
		const {revision, isWhole} = await readPages(request, reader);
		if (!isWhole) await readWhole(request, reader, false);
		return revision;
	} catch (error) {
		if (!isQueryRejected(error)) throw error;
		request.onUnsorted?.(messageOf(error));
		return readWhole(request, reader, true);
	}
};
