import type {RecordedRow} from '../../model/recording.js';
import type {Resource} from '../../model/resource.js';
import type {Row} from './row.js';
import {Timeline} from './timeline.js';

/** A row as its owner sees it. */
export type OwnedRow = {-readonly [Name in keyof Omit<Row, 'timeline'>]: Row[Name]} & {
	timeline: Timeline | null;
	/** `RowStore.drainDirty` will return it. */
	dirty: boolean;
	/** `StuckWatch` looks at it. */
	followed: boolean;
	/** When it turned healthy or unhealthy lately, epoch milliseconds; kept by `FlapWatch`. */
	turns: number[] | null;
};

/** How a new version of a resource was reported. */
export type Observation = {
	readonly at: number;
	readonly listed: boolean;
	readonly skipped?: number;
	readonly settles?: boolean;
};

/** The row of a resource that was not known before. */
export const firstSight = (resource: Resource, {at, listed}: Observation): OwnedRow => ({
	number: 0,
	resource,
	// A new resource cannot have been in its state for longer than it exists.
	since: resource.since ?? (listed || resource.created === null ? null : Math.min(resource.created, at)),
	seen: at,
	addedAt: listed ? null : at,
	stuck: false,
	flapping: false,
	removedAt: null,
	timeline: null,
	action: null,
	figures: null,
	dropped: false,
	dirty: false,
	followed: false,
	turns: null,
});

/** A row as a checkpoint has it. */
export const restoredRow = ({resource, timeline, turns: _, ...recorded}: RecordedRow): OwnedRow => {
	const row: OwnedRow = {...firstSight(resource, {at: recorded.seen, listed: true}), ...recorded};
	if (timeline === null) return row;
	row.timeline = new Timeline(timeline.moments[0]?.at ?? recorded.seen);
	row.timeline.restore(timeline);
	return row;
};

/** Keeps a change; true if it was one between healthy and unhealthy. */
const remember = (
	row: OwnedRow,
	old: Resource,
	began: number,
	{at, listed, skipped}: Observation,
): boolean => {
	if (row.timeline === null) {
		row.timeline = new Timeline(began);
		row.timeline.push(old, began, row.since === null);
	}

	return row.timeline.push(row.resource, at, listed, skipped);
};

/** What a new version of a resource was: the begin of another state, a turn between healthy and unhealthy. */
type Observed = {readonly began: boolean; readonly turned: boolean};

/**
 * Applies a new version of a resource to its row. A state begins when its change is observed;
 * one found by a listing began some time before, unless the server reports when.
 */
export const observe = (row: OwnedRow, resource: Resource, observation: Observation): Observed => {
	const {at, listed, skipped} = observation;
	const old = row.resource;
	row.resource = resource;
	if (old.flapping && resource.flapping && row.removedAt === null) return {began: false, turned: false};
	const moved =
		row.removedAt !== null ||
		old.state !== resource.state ||
		old.transitioning !== resource.transitioning ||
		old.flapping !== resource.flapping;
	row.removedAt = null;
	let turned = false;
	if (moved || skipped || old.message !== resource.message || old.health !== resource.health) {
		turned = remember(row, old, row.since ?? row.seen, observation);
	}

	const before = row.since;
	// There may have been other states in between.
	if (moved || skipped) {
		row.since = resource.since ?? (listed ? null : at);
		row.seen = at;
	} else if (resource.since !== null) row.since = resource.since;
	return {began: moved || row.since !== before, turned};
};
