import type {Resource, ResourceKey} from '../../model/resource.js';
import type {Figures} from './figures.js';
import type {Moment, Timeline} from './timeline.js';

/** An action in progress: shown in the row until the server reports its end. */
export type PendingAction = {
	readonly id: number;
	readonly title: string;
	readonly startedAt: number;
	/** `gone`: its resource was removed meanwhile, so that its end was not seen. */
	readonly phase: 'sending' | 'accepted' | 'done' | 'failed' | 'gone';
	/** The server reported a transition since the action was sent. */
	readonly moved: boolean;
	/** Done once the resource settles; an error at that point was not caused by this action. */
	readonly ends?: true;
	/** Done once the resource is removed. */
	readonly removes?: boolean;
	readonly message: string | null;
	/** When it ended; the row shows the result for a few more seconds. */
	readonly endedAt: number | null;
};

/**
 * A resource together with what was observed of it. Changed in place by `RowStore` only, so that an event costs constant
 * work.
 */
export type Row = {
	/** Its index in arrays that hold something about each row; reused once it is gone. */
	readonly number: number;
	readonly resource: Resource;
	/** Since when it is in this state, epoch milliseconds: reported by the server or observed; else null. */
	readonly since: number | null;
	/** Since when it is known to be in this state: SINCE is at least this old. */
	readonly seen: number;
	/** When it was seen to come; null if it was there before, as a listing found it. */
	readonly addedAt: number | null;
	/** In transition for longer than the settings allow. Kept up to date by `RowStore.expire`. */
	readonly stuck: boolean;
	/** It keeps changing between healthy and unhealthy. */
	readonly flapping: boolean;
	/** Set once it was removed: it stays for a few seconds, struck through. */
	readonly removedAt: number | null;
	/** Null until its state changes for the first time; use `timelineOf`. */
	readonly timeline: Pick<Timeline, 'length' | 'forgotten' | 'skipped' | 'healthy' | 'moments'> | null;
	readonly action: PendingAction | null;
	/** What it uses; null if that was not measured within the last minute. */
	readonly figures: Figures | null;
	/** No longer among the resources. */
	readonly dropped: boolean;
};

/** Finds rows by key, so that references match and show by name. Implemented by `RowStore`. */
export type RowLookup = {readonly get: (key: ResourceKey) => Row | undefined};

/** The present state of a row as a moment. */
const presentMoment = ({resource, since, seen}: Row): Moment => {
	const {state, health, transitioning, message} = resource;
	return {at: since ?? seen, state, health, transitioning, message, listed: since === null};
};

/** The moments of a row, oldest first; a row that never changed has just its present one. */
export const timelineOf = (row: Row): readonly Moment[] =>
	row.timeline === null ? [presentMoment(row)] : row.timeline.moments();
