import {UsageError} from '../../../model/errors.js';

/** What a configured URL says: what stands before the API, and the one project that is wanted, if any. */
type Place = {readonly prefix: string; readonly project: string | null};

// `/v2-beta/schemas` is what the Rancher CLI keeps; `/env/1a5/…` is the address of the server's own pages.
const apiPath = /^(.*?)\/(?:v1|v2-beta|v2)(?:\/projects\/([^/]+)(?:\/.*)?|\/projects|\/schemas|(\/.*))?$/;
const pagePath = /^(.*?)\/env\/([^/]+)(?:\/.*)?$/;

/**
 * Reads the path of a configured URL. Throws `UsageError` where what stands after the version says nothing of what is
 * wanted.
 */
export const placeOf = (url: string): Place => {
	const {origin, pathname} = new URL(url);
	const path = pathname.replace(/\/+$/, '');
	const [, prefix = path, project = null, rest] = apiPath.exec(path) ?? pagePath.exec(path) ?? [];
	if (rest !== undefined) {
		throw new UsageError(
			`${url}: ${rest} names no project; expected ${origin}${prefix} or ${origin}${prefix}/v2-beta for all, or ` +
				'/v2-beta/projects/1a5',
		);
	}

	return {prefix, project};
};
