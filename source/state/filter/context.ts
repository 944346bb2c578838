import type {Row, RowLookup} from '../rows/row.js';

/** What a filter needs besides the row. */
export type FilterContext = RowLookup & {
	/** Epoch milliseconds. */
	readonly now: number;
	/** Schedules another test of the row at this time, when its age may change the result. */
	readonly wake: (row: Row, at: number) => void;
};
