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
	/** What is said of the row or just happened, and the prompt or key hints; one line for all on a low terminal. */
	readonly bottom: number;
};

/** Smaller than this nothing useful fits: only that is said. */
export const leastSize = {columns: 40, rows: 8} as const;

/** Larger than this no terminal is: one that says so does not know its size, and its cells would fill the memory. */
export const mostSize = {columns: 1000, rows: 500} as const;

/** Whether no terminal has this size. */
export const isTooLarge = ({columns, rows}: State['size']): boolean =>
	columns > mostSize.columns || rows > mostSize.rows;

/** Whether the terminal shows nothing but that its size is none to work with. */
export const isTooSmall = ({size}: Pick<State, 'size'>): boolean =>
	size.columns < leastSize.columns || size.rows < leastSize.rows || isTooLarge(size);

/** Terminals lower than this get one line of header, and one at the bottom. */
const lowRows = 16;

/** Divides the screen for the view that is shown: 18 rows of a grid at 80x24. */
export const layoutOf = (state: State): Layout => {
	const view = state.views.at(-1);
	const [header, bottom] = state.size.rows < lowRows ? [1, 1] : [2, 2];
	const heads = pageOf(state, view)?.heads ?? 0;
	return {header, title: 1, heads, body: Math.max(1, state.size.rows - header - 1 - heads - bottom), bottom};
};
