import type {Health, Transitioning} from '../../model/resource.ts';
import {mapsOf, textOf, type WireMap} from '../wire-map.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// The colours of the server's own user interface: success, info, warning, error (rancher/dashboard
// shell/plugins/dashboard-store/resource-class.js); then words of Kubernetes that it shows by their flags.
const table: ReadonlyMap<string, Health> = new Map<string, Health>([
	...words(`active available backedup bound building completed complete count deployed enabled healthy in-use pass
		passed provisioned ready running succeeded success successful untriggered normal`).map(
		word => [word, 'ok'] as const,
	),
	...words(`activating cordoned created creating deactivating deploying drained in-progress info inprogress migrating
		on-going other paused pending pending-rollback pending-upgrade provisioning purging registering removing
		requested restarting restoring skip skipped starting stopping superseded suspended uninstalling uninstalled
		waitapplied waiting containercreating podinitializing terminating deleting scheduling refreshing saving
		scalingup scalingdown rollingout draining-node reconciling`).map(
		word => [word, 'transitioning'] as const,
	),
	...words(`aborted cancelled degraded disabled disconnected draining expiring initializing locked missing modified
		notapplicable notapplied notready orphaned outofsync reinitializing released resizing unknown updating
		upgrading waitcheckin warning`).map(word => [word, 'warning'] as const),
	...words(`denied errapplied error erroring errors expired fail failed inactive purged reconnecting removed stopped
		unavailable unhealthy crashloopbackoff imagepullbackoff errimagepull oomkilled evicted containercannotrun
		createcontainerconfigerror createcontainererror invalidimagename runcontainererror`).map(
		word => [word, 'error'] as const,
	),
]);

// `init:0/1`; `init:crashLoopBackOff` is a failure.
const initial = /^init:(?:\d|podinitializing)/;
const failed = /backoff$|error$/;

const byName = (state: string): Health => {
	// Pod states are camel case, all others are small (wrangler pkg/summary).
	const name = state.toLowerCase();
	const known = table.get(name);
	if (known) return known;
	if (initial.test(name)) return 'transitioning';
	return failed.test(name) ? 'error' : 'warning';
};

/** The error flag first, then transitioning, then the table of state names; a name that it lacks is a warning. */
export const healthOf = (transitioning: Transitioning, state: string): Health => {
	if (transitioning === 'error') return 'error';
	if (transitioning === 'yes') return 'transitioning';
	return state === '' ? 'unknown' : byName(state);
};

/**
 * The state of a job: by the server's word one that has succeeded is as active as one that runs (wrangler
 * pkg/summary/summarizers.go `checkStandard`), so its status is asked.
 */
export const jobState = (state: string, status: WireMap): string => {
	const isComplete = mapsOf(status, 'conditions').some(
		one => one.type === 'Complete' && one.status === 'True',
	);
	return state === 'active' && (isComplete || textOf(status, 'completionTime') !== null)
		? 'completed'
		: state;
};
