import {ProtocolError, RefusedError, ServerError} from '../../../model/errors.js';
import {isObject} from '../../../model/json-object.js';
import type {HttpResponse} from '../../../transport/http.js';
import {textOf} from '../../requests/json-fields.js';
import {isMeantAsJson} from '../../requests/missing-json.js';
import type {Api} from './api.js';
import {failureOf, notJson} from './failure.js';
import {objectOf, type Rancher1Object} from './frames.js';
import {allPages} from './pages.js';
import {placeOf} from './place.js';

/** Where a server's API is, and as whom it is used. */
export type Found = {
	/** Path of the API: `/v2-beta`. */
	readonly root: string;
	readonly version: 'v2-beta' | 'v1';
	/** The account that is acted for: the project of an environment key. */
	readonly account: string | null;
	readonly project: string | null;
	/** An administrator acts as an owner in every project (cattle AuthDaoImpl.java); only new servers report it. */
	readonly isAdmin: boolean;
	/** The key is that of a person, and not of an environment; false where the server does not say. */
	readonly isUser: boolean;
};

const attempted = 'Cannot find the API';

// A server before 1.2 takes `/v2-beta` for a page of its own and answers 200 with HTML (cattle ApiRequestFilter.java).
const isApi = ({headers}: HttpResponse, body: unknown) =>
	isObject(body) && (headers['x-api-schemas'] !== undefined || body.type === 'apiVersion');

/** Why an answer is not one of the API; null where it simply comes from something else. */
const faultIn = (api: Api, target: string, response: HttpResponse, body: unknown): Error | null => {
	const {status, text} = response;
	if (status < 400) {
		return isObject(body) || !isMeantAsJson(response) ? null : notJson(attempted, target, response);
	}

	if (status === 404 && !isObject(body)) return null;
	const failure = failureOf({attempted, target, status, body, text, keyAdvice: api.keyAdvice()});
	// At the first request of all, the key itself or a proxy is what is refused.
	return failure instanceof ServerError && status === 403 ? new RefusedError(failure.account) : failure;
};

// Whether a fault does not depend on the requested version: an unknown key, an overloaded server, an answer cut off.
const isOfAny = (status: number) =>
	status < 400 || status === 401 || status === 408 || status === 429 || status >= 500;

/**
 * Finds the newest API version that the server speaks. Rejects with `RefusedError` where the key is unknown or refused,
 * with `ServerError` or `ProtocolError` for answers that are errors or broken, and with `ProtocolError` where no
 * Rancher 1 answers.
 */
export const discover = async (api: Api, signal: AbortSignal): Promise<Found> => {
	const {prefix, project} = placeOf(api.url);
	let fault: Error | null = null;
	for (const version of ['v2-beta', 'v1'] as const) {
		const root = `${prefix}/${version}`;
		const response = await api.ask({path: root, attempted, signal});
		const body = response.json();
		if (response.status < 400 && isApi(response, body)) {
			const account = response.headers['x-api-account-id'] ?? null;
			const kind = response.headers['x-api-account-kind'] ?? '';
			const isAdmin = kind === 'admin';
			return {root, version, account, project, isAdmin, isUser: isAdmin || kind === 'user'};
		}

		const found = faultIn(api, new URL(root, api.url).href, response, body);
		if (found !== null && isOfAny(response.status)) throw found;
		// An old server, or a proxy, may know the older API only.
		fault ??= found;
	}

	if (fault !== null) throw fault;
	throw new ProtocolError({
		attempted,
		target: api.url,
		answer: 'neither /v2-beta nor /v1 answers as the API of a Rancher 1 server',
		advice: 'check the URL',
	});
};

/** True for a project whose resources can be read: in any other state the server answers 403 (cattle ApiAuthenticator.java). */
export const isOpenProject = (project: Rancher1Object): boolean => {
	const state = textOf(project, 'state');
	return state === null || state === 'active' || state === 'updating-active' || state === 'upgrading';
};

