import type {Entity, Fields} from '../../world/world.js';
import {
	deleteContainer,
	removeContainer,
	restartContainer,
	startContainer,
	stopContainer,
} from './containers.js';
import {type Fleet, fault, settle} from './fleet.js';
import {
	activateService,
	deactivateService,
	passService,
	purge,
	removeService,
	removeStack,
	restartService,
} from './services.js';
import {memberOf} from './states.js';
import {finishUpgrade, rollBack, upgradeService} from './upgrades.js';

type Transition = (fleet: Fleet, entity: Entity, input: Fields) => void;

/** Through `via` to `to`, in about a second and a half. */
const pass =
	(via: string, to: string, ended: (now: number) => Fields = () => ({})): Transition =>
	(fleet, entity) => {
		settle(fleet, entity, via);
		fleet.world.play(entity.key, [
			{
				afterMs: 1500,
				run() {
					const failure = fleet.takeFailure();
					if (failure === null) settle(fleet, entity, to, ended(fleet.world.clock.now()));
					else fault(fleet, entity, via, failure);
				},
			},
		]);
	};

const remove = pass('removing', 'removed', removed => ({removed}));

// What most types do; the tables below differ from it.
const standard: Readonly<Record<string, Transition>> = {
	activate: pass('activating', 'active'),
	deactivate: pass('deactivating', 'inactive'),
	remove,
	purge,
};

const upgrade: Transition = (fleet, service, input) =>
	upgradeService(fleet, service, memberOf(input.inServiceStrategy, 'launchConfig') ?? null);

const cancel: Transition = (fleet, service) =>
	passService(fleet, service, 'canceling-upgrade', 'canceled-upgrade');

const transitions: Readonly<Record<string, Readonly<Record<string, Transition>>>> = {
	instance: {
		start: (fleet, container) => startContainer(fleet, container),
		stop(fleet, container, input) {
			const then = input.remove === true ? () => removeContainer(fleet, container) : undefined;
			stopContainer(fleet, container, then);
		},
		restart: (fleet, container) => restartContainer(fleet, container),
		remove: (fleet, container) => deleteContainer(fleet, container),
		migrate: (fleet, container) => restartContainer(fleet, container),
	},
	service: {
		upgrade,
		continueupgrade: upgrade,
		finishupgrade: finishUpgrade,
		rollback: rollBack,
		cancelupgrade: cancel,
		restart: restartService,
		activate: activateService,
		deactivate: deactivateService,
		remove: (fleet, service) => removeService(fleet, service),
	},
	stack: {
		upgrade: pass('upgrading', 'upgraded'),
		finishupgrade: pass('finishing-upgrade', 'active'),
		rollback: pass('rolling-back', 'active'),
		cancelupgrade: pass('canceling-upgrade', 'canceled-upgrade'),
		remove: removeStack,
	},
	host: {
		activate: pass('activating', 'active', () => ({agentState: 'active'})),
		deactivate: pass('deactivating', 'inactive'),
	},
	account: {upgrade: pass('upgrading', 'active')},
};

/** What an action that is a process does to a resource of a base type; undefined where it is not a process. */
export const transitionOf = (baseType: string, action: string): Transition | undefined =>
	transitions[baseType]?.[action] ?? standard[action];
