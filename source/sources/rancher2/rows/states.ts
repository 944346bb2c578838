import type {JsonObject} from '../../../model/json-object.js';
import type {Health, Resource, Transitioning} from '../../../model/resource.js';
import {mapsOf, textOf} from '../../requests/json-fields.js';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// The colours of the server's own user interface: success, info, warning, error (rancher/dashboard
// shell/plugins/dashboard-store/resource-class.js); then words of Kubernetes that it shows by their flags.
// What rests until a person acts is a warning, not a transition; what was suspended on purpose is well.
const table: ReadonlyMap<string, Health> = new Map<string, Health>([
	...words(`active available backedup bound building completed complete count deployed enabled healthy in-use pass
		passed provisioned ready running succeeded success successful suspended untriggered normal`).map(
		word => [word, 'ok'] as const,
	),
	...words(`activating created creating deactivating deploying in-progress info inprogress migrating
		on-going other pending pending-rollback pending-upgrade provisioning purging registering removing
		requested restarting restoring skip skipped starting stopping superseded uninstalling uninstalled
		waitapplied waiting containercreating podinitializing terminating deleting scheduling refreshing saving
		scalingup scalingdown rollingout draining-node reconciling`).map(
		word => [word, 'transitioning'] as const,
	),
	...words(`aborted cancelled cordoned degraded disabled disconnected drained draining expiring initializing locked
		missing modified notapplicable notapplied notready orphaned outofsync paused reinitializing released resizing
		unknown updating upgrading waitcheckin warning`).map(word => [word, 'warning'] as const),
	...words(`denied errapplied error erroring errors expired fail failed inactive purged reconnecting removed stopped
		unavailable unhealthy`).map(word => [word, 'error'] as const),
]);

// Words that say more than the flags beside them: a real server sends `crashLoopBackOff` as transitioning and a
// running init container as an error (test/fixtures/rancher2/more). What a person set aside is not in transition.
const known: ReadonlyMap<string, Health> = new Map<string, Health>([
	...words('containercreating podinitializing').map(word => [word, 'transitioning'] as const),
	...words('cordoned drained paused').map(word => [word, 'warning'] as const),
	...words(`error failed unavailable crashloopbackoff imagepullbackoff errimagepull errimageneverpull oomkilled evicted
		containercannotrun containerstatusunknown createcontainerconfigerror createcontainererror deadlineexceeded
		invalidimagename nodelost runcontainererror starterror`).map(word => [word, 'error'] as const),
]);

// Pods whose word is not in the table: `imageInspectError`, `exitCode:2`, `signal:9`.
const failed = /(?:backoff|error)$|^(?:exitcode|signal):/;

const readWord = (word: string): Health | undefined => {
	if (/^init:\d+\/\d+$/.test(word)) return 'transitioning';
	const bare = word.replace(/^init:/, '');
	return known.get(bare) ?? (failed.test(bare) ? 'error' : undefined);
};

const judged = new Map<string, Health | undefined>();
// There are some hundred states; a server that invents them must not fill the memory.
const maxJudged = 1000;

const byWord = (state: string): Health | undefined => {
	const found = judged.get(state);
	if (found !== undefined || judged.has(state)) return found;
	// Pod states are camel case, all others are lower case (wrangler pkg/summary).
	const health = readWord(state.toLowerCase());
	if (judged.size >= maxJudged) judged.clear();
	judged.set(state, health);
	return health;
};

/** The flags by which an object is judged. */
export type Signs = {
	readonly state: string;
	readonly error: boolean;
	readonly transitioning: boolean;
	/** It is being deleted. */
	readonly deleting: boolean;
};

/** The state of an object as the server reports it. */
export type ReportedState = Signs & {readonly message: string | null};

/**
 * An object being deleted is in transition. Otherwise a known word decides, then the error flag, the transition flag
 * and the table of state names. An unknown name is a warning.
 */
export const healthOf = ({state, error, transitioning, deleting}: Signs): Health => {
	if (deleting) return 'transitioning';
	const word = byWord(state);
	if (word !== undefined) return word;
	if (error) return 'error';
	if (transitioning) return 'transitioning';
	return state === '' ? 'unknown' : (table.get(state.toLowerCase()) ?? 'warning');
};

/** The health that a state has by its name alone. */
export const healthOfWord = (state: string): Health =>
	healthOf({state, error: false, transitioning: false, deleting: false});

/** The flag that goes with a health: the server's own flags contradict its words. */
export const transitioningOf = (health: Health): Transitioning =>
	health === 'error' ? 'error' : health === 'transitioning' ? 'yes' : 'no';

/** The condition of an object as its row shows it. */
export type Condition = Pick<Resource, 'state' | 'health' | 'transitioning' | 'message'>;

/**
 * The condition of an object by its reported state. A healthy object has no message, and a message never repeats the
 * state.
 */
export const judge = (reported: ReportedState, health = healthOf(reported)): Condition => {
	const {state, message} = reported;
	const isWell = health === 'ok' || health === 'unknown';
	const shown = isWell || message === state ? null : message;
	return {state, health, transitioning: transitioningOf(health), message: shown};
};

/**
 * The state of a job: by the server's word one that has succeeded is as active as one that runs (wrangler
 * pkg/summary/summarizers.go `checkStandard`), so its status is asked.
 */
export const jobState = (state: string, status: JsonObject): string => {
	const isComplete = mapsOf(status, 'conditions').some(
		one => one.type === 'Complete' && one.status === 'True',
	);
	return state === 'active' && (isComplete || textOf(status, 'completionTime') !== null)
		? 'completed'
		: state;
};
