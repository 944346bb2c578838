import type {Resource, ResourceKey} from '../../model/resource.js';
import type {Moment, Timeline} from './timeline.js';

/** An action on its way: shown in the row until the server says that it is over. */
export type PendingAction = {
	readonly id: number;
	readonly title: string;
	readonly startedAt: number;
	readonly phase: 'sending' | 'accepted' | 'done' | 'failed';
	/** The server reported a transition since the action was sent. */
	readonly moved: boolean;
	/** It is done when the resource is at rest, even with an error: that is not its own. */
	readonly ends?: true;
	readonly message: string | null;
	/** When it was over; the row shows the result a few seconds longer. */
	readonly endedAt: number | null;
};

/**
 * A resource together with what was observed of it. Owned and changed in place by `Resources`, so that one
 * event costs constant work; everybody else reads.
 */
export type Row = {
	/** Its place in arrays of those who keep something about each row; given to another once it is gone. */
	readonly number: number;
	readonly resource: Resource;
	/** Since when it is in this state, epoch milliseconds: told by the server or seen to begin; else null. */
	readonly since: number | null;
	/** Since when it is known to be in this state: SINCE is at least this old. */
	readonly seen: number;
	/** In transition for longer than the settings allow. Kept true by `Resources.expire`, so that nobody asks the clock. */
	readonly stuck: boolean;
	/** Set once it was removed: it stays a few seconds, struck through. */
	readonly removedAt: number | null;
	/** Null until its state changes for the first time; use `timelineOf`. */
	readonly timeline: Pick<Timeline, 'length' | 'forgotten' | 'skipped' | 'moments'> | null;
	readonly action: PendingAction | null;
	/** No longer among the resources. */
	readonly dropped: boolean;
};

/** Finds rows by key, so that references are matched and shown by name. `Resources` is one. */
export type RowLookup = {readonly get: (key: ResourceKey) => Row | undefined};

/** The state that a row is in now: since when, as far as that is known. */
const presentMoment = ({resource, since, seen}: Row): Moment => {
	const {state, health, transitioning, message} = resource;
	return {at: since ?? seen, state, health, transitioning, message, listed: since === null};
};

/** The moments of a row, oldest first, never empty: a row that never changed has the one that it was found in. */
export const timelineOf = (row: Row): readonly Moment[] =>
	row.timeline === null ? [presentMoment(row)] : row.timeline.moments();
