import {messageOf, ProtocolError, ServerError} from '../../../../model/errors.js';
import {parseJson} from '../../../../model/json.js';
import {isObject} from '../../../../model/json-object.js';
import {PageCount} from '../../../requests/page-count.js';
import {mapsOf, type WireMap} from '../../../requests/wire-map.js';
import type {Api} from '../../wire/api.js';
import {failureOf} from '../../wire/failure.js';
import {type Page, pageOf, type SteveObject} from './frames.js';

/** Objects asked for at once. */
export const pageSize = 500;

/** Where a cluster's Steve is: the management server's own, or a cluster's by way of the server's tunnel. */
export const steveBase = (cluster: string | null): string =>
	cluster === null ? '/v1' : `/k8s/clusters/${encodeURIComponent(cluster)}/v1`;

/**
 * The schemas that this user sees, or null where no Steve answers: an old server, or an agent without one,
 * whose Kubernetes answers in its place. Rejects with the errors of `failureOf`.
 */
export const readSchemas = async (
	api: Api,
	base: string,
	signal: AbortSignal,
): Promise<readonly WireMap[] | null> => {
	const attempted = 'Cannot read the schemas';
	const {status, text} = await api.ask({path: `${base}/schemas`, attempted, signal});
	const body = parseJson(text);
	if (status < 300) return isObject(body) && Array.isArray(body.data) ? mapsOf(body, 'data') : null;
	const error = failureOf(attempted, new URL(`${base}/schemas`, api.url).href, status, text);
	const isKubernetes = isObject(body) && body.kind === 'Status';
	const isMissing =
		(status === 404 && !(isObject(body) && isObject(body.Code))) || (status === 403 && isKubernetes);
	if (isMissing && error instanceof ServerError) return null;
	throw error;
};

/** A whole collection to read. */
export type ListRequest = {
	readonly api: Api;
	/** `/k8s/clusters/c-x/v1/pods`. */
	readonly path: string;
	/** For errors: `pods`. */
	readonly noun: string;
	/** The objects have a namespace to sort by. */
	readonly namespaced: boolean;
	/** The server rejects the query, for the reason given: the whole collection is read without it. */
	readonly onUnsorted?: (message: string) => void;
	readonly signal: AbortSignal;
};

const readPage = async (request: ListRequest, query: string): Promise<Page> => {
	const {api, path, noun, signal} = request;
	const attempted = `Cannot list ${noun}`;
	const body = await api.call({path: `${path}?${query}`, attempted, signal});
	const page = pageOf(body);
	if (page) return page;
	throw new ProtocolError({attempted, target: api.url, answer: 'the answer is not a collection'});
};

const lean = 'exclude=metadata.managedFields';

type Told = {
	/** Before any objects: that of the listing, or null. */
	readonly revision?: (revision: string | null) => void;
	readonly objects: (objects: readonly SteveObject[]) => void;
	readonly fault: (message: string) => void;
};

/** By creation: what is created while pages are read comes last. Only types with namespaces have that column. */
const orderOf = (namespaced: boolean): string =>
	['metadata.creationTimestamp', ...(namespaced ? ['metadata.namespace'] : []), 'metadata.name'].join(',');

/** The server does not take the query: a column that it does not know is a 422 of its cache (steve pkg/sqlcache). */
const isQueryRejected = (error: unknown): boolean =>
	error instanceof ServerError && (error.status === 422 || error.status === 400);

const readPages = async (
	request: ListRequest,
	told: Told,
): Promise<{revision: string | null; whole: boolean}> => {
	const seen = new Set<string>();
	const sort = orderOf(request.namespaced);
	const count = new PageCount({attempted: `Cannot list ${request.noun}`, target: request.api.url});
	let faults = 0;
	let revision: string | null = null;
	for (let number = 1; ; number++) {
		// A later page must not be of a replica that knows less than the one that gave the first.
		const after = number > 1 && revision !== null ? `&revision=${encodeURIComponent(revision)}` : '';
		const query = `${lean}&sort=${sort}&pagesize=${pageSize}&page=${number}${after}`;
		const page = await readPage(request, query);
		if (number === 1) {
			({revision} = page);
			told.revision?.(revision);
		}

		const fresh = page.objects.filter(({id}) => !seen.has(id));
		for (const {id} of fresh) seen.add(id);
		told.objects(fresh);
		for (const fault of page.faults) told.fault(fault);
		faults += page.faults.length;
		const read = page.objects.length + page.faults.length;
		// A server that knows no pages gives all of it each time.
		const isRepeated = page.objects.length > 0 && fresh.length === 0;
		if (read < pageSize || isRepeated) return {revision, whole: seen.size + faults >= page.count};
		count.next();
	}
};

const readWhole = async (request: ListRequest, told: Told, isFirst: boolean): Promise<string | null> => {
	const page = await readPage(request, lean);
	if (isFirst) told.revision?.(page.revision);
	told.objects(page.objects);
	for (const fault of page.faults) told.fault(fault);
	const read = page.objects.length + page.faults.length;
	if (read < page.count) told.fault(`a listing of ${request.noun} with ${read} of ${page.count} objects`);
	return page.revision;
};

/**
 * Lists a collection, giving each page as it comes, and returns the revision of the first page: what changed
 * since is told by the watch. What moved up over the edge of a page while it was read would be taken for gone:
 * where the numbers do not agree it is read once more, in one piece. So is a collection whose order the server
 * rejects, with `onUnsorted` called before.
 */
export const listAll = async (request: ListRequest, told: Told): Promise<string | null> => {
	try {
		const {revision, whole} = await readPages(request, told);
		if (whole) return revision;
		await readWhole(request, told, false);
		return revision;
	} catch (error) {
		if (!isQueryRejected(error)) throw error;
		request.onUnsorted?.(messageOf(error));
		return readWhole(request, told, true);
	}
};
