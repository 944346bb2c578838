import {noFilter} from '../filter/filter.js';
import type {GridView} from '../state.js';

/** What a new grid shows; the rest is as usual. */
export type GridStart = Pick<GridView, 'kind' | 'sort'> &
	Partial<Pick<GridView, 'within' | 'among' | 'filter' | 'cursor'>>;

/** A grid with the cursor on its top row, unless it starts elsewhere. */
export const newGrid = (id: number, start: GridStart): GridView => ({
	type: 'grid',
	id,
	within: null,
	among: null,
	filter: noFilter,
	trouble: false,
	cursor: null,
	cursorIndex: 0,
	top: 0,
	left: 0,
	column: null,
	marks: new Set(),
	...start,
});
