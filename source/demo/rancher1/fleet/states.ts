import {textOf} from '../../world/json-values.js';
import type {Entity, Json} from '../../world/world.js';

type Table = Readonly<Record<string, string>>;

const standard: Table = {
	active: 'deactivate update',
	inactive: 'activate update remove',
	removed: 'purge',
};

const instance: Table = {
	requested: 'create',
	creating: 'start stop remove',
	starting: 'stop',
	running: 'update stop restart migrate logs execute proxy',
	'updating-running': 'stop logs',
	restarting: 'stop',
	stopping: 'logs',
	stopped: 'update start remove logs',
	error: 'remove',
	erroring: 'remove',
	removed: 'purge',
};

const host: Table = {
	active: 'deactivate evacuate dockersocket update',
	inactive: 'activate remove evacuate dockersocket update provision',
	// Declared by a schema and handled by nothing (error-404-host-delete-action.http).
	'*': 'upgrade delete',
	deactivating: 'remove evacuate dockersocket',
	registering: 'remove evacuate dockersocket',
	activating: 'evacuate dockersocket',
	error: 'remove',
	removed: 'purge',
};

const stack: Table = {
	active: 'upgrade remove update',
	upgraded: 'finishupgrade rollback remove update',
	upgrading: 'cancelupgrade rollback remove update',
	'canceled-upgrade': 'upgrade rollback remove update',
	'finishing-upgrade': 'cancelupgrade',
	error: 'remove',
	'*': 'activateservices deactivateservices addoutputs exportconfig',
};

const service: Table = {
	inactive: 'activate upgrade remove update',
	active: 'deactivate restart upgrade remove update',
	activating: 'deactivate upgrade remove',
	'updating-active': 'deactivate upgrade remove update',
	upgrading: 'cancelupgrade rollback remove update',
	upgraded: 'finishupgrade rollback remove update',
	'canceled-upgrade': 'continueupgrade rollback remove update',
	'finishing-upgrade': 'cancelupgrade remove',
	restarting: 'activate deactivate remove',
	'*': 'addservicelink removeservicelink setservicelinks',
};

const volume: Table = {
	active: 'snapshot reverttosnapshot restorefrombackup update deactivate',
	inactive: 'remove snapshot reverttosnapshot restorefrombackup update',
	detached: 'remove update',
	deactivating: 'remove',
	removed: 'purge',
};

const created: Table = {created: 'remove', active: 'remove', removed: ''};

const tables: Readonly<Record<string, Table>> = {
	account: {
		active: 'update deactivate upgrade setmembers',
		inactive: 'update activate remove',
		removed: 'purge',
		'*': 'delete defaultNetworkId',
	},
	instance,
	host,
	stack,
	service,
	volume,
	certificate: {active: 'update remove'},
	secret: created,
	label: created,
	backup: created,
	backupTarget: created,
	snapshot: {created: 'backup remove'},
	mount: {active: 'deactivate', inactive: 'remove'},
	healthcheckInstanceHostMap: {active: 'remove'},
	physicalHost: {
		active: 'remove update',
		error: 'remove',
		created: 'remove',
		requested: 'remove',
		bootstrapping: 'remove',
	},
	networkDriver: {active: 'deactivate update', inactive: 'activate remove'},
	storageDriver: {active: 'deactivate update', inactive: 'activate remove'},
	processInstance: {'*': 'replay'},
	task: {'*': 'execute'},
	agent: {active: 'deactivate disconnect reconnect update', inactive: 'activate remove update'},
	externalEvent: {created: 'remove'},
};

/** A member of a JSON object; undefined for anything else. */
export const memberOf = (value: Json | undefined, name: string): Json | undefined =>
	value && typeof value === 'object' && !Array.isArray(value) && name in value
		? Object.entries(value).find(([key]) => key === name)?.[1]
		: undefined;

/** Actions that the state of a resource allows, before rights (`cattle spring-process-context.xml`). */
export const allowedActions = (entity: Entity): readonly string[] => {
	const table = tables[entity.baseType] ?? standard;
	const state = textOf(entity.fields.state);
	return [table[state], state === 'removed' ? '' : table['*']]
		.flatMap(names => names?.split(' ') ?? [])
		.filter(Boolean);
};

/** On its way to another state; an agent that is reconnecting does not count (`cattle DefaultObjectMetaDataManager.java`). */
export const isTransitional = (state: string): boolean =>
	/ing(?:-|$)/.test(state) && !/^(?:running|reconnecting|disconnecting|initializing)$/.test(state);
