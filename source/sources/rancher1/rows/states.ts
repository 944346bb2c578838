import type {Health, Transitioning} from '../../../model/resource.js';
import {mapOf, numberOf, textOf} from '../../requests/json-fields.js';
import type {Rancher1Object} from '../wire/frames.js';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// The colours of the server's own user interface (rancher/ui cattle-transitioning-resource.js): success, info,
// warning, danger; then the names that it forgets.
const table: ReadonlyMap<string, Health> = new Map<string, Health>([
	// Labels, events, snapshots and backups stay `created` (list-labels.http, list-serviceevents.http).
	...words('active backedup created running started-once healthy').map(word => [word, 'ok'] as const),
	...words(`activating creating deactivating purging removing requested registering restoring starting
		stopping updating updating-active updating-inactive updating-healthy updating-unhealthy
		updating-reinitializing waiting upgrading upgraded canceling-upgrade canceled-upgrade canceling-rollback
		canceled-rollback rolling-back finishing-upgrade provisioning restarting migrating disconnecting
		finishing-reconnect reconnected bootstrapping updating-running updating-stopped`).map(
		word => [word, 'transitioning'] as const,
	),
	...words('degraded disconnected initializing reinitializing snapshotted').map(
		word => [word, 'warning'] as const,
	),
	...words('error erroring inactive purged removed stopped unhealthy reconnecting').map(
		word => [word, 'error'] as const,
	),
]);

// `erroring` apart, every process of the server gives its states such names: `updating-…`, `reverting-…`.
const moving = /ing(-|$)/;

// Container states in which the health check has the say (rancher/ui container.js).
const activeish: ReadonlySet<string> = new Set(
	words(`running active updating-active updating-running healthy initializing reinitializing degraded unhealthy
		started-once upgrading upgraded`),
);

const containerState = (object: Rancher1Object, state: string, health: string | null): string => {
	if (health !== null && health !== 'healthy' && activeish.has(state)) return health;
	const once =
		state === 'stopped' &&
		textOf(mapOf(object, 'labels'), 'io.rancher.container.start_once') === 'true' &&
		(numberOf(object, 'startCount') ?? 0) > 0;
	return once ? 'started-once' : state;
};

/**
 * The state as the server's own interface shows it: state and health check, or state and agent, in one word.
 * `baseType` is the canonical one. '' where the server reports no state.
 */
export const stateOf = (object: Rancher1Object, baseType: string): string => {
	const state = textOf(object, 'state') ?? '';
	const health = textOf(object, 'healthState');
	switch (baseType) {
		case 'instance':
			return containerState(object, state, health);
		case 'service':
		case 'stack':
			return (state === 'active' || state === 'updating-active') && health !== null && health !== 'healthy'
				? health
				: state;
		case 'project':
			return state === 'active' && health !== null && health !== 'healthy' ? health : state;
		case 'host':
			// v2-beta has done this already, /v1 has not (cattle HostsFilter.java).
			return state === 'active' ? (textOf(object, 'agentState') ?? state) : state;
		default:
			return state;
	}
};

/** The server's own word: a word that it does not know counts as `no`. */
export const transitioningOf = (object: Rancher1Object): Transitioning => {
	const word = object.transitioning;
	return word === 'yes' || word === 'error' ? word : 'no';
};

/** The error flag first, then transitioning, then the table of state names; a name that it lacks is a warning. */
export const healthOf = (transitioning: Transitioning, state: string): Health => {
	if (transitioning === 'error') return 'error';
	if (transitioning === 'yes') return 'transitioning';
	if (state === '') return 'unknown';
	return table.get(state) ?? (moving.test(state) ? 'transitioning' : 'warning');
};

/** True for a state after which the row is gone: the server sends nothing after `removed` (rancher/ui subscribe.js). */
export const isGone = (object: Rancher1Object): boolean =>
	typeof object.state === 'string' && isGoneState(object.state);

/** The same by the state alone. */
export const isGoneState = (state: string): boolean =>
	state === 'removed' || state === 'purging' || state === 'purged';
