import {numberOf, textOf, textsOf} from '../../world/json-values.js';
import type {Entity, Fields, Json} from '../../world/world.js';

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z/, 'Z');

/** When the pod became as it is, else when it was made; as Kubernetes writes it. */
const sinceOf = ({fields}: Entity): string => stamp(numberOf(fields.since) || numberOf(fields.created));

/** Where the pod stands. What is being deleted goes on running until its containers have ended. */
const progressOf = ({fields}: Entity): 'unscheduled' | 'waiting' | 'running' | 'ended' => {
	const status = textOf(fields.status);
	if (status === 'Completed') return 'ended';
	if (status === 'Running' || status === 'Terminating') return 'running';
	return fields.node ? 'waiting' : 'unscheduled';
};

const isReady = (pod: Entity): boolean =>
	progressOf(pod) === 'running' && (pod.fields.ready === true || pod.fields.status === 'Terminating');

/** What the pod says of those of its containers that are not ready; '' for none. */
export const unreadyMessage = (pod: Entity): string => {
	const isQuiet = isReady(pod) || progressOf(pod) === 'ended' || progressOf(pod) === 'unscheduled';
	return isQuiet ? '' : `containers with unready status: [${textsOf(pod.fields.containers).join(' ')}]`;
};

/** Why no node takes the pod; '' where one does, or where it has not been tried. */
export const unschedulableMessage = (pod: Entity): string =>
	progressOf(pod) === 'unscheduled' ? textOf(pod.fields.message) : '';

/** The conditions of a pod, with the flags that Steve adds: none before the scheduler has looked at it. */
export const podConditions = (pod: Entity): readonly Fields[] => {
	const condition = (type: string, status: string, more: Fields = {}): Fields => ({
		type,
		status,
		lastProbeTime: null,
		lastTransitionTime: sinceOf(pod),
		error: false,
		transitioning: false,
		...more,
	});
	const unschedulable = unschedulableMessage(pod);
	if (unschedulable !== '')
		return [
			condition('PodScheduled', 'False', {reason: 'Unschedulable', message: unschedulable, error: true}),
		];
	if (progressOf(pod) === 'unscheduled') return [];
	const reason = progressOf(pod) === 'ended' ? 'PodCompleted' : 'ContainersNotReady';
	const message = unreadyMessage(pod);
	const why = {reason, ...(message !== '' && {message})};
	const ready = isReady(pod);
	return [
		condition('PodScheduled', 'True'),
		condition('Initialized', 'True'),
		condition('Ready', ready ? 'True' : 'False', ready ? {} : {...why, transitioning: true}),
		condition('ContainersReady', ready ? 'True' : 'False', ready ? {} : why),
	];
};

const stateOf = (pod: Entity): Fields => {
	const {status, message} = pod.fields;
	if (progressOf(pod) === 'running') return {running: {startedAt: sinceOf(pod)}};
	if (progressOf(pod) === 'ended')
		return {terminated: {exitCode: 0, reason: 'Completed', finishedAt: sinceOf(pod)}};
	const reason: Json = textOf(message) === '' ? null : textOf(message);
	return {waiting: {reason: status ?? null, ...(reason !== null && {message: reason})}};
};

/** What the containers of a pod say of themselves; none before a node has taken it. */
export const containerStatuses = (pod: Entity): readonly Fields[] => {
	if (progressOf(pod) === 'unscheduled') return [];
	const restarts = numberOf(pod.fields.restarts);
	const crashed = {
		exitCode: 1,
		reason: 'Error',
		message: textOf(pod.fields.lastWords),
		finishedAt: sinceOf(pod),
	};
	const hasCrashed = restarts > 0 && pod.fields.status === 'CrashLoopBackOff';
	return textsOf(pod.fields.containers).map(name => ({
		name,
		ready: isReady(pod),
		started: progressOf(pod) === 'running',
		restartCount: restarts,
		state: stateOf(pod),
		lastState: hasCrashed ? {terminated: crashed} : {},
	}));
};

/** What the containers say of themselves that were added to a running pod for debugging: they have no readiness. */
export const debuggerStatuses = (pod: Entity): readonly Fields[] =>
	textsOf(pod.fields.debuggers).map(name => ({
		name,
		ready: false,
		restartCount: 0,
		state: stateOf(pod),
		lastState: {},
	}));

/** The phase of a pod. */
export const phaseOf = (pod: Entity): string => {
	if (progressOf(pod) === 'ended') return 'Succeeded';
	return progressOf(pod) === 'running' || pod.fields.status === 'CrashLoopBackOff' ? 'Running' : 'Pending';
};

/** How many containers of a pod are ready, of how many: `1/2`. */
export const readyCount = (pod: Entity): string => {
	const count = textsOf(pod.fields.containers).length;
	return `${isReady(pod) ? count : 0}/${count}`;
};
