import type {JsonObject} from '../../../../model/json-object.js';
import type {Transitioning} from '../../../../model/resource.js';
import {mapOf, mapsOf, numberOf, textOf, timeOf} from '../../../requests/json-fields.js';
import {podSince} from '../../rows/pod-state.js';
import {lastSeen} from './cells.js';
import {nodeTroubles} from './summary.js';

/** Since when an object that is to be deleted is so: what it holds is the end of the grace period (kubernetes meta/v1). */
export const deletedAt = (metadata: JsonObject): number | null => {
	const end = timeOf(metadata, 'deletionTimestamp');
	return end === null ? null : end - (numberOf(metadata, 'deletionGracePeriodSeconds') ?? 0) * 1000;
};

const lastOf = (conditions: readonly JsonObject[]): number | null => {
	const times = conditions.flatMap(
		condition => timeOf(condition, 'lastTransitionTime') ?? timeOf(condition, 'lastUpdateTime') ?? [],
	);
	return times.length === 0 ? null : Math.max(...times);
};

/**
 * The conditions that make a state one of transition or failure carry a flag (steve pkg/resources/common/formatter.go);
 * a failure may come with the flag of a transition only.
 */
const flaggedAt = (status: JsonObject, isFailure: boolean): number | null => {
	const conditions = mapsOf(status, 'conditions');
	const flagged = (flag: string) => lastOf(conditions.filter(condition => condition[flag] === true));
	return (isFailure ? flagged('error') : null) ?? flagged('transitioning');
};

/** Epoch milliseconds since when an object is in its state, where the server says so; a state that is well has no date. */
export const sinceOf = (object: JsonObject, kind: string, transitioning: Transitioning): number | null => {
	if (kind === 'event') return lastSeen(object);
	const metadata = mapOf(object, 'metadata');
	const status = mapOf(object, 'status');
	const deleted = deletedAt(metadata);
	if (deleted !== null) return deleted;
	if (transitioning === 'no') return null;
	if (kind === 'pod') {
		const isNew = textOf(status, 'phase') === 'Pending';
		return podSince(status) ?? (isNew ? timeOf(metadata, 'creationTimestamp') : null);
	}

	return kind === 'node'
		? lastOf(nodeTroubles(status).slice(0, 1))
		: flaggedAt(status, transitioning === 'error');
};
