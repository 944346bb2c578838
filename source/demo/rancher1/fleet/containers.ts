import {textOf} from '../../world/json-values.js';
import type {Entity, Fields, Json, Step} from '../../world/world.js';
import {assess, type Fleet, fault, relist, serviceOf, settle, stateOf} from './fleet.js';
import {runningFields} from './make.js';
import {note} from './stock.js';

/** What follows a process that ended well. */
export type Then = () => void;

const nothing: Then = () => undefined;

const imageOf = (container: Entity): string => textOf(container.fields.imageUuid).replace(/^docker:/, '');

const assessOf = (fleet: Fleet, container: Entity): void => {
	const service = serviceOf(fleet, container);
	if (service) assess(fleet, service);
};

/** Ends a process on a container: in `state`, or in a failure that a test wanted. */
const end = (fleet: Fleet, container: Entity, state: string, fields: Fields): boolean => {
	const failure = fleet.takeFailure();
	if (failure === null) settle(fleet, container, state, fields);
	else fault(fleet, container, state === 'running' ? 'error' : stateOf(container), failure);
	assessOf(fleet, container);
	return failure === null;
};

const checkHealth = (fleet: Fleet, container: Entity, then: Then): void => {
	if (container.fields.healthCheck === null) {
		then();
		return;
	}

	fleet.world.play(container.key, [
		{
			afterMs: 2500,
			fields: {healthState: 'healthy'},
			run() {
				assessOf(fleet, container);
				then();
			},
		},
	]);
};

const run = (fleet: Fleet, container: Entity, then: Then): void => {
	const healthState: Json = container.fields.healthCheck === null ? null : 'initializing';
	if (end(fleet, container, 'running', {...runningFields(fleet, container), healthState})) {
		checkHealth(fleet, container, then);
	}
};

/** Fails a container, as a start that the daemon refused does. */
export const failContainer = (fleet: Fleet, container: Entity, message: string): void => {
	fault(fleet, container, 'error', message, {healthState: null});
	assessOf(fleet, container);
	const service = serviceOf(fleet, container);
	if (service) note(fleet, service, 'service.trigger.error', message, container);
};

/** `starting`, with the image pulled first by default, then `running`, then `healthy` where that is checked. */
export const startContainer = (fleet: Fleet, container: Entity, pull = true, then: Then = nothing): void => {
	const message = pull ? `Pulling ${imageOf(container)}` : null;
	settle(fleet, container, 'starting', {transitioningMessage: message, healthState: null});
	const pulled: readonly Step[] = [7, 24, 48, 71, 93].map(transitioningProgress => ({
		afterMs: 700,
		fields: {transitioningProgress},
	}));
	fleet.world.play(container.key, [
		...(pull ? pulled : []),
		{afterMs: 700, fields: {transitioningMessage: null, transitioningProgress: null}},
		{afterMs: 600, run: () => run(fleet, container, then)},
	]);
};

/** `stopping`, then `stopped`. */
export const stopContainer = (fleet: Fleet, container: Entity, then: Then = nothing): void => {
	settle(fleet, container, 'stopping', {healthState: null});
	fleet.world.play(container.key, [
		{
			afterMs: 1800,
			run: () => {
				if (end(fleet, container, 'stopped', {})) then();
			},
		},
	]);
};

/** `restarting`, then `running` again. */
export const restartContainer = (fleet: Fleet, container: Entity, then: Then = nothing): void => {
	settle(fleet, container, 'restarting');
	fleet.world.play(container.key, [{afterMs: 2200, run: () => run(fleet, container, then)}]);
};

/** The container's program dies after a second and is started again, until the returned undo. */
export const crashContainer = (fleet: Fleet, container: Entity): (() => void) => {
	let isOver = false;
	const start = (): void => {
		if (isOver) return;
		settle(fleet, container, 'starting');
		const dieLater = () => fleet.world.play(container.key, [{afterMs: 1000, run: die}]);
		fleet.world.play(container.key, [{afterMs: 500, run: () => run(fleet, container, dieLater)}]);
	};
	const die = (): void => {
		settle(fleet, container, 'stopped');
		assessOf(fleet, container);
		fleet.world.play(container.key, [{afterMs: 500, run: start}]);
	};
	start();
	return () => {
		isOver = true;
	};
};

const forget = (fleet: Fleet, container: Entity): void => {
	const {world} = fleet;
	for (const type of ['serviceExposeMap', 'healthcheckInstanceHostMap', 'port', 'mount']) {
		for (const link of world.list(type, container.scope)) {
			if (link.fields.instanceId === container.id) world.remove(link.key);
		}
	}

	world.remove(container.key);
};

/** `purging`, of which no event is sent, and later nothing at all. */
export const purgeContainer = (fleet: Fleet, container: Entity): void => {
	settle(fleet, container, 'purging');
	fleet.world.play(container.key, [
		{afterMs: 1000, fields: {state: 'purged'}},
		{afterMs: 60_000, run: () => forget(fleet, container)},
	]);
};

/** `removing`, then `removed`: out of its service and host, and purged a while later. */
export const removeContainer = (fleet: Fleet, container: Entity, then: Then = nothing): void => {
	const {world} = fleet;
	settle(fleet, container, 'removing');
	const removed = (): void => {
		if (!end(fleet, container, 'removed', {removed: world.clock.now(), healthState: null})) return;
		const service = serviceOf(fleet, container);
		const host = world.find(`host/${textOf(container.fields.hostId)}`);
		if (service) relist(fleet, service, 'instanceIds', container.id, false);
		if (host) relist(fleet, host, 'instanceIds', container.id, false);
		assessOf(fleet, container);
		world.play(container.key, [
			{afterMs: world.random.integer(20_000, 120_000), run: () => purgeContainer(fleet, container)},
		]);
		then();
	};
	world.play(container.key, [{afterMs: 1500, run: removed}]);
};

/** Removes a container whatever it does: one that runs is stopped first (`cattle InstanceManager.java`). */
export const deleteContainer = (fleet: Fleet, container: Entity, then: Then = nothing): void => {
	const state = stateOf(container);
	if (['removing', 'removed', 'purging', 'purged'].includes(state)) then();
	else if (state === 'running' || state === 'starting') {
		stopContainer(fleet, container, () => removeContainer(fleet, container, then));
	} else removeContainer(fleet, container, then);
};
