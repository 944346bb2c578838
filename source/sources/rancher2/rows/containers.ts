import {healthRank} from '../../../model/health.js';
import type {Health, Resource, ResourceKey} from '../../../model/resource.js';
import type {WatchEvent} from '../../follow/watch-adapter.js';
import {mapOf, numberOf} from '../../requests/json-fields.js';
import {actionList} from './actions.js';
import {containerAllowances} from './allowances.js';
import {type Container, causeOf, containerSince, isDone, wordOf} from './container-state.js';
import type {PodIndex} from './pod-index.js';
import {isBad, type PodFacts} from './pod-state.js';
import type {Scope} from './scope.js';
import {type Condition, healthOf, judge} from './states.js';

const actions = actionList(['logs', 'shell', 'stats', 'forward']);

const containerKey = ({prefix}: Scope, pod: string, name: string): ResourceKey =>
	`${prefix}container/${pod}/${name}`;

/** Keys of the rows of a known pod's containers; [] for a pod that is not known. */
export const containerKeys = (pods: PodIndex, key: ResourceKey, scope: Scope): readonly ResourceKey[] => {
	const pod = key.slice(`${scope.prefix}pod/`.length);
	return (pods.get(key)?.containers ?? []).map(name => containerKey(scope, pod, name));
};

const noSigns = {error: false, transitioning: false, deleting: false};

const isRunning = ({status}: Container): boolean => mapOf(status, 'state').running !== undefined;

const healthFor = (container: Container, pod: Resource): Health => {
	const {role, status, isSidecar} = container;
	if (isBad(container)) return role === 'ephemeral' ? 'warning' : 'error';
	if (isDone(status) || (isRunning(container) && role === 'ephemeral')) return 'ok';
	if (isRunning(container) && role === 'init' && !isSidecar) return 'transitioning';
	if (isRunning(container)) return status.ready === true || pod.health === 'ok' ? 'ok' : 'transitioning';
	return healthOf({...noSigns, state: wordOf(status), transitioning: true});
};

const conditionIn = (container: Container, pod: Resource, isDoomed: boolean): Condition => {
	const {status} = container;
	const {health, transitioning, message} = pod;
	const own = wordOf(status);
	if (isDoomed) {
		const hasEnded = mapOf(status, 'state').terminated !== undefined;
		return {state: hasEnded ? own : 'terminating', health, transitioning, message};
	}

	if (own === '') return {state: pod.state, health, transitioning, message};
	const ownHealth = healthFor(container, pod);
	const cause = causeOf(status) ?? (ownHealth === pod.health ? message : null);
	return judge({...noSigns, state: own, message: cause}, ownHealth);
};

/** A problem of the whole pod (its node is lost) applies to its containers that are not ready, or else to all. */
const agreeing = (
	containers: readonly Container[],
	conditions: readonly Condition[],
	pod: Resource,
): readonly Condition[] => {
	const isAsBad = (condition: Condition, index: number) =>
		containers[index]?.role !== 'ephemeral' && healthRank[condition.health] <= healthRank[pod.health];
	if (conditions.some(isAsBad)) return conditions;
	const {health, transitioning, message} = pod;
	const main = containers.map(({role}) => role === 'main');
	const unready = containers.map(({status}, index) => main[index] === true && status.ready !== true);
	const chosen = unready.includes(true) ? unready : main;
	return conditions.map((condition, index) =>
		chosen[index] ? {...condition, health, transitioning, message} : condition,
	);
};

// As Kubernetes calls them; what a pod is there for needs no word.
const typeOf = ({role, isSidecar}: Container): string | null =>
	isSidecar ? 'sidecar' : role === 'main' ? null : role;

/** The rows of a pod's containers. `isDoomed`: the pod is being deleted. */
export const containerRows = (
	{containers}: PodFacts,
	pod: Resource,
	isDoomed: boolean,
	scope: Scope,
): readonly Resource[] => {
	const conditions = agreeing(
		containers,
		containers.map(each => conditionIn(each, pod, isDoomed)),
		pod,
	);
	// Its containers are the pod's, not theirs.
	const {containers: _own, ...common} = pod;
	return containers.map((container, index) => ({
		...common,
		key: containerKey(scope, pod.name, container.name),
		kind: 'container',
		id: `${pod.id}/${container.name}`,
		name: `${pod.name}/${container.name}`,
		...conditions[index],
		progress: null,
		since: (isDoomed ? pod.since : null) ?? containerSince(container.status) ?? pod.since,
		parents: [pod.key, ...pod.parents],
		cells: {
			CLUSTER: scope.cluster,
			IMAGE: container.image,
			RESTARTS: numberOf(container.status, 'restartCount'),
			TYPE: typeOf(container),
			POD: pod.key,
		},
		allowances: containerAllowances(container),
		actions,
	}));
};

/** Emits the rows of a pod's containers, and the removal of those in `before` that are gone. */
export const emitContainers = (
	rows: readonly Resource[],
	before: readonly ResourceKey[],
	emit: (event: WatchEvent) => void,
): void => {
	const keys = new Set(rows.map(({key}) => key));
	for (const resource of rows) emit({type: 'changed', resource});
	for (const key of before) if (!keys.has(key)) emit({type: 'removed', key});
};
