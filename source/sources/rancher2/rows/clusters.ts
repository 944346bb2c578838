import type {JsonObject} from '../../../model/json-object.js';
import type {ResourceKey} from '../../../model/resource.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';
import {quantityOf} from './quantity.js';

/** A cluster as the management server sees it. */
export type Cluster = {
	readonly id: string;
	readonly name: string;
	/** Why it is unreachable; null if it is not. */
	readonly away: string | null;
};

/** The clusters that the token can see. */
export type Clusters = {
	readonly get: (id: string) => Cluster | undefined;
	readonly all: () => Iterable<Cluster>;
	readonly note: (cluster: Cluster) => void;
	/** Forgets one, by the key of its row. */
	readonly forget: (key: ResourceKey) => void;
	readonly retain: (keys: ReadonlySet<ResourceKey>) => void;
};

/** Calls back whenever a cluster is added, removed, unreachable or reachable again. */
export const createClusters = (onChange: () => void): Clusters => {
	const known = new Map<string, Cluster>();
	const idOf = (key: ResourceKey): string => key.slice(key.lastIndexOf('/') + 1);
	return {
		get: id => known.get(id),
		all: () => known.values(),
		note(cluster) {
			const before = known.get(cluster.id);
			known.set(cluster.id, cluster);
			if (before?.away !== cluster.away || !before) onChange();
		},
		forget(key) {
			if (known.delete(idOf(key))) onChange();
		},
		retain(keys) {
			const ids = new Set([...keys].map(idOf));
			const gone = [...known.keys()].filter(id => !ids.has(id));
			for (const id of gone) known.delete(id);
			if (gone.length > 0) onChange();
		},
	};
};

const waiting: ReadonlySet<string> = new Set([
	'pending',
	'provisioning',
	'waiting',
	'registering',
	'removing',
	'initializing',
]);

/**
 * Why a cluster is unreachable, or null: its agent is not connected, or never was. `conditions` are those of the
 * cluster's status, `connected` the flag that newer servers derive from them.
 */
export const awayOf = (
	state: string,
	connected: unknown,
	conditions: readonly JsonObject[],
): string | null => {
	const conditionOf = (type: string) => conditions.find(condition => condition.type === type);
	const away = 'its agent is not connected';
	if (typeof connected === 'boolean') return connected ? null : away;
	const link = conditionOf('Connected');
	if (link) return link.status === 'True' ? null : away;
	const ready = conditionOf('Ready');
	if (ready?.reason === 'Disconnected') return textOf(ready, 'message') ?? away;
	return waiting.has(state) ? `the cluster is ${state}` : null;
};

const share = (map: JsonObject, resource: string): number | null => {
	const asked = quantityOf(textOf(mapOf(map, 'requested'), resource));
	const whole = quantityOf(textOf(mapOf(map, 'allocatable'), resource));
	return asked === null || whole === null || whole === 0 ? null : Math.round((asked / whole) * 100);
};

/** The own columns of a cluster, from its status (Steve) or itself (the management API). */
export const clusterCells = (status: JsonObject) => ({
	PROVIDER: textOf(status, 'provider') ?? textOf(status, 'driver'),
	VERSION: textOf(mapOf(status, 'version'), 'gitVersion'),
	NODES: typeof status.nodeCount === 'number' ? status.nodeCount : null,
	'CPU%': share(status, 'cpu'),
	'MEM%': share(status, 'memory'),
});

/** Conditions of a status. */
export const conditionsOf = (map: JsonObject): readonly JsonObject[] => mapsOf(map, 'conditions');
