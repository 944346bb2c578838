import {textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields, World} from '../../world/world.js';

/** The simulated fleet: a world of resources that know each other by id. */
export type Fleet = {
	readonly world: World;
	/** The next free id for a base type: `1i12`. */
	readonly nextId: (baseType: string) => string;
	/** What the next process that could fail will fail with; asking takes it. */
	readonly takeFailure: () => string | null;
	readonly failNext: (message: string) => void;
};

/** First letter and capitals of the base type, with two that the server names itself (`cattle TypeIdFormatter.java`). */
const shortName = (baseType: string): string => {
	const named: Readonly<Record<string, string>> = {stack: 'st', secret: 'se'};
	return named[baseType] ?? `${baseType.slice(0, 1)}${baseType.replaceAll(/[^A-Z]/g, '').toLowerCase()}`;
};

/** A fleet without anything in it. */
export const createFleet = (world: World): Fleet => {
	const last = new Map<string, number>();
	let failure: string | null = null;
	return {
		world,
		nextId(baseType) {
			const short = shortName(baseType);
			// Types that share a prefix count on their own: 1c1 is a certificate and a credential.
			const next = (last.get(baseType) ?? 0) + 1;
			last.set(baseType, next);
			return `1${short}${next}`;
		},
		takeFailure() {
			const taken = failure;
			failure = null;
			return taken;
		},
		failNext(message) {
			failure = message;
		},
	};
};

/** Adds a resource with the fields that all have in common; `state` is `active` unless given. */
export const addResource = (
	{world, nextId}: Fleet,
	scope: string,
	names: {readonly type: string; readonly baseType?: string; readonly id?: string},
	fields: Fields,
): Entity => {
	const baseType = names.baseType ?? names.type;
	return world.add({
		id: names.id ?? nextId(baseType),
		type: names.type,
		baseType,
		scope,
		fields: {
			accountId: scope,
			created: world.clock.now(),
			kind: names.type,
			name: null,
			state: 'active',
			removed: null,
			uuid: world.random.uuid(),
			...fields,
		},
	});
};

/** Moves a resource to a state; whatever its last transition left behind goes. */
export const settle = ({world}: Fleet, entity: Entity, state: string, fields: Fields = {}): Entity =>
	world.change(entity.key, {
		state,
		transitioning: null,
		transitioningMessage: null,
		transitioningProgress: null,
		...fields,
	});

/** Moves a resource to a state in which its last process failed. */
export const fault = (
	fleet: Fleet,
	entity: Entity,
	state: string,
	message: string,
	fields: Fields = {},
): Entity => settle(fleet, entity, state, {transitioning: 'error', transitioningMessage: message, ...fields});

/** State of a resource, as it is kept. */
export const stateOf = (entity: Entity): string => textOf(entity.fields.state);

const byIds = ({world}: Fleet, baseType: string, ids: readonly string[]): readonly Entity[] =>
	ids.flatMap(id => world.find(`${baseType}/${id}`) ?? []);

/** The containers that a service has now. */
export const containersOf = (fleet: Fleet, service: Entity): readonly Entity[] =>
	byIds(fleet, 'instance', textsOf(service.fields.instanceIds));

/** The services of a stack. */
export const servicesOf = (fleet: Fleet, stack: Entity): readonly Entity[] =>
	byIds(fleet, 'service', textsOf(stack.fields.serviceIds));

/** The service of a container, if it has one. */
export const serviceOf = ({world}: Fleet, container: Entity): Entity | undefined =>
	world.find(`service/${textsOf(container.fields.serviceIds)[0] ?? ''}`);

/** The stack of a service. */
export const stackOf = ({world}: Fleet, service: Entity): Entity | undefined =>
	world.find(`stack/${textOf(service.fields.stackId)}`);

/** Adds an id to a list of ids of a resource, or takes it out. */
export const relist = ({world}: Fleet, entity: Entity, field: string, id: string, listed: boolean): void => {
	const others = textsOf(entity.fields[field]).filter(other => other !== id);
	world.change(entity.key, {[field]: listed ? [...others, id] : others});
};

const isUp = (container: Entity): boolean => stateOf(container) === 'running';

const changeIfNew = ({world}: Fleet, entity: Entity, fields: Fields): void => {
	const differs = Object.entries(fields).some(([name, value]) => entity.fields[name] !== value);
	if (differs) world.change(entity.key, fields);
};

/** Works out the health of a service from its containers, then that of its stack. */
export const assess = (fleet: Fleet, service: Entity): void => {
	const containers = containersOf(fleet, service);
	const well = containers.filter(
		container => isUp(container) && ['healthy', ''].includes(textOf(container.fields.healthState)),
	);
	const settled = containers.length > 0 && well.length === containers.length;
	const partly = well.length > 0 ? 'degraded' : 'unhealthy';
	const healthState = settled || service.fields.launchConfig === null ? 'healthy' : partly;
	changeIfNew(fleet, service, {healthState, currentScale: containers.length});
	const stack = stackOf(fleet, service);
	if (!stack) return;
	const healths = servicesOf(fleet, stack)
		.filter(({fields}) => fields.state !== 'inactive')
		.map(({fields}) => textOf(fields.healthState));
	const worst = ['unhealthy', 'degraded', 'initializing'].find(health => healths.includes(health));
	changeIfNew(fleet, stack, {healthState: worst === undefined ? 'healthy' : 'degraded'});
};
