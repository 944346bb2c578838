import {staleSince} from '../connections/connection.js';
import type {PendingAction, Row} from '../rows/row.js';
import type {State} from '../state.js';
import type {Branch} from './row-index.js';
import {gridHeight, gridOf} from './window.js';

/** One row in the window of the grid. */
export type VisibleRow = {
	readonly row: Row;
	readonly cursor: boolean;
	readonly marked: boolean;
	/** Since when it may be stale, epoch milliseconds; null while live. Shown dim. */
	readonly staleSince: number | null;
	/** A transition older than `stuckAfter`. */
	readonly stuck: boolean;
	/** It left the view (the filter hides it, it belongs elsewhere) and stays while the cursor is on it. */
	readonly lingering: boolean;
	/** Where it stands in a tree; null in a list. */
	readonly branch: Branch | null;
	/** The action in progress, or its result. */
	readonly action: PendingAction | null;
};

/** The rows in the window of the current grid, which may be below another view. Cost: the window. */
export const visibleRows = (state: State): readonly VisibleRow[] => {
	const view = gridOf(state);
	if (!view) return [];
	const cursorIndex = view.cursor === null ? 0 : view.cursorIndex;
	return state.index.slice(view.top, view.top + gridHeight(state)).map((row, line) => ({
		row,
		cursor: view.top + line === cursorIndex,
		marked: view.marks.has(row.resource.key),
		staleSince: staleSince(row.resource, state.connections.get(row.resource.source)),
		stuck: row.stuck,
		lingering: state.index.lingers(row),
		branch: state.index.branchOf(row),
		action: row.action,
	}));
};
