import type {Entity, World} from '../world.ts';
import {type Appearance, appearancesOf, written} from './render.ts';

/** One thing that happened to an object of a cluster. */
export type HubEvent = {
	readonly name: 'resource.create' | 'resource.change' | 'resource.remove';
	readonly revision: number;
	/** The object as JSON, with links that begin with the sign `originMark`. */
	readonly data: string;
	readonly namespace: string | null;
	readonly id: string;
};

/** Stands in written objects where the server's own address belongs. */
export const originMark = 'http://origin.invalid';

/** What all Steves of a server know: the objects of each cluster with their versions, and the last events. */
export type Hub = {
	readonly appearances: (cluster: string, type: string) => readonly Appearance[];
	readonly find: (cluster: string, type: string, id: string) => Appearance | undefined;
	readonly versionOf: (appearance: Appearance) => number;
	/** The revision of the newest event in a cluster. */
	readonly revision: (cluster: string) => number;
	/** The kept events of a type, oldest first. */
	readonly events: (cluster: string, type: string) => readonly HubEvent[];
	readonly listen: (listener: (cluster: string, type: string, event: HubEvent) => void) => () => void;
	/** Forgets all kept events of a type. */
	readonly forget: (cluster: string, type: string) => void;
	readonly close: () => void;
};

/** How many events of a type are kept (`steve pkg/sqlcache/informer/listoption_indexer.go`). */
export const usualRing = 1000;

const first = 8_812_000;

/** Follows a world from now on; what is in it already is told as created. */
export const createHub = (world: World, ringSize: number = usualRing): Hub => {
	const shelves = new Map<string, Map<string, Appearance>>();
	const versions = new Map<string, number>();
	const revisions = new Map<string, number>();
	const rings = new Map<string, HubEvent[]>();
	const listeners = new Set<(cluster: string, type: string, event: HubEvent) => void>();
	const places = new Map<Entity, readonly Appearance[]>();

	const nameOf = ({cluster, type, id}: Appearance): string => `${cluster} ${type} ${id}`;

	const take = (appearance: Appearance, name: HubEvent['name']): void => {
		const {cluster, type, id} = appearance;
		const revision = (revisions.get(cluster) ?? first) + 1;
		revisions.set(cluster, revision);
		versions.set(nameOf(appearance), revision);
		const shelf = shelves.get(`${cluster} ${type}`) ?? new Map<string, Appearance>();
		shelves.set(`${cluster} ${type}`, shelf);
		if (name === 'resource.remove') shelf.delete(id);
		else shelf.set(id, appearance);
		const data = JSON.stringify(written(appearance, revision, world, originMark));
		const namespace = id.includes('/') ? (id.split('/', 1)[0] ?? null) : null;
		const event = {name, revision, data, namespace, id};
		const ring = rings.get(`${cluster} ${type}`) ?? [];
		rings.set(`${cluster} ${type}`, ring);
		ring.push(event);
		if (ring.length > ringSize) ring.shift();
		for (const listener of [...listeners]) listener(cluster, type, event);
	};

	const see = (entity: Entity, name: HubEvent['name']): void => {
		const appearances = places.get(entity) ?? appearancesOf(entity);
		if (name === 'resource.remove') places.delete(entity);
		else places.set(entity, appearances);
		for (const appearance of appearances) take(appearance, name);
	};

	const names = {added: 'resource.create', changed: 'resource.change', removed: 'resource.remove'} as const;
	const unwatch = world.watch(({type, entity}) => see(entity, names[type]));

	return {
		appearances: (cluster, type) => [...(shelves.get(`${cluster} ${type}`)?.values() ?? [])],
		find: (cluster, type, id) => shelves.get(`${cluster} ${type}`)?.get(id),
		versionOf: appearance => versions.get(nameOf(appearance)) ?? first,
		revision: cluster => revisions.get(cluster) ?? first,
		events: (cluster, type) => rings.get(`${cluster} ${type}`) ?? [],
		listen(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		forget: (cluster, type) => void rings.delete(`${cluster} ${type}`),
		close: unwatch,
	};
};
