import {noFilter} from './filter.ts';
import {defaultSort} from './sort.ts';
import type {GridView} from './state.ts';

/** What a new grid shows; the rest is as usual. */
export type GridStart = Pick<GridView, 'kind'> & Partial<Pick<GridView, 'within' | 'filter' | 'sort'>>;

/** A grid with the cursor on its top row. */
export const newGrid = (id: number, {kind, within = null, filter = noFilter, sort}: GridStart): GridView => ({
	type: 'grid',
	id,
	kind,
	within,
	filter,
	sort: sort ?? defaultSort(kind),
	trouble: false,
	cursor: null,
	cursorIndex: 0,
	top: 0,
	left: 0,
	column: null,
	marks: new Set(),
});
