import {bottomHeight, isLow} from './bottom-height.js';
import {pageOf} from './context.js';
import type {State} from './state.js';

/** How many lines of the screen each part takes; they add up to the height of the terminal. */
type Layout = {
	/** Sources, and the counts below them; one line on a low terminal. */
	readonly header: number;
	/** Kind, filter and count. */
	readonly title: number;
	/** Column heads of a grid (and of the sources); 0 in other views. */
	readonly heads: number;
	/** Rows of the grid, or lines of whatever else is shown. */
	readonly body: number;
	/** The notice or the row's message, and the prompt or key hints; see `bottomHeight`. */
	readonly bottom: number;
};

/** On a smaller terminal nothing useful fits. */
export const minSize = {columns: 40, rows: 8} as const;

/** No terminal is larger: one that reports more does not know its size, and its cells would exhaust the memory. */
export const maxSize = {columns: 1000, rows: 500} as const;

/** Whether a size is larger than any terminal. */
export const isTooLarge = ({columns, rows}: State['size']): boolean =>
	columns > maxSize.columns || rows > maxSize.rows;

/** Whether only the note about the unusable size fits on the screen. */
export const isTooSmall = ({size}: Pick<State, 'size'>): boolean =>
	size.columns < minSize.columns || size.rows < minSize.rows || isTooLarge(size);

/** Divides the screen for the current view: 18 rows of a grid at 80x24. */
export const layoutOf = (state: State): Layout => {
	const view = state.views.at(-1);
	const header = isLow(state) ? 1 : 2;
	const bottom = bottomHeight(state);
	const heads = pageOf(state, view)?.heads ?? 0;
	return {header, title: 1, heads, body: Math.max(1, state.size.rows - header - 1 - heads - bottom), bottom};
};
