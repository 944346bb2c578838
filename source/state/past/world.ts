import type {Connection} from '../connections/connection.js';
import type {ChangeList} from '../rows/changes.js';
import type {MergedKind} from '../rows/kinds.js';
import type {RowStore} from '../rows/row-store.js';

/** What was known of all sources at one time. */
export type World = {
	/** Epoch milliseconds. */
	readonly now: number;
	readonly resources: RowStore;
	readonly changes: ChangeList;
	readonly connections: ReadonlyMap<string, Connection>;
	readonly kinds: readonly MergedKind[];
};
