import type {Resource} from '../../model/resource.js';
import type {Row} from './row.js';
import {Timeline} from './timeline.js';

/** A row as its owner sees it. */
export type OwnedRow = {-readonly [Name in keyof Omit<Row, 'timeline'>]: Row[Name]} & {
	timeline: Timeline | null;
	/** It is among those that `Resources.drainDirty` will tell. */
	dirty: boolean;
	/** It is among those that `StuckWatch` looks at. */
	followed: boolean;
};

/** How a new version of a resource was told. */
export type Telling = {
	readonly at: number;
	readonly listed: boolean;
	readonly skipped?: number;
	readonly settles?: boolean;
};

/** The row of a resource that was not known before. */
export const firstSight = (resource: Resource, {at, listed}: Telling): OwnedRow => ({
	number: 0,
	resource,
	// One that appears cannot have been in its state for longer than it exists.
	since: resource.since ?? (listed || resource.created === null ? null : Math.min(resource.created, at)),
	seen: at,
	stuck: false,
	removedAt: null,
	timeline: null,
	action: null,
	dropped: false,
	dirty: false,
	followed: false,
});

const remember = (row: OwnedRow, old: Resource, began: number, {at, listed, skipped}: Telling): void => {
	if (row.timeline === null) {
		row.timeline = new Timeline(began);
		row.timeline.push(old, began, row.since === null);
	}

	row.timeline.push(row.resource, at, listed, skipped);
};

/**
 * Takes a new version of a resource into its row; true if another state began. A state begins when its change is seen;
 * one that a listing brought to light began some time before, unless the server tells when.
 */
export const observe = (row: OwnedRow, resource: Resource, telling: Telling): boolean => {
	const {at, listed, skipped} = telling;
	const old = row.resource;
	row.resource = resource;
	if (old.flapping && resource.flapping && row.removedAt === null) return false;
	const moved =
		row.removedAt !== null ||
		old.state !== resource.state ||
		old.transitioning !== resource.transitioning ||
		old.flapping !== resource.flapping;
	row.removedAt = null;
	if (moved || skipped || old.message !== resource.message || old.health !== resource.health) {
		remember(row, old, row.since ?? row.seen, telling);
	}

	const before = row.since;
	// What came in between may have been other states.
	if (moved || skipped) {
		row.since = resource.since ?? (listed ? null : at);
		row.seen = at;
	} else if (resource.since !== null) row.since = resource.since;
	return moved || row.since !== before;
};
