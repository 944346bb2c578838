import {ServerError} from '../../../../model/errors.js';
import {parseJson} from '../../../../model/json.js';
import {isObject, type JsonObject} from '../../../../model/json-object.js';
import {mapsOf} from '../../../requests/json-fields.js';
import type {Api} from '../../wire/api.js';
import {failureOf} from '../../wire/failure.js';

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
): Promise<readonly JsonObject[] | null> => {
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