/** Why nothing can be seen of the one project that is wanted; null where it is open, or all are wanted. */
export const closedProject = (
	api: Api,
	found: Found,
	projects: readonly Rancher1Object[],
): RefusedError | null => {
	const [first] = projects;
	if (first === undefined || (found.project === null && api.project === null)) return null;
	// One in transition is polled again soon.
	if (projects.some(project => isOpenProject(project) || project.transitioning === 'yes')) return null;
	const name = textOf(first, 'name');
	return new RefusedError({
		attempted: 'Cannot follow changes',
		target: api.url,
		answer: `the environment ${name === null ? first.id : `'${name}' (${first.id})`} is ${textOf(first, 'state') ?? 'closed'}`,
		advice: 'an owner of it can activate it',
	});
};

const single = async (
	api: Api,
	root: string,
	id: string,
	signal: AbortSignal,
): Promise<readonly Rancher1Object[]> => {
	const reply = await api.call({
		path: `${root}/projects/${id}`,
		attempted: `Cannot read project ${id}`,
		signal,
	});
	const object = objectOf(reply.body);
	if (typeof object !== 'string') return [object];
	throw new ProtocolError({attempted: `Cannot read project ${id}`, target: api.url, answer: object});
};

/** The wanted project among them; names need not be unique, and then all of them are meant. */
const named = (
	api: Api,
	environment: string,
	projects: readonly Rancher1Object[],
): readonly Rancher1Object[] => {
	const wanted = environment.toLowerCase();
	const found = projects.filter(
		({id, name}) => id === environment || (typeof name === 'string' && name.toLowerCase() === wanted),
	);
	if (found.length > 0) return found;
	const names = projects.map(project => textOf(project, 'name') ?? project.id).join(', ');
	throw new RefusedError({
		attempted: `Cannot find the environment '${environment}'`,
		target: api.url,
		answer: names === '' ? 'this key sees no environment' : `this key sees only ${names}`,
		advice: 'check RANCHER_ENVIRONMENT, or use a key that sees it',
	});
};

/** How projects are listed. */
type Listing = {
	readonly signal: AbortSignal;
	/** The server counts more projects than it lists, in words. */
	readonly onMiscount?: (message: string) => void;
	/** Takes what is not a project, in words. */
	readonly onEntry?: (words: string) => void;
};

const listProjects = async (
	api: Api,
	root: string,
	{signal, onMiscount, onEntry = () => undefined}: Listing,
): Promise<readonly Rancher1Object[]> => {
	const objects: Rancher1Object[] = [];
	const page = (rows: readonly Rancher1Object[]) => void objects.push(...rows);
	// Others than an administrator get their own all the same (projects-admin-all.http).
	const path = `${root}/projects${api.allProjects ? '?all=true' : ''}`;
	const request = {path, attempted: 'Cannot list projects', signal};
	(await allPages(api, request, page, {onMiscount})).forEach(onEntry);
	return objects;
};

/**
 * The projects, asked for while the API is being found, which spares a round trip: nearly every server speaks v2-beta.
 * Null where that did not work, for whatever reason: they are asked for again then. Never rejects.
 */
export const earlyProjects = async (
	api: Api,
	listing: Listing,
): Promise<readonly Rancher1Object[] | null> => {
	const {prefix, project} = placeOf(api.url);
	if (project !== null) return null;
	try {
		return await listProjects(api, `${prefix}/v2-beta`, listing);
	} catch {
		// `discover` meets the same fault and reports it.
		return null;
	}
};

/**
 * The projects that the key can see, or the one that is wanted; all of the errors of `Api.call`. `listed`: what was
 * found before.
 */
export const projectsOf = async (
	api: Api,
	found: Found,
	listing: Listing,
	listed: readonly Rancher1Object[] | null = null,
): Promise<readonly Rancher1Object[]> => {
	const {signal} = listing;
	if (found.project !== null) return single(api, found.root, found.project, signal);
	try {
		const objects = listed ?? (await listProjects(api, found.root, listing));
		return api.project === null ? objects : named(api, api.project, objects);
	} catch (error) {
		// A role that may not list projects still knows its own.
		if (!(error instanceof ServerError) || error.status >= 500 || found.account === null) throw error;
		return single(api, found.root, found.account, signal);
	}
};
