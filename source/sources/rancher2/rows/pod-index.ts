import type {ResourceKey} from '../../../model/resource.js';

/** What logs and shells need to know of a pod. */
export type Pod = {
	readonly key: ResourceKey;
	readonly namespace: string;
	readonly name: string;
	/** All of them; the first is the one that a shell is opened in. */
	readonly containers: readonly string[];
	/** Those whose log belongs to the pod's. */
	readonly logged: readonly string[];
	readonly parents: readonly ResourceKey[];
};

/** The pods of one cluster, as they come and go. */
export type PodIndex = {
	readonly get: (key: ResourceKey) => Pod | undefined;
	/** Those that name this key as a parent. */
	readonly of: (parent: ResourceKey) => readonly Pod[];
	readonly note: (pod: Pod) => void;
	readonly forget: (key: ResourceKey) => void;
	readonly retain: (keys: ReadonlySet<ResourceKey>) => void;
	/** Calls back when a pod came or went; what it returns ends that. */
	readonly listen: (listener: () => void) => () => void;
};

/** No pods yet. Each change costs constant work. */
export const createPodIndex = (): PodIndex => {
	const pods = new Map<ResourceKey, Pod>();
	const listeners = new Set<() => void>();
	const emit = () => {
		for (const listener of [...listeners]) listener();
	};

	return {
		get: key => pods.get(key),
		of: parent => [...pods.values()].filter(({parents}) => parents.includes(parent)),
		note(pod) {
			const before = pods.get(pod.key);
			pods.set(pod.key, pod);
			if (before?.logged.length !== pod.logged.length) emit();
		},
		forget(key) {
			if (pods.delete(key)) emit();
		},
		retain(keys) {
			const gone = [...pods.keys()].filter(key => !keys.has(key));
			for (const key of gone) pods.delete(key);
			if (gone.length > 0) emit();
		},
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
};
