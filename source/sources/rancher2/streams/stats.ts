import {ServerError} from '../../../model/errors.js';
import type {Resource} from '../../../model/resource.js';
import type {Stats, StatsEvent} from '../../../model/source.js';
import {wait} from '../../../transport/clock.js';
import {unmeasuredBy} from '../kube/unmeasured.js';
import {type Measured, readUsage} from '../kube/usage.js';
import type {Api} from '../wire/api.js';

/** Figures to follow, of a pod, a container or a node. */
type UsageRequest = {
	readonly api: Api;
	readonly resource: Resource;
	/** `cluster production`. */
	readonly where: string;
	/** Between two looks, milliseconds. */
	readonly periodMs: number;
	readonly emit: (event: StatsEvent) => void;
	readonly signal: AbortSignal;
};

/** The pod or node that is asked about, and the container in it that is meant. */
const subjectOf = ({kind, name}: Resource) => {
	if (kind !== 'container')
		return {type: kind === 'node' ? 'nodes' : 'pods', id: name, container: null} as const;
	const at = name.lastIndexOf('/');
	return {type: 'pods', id: name.slice(0, at), container: name.slice(at + 1)} as const;
};

const statsOf = ({allowances}: Resource, measured: Measured, container: string | null): Stats | undefined => {
	const use = container === null ? measured : measured.containers.find(({name}) => name === container);
	return (
		use && {
			at: measured.at,
			cpuPercent: null,
			cpuCores: use.cpu,
			cpuLimitCores: allowances?.cpu.limit ?? null,
			memoryBytes: use.memory,
			memoryLimitBytes: allowances?.memory.limit ?? null,
			receivedBytes: null,
			sentBytes: null,
			readBytes: null,
			writtenBytes: null,
		}
	);
};

// Kubernetes knows it; the metrics-server has not looked at it yet, or it does not run.
const isNotYet = (error: unknown): boolean =>
	error instanceof ServerError && error.status === 404 && error.code !== '';

/**
 * Follows what a pod, a container or a node uses, until aborted: a sample whenever the metrics-server has a new one.
 * Rejects where it will never have any.
 */
export const followUsage = async ({
	api,
	resource,
	where,
	periodMs,
	emit,
	signal,
}: UsageRequest): Promise<void> => {
	const {type, id, container} = subjectOf(resource);
	let said = '';
	let last = 0;
	const stop = (message: string) => {
		if (said !== message) emit({at: Date.now(), stopped: message});
		said = message;
	};

	while (!signal.aborted) {
		try {
			const measured = await readUsage(api, resource.scope, {type, id, name: resource.name}, signal);
			const stats = measured ? statsOf(resource, measured, container) : undefined;
			if (!stats) stop(`${resource.name} is not measured yet, or does not run`);
			else if (stats.at > last) {
				last = stats.at;
				said = '';
				emit(stats);
			}
		} catch (error) {
			if (signal.aborted) return;
			if (isNotYet(error)) stop(`${resource.name} is not measured yet, or does not run`);
			else {
				const {cause, message} = unmeasuredBy(error, type, where);
				if (cause === 'absent' || cause === 'forbidden') throw new Error(message);
				stop(message);
			}
		}

		await wait(periodMs, signal);
	}
};
