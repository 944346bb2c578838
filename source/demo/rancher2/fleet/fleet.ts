import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity, Fields, World} from '../../world/world.js';

/** The simulated clusters, and what the next thing that starts will fail with. */
export type Fleet = {
	readonly world: World;
	/** The pods of each workload by its key, oldest first. */
	readonly podsByOwner: ReadonlyMap<string, ReadonlySet<Entity>>;
	readonly failNext: (message: string) => void;
	/** Takes the failure that was ordered, or null. */
	readonly takeFailure: () => string | null;
};

/** Keeps which pods belong to which workload: to look through thousands for each change takes minutes. */
const indexPods = (world: World): Fleet['podsByOwner'] => {
	const byOwner = new Map<string, Set<Entity>>();
	const owners = new Map<Entity, string>();
	world.watch(({type, entity}) => {
		if (entity.type !== 'pod') return;
		const before = owners.get(entity);
		const owner = type === 'removed' ? '' : textOf(entity.fields.owner);
		if (owner === before) return;
		byOwner.get(before ?? '')?.delete(entity);
		owners.delete(entity);
		if (owner === '') return;
		owners.set(entity, owner);
		byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(entity));
	});
	return byOwner;
};

/** A fleet of nothing yet. */
export const createFleet = (world: World): Fleet => {
	let failure: string | null = null;
	return {
		world,
		podsByOwner: indexPods(world),
		failNext(message) {
			failure = message;
		},
		takeFailure() {
			const taken = failure;
			failure = null;
			return taken;
		},
	};
};

/** The id by which Kubernetes knows it: `shop/web`, or `wk-01`. */
export const plainId = ({id, scope}: Entity): string =>
	id.startsWith(`${scope}:`) ? id.slice(scope.length + 1) : id;

/** Key of a resource of a cluster in the world. */
export const keyOf = (cluster: string, type: string, id: string): string => `${type}/${cluster}:${id}`;

/** Adds a resource of a cluster: `id` is `namespace/name` or a name. */
export const add = ({world}: Fleet, cluster: string, type: string, id: string, fields: Fields): Entity => {
	const [name = id, namespace = null] = id.split('/').reverse();
	return world.add({
		id: `${cluster}:${id}`,
		type,
		scope: cluster,
		fields: {name, namespace, created: world.clock.now(), uid: world.random.uuid(), ...fields},
	});
};

/** The pods of a workload. */
export const podsOf = ({podsByOwner}: Fleet, workload: Entity): readonly Entity[] => [
	...(podsByOwner.get(workload.key) ?? []),
];

/** The workload of a pod. */
export const ownerOf = ({world}: Fleet, pod: Entity): Entity | undefined =>
	world.find(textOf(pod.fields.owner));

/** A pod whose containers all run. */
export const isReady = ({fields}: Entity): boolean => fields.status === 'Running' && fields.ready === true;

/** The nodes on which pods may be placed now. */
export const openNodes = ({world}: Fleet, cluster: string): readonly Entity[] =>
	world.list('node', cluster).filter(({fields}) => fields.unschedulable !== true && fields.ready === true);

/** Works out how many pods of a workload there are, are ready, and are of its newest template. */
export const assess = (fleet: Fleet, workload: Entity): void => {
	if (!fleet.world.find(workload.key)) return;
	const pods = podsOf(fleet, workload).filter(({fields}) => fields.deleting !== true);
	const now = {
		current: pods.length,
		readyReplicas: pods.filter(isReady).length,
		updated: pods.filter(({fields}) => fields.hash === workload.fields.hash).length,
	};
	const differs = Object.entries(now).some(([name, value]) => workload.fields[name] !== value);
	if (!differs) return;
	const turns = isAvailable(workload) !== isAvailable({...workload, fields: {...workload.fields, ...now}});
	fleet.world.change(workload.key, turns ? {...now, availableSince: fleet.world.clock.now()} : now);
};

/** A quarter of a deployment's pods may be away. */
export const isAvailable = ({fields}: Entity): boolean =>
	numberOf(fields.readyReplicas) >= Math.ceil(numberOf(fields.replicas) * 0.75);

/** Adds a Kubernetes event about a resource; the oldest go when there are many. */
export const recordEvent = (
	fleet: Fleet,
	about: Entity,
	event: {readonly type: 'Normal' | 'Warning'; readonly reason: string; readonly message: string},
): void => {
	const {world} = fleet;
	const namespace = textOf(about.fields.namespace) || 'default';
	const id = `${namespace}/${textOf(about.fields.name)}.${world.random.hex(16)}`;
	add(fleet, about.scope, 'event', id, {
		...event,
		about: about.type,
		aboutName: about.fields.name ?? null,
		aboutUid: about.fields.uid ?? null,
		lastAt: world.clock.now(),
	});
	const [oldest, ...others] = world.list('event', about.scope);
	if (oldest && others.length > 80) world.remove(oldest.key);
};
