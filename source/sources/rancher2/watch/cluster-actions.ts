/** Actions that the management API offers for clusters that Steve reports: their names by the cluster's id. */
export type ClusterActions = {
	readonly of: (cluster: string) => readonly string[];
	readonly set: (all: ReadonlyMap<string, readonly string[]>) => void;
	/** Calls back when the actions change; returns the function that stops that. */
	readonly listen: (listener: () => void) => () => void;
};

const none: readonly string[] = [];

/** None yet. */
export const createClusterActions = (): ClusterActions => {
	const listeners = new Set<() => void>();
	let known: ReadonlyMap<string, readonly string[]> = new Map();
	return {
		of: cluster => known.get(cluster) ?? none,
		set(all) {
			known = all;
			for (const listener of [...listeners]) listener();
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
