import {UsageError} from '../../../model/errors.js';

/** What a configured URL asks for. */
export type Place = {
	/** The one cluster that is wanted, or null for all. */
	readonly cluster: string | null;
	/** The one project of it that is wanted: `c-x:p-y`, or null for all. */
	readonly project: string | null;
	/** The URL leads straight to the cluster: a token may be good for that alone. */
	readonly direct: boolean;
};

const directPath = /^\/k8s\/clusters\/([^/]+)/;
const clusterPath = /^\/v3\/clusters?\/([^/]+)/;
const projectPath = /^\/(?:v3\/projects?|p)\/([^/]+)/;
// Addresses of the server's own pages; `_` stands for no cluster (rancher/dashboard shell/store/store-types.js).
const pagePath = /^\/dashboard\/c\/(?!_(?:\/|$))([^/]+)/;
const oldPagePath = /^\/c\/([^/]+)/;

// The API as a whole, its lists, and pages that are of no cluster: all that the token can see.
const wholePath =
	/^\/*(?:v1|v3(?:\/(?:clusters?|projects?))?|k8s(?:\/clusters)?|(?:dashboard|g|login)(?:\/.*)?)?\/*$/;

const decoded = (path: string): string => {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
};

/** Reads the path of a configured URL. Throws `UsageError` for one that says nothing of what is wanted. */
export const placeOf = (url: string): Place => {
	const {origin, pathname} = new URL(url);
	const path = decoded(pathname);
	const direct = directPath.exec(path)?.[1];
	if (direct) return {cluster: direct, project: null, direct: true};
	const cluster = (clusterPath.exec(path) ?? pagePath.exec(path) ?? oldPagePath.exec(path))?.[1];
	if (cluster) return {cluster, project: null, direct: false};
	const project = projectPath.exec(path)?.[1];
	if (project === undefined && wholePath.test(path)) return {cluster: null, project: null, direct: false};
	if (project === undefined) {
		throw new UsageError(
			`${url}: the path ${path} names no cluster or project; expected ${origin} for all, or ` +
				'/v3/clusters/c-x, /v3/projects/c-x:p-y or /k8s/clusters/c-x after it',
		);
	}

	const [owner = '', name = ''] = project.split(':');
	if (owner !== '' && name !== '') return {cluster: owner, project, direct: false};
	throw new UsageError(`${url}: ${project} is not a project; they are named like c-m-4xk7b2qp:p-9fj2k`);
};
