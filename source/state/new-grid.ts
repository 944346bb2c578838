import {noFilter} from './filter.ts';
import type {GridView} from './state.ts';

/** What a new grid shows; the rest is as usual. */
export type GridStart = Pick<GridView, 'kind' | 'sort'> & Partial<Pick<GridView, 'within' | 'filter'>>;

/** A grid with the cursor on its top row. */
export const newGrid = (id: number, {kind, within = null, filter = noFilter, sort}: GridStart): GridView => ({
	type: 'grid',
	id,
	kind,
	within,
	filter,
	sort,
	trouble: false,
	cursor: null,
	cursorIndex: 0,
	top: 0,
	left: 0,
	column: null,
	marks: new Set(),
});
