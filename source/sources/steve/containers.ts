import {healthRank} from '../../model/health.ts';
import type {Health, Resource} from '../../model/resource.ts';
import {type Container, causeOf, containerSince, isDone, wordOf} from '../rancher2/container-state.ts';
import type {Pod} from '../rancher2/pod-book.ts';
import {containerNames, isBad} from '../rancher2/pod-state.ts';
import type {Scope} from '../rancher2/scope.ts';
import {type Condition, healthOf, judge} from '../rancher2/states.ts';
import {mapOf, numberOf, textOf} from '../wire-map.ts';
import {containerActions} from './actions.ts';
import type {SteveObject} from './frames.ts';
import {podFacts} from './pod.ts';

/** What logs need to know of a pod. */
export const podOf = (object: SteveObject, {key, parents}: Resource): Pod => ({
	key,
	namespace: textOf(mapOf(object, 'metadata'), 'namespace') ?? '',
	name: textOf(mapOf(object, 'metadata'), 'name') ?? object.id,
	...containerNames(podFacts(object)),
	parents,
});

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

/** What ails the pod as a whole (its node is lost) ails those of its containers that are not ready, else all. */
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

/** The rows of a pod's containers. */
export const containersOf = (object: SteveObject, pod: Resource, scope: Scope): readonly Resource[] => {
	const isDoomed = textOf(mapOf(object, 'metadata'), 'deletionTimestamp') !== null;
	const {containers} = podFacts(object);
	const conditions = agreeing(
		containers,
		containers.map(each => conditionIn(each, pod, isDoomed)),
		pod,
	);
	return containers.map(({name, image, status}, index) => ({
		...pod,
		key: `${scope.prefix}container/${object.id}/${name}`,
		kind: 'container',
		id: `${object.id}/${name}`,
		name: `${object.id}/${name}`,
		...conditions[index],
		progress: null,
		since: (isDoomed ? pod.since : null) ?? containerSince(status) ?? pod.since,
		parents: [pod.key, ...pod.parents],
		cells: {
			CLUSTER: scope.cluster,
			IMAGE: image,
			RESTARTS: numberOf(status, 'restartCount'),
			POD: pod.key,
		},
		actions: containerActions,
	}));
};
