import type {Appearance} from './render.js';

/** One thing that happened to an object of a cluster. */
export type HubEvent = {
	readonly name: 'resource.create' | 'resource.change' | 'resource.remove';
	readonly revision: number;
	/** The object as JSON, with links that begin with the sign `originMark`. */
	readonly data: string;
	readonly namespace: string | null;
	readonly id: string;
};

type Kept = {readonly revision: number; readonly data: string};

/** Outdated entries in the caches of all Steves, by cluster and type. */
type Caches = {
	readonly isDeaf: (cluster: string) => boolean;
	readonly setDeaf: (cluster: string, deaf: boolean) => void;
	/** Keeps an object as it is now, whatever becomes of it. */
	readonly keep: (event: HubEvent, appearance: Appearance) => void;
	/** The objects kept, as JSON. */
	readonly kept: (cluster: string, type: string) => readonly string[];
	readonly ids: (cluster: string, type: string) => readonly string[];
	/** The revision at which it is kept, or undefined. */
	readonly revision: (appearance: Appearance) => number | undefined;
	readonly forget: (cluster: string, type: string, id: string) => void;
};

/** Caches without outdated entries. */
export const createCaches = (): Caches => {
	const deaf = new Set<string>();
	const shelves = new Map<string, Map<string, Kept>>();
	const shelf = (cluster: string, type: string): Map<string, Kept> => {
		const found = shelves.get(`${cluster} ${type}`) ?? new Map<string, Kept>();
		shelves.set(`${cluster} ${type}`, found);
		return found;
	};

	return {
		isDeaf: cluster => deaf.has(cluster),
		setDeaf(cluster, isDeaf) {
			if (isDeaf) deaf.add(cluster);
			else deaf.delete(cluster);
		},
		keep: ({revision, data}, {cluster, type, id}) => void shelf(cluster, type).set(id, {revision, data}),
		kept: (cluster, type) => [...shelf(cluster, type).values()].map(({data}) => data),
		ids: (cluster, type) => [...shelf(cluster, type).keys()],
		revision: ({cluster, type, id}) => shelf(cluster, type).get(id)?.revision,
		forget: (cluster, type, id) => void shelf(cluster, type).delete(id),
	};
};
