import {ProtocolError, ServerError} from '../../../model/errors.js';
import type {HttpRequest} from '../../../transport/http.js';
import {type PageCount, readCounted} from '../../requests/page-count.js';
import type {Api} from './api.js';
import {type Page, pageOf, type Rancher1Object} from './frames.js';

/** Resources per request; a server with a lower limit says so in `pagination` (cattle ParseCollectionAttributes.java). */
export const pageSize = 1000;

/** The size of a first page for the screen, which arrives soon; the pages after it are full ones. */
export const firstPageSize = 100;

// How far to go back where rows before the present offset disappeared.
const stepBack = 50;

const offsetOf = (url: URL): number | null => {
	const digits = /^m(\d+)$/.exec(url.searchParams.get('marker') ?? '')?.[1];
	return digits === undefined ? null : Number(digits);
};

const at = (next: string, base: string, offset: number): string => {
	const url = new URL(next, base);
	if (offset > 0) url.searchParams.set('marker', `m${offset}`);
	else url.searchParams.delete('marker');
	if (url.searchParams.has('limit')) url.searchParams.set('limit', String(pageSize));
	return url.href;
};

/** A collection being read, and what was read of it. */
type Reading = {
	readonly api: Api;
	readonly request: HttpRequest;
	readonly count: PageCount;
};

/** How a collection is listed. */
type ListOptions = {
	/** After so many pages it is enough. */
	readonly max?: number | undefined;
	/** The server counts more resources than it lists, in words. */
	readonly onMiscount?: ((message: string) => void) | undefined;
};

const read = async ({api, request}: Reading, path: string): Promise<Page> => {
	const {body} = await api.call({...request, path});
	const page = pageOf(body);
	if (page) return page;
	throw new ProtocolError({
		attempted: request.attempted,
		target: api.url,
		answer: 'the answer is not a collection',
	});
};

// A server may reject a marker that is not its own: then its own is used.
const readOwn = async (reading: Reading, path: string): Promise<Page | null> => {
	try {
		return await read(reading, path);
	} catch (error) {
		if (error instanceof ServerError || error instanceof ProtocolError) return null;
		throw error;
	}
};

/**
 * The page after one that ended with `next`. A marker is an offset (cattle AbstractJooqResourceManager.java): where
 * rows of earlier pages disappear meanwhile, the rest moves up, and a row would be skipped and taken for gone.
 * So each page begins with the last row of the one before; where that is not there, it begins earlier.
 */
const readNext = async (reading: Reading, next: string): Promise<Page> => {
	const base = reading.api.url;
	const offset = offsetOf(new URL(next, base));
	for (let start = (offset ?? 0) - 1; start >= 0; start = start > 0 ? Math.max(0, start - stepBack) : -1) {
		reading.count.next();
		const page = await readOwn(reading, at(next, base, start));
		if (page === null) break;
		const isJoined = start === 0 || page.objects.slice(0, 1).some(({id}) => reading.count.has(id));
		if (isJoined && page.objects.some(({id}) => !reading.count.has(id))) return page;
		if (isJoined) break;
	}

	reading.count.next();
	reading.count.follow(next);
	return read(reading, next);
};

/**
 * Lists a collection, giving each page as it comes; no row twice. Returns what in the answers was not a resource.
 * Rejects with the errors of `Api.call`, and `ProtocolError` for what is not a collection, has no end, or lacks some of
 * its resources.
 */
export const allPages = async (
	api: Api,
	request: HttpRequest,
	emit: (objects: readonly Rancher1Object[]) => void,
	{max = Number.POSITIVE_INFINITY, onMiscount}: ListOptions = {},
): Promise<readonly string[]> => {
	let faults: string[] = [];
	await readCounted({
		account: {attempted: request.attempted, target: api.url},
		async read(count) {
			faults = [];
			const reading: Reading = {api, request, count};
			let page = await read(reading, request.path);
			for (let pages = 1; ; pages++) {
				emit(count.take(page.objects, page.faults.length));
				faults.push(...page.faults);
				count.expect(page.total);
				if (pages >= max) count.stop();
				if (page.next === null || pages >= max) return true;
				page = await readNext(reading, page.next);
			}
		},
		onMiscount,
	});
	return faults;
};
