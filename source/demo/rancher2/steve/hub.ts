import {textOf} from '../../world/json-values.js';
import type {Entity, Fields, World} from '../../world/world.js';
import {createCaches, type HubEvent} from './caches.js';
import {type Appearance, appearancesOf, written} from './render.js';

/** Stands in written objects where the server's own address belongs. */
export const originMark = 'http://origin.invalid';

/** An object in Steve's cache, written when it is asked for. */
export type CachedObject = {
	readonly id: string;
	/** Where it is in the world; null for one that is gone. */
	readonly appearance: Appearance | null;
	readonly written: () => Fields;
};

/** What all Steves of a server know: the objects of each cluster with their versions, and the last events. */
export type Hub = {
	readonly appearances: (cluster: string, type: string) => readonly Appearance[];
	/** The objects as Steve's cache has them: that misses what happens while Steve is deaf. */
	readonly cached: (cluster: string, type: string, origin: string) => readonly CachedObject[];
	/** Ids of the objects as `/v1/counts` counts them, from another cache that misses nothing for long. */
	readonly counted: (cluster: string, type: string) => readonly string[];
	readonly find: (cluster: string, type: string, id: string) => Appearance | undefined;
	readonly versionOf: (appearance: Appearance) => number;
	/** The revision of the newest event in a cluster. */
	readonly revision: (cluster: string) => number;
	/** The kept events of a type, oldest first. */
	readonly events: (cluster: string, type: string) => readonly HubEvent[];
	readonly listen: (listener: (cluster: string, type: string, event: HubEvent) => void) => () => void;
	/** Forgets all kept events of a type. */
	readonly forget: (cluster: string, type: string) => void;
	/** Steve no longer hears of a cluster: its lists and its watches stay as they are. */
	readonly deafen: (cluster: string) => void;
	/**
	 * Steve hears of the cluster again: it sends every living object once more, with its own revision. Objects that were
	 * removed meanwhile stay in its lists for good (fixtures rancher2/more/outage-*, ghost-*).
	 */
	readonly hear: (cluster: string) => void;
	readonly close: () => void;
};

/** How many events of a type are kept (`steve pkg/sqlcache/informer/listoption_indexer.go`). */
const usualRing = 1000;

const first = 8_812_000;

const namespaceOf = (id: string): string | null => (id.includes('/') ? (id.split('/', 1)[0] ?? null) : null);

const read = (text: string, origin: string): Fields => JSON.parse(text.replaceAll(originMark, origin));

const names = {added: 'resource.create', changed: 'resource.change', removed: 'resource.remove'} as const;

/** The shelves of a hub: each appearance by cluster and type, with its version, and the newest events. */
class Shelves implements Hub {
	readonly #world: World;
	readonly #ringSize: number;
	readonly #shelves = new Map<string, Map<string, Appearance>>();
	readonly #versions = new Map<string, number>();
	readonly #revisions = new Map<string, number>();
	readonly #rings = new Map<string, HubEvent[]>();
	readonly #listeners = new Set<(cluster: string, type: string, event: HubEvent) => void>();
	readonly #places = new Map<Entity, readonly Appearance[]>();
	readonly #caches = createCaches();
	readonly close: () => void;

