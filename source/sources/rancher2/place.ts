import {UsageError} from '../../model/errors.ts';

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
const projectPath = /^\/v3\/projects?\/([^/]+)/;
// Addresses of the server's own pages.
const pagePath = /^\/dashboard\/c\/([^/]+)/;
const oldPagePath = /^\/c\/([^/]+)/;

/** Reads the path of a configured URL; a path that says nothing of a cluster means all. Throws `UsageError`. */
export const placeOf = (url: string): Place => {
	const path = decodeURIComponent(new URL(url).pathname);
	const direct = directPath.exec(path)?.[1];
	if (direct) return {cluster: direct, project: null, direct: true};
	const cluster = (clusterPath.exec(path) ?? pagePath.exec(path) ?? oldPagePath.exec(path))?.[1];
	if (cluster) return {cluster, project: null, direct: false};
	const project = projectPath.exec(path)?.[1];
	if (project === undefined) return {cluster: null, project: null, direct: false};
	const [owner = '', name = ''] = project.split(':');
	if (owner !== '' && name !== '') return {cluster: owner, project, direct: false};
	throw new UsageError(`${url}: ${project} is no project; they are named like c-m-4xk7b2qp:p-9fj2k`);
};
