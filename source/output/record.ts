import type {Family, Health, Transitioning} from '../model/resource.ts';
import type {SourceEvent, SourceStatus} from '../model/source.ts';
import type {Row} from '../state/row.ts';

/** A row as it is printed; unknown is null. */
export type RowRecord = {
	readonly source: string;
	readonly family: Family;
	readonly kind: string;
	readonly id: string;
	readonly name: string;
	readonly state: string;
	readonly health: Health;
	readonly transitioning: Transitioning;
	readonly message: string | null;
	/** Percent. */
	readonly progress: number | null;
	/** ISO 8601 with milliseconds, UTC. */
	readonly since: string | null;
	readonly removed: boolean;
};

/** One line of `--follow`. */
export type ChangeRecord =
	| ({readonly type: 'added' | 'changed' | 'removed'; readonly time: string} & RowRecord)
	| {
			readonly type: 'status';
			readonly time: string;
			readonly source: string;
			readonly status: SourceStatus;
			readonly message: string | null;
	  }
	| {
			readonly type: 'gap';
			readonly time: string;
			readonly source: string;
			readonly from: string;
			readonly to: string;
	  };

/** Epoch milliseconds as ISO 8601 in UTC; null for null and for what no calendar has. */
export const isoTime = (time: number | null): string | null =>
	time === null || Math.abs(time) > 8.64e15 || Number.isNaN(time) ? null : new Date(time).toISOString();

/** The fields of a row in the order in which they are printed. */
export const rowRecord = ({resource, since, removedAt}: Row): RowRecord => ({
	source: resource.source,
	family: resource.family,
	kind: resource.kind,
	id: resource.id,
	name: resource.name,
	state: resource.state,
	health: resource.health,
	transitioning: resource.transitioning,
	message: resource.message,
	progress: resource.progress,
	since: isoTime(since),
	removed: removedAt !== null,
});

/** What happened to a row at `at`. */
export const rowChange = (type: 'added' | 'changed' | 'removed', at: number, row: Row): ChangeRecord => ({
	type,
	time: isoTime(at) ?? '',
	...rowRecord(row),
});

/** What a source says of itself, or null where it is about a part of it only. */
export const sourceChange = (event: Extract<SourceEvent, {type: 'status' | 'gap'}>): ChangeRecord | null => {
	const {source, at} = event;
	const time = isoTime(at) ?? '';
	if (event.type === 'gap') {
		return {type: 'gap', time, source, from: isoTime(event.from) ?? '', to: isoTime(event.to) ?? ''};
	}

	const {scope, status, message} = event;
	return scope === '' ? {type: 'status', time, source, status, message} : null;
};
