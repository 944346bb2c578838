/** A node as the management server knows it: what Kubernetes does not report about it. */
export type Machine = {
	readonly cluster: string;
	/** Name of the node in its cluster. */
	readonly node: string;
	/** Its id in the management API: `c-x:machine-y`. */
	readonly id: string;
	readonly drain: 'draining' | 'drained' | null;
	readonly message: string | null;
};

/** How far a drain is that this run began. */
export type DrainReport = {
	/** The management server drains, and this is what is left; or rwatch drains itself; or that is over, without success. */
	readonly phase: 'watched' | 'draining' | 'failed';
	/** The pods that are left, and why. */
	readonly message: string;
	/** Percent. */
	readonly progress: number | null;
};

/** The nodes of all clusters as the management server knows them, and the drains that this run began. */
export type Machines = {
	readonly of: (cluster: string, node: string) => Machine | undefined;
	/** How far the drain of a node is; null for none. */
	readonly report: (cluster: string, node: string, report: DrainReport | null) => void;
	readonly reportOf: (cluster: string, node: string) => DrainReport | null;
	/** By the id in the object that describes it. */
	readonly note: (key: string, machine: Machine) => void;
	readonly forget: (key: string) => void;
	readonly retain: (keys: ReadonlySet<string>) => void;
	/** Calls back with the name of a node of the cluster when something of it changed; what it returns ends that. */
	readonly listen: (cluster: string, listener: (node: string) => void) => () => void;
};

const same = (one: Machine | undefined, other: Machine): boolean =>
	one !== undefined &&
	one.id === other.id &&
	one.node === other.node &&
	one.drain === other.drain &&
	one.message === other.message;

/** No machines yet. */
export const createMachines = (): Machines => {
	const byKey = new Map<string, Machine>();
	const byNode = new Map<string, Machine>();
	const listeners = new Map<string, Set<(node: string) => void>>();
	const nameOf = (cluster: string, node: string): string => `${cluster}/${node}`;

	const reports = new Map<string, DrainReport>();
	const emit = ({cluster, node}: Pick<Machine, 'cluster' | 'node'>) => {
		for (const listener of [...(listeners.get(cluster) ?? [])]) listener(node);
	};

	const forget = (key: string) => {
		const machine = byKey.get(key);
		if (!machine) return;
		byKey.delete(key);
		byNode.delete(nameOf(machine.cluster, machine.node));
		emit(machine);
	};

	return {
		of: (cluster, node) => byNode.get(nameOf(cluster, node)),
		report(cluster, node, report) {
			const name = nameOf(cluster, node);
			if (report === null && !reports.has(name)) return;
			if (report === null) reports.delete(name);
			else reports.set(name, report);
			emit({cluster, node});
		},
		reportOf: (cluster, node) => reports.get(nameOf(cluster, node)) ?? null,
		note(key, machine) {
			const before = byKey.get(key);
			if (same(before, machine)) return;
			if (before) byNode.delete(nameOf(before.cluster, before.node));
			byKey.set(key, machine);
			byNode.set(nameOf(machine.cluster, machine.node), machine);
			emit(machine);
		},
		forget,
		retain(keys) {
			for (const key of [...byKey.keys()]) if (!keys.has(key)) forget(key);
		},
		listen(cluster, listener) {
			const all = listeners.get(cluster) ?? new Set();
			listeners.set(cluster, all.add(listener));
			return () => all.delete(listener);
		},
	};
};
