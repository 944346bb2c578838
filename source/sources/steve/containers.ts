import type {Resource} from '../../model/resource.ts';
import {containerRows} from '../rancher2/containers.ts';
import type {Pod} from '../rancher2/pod-book.ts';
import {containerNames} from '../rancher2/pod-state.ts';
import type {Scope} from '../rancher2/scope.ts';
import {mapOf, textOf} from '../wire-map.ts';
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

/** The rows of a pod's containers. */
export const containersOf = (object: SteveObject, pod: Resource, scope: Scope): readonly Resource[] =>
	containerRows(
		podFacts(object),
		pod,
		textOf(mapOf(object, 'metadata'), 'deletionTimestamp') !== null,
		scope,
	);
