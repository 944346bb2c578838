import type {Row, RowLookup} from '../rows/row.js';

/** What a filter looks at besides the row. `RowStore` is one. */
export type FilterContext = RowLookup & {
	/** Epoch milliseconds. */
	readonly now: number;
	/** Wants the row to be looked at again at this time, as its age may then pass no more, or only then. */
	readonly wake: (row: Row, at: number) => void;
};
