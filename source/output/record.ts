import type {Family, Health, Resource, Transitioning} from '../model/resource.js';
import type {SourceEvent, SourceStatus} from '../model/source.js';
import type {Row} from '../state/rows/row.js';

/** The fields of a row in the order in which they are printed. */
export const recordFields = [
	'source',
	'family',
	'kind',
	'id',
	'name',
	'state',
	'health',
	'transitioning',
	'message',
	'progress',
	'since',
	'removed',
	'scope',
] as const;

/** A row as it is printed; unknown is null. */
export type RowRecord = {
	readonly source: string;
	/** Null of a source that has not been asked yet. */
	readonly family: Family | null;
	readonly kind: string;
	readonly id: string;
	readonly name: string;
	/** The server's own word for the state. */
	readonly state: string | null;
	readonly health: Health;
	readonly transitioning: Transitioning;
	readonly message: string | null;
	readonly progress: number | null;
	/** ISO 8601 with milliseconds, UTC. */
	readonly since: string | null;
	readonly removed: boolean;
	/** The part of the source that it belongs to, such as a project or cluster; null without parts. */
	readonly scope: string | null;
};

/** One line of `--follow`. */
export type ChangeRecord =
	| ({readonly type: 'added' | 'changed' | 'removed'; readonly time: string} & RowRecord)
	| {
			readonly type: 'status';
			readonly time: string;
			readonly source: string;
			readonly status: SourceStatus;
			/** The part of the source that is concerned, as rows name it; null for all of it. */
			readonly scope: string | null;
			readonly message: string | null;
	  }
	/** The row matches an alert of the configuration. */
	| ({readonly type: 'alert'; readonly time: string; readonly when: string} & RowRecord)
	| {
			readonly type: 'gap';
			readonly time: string;
			readonly source: string;
			readonly from: string;
			readonly to: string;
	  };

/** Epoch milliseconds as ISO 8601 in UTC; null for null and for numbers out of the range of dates. */
export const isoTime = (time: number | null): string | null =>
	time === null || Math.abs(time) > 8.64e15 || Number.isNaN(time) ? null : new Date(time).toISOString();

/** A row as it is printed. */
export const rowRecord = ({resource, since, removedAt}: Row): RowRecord => ({
	source: resource.source,
	family: resource.family || null,
	kind: resource.kind,
	id: resource.id,
	name: resource.name,
	state: resource.state || null,
	health: resource.health,
	transitioning: resource.transitioning,
	message: resource.message || null,
	progress: resource.progress,
	since: isoTime(since),
	removed: removedAt !== null,
	scope: resource.scope || null,
});

/**
 * A row that is gone, as the server last reported it at `at`. That version may be newer than the row; a state that differs
 * began with it.
 */
export const lastRecord = (row: Row, last: Resource, at: number): RowRecord =>
	rowRecord({
		...row,
		resource: last,
		since: last.since ?? (last.state === row.resource.state ? row.since : at),
	});

/** Whether two records of one row are equal. */
export const sameRecord = (one: RowRecord, other: RowRecord): boolean => {
	for (const field of recordFields) if (one[field] !== other[field]) return false;
	return true;
};

/** What happened to a row at `at`. */
export const rowChange = (
	type: 'added' | 'changed' | 'removed',
	at: number,
	record: RowRecord,
): ChangeRecord => ({type, time: isoTime(at) ?? '', ...record});

/** A row that set off the alert of this filter at `at`. */
export const alertChange = (when: string, at: number, record: RowRecord): ChangeRecord => ({
	type: 'alert',
	time: isoTime(at) ?? '',
	when,
	...record,
});

/** The status of a source or a part of it. */
export const sourceChange = (event: Extract<SourceEvent, {type: 'status' | 'gap'}>): ChangeRecord => {
	const {source, at} = event;
	const time = isoTime(at) ?? '';
	if (event.type === 'gap') {
		return {type: 'gap', time, source, from: isoTime(event.from) ?? '', to: isoTime(event.to) ?? ''};
	}

	const {scope, status, message} = event;
	return {type: 'status', time, source, status, scope: scope || null, message};
};
