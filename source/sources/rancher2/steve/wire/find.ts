import {ProtocolError} from '../../../../model/errors.js';
import type {JsonObject} from '../../../../model/json-object.js';
import {mapsOf} from '../../../requests/json-fields.js';
import type {Api} from '../../wire/api.js';
import {pathPart} from '../../wire/path.js';
import type {Wanted} from '../../wire/wanted.js';
import {usualFields} from './page.js';

const maxFound = 100;

/**
 * The objects of a collection that match, newest first. Steve takes filters by the columns of its cache only, and answers others
 * with 422 (test/fixtures/rancher2/more/list-events-filter-name-422.http). Rejects as `Api.call`.
 */
export const find = async (
	api: Api,
	collection: string,
	{namespace, where, attempted}: Wanted,
	signal: AbortSignal,
): Promise<readonly JsonObject[]> => {
	const inside = namespace === null ? '' : `/${pathPart(namespace)}`;
	const filter = where ? `&filter=${where.field}=${encodeURIComponent(where.value)}` : '';
	const query = `${usualFields}&pagesize=${maxFound}&sort=-metadata.creationTimestamp${filter}`;
	const body = await api.call({path: `${collection}${inside}?${query}`, attempted, signal});
	if (!Array.isArray(body.data))
		throw new ProtocolError({attempted, target: api.url, answer: 'the answer is not a collection'});
	return mapsOf(body, 'data');
};
