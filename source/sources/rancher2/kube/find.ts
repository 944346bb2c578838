import type {JsonObject} from '../../../model/json-object.js';
import {mapsOf} from '../../requests/json-fields.js';
import type {Api} from '../wire/api.js';
import type {Wanted} from '../wire/wanted.js';
import type {Kube} from './api.js';
import {discoverType} from './discovery.js';
import {kubeListPath} from './path.js';

const maxFound = '100';

/** The objects of a cluster that match, by Kubernetes' own API. Rejects as `Kube.send` and `discoverType`. */
export const findByKube = async (
	api: Api,
	kube: Kube,
	cluster: string,
	{kind, namespace, where, attempted}: Wanted,
	signal: AbortSignal,
): Promise<readonly JsonObject[]> => {
	const type = await discoverType(api, cluster, kind, signal);
	const query = {limit: maxFound, ...(where && {fieldSelector: `${where.field}=${where.value}`})};
	const path = kubeListPath(cluster, type, namespace);
	return mapsOf((await kube.send({path, query, attempted, signal})).object, 'items');
};
