import type {ResourceKey} from '../../../model/resource.js';

/** What logs and shells need to know of a pod. */
export type Pod = {
	readonly key: ResourceKey;
	readonly namespace: string;
	readonly name: string;
	/** Names of all of them; the first is the one that a person usually means. */
	readonly containers: readonly string[];
	/** How often its containers were started again, together. */
	readonly restarts: number;
};

/** The pods of one cluster, as they come and go. */
export type PodIndex = {
	readonly get: (key: ResourceKey) => Pod | undefined;
	/** The namespaces that they are in. */
	readonly namespaces: () => readonly string[];
	readonly note: (pod: Pod) => void;
	readonly forget: (key: ResourceKey) => void;
	readonly retain: (keys: ReadonlySet<ResourceKey>) => void;
};

/** No pods yet. Each change costs constant work. */
export const createPodIndex = (): PodIndex => {
	const pods = new Map<ResourceKey, Pod>();
	return {
		get: key => pods.get(key),
		namespaces: () => [...new Set([...pods.values()].map(({namespace}) => namespace))],
		note: pod => void pods.set(pod.key, pod),
		forget: key => void pods.delete(key),
		retain(keys) {
			for (const key of [...pods.keys()]) if (!keys.has(key)) pods.delete(key);
		},
	};
};
