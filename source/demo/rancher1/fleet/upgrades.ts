import type {Entity, Json} from '../../world/world.js';
import {startContainer, stopContainer, type Then} from './containers.js';
import {containersOf, type Fleet, settle, stateOf} from './fleet.js';
import {deployContainer, finish, inTurn, removeAll} from './services.js';
import {note} from './stock.js';

/** Replaces the containers of a service one by one; the old ones stay, stopped, until the upgrade is finished. */
export const upgradeService = (fleet: Fleet, service: Entity, launchConfig: Json, then?: Then): void => {
	const previous = service.fields.launchConfig ?? null;
	settle(fleet, service, 'upgrading', {
		launchConfig: launchConfig ?? previous,
		upgrade: {
			inServiceStrategy: {
				batchSize: 1,
				intervalMillis: 2000,
				startFirst: false,
				previousLaunchConfig: previous,
			},
		},
	});
	note(fleet, service, 'service.upgrade', 'Upgrading');
	const old = containersOf(fleet, service).filter(container => stateOf(container) === 'running');
	const replace = (container: Entity, next: Then): void => {
		if (stateOf(service) !== 'upgrading') return;
		stopContainer(fleet, container, () => deployContainer(fleet, service, next));
	};
	fleet.world.after(900, () =>
		inTurn(old, replace, () => finish(fleet, service, 'upgrading', 'upgraded', then)),
	);
};

/** Removes what the upgrade stopped, then `active`. */
export const finishUpgrade = (fleet: Fleet, service: Entity): void => {
	settle(fleet, service, 'finishing-upgrade');
	removeAll(
		fleet,
		containersOf(fleet, service).filter(container => stateOf(container) === 'stopped'),
	);
	fleet.world.after(4500, () => finish(fleet, service, 'finishing-upgrade', 'active'));
};

/** Starts what the upgrade stopped and removes what it added, then `active`. */
export const rollBack = (fleet: Fleet, service: Entity): void => {
	settle(fleet, service, 'rolling-back');
	const containers = containersOf(fleet, service);
	const stopped = containers.filter(container => stateOf(container) === 'stopped');
	if (stopped.length > 0) removeAll(fleet, containers.slice(stopped.length));
	inTurn(
		stopped,
		(container, next) => startContainer(fleet, container, false, next),
		() => fleet.world.after(1500, () => finish(fleet, service, 'rolling-back', 'active')),
	);
};
