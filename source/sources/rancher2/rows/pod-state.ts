import type {JsonObject} from '../../../model/json-object.js';
import type {Health} from '../../../model/resource.js';
import {mapOf, mapsOf, numberOf, textOf, timeOf} from '../../requests/json-fields.js';
import {type Container, causeOf, hasFailed, isDone, reasonOf, wordOf} from './container-state.js';
import {healthOf, healthOfWord, type Signs} from './states.js';

/** A pod as its status describes it, by whichever API. */
export type PodFacts = {
	readonly status: JsonObject;
	/** The main ones first. */
	readonly containers: readonly Container[];
	/** The requests and limits of the pod as a whole, where it has some. */
	readonly resources: JsonObject;
};

/** How often its containers were started again, together. */
export const restartsOf = ({containers}: PodFacts): number =>
	containers.reduce((sum, {status}) => sum + (numberOf(status, 'restartCount') ?? 0), 0);

/** A condition of an object's status. */
export const conditionOf = (status: JsonObject, type: string): JsonObject | undefined =>
	mapsOf(status, 'conditions').find(condition => condition.type === type);

/** True for a pod that no node can take. */
export const isUnschedulable = (status: JsonObject): boolean =>
	conditionOf(status, 'PodScheduled')?.status === 'False' && textOf(status, 'phase') === 'Pending';

/** True for a pod that is not ready though it has not ended well. */
export const isUnready = (status: JsonObject): boolean =>
	conditionOf(status, 'Ready')?.status === 'False' && textOf(status, 'phase') !== 'Succeeded';

const initialReason = (containers: readonly Container[]): string | null => {
	const initial = containers.filter(({role}) => role === 'init');
	const at = initial.findIndex(
		({status, isSidecar}) => !isDone(status) && !(isSidecar && status.started === true),
	);
	const current = initial[at];
	if (!current) return null;
	const reason = reasonOf(current.status);
	return reason === null || reason === 'PodInitializing' ? `Init:${at}/${initial.length}` : `Init:${reason}`;
};

const mainReason = ({status, containers}: PodFacts): string | null => {
	const main = containers.filter(({role}) => role === 'main');
	const reason = main.map(each => reasonOf(each.status)).find(each => each !== null) ?? null;
	const runs = main.some(
		each => each.status.ready === true && mapOf(each.status, 'state').running !== undefined,
	);
	if (reason !== 'Completed' || !runs) return reason;
	return conditionOf(status, 'Ready')?.status === 'True' ? 'Running' : 'NotReady';
};

/**
 * The word that `kubectl get` shows for a pod, in its spelling (kubernetes pkg/printers/internalversion/printers.go
 * `printPod`); null for a pod without a status. Whether it is being deleted is for the caller to say.
 */
export const podReason = (pod: PodFacts): string | null => {
	const {status, containers} = pod;
	const isInitialized = conditionOf(status, 'Initialized')?.status === 'True';
	const initial = isInitialized ? null : initialReason(containers);
	return initial ?? mainReason(pod) ?? textOf(status, 'reason') ?? textOf(status, 'phase');
};

/** True for a container that has failed or cannot be started. */
export const isBad = ({status}: Container): boolean =>
	hasFailed(status) || healthOfWord(wordOf(status)) === 'error';

// A container for debugging may fail without the pod.
const counted = ({containers}: PodFacts): readonly Container[] =>
	containers.filter(({role}) => role !== 'ephemeral');

/** The health of a pod: never better than that of its containers, of which its word names only the first. */
export const podHealth = (reported: Signs, pod: PodFacts): Health => {
	const {status} = pod;
	if (reported.deleting || status.phase === 'Succeeded') return healthOf(reported);
	if (status.phase === 'Failed' || counted(pod).some(isBad)) return 'error';
	return healthOf({...reported, error: reported.error || isUnschedulable(status)});
};

/** The container because of which a pod does not run, and why; null if unknown. */
export const podCause = (pod: PodFacts): {readonly reason: string | null; readonly text: string} | null => {
	const {status} = pod;
	const own = textOf(status, 'message')?.trim() || null;
	if (own !== null) return {reason: textOf(status, 'reason'), text: own};
	const waits = (each: Container) => mapOf(each.status, 'state').waiting !== undefined;
	for (const each of [...counted(pod).filter(isBad), ...counted(pod).filter(waits)]) {
		const text = causeOf(each.status);
		if (text !== null) return {reason: reasonOf(each.status), text};
	}

	const scheduled = conditionOf(status, 'PodScheduled');
	const text = scheduled?.status === 'False' ? textOf(scheduled, 'message') : null;
	return text === null ? null : {reason: textOf(scheduled ?? {}, 'reason'), text};
};

/** What the first condition says that a pod has not met yet; null if unknown. */
export const unmet = (status: JsonObject): string | null => {
	const first = ['PodScheduled', 'Initialized', 'Ready']
		.map(type => conditionOf(status, type))
		.find(condition => condition?.status === 'False');
	return textOf(first ?? {}, 'message');
};

/** Epoch milliseconds since when a pod is not ready, or waits for a node; null if unknown. */
export const podSince = (status: JsonObject): number | null => {
	for (const type of ['PodScheduled', 'Ready']) {
		const condition = conditionOf(status, type);
		if (condition?.status === 'False') return timeOf(condition, 'lastTransitionTime');
	}

	return null;
};
