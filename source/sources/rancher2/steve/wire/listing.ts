import {messageOf, ServerError} from '../../../../model/errors.js';
import type {HttpResponse} from '../../../../transport/http.js';
import {type PageCount, readCounted} from '../../../requests/page-count.js';
import type {SteveObject} from './frames.js';
import {LargePages} from './large-pages.js';
import {ask, askPage, type PageRequest, readPage, usualFields} from './page.js';
import {isEarlier} from './version.js';

/** Enough for any screen: Steve answers it in a tenth of the time of 500 (fixture more/speed-5000-pods.md). */
const firstPageSize = 100;

/** A whole collection to read. */
type ListRequest = PageRequest & {
	/** The answer with the first page, asked for by `askFirstPage` before. */
	readonly first?: Promise<HttpResponse> | undefined;
	/** The server rejects the query, for the reason given: the whole collection is read without it. */
	readonly onUnsorted?: (message: string) => void;
	/** The server counts more objects than it lists, in words. */
	readonly onMiscount?: (message: string) => void;
};

/** Takes what is read, as it comes. */
type ListReader = {
	/** Before any objects: that of the listing, or null. */
	readonly revision?: (revision: string | null) => void;
	/** Some more objects; `total`: how many there are by the server's count, or null. */
	readonly objects: (objects: readonly SteveObject[], total: number | null) => void;
	readonly fault: (message: string) => void;
};

/** The server does not take the query: a column that it does not know is a 422 of its cache (steve pkg/sqlcache). */
const isQueryRejected = (error: unknown): boolean =>
	error instanceof ServerError && (error.status === 422 || error.status === 400);

/** Passes on what it counts. */
const counted = (reader: ListReader, count: PageCount): Pick<ListReader, 'objects' | 'fault'> => ({
	objects(objects, total) {
		count.take(objects);
		reader.objects(objects, total);
	},
	fault(message) {
		count.take([], 1);
		reader.fault(message);
	},
});

/** Asks for the first page before `listAll` does, which takes the answer as `first`: nothing more is known of it. */
export const askFirstPage = (request: PageRequest): Promise<HttpResponse> =>
	askPage(request, {number: 1, size: firstPageSize});

/** The first page, for the screen; then all pages, larger ones, unless that was all. False where these were given up. */
const readPages = async (request: ListRequest, reader: ListReader, count: PageCount): Promise<boolean> => {
	const unneeded = new AbortController();
	const signal = AbortSignal.any([request.signal, unneeded.signal]);
	const large = new LargePages({...request, signal});
	try {
		const first = await readPage(request, request.first ?? askFirstPage(request), {
			...counted(reader, count),
			begin(head, characters) {
				reader.revision?.(head.revision);
				// At once: the server is at it while these objects become rows.
				if ((head.count ?? 0) > firstPageSize) large.begin(head, characters);
			},
		});
		if (first.next !== null) return false;
		// A server without pages returns everything at once.
		const isAll = first.read !== firstPageSize || first.count <= firstPageSize;
		if (isAll) count.expect(first.count);
		return isAll || (await large.read(reader));
	} finally {
		unneeded.abort();
	}
};

/** All in one piece, or in the pieces that the server makes of it. */
const readWhole = async (request: ListRequest, reader: ListReader, count: PageCount): Promise<boolean> => {
	const {fields = usualFields} = request;
	const read = (query: string, begin: ListReader['revision']) =>
		readPage(request, ask(request, query), {
			...counted(reader, count),
			begin: ({revision}) => begin?.(revision),
		});
	let page = await read(fields, reader.revision);
	count.expect(page.count);
	while (page.next !== null) {
		count.next();
		count.follow(page.next);
		page = await read(`${fields}&${page.next}`, undefined);
	}

	return true;
};

/**
 * Lists a collection, passing on objects as they arrive, and returns the revision of the first page, or that of a later
 * reading by a replica that was behind: later changes come from the watch. Objects of the first page come twice if there
 * are more. A server whose pages do not hold what it announces is asked once more for all in one piece, as is one that
 * rejects the order, after a call of `onUnsorted`. Rejects with `ProtocolError`, after the objects that there are, where
 * these are still fewer than the server counts, and others than before.
 */
export const listAll = async (request: ListRequest, reader: ListReader): Promise<string | null> => {
	const {api, noun, onUnsorted, onMiscount} = request;
	let first: string | null = null;
	const begin = {
		...reader,
		revision(revision: string | null) {
			first = revision;
			reader.revision?.(revision);
		},
	};
	const again = {
		objects: reader.objects,
		fault: reader.fault,
		revision(revision: string | null) {
			if (isEarlier(revision, first)) first = revision;
		},
	};
	await readCounted({
		account: {attempted: `Cannot list ${noun}`, target: api.url},
		async read(count, isAgain) {
			if (isAgain) return readWhole(request, again, count);
			try {
				return await readPages(request, begin, count);
			} catch (error) {
				if (!isQueryRejected(error)) throw error;
				onUnsorted?.(messageOf(error));
				return readWhole(request, begin, count);
			}
		},
		onMiscount,
	});
	return first;
};
