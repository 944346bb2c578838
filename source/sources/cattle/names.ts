import type {Resource, ResourceKey} from '../../model/resource.ts';

/**
 * What one project's resources must know of each other: services are named by their stack, and containers
 * of old servers name their service only by a label.
 */
export type Names = {
	/** Name of a stack, by its key. */
	readonly stack: (key: ResourceKey) => string | null;
	/** Key of the stack that a service belongs to, by the service's key. */
	readonly stackOf: (service: ResourceKey) => ResourceKey | null;
	/** A service as it was last told, by its key. */
	readonly serviceRow: (key: ResourceKey) => Resource | null;
	/** Key of a service by its name `stack/service`. */
	readonly service: (name: string) => ResourceKey | null;
	/** Takes note of a stack or service; gives the services that are to be told anew because their stack has another name now. */
	readonly note: (resource: Resource) => readonly Resource[];
	readonly forget: (key: ResourceKey) => void;
	/** Forgets the services that a whole listing lacks. */
	readonly retainServices: (keys: ReadonlySet<ResourceKey>) => void;
};

const none: readonly Resource[] = [];

/** The service's name with another stack's name before it. */
const renamed = (service: Resource, stack: string): Resource => ({
	...service,
	name: `${stack}/${service.name.slice(service.name.indexOf('/') + 1)}`,
});

/** Names of one project, empty. */
export const createNames = (): Names => {
	const stacks = new Map<ResourceKey, string>();
	const services = new Map<ResourceKey, {readonly resource: Resource; readonly stack: ResourceKey}>();
	const byName = new Map<string, ResourceKey>();

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
		const told: Resource[] = [];
		for (const {resource, stack} of services.values()) {
			if (stack === key) told.push(renamed(resource, name));
		}

		for (const resource of told) noteService(resource);
		return told;
	};

	const forget = (key: ResourceKey) => {
		stacks.delete(key);
		const service = services.get(key);
		if (service && byName.get(service.resource.name) === key) byName.delete(service.resource.name);
		services.delete(key);
	};

	return {
		stack: key => stacks.get(key) ?? null,
		stackOf: service => services.get(service)?.stack ?? null,
		serviceRow: key => services.get(key)?.resource ?? null,
		service: name => byName.get(name) ?? null,
		note(resource) {
			if (resource.kind === 'stack') return noteStack(resource);
			if (resource.kind === 'service') noteService(resource);
			return none;
		},
		forget,
		retainServices(keys) {
			for (const key of [...services.keys()]) if (!keys.has(key)) forget(key);
		},
	};
};
