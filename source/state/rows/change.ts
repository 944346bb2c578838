import type {Resource} from '../../model/resource.js';
import type {Row} from './row.js';

/** What one event did to one row. */
export type Change = {
	readonly type: 'added' | 'changed' | 'removed';
	readonly at: number;
	/** Found by a listing: it was not observed when it happened. */
	readonly listed: boolean;
	/** Changes in place with later events. */
	readonly row: Row;
	/** After this event; before a removal. */
	readonly resource: Resource;
	/** Before this event; null if it was added. */
	readonly before: Resource | null;
	/** Changes right before it that came too fast to be processed. */
	readonly skipped: number;
};
