import type {JsonObject} from '../../../model/json-object.js';
import {mapOf, mapsOf, textOf} from '../../requests/json-fields.js';

/** How a node is drained; as the management server takes it (rancher/types client/management/v3 NodeDrainInput). */
export type DrainInput = {
	readonly deleteLocalData: boolean;
	readonly force: boolean;
	readonly ignoreDaemonSets: boolean;
	/** Seconds for each pod to end; null is what the pod itself says. */
	readonly graceSeconds: number | null;
	readonly timeoutMs: number;
};

const defaultTimeoutSeconds = 120;

/** The input of a form. */
export const drainInputOf = (input: Readonly<Record<string, unknown>>): DrainInput => {
	const {gracePeriod, timeout} = input;
	const seconds = typeof timeout === 'number' ? timeout : defaultTimeoutSeconds;
	return {
		deleteLocalData: input.deleteLocalData === true,
		force: input.force === true,
		ignoreDaemonSets: input.ignoreDaemonSets !== false,
		graceSeconds: typeof gracePeriod === 'number' && gracePeriod >= 0 ? gracePeriod : null,
		timeoutMs: seconds * 1000,
	};
};

/** `shop/web-1`. */
export const podName = (pod: JsonObject): string => {
	const metadata = mapOf(pod, 'metadata');
	return `${textOf(metadata, 'namespace') ?? ''}/${textOf(metadata, 'name') ?? ''}`;
};

/** Whether a pod is being deleted. */
export const isLeaving = (pod: JsonObject): boolean =>
	textOf(mapOf(pod, 'metadata'), 'deletionTimestamp') !== null;

const controllerOf = (pod: JsonObject): JsonObject | undefined =>
	mapsOf(mapOf(pod, 'metadata'), 'ownerReferences').find(({controller}) => controller === true);

// What a kubelet runs by itself cannot be evicted.
const isMirror = (pod: JsonObject): boolean =>
	textOf(mapOf(mapOf(pod, 'metadata'), 'annotations'), 'kubernetes.io/config.mirror') !== null;

const isFinished = (pod: JsonObject): boolean => {
	const {phase} = mapOf(pod, 'status');
	return phase === 'Succeeded' || phase === 'Failed';
};

const isDaemon = (pod: JsonObject): boolean => controllerOf(pod)?.kind === 'DaemonSet';

const keepsData = (pod: JsonObject): boolean =>
	mapsOf(mapOf(pod, 'spec'), 'volumes').some(({emptyDir}) => emptyDir !== undefined);

/** Whether a drain leaves a pod where it is. */
const stays = (pod: JsonObject, {ignoreDaemonSets}: DrainInput): boolean =>
	isMirror(pod) || (isDaemon(pod) && !isFinished(pod) && ignoreDaemonSets);

/** Why a drain with this input may not evict a pod, or null (kubernetes kubectl pkg/drain/filters.go). */
const objectionTo = (pod: JsonObject, {deleteLocalData, force}: DrainInput): string | null => {
	if (isFinished(pod)) return null;
	if (isDaemon(pod)) return 'is of a daemon set, which would start it again: choose Ignore daemon sets';
	if (controllerOf(pod) === undefined && !force) return 'nothing would start it again: choose Force';
	return keepsData(pod) && !deleteLocalData
		? 'keeps data on the node (emptyDir): choose Delete local data'
		: null;
};

/** The pods of a node that a drain evicts, and why some must not be. */
export const podsToEvict = (
	pods: readonly JsonObject[],
	input: DrainInput,
): {readonly evicted: readonly JsonObject[]; readonly objections: readonly string[]} => {
	const evicted = pods.filter(pod => !stays(pod, input));
	return {
		evicted,
		objections: evicted.flatMap(pod => {
			const objection = objectionTo(pod, input);
			return objection === null ? [] : `${podName(pod)} ${objection}`;
		}),
	};
};
