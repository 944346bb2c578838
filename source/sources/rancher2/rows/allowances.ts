import type {JsonObject} from '../../../model/json-object.js';
import type {Allowance, Allowances} from '../../../model/usage.js';
import {mapOf} from '../../requests/json-fields.js';
import type {Container} from './container-state.js';
import type {PodFacts} from './pod-state.js';
import {quantityOf} from './quantity.js';

const known = new Map<string, Allowances>();
// A server that invents numbers must not fill the memory.
const maxKnown = 5000;

/** Equal ones are the same object: pods of one template have the same. */
const shared = (cpu: Allowance, memory: Allowance): Allowances => {
	const text = `${cpu.request} ${cpu.limit} ${memory.request} ${memory.limit}`;
	let allowances = known.get(text);
	if (!allowances) {
		allowances = {cpu, memory};
		if (known.size >= maxKnown) known.clear();
		known.set(text, allowances);
	}

	return allowances;
};

type Name = 'cpu' | 'memory';

const allowanceOf = (resources: JsonObject, name: Name): Allowance => ({
	request: quantityOf(mapOf(resources, 'requests')[name]),
	limit: quantityOf(mapOf(resources, 'limits')[name]),
});

/** What a container may use. */
export const containerAllowances = ({resources}: Container): Allowances =>
	shared(allowanceOf(resources, 'cpu'), allowanceOf(resources, 'memory'));

/** The sum of all; null where one is missing, or there are none. */
const sum = (numbers: ReadonlyArray<number | null>): number | null =>
	numbers.reduce((total, number) => (total === null || number === null ? null : total + number), 0) || null;

// Where a container has none, a share of what the others have would say nothing about the pod.
const totalOf = (pod: PodFacts, running: readonly Container[], name: Name): Allowance => {
	const own = allowanceOf(pod.resources, name);
	const each = running.map(({resources}) => allowanceOf(resources, name));
	return {
		request: own.request ?? sum(each.map(({request}) => request)),
		limit: own.limit ?? sum(each.map(({limit}) => limit)),
	};
};

/** What a pod may use: as it says itself, else the sum of its containers that run side by side. */
export const podAllowances = (pod: PodFacts): Allowances => {
	const running = pod.containers.filter(({role, isSidecar}) => role === 'main' || isSidecar);
	return shared(totalOf(pod, running, 'cpu'), totalOf(pod, running, 'memory'));
};

/** What pods may use on a node, in all. */
export const nodeAllowances = (allocatable: JsonObject): Allowances => {
	const limitOf = (name: Name): Allowance => ({request: null, limit: quantityOf(allocatable[name])});
	return shared(limitOf('cpu'), limitOf('memory'));
};
