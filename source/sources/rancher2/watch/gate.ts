import {PartError} from '../../../model/errors.js';
import type {WatchAdapter} from '../../follow/watch-adapter.js';
import type {Cluster} from '../rows/clusters.js';

/**
 * Sends nothing to a cluster whose agent is disconnected according to the management server: each request would keep
 * the server busy for 15 s (rancher pkg/api/steve/proxy/proxy.go).
 */
export const gated = (
	adapter: WatchAdapter,
	clusterOf: () => Cluster | undefined,
	id: string,
): WatchAdapter => ({
	...adapter,
	list: (kinds, page, signal) => adapter.list(kinds, page, signal),
	async open(kinds, emit, signal) {
		const cluster = clusterOf();
		if (cluster?.away) {
			throw new PartError({
				attempted: 'Cannot follow changes',
				target: `cluster ${cluster.name} (${id})`,
				answer: cluster.away,
				advice: 'it is followed again as soon as the server says that it is back',
			});
		}

		return adapter.open(kinds, emit, signal);
	},
});
