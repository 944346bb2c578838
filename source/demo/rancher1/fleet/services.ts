import {numberOf, textOf} from '../../world/json-values.js';
import type {Entity} from '../../world/world.js';
import {
	deleteContainer,
	purgeContainer,
	restartContainer,
	startContainer,
	stopContainer,
	type Then,
} from './containers.js';
import {
	assess,
	containersOf,
	type Fleet,
	fault,
	relist,
	servicesOf,
	settle,
	stackOf,
	stateOf,
} from './fleet.js';
import {makeContainer} from './make.js';
import {note} from './stock.js';

/** Does a thing for each of some, one after the other, as long as it goes well. */
export const inTurn = <T>(each: readonly T[], act: (one: T, next: Then) => void, last: Then): void => {
	const [first, ...others] = each;
	if (first === undefined) last();
	else act(first, () => inTurn(others, act, last));
};

/** Ends a process on a service, unless something else moved it on in the meantime. */
export const finish = (
	fleet: Fleet,
	service: Entity,
	from: string,
	to: string,
	then: Then = () => undefined,
): void => {
	if (stateOf(service) !== from) return;
	const failure = fleet.takeFailure();
	if (failure === null) settle(fleet, service, to);
	else fault(fleet, service, to, failure);
	assess(fleet, service);
	then();
};

const quietestHost = ({world}: Fleet, scope: string): Entity | undefined =>
	world
		.list('host', scope)
		.filter(({fields}) => fields.state === 'active' && fields.agentState === 'active')
		.map(host => ({host, load: Array.isArray(host.fields.instanceIds) ? host.fields.instanceIds.length : 0}))
		.sort((one, other) => one.load - other.load)[0]?.host;

/** Adds one container to a service and starts it where there is most room. */
export const deployContainer = (fleet: Fleet, service: Entity, then: Then): void => {
	const host = quietestHost(fleet, service.scope);
	if (!host) {
		fault(fleet, service, stateOf(service), 'Scheduling failed: no healthy hosts with enough free resources');
		return;
	}

	const container = makeContainer(fleet, service, host);
	note(fleet, service, 'service.instance.create', `Creating ${textOf(container.fields.name)}`, container);
	assess(fleet, service);
	fleet.world.play(container.key, [{afterMs: 800, run: () => startContainer(fleet, container, true, then)}]);
};

/** Brings a service to its scale, then to `active`; one that is inactive only remembers it. */
export const scaleService = (fleet: Fleet, service: Entity, scale: number): void => {
	if (stateOf(service) === 'inactive') {
		settle(fleet, service, 'updating-inactive', {scale});
		fleet.world.after(300, () => finish(fleet, service, 'updating-inactive', 'inactive'));
		return;
	}

	settle(fleet, service, 'updating-active', {scale});
	const containers = containersOf(fleet, service);
	const missing = Array.from({length: Math.max(0, scale - containers.length)}, (_, index) => index);
	const surplus = containers.slice(scale);
	const done = (): void => finish(fleet, service, 'updating-active', 'active');
	inTurn(
		surplus,
		(container, next) => deleteContainer(fleet, container, next),
		() =>
			inTurn(
				missing,
				(_, next) => deployContainer(fleet, service, next),
				() => fleet.world.after(700, done),
			),
	);
};

/** Removes these containers, all at once. */
export const removeAll = (fleet: Fleet, containers: readonly Entity[]): void => {
	for (const container of containers) deleteContainer(fleet, container);
};

/** Moves a service through `via` to `to`. */
export const passService = (fleet: Fleet, service: Entity, via: string, to: string): void => {
	settle(fleet, service, via);
	fleet.world.after(1500, () => finish(fleet, service, via, to));
};

/** Restarts the containers one by one. */
export const restartService = (fleet: Fleet, service: Entity): void => {
	settle(fleet, service, 'restarting');
	inTurn(
		containersOf(fleet, service),
		(container, next) => restartContainer(fleet, container, next),
		() => finish(fleet, service, 'restarting', 'active'),
	);
};

/** Starts every container that stands still. */
export const activateService = (fleet: Fleet, service: Entity): void => {
	settle(fleet, service, 'activating');
	const idle = containersOf(fleet, service).filter(container => stateOf(container) === 'stopped');
	for (const container of idle) startContainer(fleet, container, false);
	fleet.world.after(3500, () => finish(fleet, service, 'activating', 'active'));
};

/** Stops every container that runs. */
export const deactivateService = (fleet: Fleet, service: Entity): void => {
	settle(fleet, service, 'deactivating');
	for (const container of containersOf(fleet, service)) {
		if (stateOf(container) === 'running') stopContainer(fleet, container);
	}

	fleet.world.after(3000, () => finish(fleet, service, 'deactivating', 'inactive'));
};

/** Removes a service with its containers. */
export const removeService = (fleet: Fleet, service: Entity, then: Then = () => undefined): void => {
	const {world} = fleet;
	settle(fleet, service, 'removing');
	removeAll(fleet, containersOf(fleet, service));
	const stack = stackOf(fleet, service);
	world.play(service.key, [
		{
			afterMs: 5000,
			run() {
				settle(fleet, service, 'removed', {removed: world.clock.now()});
				if (stack) relist(fleet, stack, 'serviceIds', service.id, false);
				then();
			},
		},
		{afterMs: 90_000, run: () => world.remove(service.key)},
	]);
};

/** Removes a stack with its services. */
export const removeStack = (fleet: Fleet, stack: Entity): void => {
	const {world} = fleet;
	settle(fleet, stack, 'removing');
	for (const service of servicesOf(fleet, stack)) removeService(fleet, service);
	world.play(stack.key, [
		{afterMs: 6000, run: () => settle(fleet, stack, 'removed', {removed: world.clock.now()})},
		{afterMs: 90_000, run: () => world.remove(stack.key)},
	]);
};

/** Moves every container of a host to others. */
export const evacuate = (fleet: Fleet, host: Entity): void => {
	const leaving = fleet.world.list('container', host.scope).filter(({fields}) => fields.hostId === host.id);
	for (const container of leaving) {
		const service = fleet.world.find(`service/${textOf(container.fields.serviceId)}`);
		deleteContainer(fleet, container, () => {
			if (service && containersOf(fleet, service).length < numberOf(service.fields.scale)) {
				deployContainer(fleet, service, () => undefined);
			}
		});
	}
};

/** Purges what was removed. */
export const purge = (fleet: Fleet, entity: Entity): void => {
	if (entity.baseType === 'instance') {
		purgeContainer(fleet, entity);
		return;
	}

	settle(fleet, entity, 'purging');
	fleet.world.play(entity.key, [
		{afterMs: 1000, fields: {state: 'purged'}},
		{afterMs: 60_000, run: () => fleet.world.remove(entity.key)},
	]);
};
