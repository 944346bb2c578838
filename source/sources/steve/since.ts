import type {Transitioning} from '../../model/resource.ts';
import {mapOf, mapsOf, numberOf, timeOf, type WireMap} from '../wire-map.ts';
import {lastSeen} from './cells.ts';

/** Since when an object that is to be deleted is so: what it holds is the end of the grace period (kubernetes meta/v1). */
const deletedAt = (metadata: WireMap): number | null => {
	const end = timeOf(metadata, 'deletionTimestamp');
	return end === null ? null : end - (numberOf(metadata, 'deletionGracePeriodSeconds') ?? 0) * 1000;
};

// Words for a pod that has not run yet; all others come and go with its containers, and no condition tells when.
const unstarted: ReadonlySet<string> = new Set(['pending', 'containerCreating']);

/** The conditions that make a state one of transition or failure carry a flag (steve pkg/resources/common/formatter.go). */
const flaggedAt = (object: WireMap, flag: 'transitioning' | 'error'): number | null => {
	const times = mapsOf(mapOf(object, 'status'), 'conditions').flatMap(condition =>
		condition[flag] === true
			? (timeOf(condition, 'lastTransitionTime') ?? timeOf(condition, 'lastUpdateTime') ?? [])
			: [],
	);
	return times.length === 0 ? null : Math.max(...times);
};

/** Epoch milliseconds since when an object is in its state, where the server tells it; a state that is well has no date. */
export const sinceOf = (
	object: WireMap,
	kind: string,
	state: string,
	transitioning: Transitioning,
): number | null => {
	if (kind === 'event') return lastSeen(object);
	const metadata = mapOf(object, 'metadata');
	const deleted = deletedAt(metadata);
	// A failure to go away is none that began with it.
	if (deleted !== null && transitioning !== 'error') return deleted;
	if (transitioning === 'no' || (kind === 'pod' && !unstarted.has(state))) return null;
	return flaggedAt(object, transitioning === 'yes' ? 'transitioning' : 'error');
};

/** Epoch milliseconds since when a container runs or has ended, by its status; nobody tells since when it waits. */
export const containerSince = (status: WireMap | undefined): number | null => {
	const state = mapOf(status ?? {}, 'state');
	return timeOf(mapOf(state, 'running'), 'startedAt') ?? timeOf(mapOf(state, 'terminated'), 'finishedAt');
};
