import {reasonOf, ServerError} from '../../../model/errors.js';
import type {JsonObject} from '../../../model/json-object.js';
import {mapsOf} from '../../requests/json-fields.js';
import type {Kube} from '../kube/api.js';
import {evictPod} from '../kube/eviction.js';
import {kubeListPath, podType} from '../kube/path.js';
import {type DrainInput, isLeaving, podName, podsToEvict} from './pods.js';

/** A node that is being drained. */
export type DrainedNode = {
	/** Id of the cluster. */
	readonly cluster: string;
	readonly name: string;
};

/** What one look at the pods of a node needs. */
type RoundOptions = {
	readonly kube: Kube;
	readonly node: DrainedNode;
	readonly input: DrainInput;
	/** Evicts them; else it is only asked whether they could be. */
	readonly evicts: boolean;
	readonly signal: AbortSignal;
};

/** What is left on a node. `reasons`: why, each with its pod, those that are blocked first. */
export type Round = {readonly left: number; readonly reasons: readonly string[]};

// The server is asked about so many at once, and no more than so many where only the reasons are wanted.
const atOnce = 5;

/** The pods of a node that are to be evicted. Rejects as `Kube.send`. */
export const listPods = async (
	{kube, node, input, signal}: Omit<RoundOptions, 'evicts'>,
	attempted: string,
): Promise<ReturnType<typeof podsToEvict>> => {
	const {object} = await kube.send({
		path: kubeListPath(node.cluster, podType, null),
		query: {fieldSelector: `spec.nodeName=${node.name}`},
		attempted,
		signal,
	});
	return podsToEvict(mapsOf(object, 'items'), input);
};

// The status of a refusal says no more than its words.
const wordsOf = (error: unknown): string => reasonOf(error).replace(/^HTTP 429 /, '');

const hasStatus = (error: unknown, ...statuses: readonly number[]): boolean =>
	error instanceof ServerError && statuses.includes(error.status);

/** Whether trying again is of no use: a right is missing. */
export const isForbidden = (error: unknown): boolean => hasStatus(error, 403);

/** Why a pod is still there; null where nothing stands in its way. */
const reasonFor = async (
	{kube, node, input, evicts, signal}: RoundOptions,
	pod: JsonObject,
): Promise<string | null> => {
	if (isLeaving(pod)) return 'is stopping';
	const {graceSeconds} = input;
	try {
		await evictPod(kube, {
			cluster: node.cluster,
			pod,
			dryRun: !evicts,
			attempted: `Cannot evict pod ${podName(pod)}`,
			signal,
			...(graceSeconds !== null && {graceSeconds}),
		});
		return evicts ? 'is stopping' : null;
	} catch (error) {
		signal.throwIfAborted();
		// Gone, or another pod has its name now.
		if (hasStatus(error, 404, 409)) return null;
		if (isForbidden(error)) {
			if (evicts) throw error;
			// Who may drain need not have the right to evict.
			return null;
		}

		// The next round may succeed: a budget that is exhausted now, or a server that is away.
		return wordsOf(error);
	}
};

/** Looks at what is left on a node, and evicts it. Rejects where the pods cannot be listed, or must not be evicted. */
export const lookAtNode = async (options: RoundOptions, attempted: string): Promise<Round> => {
	const {evicted} = await listPods(options, attempted);
	const blocked: string[] = [];
	const stopping: string[] = [];
	const standing = evicted.filter(pod => !isLeaving(pod));
	for (const pod of evicted) if (isLeaving(pod)) stopping.push(`${podName(pod)} is stopping`);
	const asked = options.evicts ? standing : standing.slice(0, atOnce);
	for (let from = 0; from < asked.length; from += atOnce) {
		const reasons = await Promise.all(
			asked.slice(from, from + atOnce).map(async pod => [pod, await reasonFor(options, pod)] as const),
		);
		for (const [pod, reason] of reasons) {
			if (reason === 'is stopping') stopping.push(`${podName(pod)} is stopping`);
			else if (reason !== null) blocked.push(`${podName(pod)}: ${reason}`);
		}
	}

	return {left: evicted.length, reasons: [...blocked, ...stopping]};
};
