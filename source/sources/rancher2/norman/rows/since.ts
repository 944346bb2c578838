import type {Transitioning} from '../../../../model/resource.js';
import {mapOf, mapsOf, numberOf, timeOf} from '../../../requests/json-fields.js';
import {podSince} from '../../rows/pod-state.js';
import type {NormanObject} from '../wire/frames.js';

// For a pod it is the end of the grace period, which the management API does not name.
const removedAt = (object: NormanObject, kind: string): number | null =>
	kind === 'pod' ? null : (numberOf(object, 'removedTS') ?? timeOf(object, 'removed'));

/** Epoch milliseconds since when a resource is in its state, where the server says so; a state that is well has no date. */
export const sinceOf = (object: NormanObject, kind: string, transitioning: Transitioning): number | null => {
	if (transitioning === 'no') return null;
	if (object.state === 'removing' || timeOf(object, 'removed') !== null) return removedAt(object, kind);
	if (kind === 'pod') return podSince(mapOf(object, 'status'));
	if (kind !== 'node') return null;
	const unready = mapsOf(object, 'conditions').filter(
		({type, status}) => type === 'Ready' && status !== 'True',
	);
	const times = unready.flatMap(condition => timeOf(condition, 'lastTransitionTime') ?? []);
	return times.length === 0 ? null : Math.max(...times);
};
