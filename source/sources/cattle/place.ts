/** What a configured URL says: what stands before the API, and the one project that is wanted, if any. */
export type Place = {readonly prefix: string; readonly project: string | null};

// `/v2-beta/schemas` is what the Rancher CLI keeps; `/env/1a5/…` is the address of the server's own pages.
const apiPath = /^(.*?)\/(?:v1|v2-beta|v2)(?:\/projects\/([^/]+))?(?:\/.*)?$/;
const pagePath = /^(.*?)\/env\/([^/]+)(?:\/.*)?$/;

/** Reads the path of a configured URL. */
export const placeOf = (url: string): Place => {
	const path = new URL(url).pathname.replace(/\/+$/, '');
	const [, prefix = path, project = null] = apiPath.exec(path) ?? pagePath.exec(path) ?? [];
	return {prefix, project};
};