	constructor(world: World, ringSize: number) {
		this.#world = world;
		this.#ringSize = ringSize;
		this.close = world.watch(({type, entity}) => this.#see(entity, names[type]));
	}

	appearances(cluster: string, type: string): readonly Appearance[] {
		return [...(this.#shelves.get(`${cluster} ${type}`)?.values() ?? [])];
	}

	cached(cluster: string, type: string, origin: string): readonly CachedObject[] {
		const living = this.#caches.isDeaf(cluster) ? [] : this.appearances(cluster, type);
		return [
			...living.map(appearance => ({
				id: appearance.id,
				appearance,
				written: () => written(appearance, this.versionOf(appearance), this.#world, origin),
			})),
			...this.#caches.kept(cluster, type).map(text => {
				const object = read(text, origin);
				return {id: textOf(object.id), appearance: null, written: () => object};
			}),
		];
	}

	counted(cluster: string, type: string): readonly string[] {
		if (this.#caches.isDeaf(cluster)) return this.#caches.ids(cluster, type);
		return [...(this.#shelves.get(`${cluster} ${type}`)?.keys() ?? [])];
	}

	find(cluster: string, type: string, id: string): Appearance | undefined {
		return this.#shelves.get(`${cluster} ${type}`)?.get(id);
	}

	versionOf(appearance: Appearance): number {
		return this.#versions.get(nameOf(appearance)) ?? first;
	}

	revision(cluster: string): number {
		return this.#revisions.get(cluster) ?? first;
	}

	events(cluster: string, type: string): readonly HubEvent[] {
		return this.#rings.get(`${cluster} ${type}`) ?? [];
	}

	listen(listener: (cluster: string, type: string, event: HubEvent) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	forget(cluster: string, type: string): void {
		this.#rings.delete(`${cluster} ${type}`);
	}

	deafen(cluster: string): void {
		for (const each of this.#allOf(cluster)) this.#caches.keep(this.#eventOf(each, 'resource.change'), each);
		this.#caches.setDeaf(cluster, true);
	}

	hear(cluster: string): void {
		this.#caches.setDeaf(cluster, false);
		for (const each of this.#allOf(cluster)) {
			const event = this.#eventOf(each, 'resource.change');
			if (this.#caches.revision(each) !== event.revision) this.#keep(cluster, each.type, event);
			this.#caches.forget(cluster, each.type, each.id);
			this.#emit(cluster, each.type, event);
		}
	}

	#allOf(cluster: string): readonly Appearance[] {
		return [...this.#shelves].flatMap(([name, shelf]) =>
			name.startsWith(`${cluster} `) ? [...shelf.values()] : [],
		);
	}

	#eventOf(appearance: Appearance, name: HubEvent['name']): HubEvent {
		const {id} = appearance;
		const revision = this.versionOf(appearance);
		const data = JSON.stringify(written(appearance, revision, this.#world, originMark));
		return {name, revision, data, namespace: namespaceOf(id), id};
	}

	#emit(cluster: string, type: string, event: HubEvent): void {
		for (const listener of [...this.#listeners]) listener(cluster, type, event);
	}

	#keep(cluster: string, type: string, event: HubEvent): void {
		const ring = this.#rings.get(`${cluster} ${type}`) ?? [];
		this.#rings.set(`${cluster} ${type}`, ring);
		ring.push(event);
		if (ring.length > this.#ringSize) ring.shift();
	}

	#take(appearance: Appearance, name: HubEvent['name']): void {
		const {cluster, type, id} = appearance;
		const revision = this.revision(cluster) + 1;
		this.#revisions.set(cluster, revision);
		this.#versions.set(nameOf(appearance), revision);
		const shelf = this.#shelves.get(`${cluster} ${type}`) ?? new Map<string, Appearance>();
		this.#shelves.set(`${cluster} ${type}`, shelf);
		if (name === 'resource.remove') shelf.delete(id);
		else shelf.set(id, appearance);
		if (this.#caches.isDeaf(cluster)) return;
		this.#caches.forget(cluster, type, id);
		const event = this.#eventOf(appearance, name);
		this.#keep(cluster, type, event);
		this.#emit(cluster, type, event);
	}

	#see(entity: Entity, name: HubEvent['name']): void {
		const seen = this.#places.get(entity) ?? appearancesOf(entity);
		if (name === 'resource.remove') this.#places.delete(entity);
		else this.#places.set(entity, seen);
		for (const appearance of seen) this.#take(appearance, name);
	}
}

const nameOf = ({cluster, type, id}: Appearance): string => `${cluster} ${type} ${id}`;

/** Follows a world from now on; reports what is in it already as created. */
export const createHub = (world: World, ringSize: number = usualRing): Hub => new Shelves(world, ringSize);
