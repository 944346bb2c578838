import type {Resource} from '../model/resource.ts';
import type {Moment, Row} from './row.ts';
import {momentOf, presentMoment, Timeline} from './timeline.ts';

/** A row as its owner sees it. */
export type OwnedRow = {-readonly [Name in keyof Omit<Row, 'timeline'>]: Row[Name]} & {
	timeline: Timeline | null;
	/** It is among those that `Resources.drainDirty` will tell. */
	dirty: boolean;
};

/** The row of a resource that was not known before. */
export const firstSight = (resource: Resource, at: number, listed: boolean): OwnedRow => ({
	resource,
	since: resource.since,
	seen: at,
	stuck: false,
	changedAt: listed ? 0 : at,
	removedAt: null,
	timeline: null,
	action: null,
	dropped: false,
	dirty: false,
});

const remember = (row: OwnedRow, before: Moment, moment: Moment): void => {
	if (row.timeline === null) {
		row.timeline = new Timeline();
		row.timeline.push(before);
	}

	row.timeline.push(moment);
};

/**
 * Takes a new version of a resource into its row, and tells the state it was in before. A state begins when its change
 * is seen; one that a listing brought to light began some time before, unless the server tells when.
 */
export const observe = (row: OwnedRow, resource: Resource, at: number, listed: boolean): Moment => {
	const before = presentMoment(row);
	const old = row.resource;
	const revived = row.removedAt !== null;
	const moved = revived || old.state !== resource.state || old.transitioning !== resource.transitioning;
	row.resource = resource;
	row.changedAt = at;
	row.removedAt = null;
	if (moved) {
		row.since = resource.since ?? (listed ? null : at);
		row.seen = at;
	} else if (resource.since !== null) row.since = resource.since;
	if (moved || old.message !== resource.message || old.health !== resource.health) {
		remember(row, before, momentOf(resource, at, listed));
	}

	return before;
};
