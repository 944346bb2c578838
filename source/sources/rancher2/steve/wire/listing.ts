import {messageOf, ProtocolError, ServerError} from '../../../../model/errors.js';
import type {JsonObject} from '../../../../model/json-object.js';
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
};

type PageReader = Pick<ListReader, 'objects' | 'fault'> & {
	/** Before the first objects of the page. `characters`: how long one of them is, about. */
	readonly begin: (head: Head, characters: number) => void;
};

const ask = ({api, path, noun, signal}: ListRequest, query: string): Promise<HttpResponse> => {
	const answer = api.read({path: `${path}?${query}`, attempted: `Cannot list ${noun}`, signal});
	// Who reads the answer gets the error; where nobody does it does not matter.
	answer.catch(() => undefined);
	return answer;
};

/** Reads one page, slice by slice. */
const readPage = async (
	{api, path, noun, signal}: ListRequest,
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
	const {revision, count}: Head = head;
	return {revision, count: count ?? read, read};
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

/** How many objects of so many characters each are asked for at once. */
const sizeFor = (characters: number): number =>
	Math.max(firstPageSize, Math.min(maxPageSize, Math.floor(maxPageCharacters / Math.max(1, characters))));

const queryOf = ({fields = usualFields, namespaced}: ListQuery): string =>
	`${fields}&sort=${orderOf(namespaced)}`;

/** Asks for the first page before `listAll` does, which takes the answer as `first`: nothing more is known of it. */
export const askFirstPage = (request: ListRequest): Promise<HttpResponse> =>
	ask(request, `${queryOf(request)}&pagesize=${firstPageSize}&page=1`);

/** All pages but the first one, each asked for as soon as it is known that it will be needed. */
class LargePages {
	readonly #request: ListRequest;
	readonly #asked = new Map<number, Promise<HttpResponse>>();
	#size = maxPageSize;
	#after = '';

	constructor(request: ListRequest) {
		this.#request = request;
	}

	/** The objects of the first page begin, which has not all of them. */
	begin({revision}: Head, characters: number): void {
		this.#size = sizeFor(characters);
		// A later page must not come from a replica behind the one that sent the first.
		this.#after = revision === null ? '' : `&revision=${encodeURIComponent(revision)}`;
		this.#ask(1);
	}

	/** Reads them all. */
	async read(reader: ListReader): Promise<boolean> {
		const {noun, api} = this.#request;
		const pages = new PageCount({attempted: `Cannot list ${noun}`, target: api.url});
		const fresh = new Fresh(reader);
		const size = this.#size;
		for (let number = 1; ; number++) {
			const before = fresh.size;
			const asked = this.#ask(number);
			this.#asked.delete(number);
			const page = await readPage(this.#request, asked, {
				begin: ({count}) => void (count !== null && number * size < count && this.#ask(number + 1)),
				objects: fresh.objects,
				fault: fresh.fault,
			});
			const isRepeated = page.read > 0 && fresh.size === before;
			if (page.read < size || number * size >= page.count || isRepeated) return fresh.size >= page.count;
			pages.next();
		}
	}

	#ask(number: number): Promise<HttpResponse> {
		const query = `${queryOf(this.#request)}&pagesize=${this.#size}&page=${number}${this.#after}`;
		const asked = this.#asked.get(number) ?? ask(this.#request, query);
		this.#asked.set(number, asked);
		return asked;
	}
}

/** The first page, for the screen; then all pages, larger ones, unless that was all. */
const readPages = async (request: ListRequest, reader: ListReader): Promise<Pages> => {
	const unneeded = new AbortController();
	const signal = AbortSignal.any([request.signal, unneeded.signal]);
	const large = new LargePages({...request, signal});
	try {
		const first = await readPage(request, request.first ?? askFirstPage(request), {
			...reader,
			begin(head, characters) {
				reader.revision?.(head.revision);
				// At once: the server is at it while these objects become rows.
				if ((head.count ?? 0) > firstPageSize) large.begin(head, characters);
			},
		});
		const {revision} = first;
		// A server without pages returns everything at once.
		if (first.read !== firstPageSize || first.count <= firstPageSize)
			return {revision, isWhole: first.read >= first.count};
		return {revision, isWhole: await large.read(reader)};
	} finally {
		unneeded.abort();
	}
};

const readWhole = async (request: ListRequest, reader: ListReader): Promise<string | null> => {
	const page = await readPage(request, ask(request, request.fields ?? usualFields), {
		...reader,
		begin: ({revision}) => reader.revision?.(revision),
	});
	const count = new PageCount({attempted: `Cannot list ${request.noun}`, target: request.api.url});
	count.expect(page.count);
	if (count.lacks(page.read)) throw count.cut(page.read);
	return page.revision;
};

/**
 * Lists a collection, passing on objects as they arrive, and returns the revision of the first page: later changes
 * come from the watch. Objects of the first page come twice if there are more. Objects that moved to an earlier page
 * while it was read would count as gone: if the numbers do not agree, the list is read once more in one piece, as is
 * one whose order the server rejects, after a call of `onUnsorted`. Rejects with `ProtocolError`, after the objects that
 * there are, where these are still fewer than the server counts.
 */
export const listAll = async (request: ListRequest, reader: ListReader): Promise<string | null> => {
	try {
		const {revision, isWhole} = await readPages(request, reader);
		const {objects, fault} = reader;
		if (!isWhole) await readWhole(request, {objects, fault});
		return revision;
	} catch (error) {
		if (!isQueryRejected(error)) throw error;
		request.onUnsorted?.(messageOf(error));
		return readWhole(request, reader);
	}
};
