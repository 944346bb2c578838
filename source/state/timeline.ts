import type {Resource} from '../model/resource.ts';
import type {Moment, Row} from './row.ts';

/** How many moments a row remembers. */
export const timelineLength = 16;

/** The state of a resource as a moment. */
export const momentOf = (resource: Resource, at: number, listed: boolean): Moment => ({
	at,
	state: resource.state,
	health: resource.health,
	transitioning: resource.transitioning,
	message: resource.message,
	listed,
});

/** The state that a row is in now: since when, as far as that is known. */
export const presentMoment = (row: Row): Moment =>
	momentOf(row.resource, row.since ?? row.seen, row.since === null);

/** The moments of a row, oldest first, never empty: a row that never changed has the one that it was found in. */
export const timelineOf = (row: Row): readonly Moment[] =>
	row.timeline.length === 0 ? [presentMoment(row)] : row.timeline;
