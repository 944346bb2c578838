import {UsageError} from '../../../model/errors.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import {knownKinds} from '../rows/kinds.js';
import type {Api} from '../wire/api.js';
import {type KubeType, kubeDiscoveryPath} from './path.js';

/**
 * Asks a cluster where the objects of a usual kind are, for servers that do not say so in schemas. Rejects with
 * `UsageError` for other kinds, and as `Api.call`.
 */
export const discoverType = async (
	api: Api,
	cluster: string,
	kind: string,
	signal: AbortSignal,
): Promise<KubeType> => {
	const known = knownKinds.get(kind);
	if (known === undefined || known.schema === '-')
		throw new UsageError(`Kubernetes' own API has no kind ${kind}`);
	const end = known.schema.lastIndexOf('.');
	if (end === -1) return {group: '/api/v1', resource: known.plural};
	const group = `/apis/${known.schema.slice(0, end)}`;
	const path = kubeDiscoveryPath(cluster, group);
	const body = await api.call({path, attempted: `Cannot find the ${known.plural}`, signal});
	const version = textOf(mapOf(body, 'preferredVersion'), 'version') ?? 'v1';
	return {group: `${group}/${version}`, resource: known.plural};
};
