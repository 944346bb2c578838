import {textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields} from '../../world/world.js';

/** What something uses: CPU in billionths of a core, memory in bytes. */
export type Use = {readonly cpu: number; readonly memory: number};

const mebi = 2 ** 20;

/** What can be allocated on each node. */
export const allocatable = {cpu: '4', memory: '16Gi', pods: '110'};

type Plan = {
	/** In thousandths of a core; null for none. */
	readonly cpu: readonly [request: number | null, limit: number | null];
	/** In MiB. */
	readonly memory: readonly [request: number | null, limit: number | null];
};

// Workloads differ in what they say of themselves.
const plans: readonly Plan[] = [
	{cpu: [100, 500], memory: [128, 256]},
	{cpu: [250, null], memory: [256, 512]},
	{cpu: [50, null], memory: [64, null]},
	{cpu: [null, null], memory: [null, null]},
];

const ofSidecar: Plan = {cpu: [10, 100], memory: [40, 64]};

const hashOf = (text: string): number => {
	let hash = 7;
	for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
	return hash;
};

const planOf = ({key, fields}: Entity, container: string): Plan => {
	if (container !== textsOf(fields.containers)[0]) return ofSidecar;
	return plans[hashOf(textOf(fields.owner) || key) % plans.length] ?? ofSidecar;
};

const quantities = (cpu: number | null, memory: number | null): Fields => ({
	...(cpu !== null && {cpu: `${cpu}m`}),
	...(memory !== null && {memory: `${memory}Mi`}),
});

/** What a container of a pod requests, and its limits: empty where nothing is set. */
export const resourcesOf = (pod: Entity, container: string): Fields => {
	const {cpu, memory} = planOf(pod, container);
	const requests = quantities(cpu[0], memory[0]);
	const limits = quantities(cpu[1], memory[1]);
	return {
		...(Object.keys(limits).length > 0 && {limits}),
		...(Object.keys(requests).length > 0 && {requests}),
	};
};

/** The quality of service of a pod, as Kubernetes works it out (kubernetes pkg/apis/core/v1/helper/qos). */
export const qualityOf = (pod: Entity): string =>
	textsOf(pod.fields.containers).some(name => Object.keys(resourcesOf(pod, name)).length > 0)
		? 'Burstable'
		: 'BestEffort';

/** What a container uses at a time: more or less what it may, and a little more or less each quarter of a minute. */
export const useOf = (pod: Entity, container: string, at: number): Use => {
	const {cpu, memory} = planOf(pod, container);
	const hash = hashOf(`${pod.key} ${container}`);
	const wave = 1 + Math.sin(Math.floor(at / 15_000) + hash) / 12;
	const share = 0.02 + ((hash % 97) / 97) ** 2;
	const load = 0.1 + 0.8 * ((hash % 89) / 89);
	return {
		cpu: Math.round((cpu[1] ?? cpu[0] ?? 80) * share * wave * 1e6),
		memory: Math.round((memory[1] ?? memory[0] ?? 60) * mebi * load * wave),
	};
};
