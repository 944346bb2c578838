import type {Resource} from '../../model/resource.js';
import type {Row} from './row.js';

/** What one event did to one row. */
export type Change = {
	readonly type: 'added' | 'changed' | 'removed';
	readonly at: number;
	/** Found by a listing: nobody saw it happen. */
	readonly listed: boolean;
	/** Changes in place with later events. */
	readonly row: Row;
	/** As it is after this event, or was before its removal. */
	readonly resource: Resource;
	/** As it was before; null for what was added. */
	readonly before: Resource | null;
	/** So many changes came right before it too fast to be read. */
	readonly skipped: number;
};
