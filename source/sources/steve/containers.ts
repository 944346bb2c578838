import type {Resource} from '../../model/resource.ts';
import type {Pod} from '../rancher2/pod-book.ts';
import type {Scope} from '../rancher2/scope.ts';
import {healthOf} from '../rancher2/states.ts';
import {mapOf, mapsOf, numberOf, textOf, type WireMap} from '../wire-map.ts';
import {containerActions} from './actions.ts';
import type {SteveObject} from './frames.ts';
import {containerSince} from './since.ts';
import type {Condition} from './to-resource.ts';

/** What logs need to know of a pod. */
export const podOf = (object: SteveObject, {key, parents}: Resource): Pod => ({
	key,
	namespace: textOf(mapOf(object, 'metadata'), 'namespace') ?? '',
	name: textOf(mapOf(object, 'metadata'), 'name') ?? object.id,
	containers: mapsOf(mapOf(object, 'spec'), 'containers').flatMap(
		container => textOf(container, 'name') ?? [],
	),
	parents,
});

const containerCondition = (status: WireMap | undefined, pod: Resource): Condition => {
	const state = mapOf(status ?? {}, 'state');
	const waiting = mapOf(state, 'waiting');
	const ended = mapOf(state, 'terminated');
	if (state.running !== undefined) return {state: 'running', transitioning: 'no', message: null};
	const reason = textOf(waiting, 'reason') ?? textOf(ended, 'reason');
	if (reason === null) return {state: pod.state, transitioning: pod.transitioning, message: null};
	const word = reason.charAt(0).toLowerCase() + reason.slice(1);
	const isBad = healthOf('no', word) === 'error' || (numberOf(ended, 'exitCode') ?? 0) !== 0;
	const message = textOf(waiting, 'message') ?? textOf(ended, 'message');
	return {state: word, transitioning: isBad ? 'error' : state.waiting === undefined ? 'no' : 'yes', message};
};

/** The rows of a pod's containers. */
export const containersOf = (object: SteveObject, pod: Resource, scope: Scope): readonly Resource[] => {
	const statuses = mapsOf(mapOf(object, 'status'), 'containerStatuses');
	return mapsOf(mapOf(object, 'spec'), 'containers').flatMap(container => {
		const name = textOf(container, 'name');
		if (name === null) return [];
		const status = statuses.find(each => each.name === name);
		const {state, transitioning, message} = containerCondition(status, pod);
		return {
			...pod,
			key: `${scope.prefix}container/${object.id}/${name}`,
			kind: 'container',
			id: `${object.id}/${name}`,
			name: `${object.id}/${name}`,
			state,
			transitioning,
			health: healthOf(transitioning, state),
			message,
			progress: null,
			since: containerSince(status),
			parents: [pod.key, ...pod.parents],
			cells: {
				CLUSTER: scope.cluster,
				IMAGE: textOf(container, 'image'),
				RESTARTS: status ? numberOf(status, 'restartCount') : null,
				POD: pod.key,
			},
			actions: containerActions,
		};
	});
};
