import type {JsonObject} from '../../../model/json-object.js';
import {mapOf, textOf} from '../../requests/json-fields.js';
import type {Kube} from './api.js';
import {kubeObjectPath, podType} from './path.js';

/** An eviction of a pod. */
export type Eviction = {
	readonly cluster: string;
	/** The pod as Kubernetes has it. */
	readonly pod: JsonObject;
	/** Seconds to stop in; as the pod says if omitted. */
	readonly graceSeconds?: number;
	/** Only asks whether it would be evicted. */
	readonly dryRun?: boolean;
	readonly attempted: string;
	readonly signal: AbortSignal;
};

/**
 * Evicts a pod. Rejects as `Kube.send`: with a `ServerError` of status 429 where a disruption budget stands in the way
 * (test/fixtures/rancher2/more/evict-429.http).
 */
export const evictPod = async (kube: Kube, eviction: Eviction): Promise<void> => {
	const {cluster, pod, graceSeconds, dryRun = false, attempted, signal} = eviction;
	const metadata = mapOf(pod, 'metadata');
	const [name, namespace] = [textOf(metadata, 'name') ?? '', textOf(metadata, 'namespace') ?? ''];
	await kube.send({
		method: 'POST',
		path: kubeObjectPath({cluster, type: podType, id: `${namespace}/${name}`}, 'eviction'),
		body: {
			apiVersion: 'policy/v1',
			kind: 'Eviction',
			metadata: {name, namespace},
			deleteOptions: {
				// Not another pod that got its name meanwhile.
				preconditions: {uid: textOf(metadata, 'uid')},
				...(graceSeconds !== undefined && {gracePeriodSeconds: graceSeconds}),
				...(dryRun && {dryRun: ['All']}),
			},
		},
		attempted,
		signal,
	});
};
