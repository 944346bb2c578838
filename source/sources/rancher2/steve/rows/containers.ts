import type {Resource} from '../../../../model/resource.js';
import {mapOf, textOf} from '../../../requests/json-fields.js';
import {containerRows} from '../../rows/containers.js';
import type {Pod} from '../../rows/pod-index.js';
import {restartsOf} from '../../rows/pod-state.js';
import type {Scope} from '../../rows/scope.js';
import type {SteveObject} from '../wire/frames.js';
import {podFacts} from './pod.js';

/** What logs and shells need to know of a pod. */
export const podOf = (object: SteveObject, {key, containers = []}: Resource): Pod => ({
	key,
	namespace: textOf(mapOf(object, 'metadata'), 'namespace') ?? '',
	name: textOf(mapOf(object, 'metadata'), 'name') ?? object.id,
	containers: containers.map(({name}) => name),
	restarts: restartsOf(podFacts(object)),
});

/** The rows of a pod's containers. */
export const containersOf = (object: SteveObject, pod: Resource, scope: Scope): readonly Resource[] =>
	containerRows(
		podFacts(object),
		pod,
		textOf(mapOf(object, 'metadata'), 'deletionTimestamp') !== null,
		scope,
	);
