import type {JsonObject} from '../../../model/json-object.js';
import {isObject} from '../../../model/json-object.js';
import {readCollection} from '../../requests/collection-text.js';
import {listOf, mapOf, textOf, timeOf} from '../../requests/json-fields.js';
import {quantityOf} from '../rows/quantity.js';
import {type Api, notJson} from '../wire/api.js';
import {type KubeType, kubeListPath, kubeObjectPath} from './path.js';

/** CPU in cores, memory in bytes. */
type Use = {readonly cpu: number; readonly memory: number};

/** What a pod or node uses. */
export type Measured = Use & {
	/** `shop/web-1`, or the name of a node. */
	readonly id: string;
	/** Epoch milliseconds, by this machine's clock. */
	readonly at: number;
	/** Those of a pod. */
	readonly containers: ReadonlyArray<Use & {readonly name: string}>;
};

/** What is measured. */
export type MeasuredType = 'pods' | 'nodes';

const typeOf = (resource: MeasuredType): KubeType => ({group: '/apis/metrics.k8s.io/v1beta1', resource});

const usageOf = (object: JsonObject): Use | null => {
	const usage = mapOf(object, 'usage');
	const cpu = quantityOf(usage.cpu);
	const memory = quantityOf(usage.memory);
	return cpu === null || memory === null ? null : {cpu, memory};
};

// These are made for thousands of pods four times a minute: collecting the garbage costs more than reading.
const containersOf = (object: JsonObject): Measured['containers'] => {
	const containers: Array<Use & {readonly name: string}> = [];
	for (const container of listOf(object, 'containers')) {
		if (!isObject(container)) continue;
		const name = textOf(container, 'name');
		const use = usageOf(container);
		if (name !== null && use !== null) containers.push({name, cpu: use.cpu, memory: use.memory});
	}

	return containers;
};

const sum = (uses: readonly Use[]): Use => {
	let cpu = 0;
	let memory = 0;
	for (const use of uses) {
		cpu += use.cpu;
		memory += use.memory;
	}

	return {cpu, memory};
};

/**
 * What an item says; null where it says nothing. It is created when it is asked for, so that its age is known whatever
 * the server's clock says.
 *
 * @param now epoch milliseconds
 */
export const measuredIn = (item: JsonObject, now: number): Measured | null => {
	const metadata = mapOf(item, 'metadata');
	const name = textOf(metadata, 'name');
	const containers = containersOf(item);
	const use = usageOf(item) ?? (containers.length > 0 ? sum(containers) : null);
	const takenAt = timeOf(item, 'timestamp');
	if (name === null || use === null || takenAt === null) return null;
	const namespace = textOf(metadata, 'namespace');
	const ageMs = Math.max(0, (timeOf(metadata, 'creationTimestamp') ?? now) - takenAt);
	const id = namespace === null ? name : `${namespace}/${name}`;
	return {cpu: use.cpu, memory: use.memory, id, at: now - ageMs, containers};
};

/** Which pods or nodes are asked about. */
type MeasuredScope = {
	readonly api: Api;
	readonly cluster: string;
	readonly type: MeasuredType;
	/** Only of this namespace; null for all. */
	readonly namespace: string | null;
	readonly signal: AbortSignal;
};

/**
 * Reads what pods or nodes use, in parts, letting keys and frames in between. Rejects with the errors of `Api.read`. Nothing
 * can be watched here, and nothing limited (test/fixtures/rancher2/more/metrics-pods-watch-405.raw.http).
 */
export const readUsages = async (
	{api, cluster, type, namespace, signal}: MeasuredScope,
	take: (measured: readonly Measured[]) => void,
): Promise<void> => {
	const attempted = `Cannot measure ${type}`;
	const path = kubeListPath(cluster, typeOf(type), namespace);
	const answer = await api.read({path, attempted, signal});
	const now = Date.now();
	const isList = await readCollection(
		answer.parts(),
		'items',
		{
			isEnough: () => true,
			head: () => undefined,
			items: items => take(items.filter(isObject).flatMap(item => measuredIn(item, now) ?? [])),
		},
		signal,
	);
	if (!isList) throw notJson(attempted, new URL(path, api.url).href, answer);
};

/** Reads what one pod or node uses; null where that was not measured yet. Rejects with the errors of `Api.call`. */
export const readUsage = async (
	api: Api,
	cluster: string,
	{type, id, name}: {readonly type: MeasuredType; readonly id: string; readonly name: string},
	signal: AbortSignal,
): Promise<Measured | null> => {
	const path = kubeObjectPath({cluster, type: typeOf(type), id});
	const item = await api.call({path, attempted: `Cannot measure ${name}`, signal});
	return measuredIn(item, Date.now());
};
