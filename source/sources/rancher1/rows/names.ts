import type {Resource, ResourceKey} from '../../../model/resource.js';

/**
 * What one project's resources must know of each other: services are named by their stack, and containers
 * of old servers name their service only by a label.
 */
export type Names = {
	/** Name of a stack, by its key. */
	readonly stack: (key: ResourceKey) => string | null;
	/** Key of the stack that a service belongs to, by the service's key. */
	readonly stackOf: (service: ResourceKey) => ResourceKey | null;
	/** The last reported row of a service, by its key. */
	readonly serviceRow: (key: ResourceKey) => Resource | null;
	/** Key of a service by its name `stack/service`. */
	readonly service: (name: string) => ResourceKey | null;
	/** Key of the host that a container is on, by the container's key. */
	readonly hostOf: (container: ResourceKey) => ResourceKey | null;
	/**
	 * Takes note of a row; gives those that are to be reported again because of it: services whose stack has another name
	 * now, volumes whose container is on a host that was not known.
	 */
	readonly note: (resource: Resource) => readonly Resource[];
	readonly forget: (key: ResourceKey) => void;
	/** The rows of a kind that were noted: those of them that a whole listing lacks are to be forgotten. */
	readonly keysOf: (kind: string) => readonly ResourceKey[];
};

const none: readonly Resource[] = [];

/** The service's name with another stack's name before it. */
const renamed = (service: Resource, stack: string): Resource => ({
	...service,
	name: `${stack}/${service.name.slice(service.name.indexOf('/') + 1)}`,
});

const containerOf = ({parents}: Resource): ResourceKey | undefined =>
	parents.find(key => key.includes('/instance/'));

/** The volume on the host of its container. */
const placed = (volume: Resource, host: ResourceKey): Resource => ({
	...volume,
	cells: {...volume.cells, HOST: host},
	parents: volume.parents.flatMap(key => (key === containerOf(volume) ? [key, host] : [key])),
});

/** Volumes that name no host, as those of a real server do (list-real-volumes.http), until that of their container is known. */
const createUnplaced = () => {
	const volumes = new Map<ResourceKey, Resource>();
	const byContainer = new Map<ResourceKey, Set<ResourceKey>>();
	const forget = (key: ResourceKey) => {
		const volume = volumes.get(key);
		if (volume === undefined || !volumes.delete(key)) return;
		byContainer.get(containerOf(volume) ?? '')?.delete(key);
	};

	return {
		volumes,
		forget,
		note(volume: Resource): void {
			forget(volume.key);
			const container = containerOf(volume);
			if (typeof volume.cells.HOST === 'string' || container === undefined) return;
			volumes.set(volume.key, volume);
			byContainer.set(container, (byContainer.get(container) ?? new Set()).add(volume.key));
		},
		/** Those of a container, which wait no longer. */
		take(container: ResourceKey): readonly Resource[] {
			const taken = [...(byContainer.get(container) ?? [])].flatMap(key => volumes.get(key) ?? []);
			for (const {key} of taken) forget(key);
			byContainer.delete(container);
			return taken;
		},
	};
};

/** Names of one project, empty. */
export const createNames = (): Names => {
	const stacks = new Map<ResourceKey, string>();
	const services = new Map<ResourceKey, {readonly resource: Resource; readonly stack: ResourceKey}>();
	const byName = new Map<string, ResourceKey>();

	const hosts = new Map<ResourceKey, ResourceKey>();
	const unplaced = createUnplaced();
	const noted = new Map<string, ReadonlyMap<ResourceKey, unknown>>([
		['stack', stacks],
		['service', services],
		['container', hosts],
		['volume', unplaced.volumes],
	]);

	const noteContainer = ({key, cells}: Resource): readonly Resource[] => {
		const host = cells.HOST;
		if (typeof host !== 'string' || hosts.get(key) === host) return none;
		hosts.set(key, host);
		return unplaced.take(key).map(volume => placed(volume, host));
	};

	const noteService = (resource: Resource) => {
		const stack = resource.cells.STACK;
		const before = services.get(resource.key);
		if (before && before.resource.name !== resource.name) byName.delete(before.resource.name);
		if (typeof stack === 'string') services.set(resource.key, {resource, stack});
		byName.set(resource.name, resource.key);
	};

	const noteStack = ({key, name}: Resource): readonly Resource[] => {
		if (stacks.get(key) === name) return none;
		stacks.set(key, name);
		const changed: Resource[] = [];
		for (const {resource, stack} of services.values()) {
			if (stack === key) changed.push(renamed(resource, name));
		}

		for (const resource of changed) noteService(resource);
		return changed;
	};

	const forget = (key: ResourceKey) => {
		stacks.delete(key);
		hosts.delete(key);
		unplaced.forget(key);
		const service = services.get(key);
		if (service && byName.get(service.resource.name) === key) byName.delete(service.resource.name);
		services.delete(key);
	};

	return {
		stack: key => stacks.get(key) ?? null,
		stackOf: service => services.get(service)?.stack ?? null,
		serviceRow: key => services.get(key)?.resource ?? null,
		service: name => byName.get(name) ?? null,
		hostOf: container => hosts.get(container) ?? null,
		note(resource) {
			if (resource.kind === 'stack') return noteStack(resource);
			if (resource.kind === 'container') return noteContainer(resource);
			if (resource.kind === 'service') noteService(resource);
			else if (resource.kind === 'volume') unplaced.note(resource);
			return none;
		},
		forget,
		keysOf: kind => [...(noted.get(kind)?.keys() ?? [])],
	};
};
