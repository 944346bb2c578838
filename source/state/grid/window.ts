import type {ResourceKey} from '../../model/resource.js';
import {layoutOf} from '../layout.js';
import type {Seen} from '../message.js';
import type {Row} from '../rows/row.js';
import type {State} from '../state.js';
import type {GridView} from './grid-view.js';
import {GridIndex} from './index.js';
import type {GridSpec} from './spec.js';
import {TreeIndex} from './tree-index.js';

/** The current grid, which may be below another view: the one whose rows `index` holds. */
export const gridOf = (state: State): GridView | null =>
	state.views.findLast(view => view.type === 'grid') ?? null;

const specOf = (view: GridView, {kinds, scope}: State): GridSpec => ({
	kind: view.kind,
	within: view.within?.key ?? null,
	among: view.among,
	scope,
	filter: view.filter,
	sort: view.sort,
	trouble: view.trouble,
	tree: view.tree,
	found: view.found,
	kinds,
});

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

/** Rows that the grid has room for. */
export const gridHeight = (state: State): number => {
	const layout = layoutOf(state);
	// Below a view without column headers, the grid keeps the window that it will have again.
	return Math.max(1, layout.body - (layout.heads === 0 ? 1 : 0));
};

type Window = Pick<GridView, 'cursor' | 'cursorIndex' | 'top'>;

// The row under the cursor stays, whatever happens to it.
const hold = ({index, resources}: State, cursor: ResourceKey | null): void => {
	resources.hold(cursor);
	index.hold(cursor);
};

/**
 * The cursor and window after rows came, went or moved. The cursor stays on its resource; if that is no longer shown
 * because other rows were chosen, the row in its place takes over. A window at the very top stays there while the
 * cursor is in it; else the cursor keeps its line on the screen.
 */
const windowOf = (state: State, view: GridView): Window => {
	const {length} = state.index;
	const height = gridHeight(state);
	if (view.cursor === null || length === 0) return {cursor: view.cursor, cursorIndex: 0, top: 0};
	const found = state.index.indexOf(view.cursor);
	const index = found === -1 ? clamp(view.cursorIndex, 0, length - 1) : found;
	const line = view.cursorIndex - view.top;
	const wanted = view.top === 0 ? 0 : index - line;
	const top = clamp(clamp(wanted, index - height + 1, index), 0, Math.max(0, length - height));
	return {cursor: state.index.at(index)?.resource.key ?? null, cursorIndex: index, top};
};

const place = (state: State, view: GridView, window: Window): State => {
	if (view.cursor === window.cursor && view.cursorIndex === window.cursorIndex && view.top === window.top)
		return state;
	const placed = {...view, ...window};
	return {...state, views: state.views.map(one => (one.id === view.id ? placed : one))};
};

/** Adjusts cursor and window after rows came, went or moved, or the screen was resized. */
export const settleGrid = (state: State): State => {
	const view = gridOf(state);
	if (!view) return state;
	const window = windowOf(state, view);
	hold(state, state.index.length === 0 ? null : window.cursor);
	return place(state, view, window);
};

/** Takes marks away in the current grid. */
export const unmark = (state: State, isMarkedNoMore: (key: ResourceKey) => boolean): State => {
	const view = gridOf(state);
	if (!view) return state;
	const marks = new Set([...view.marks].filter(key => !isMarkedNoMore(key)));
	if (marks.size === view.marks.size) return state;
	return {...state, views: state.views.map(one => (one.id === view.id ? {...view, marks} : one))};
};

const isGone = (row: Row | undefined): boolean => !row || row.dropped || row.removedAt !== null;

/** Rebuilds the rows of the grid: for another view, filter or order, or changed kinds. */
export const resetGrid = (state: State): State => {
	const view = gridOf(state);
	if (!view) return state;
	// Filters compare ages with the time of this message.
	state.resources.expire(state.now);
	const isRight = state.index instanceof TreeIndex === (view.tree !== null);
	const index = isRight ? state.index : view.tree ? new TreeIndex() : new GridIndex();
	index.reset(specOf(view, state), state.resources);
	const reset = isRight ? state : {...state, index};
	return settleGrid(unmark(reset, key => isGone(state.resources.get(key))));
};

/**
 * Merges the rows touched since the last time into the grid, in one pass, and takes the marks of those that went away:
 * whatever comes in their place was not marked. Rows change in place: a new state where there were any, else the same.
 */
export const mergeRows = (state: State): State => {
	const dirty = state.resources.drainDirty();
	if (dirty.length === 0) return state;
	state.index.merge(dirty);
	const gone = new Set(dirty.filter(isGone).map(({resource}) => resource.key));
	return settleGrid(gone.size === 0 ? {...state} : unmark({...state}, key => gone.has(key)));
};

/**
 * At the first key in a grid, puts the cursor on the resource that was seen under it, rather than on whichever is the
 * top row now. Does nothing if it is gone, or none was seen.
 */
export const pinCursor = (state: State, seen: Seen | null): State => {
	const view = state.views.at(-1);
	if (view?.type !== 'grid' || view.cursor !== null || seen?.view !== view.id) return state;
	const index = state.index.indexOf(seen.cursor);
	return index === -1 ? state : moveTo(state, view, index);
};

/** Scrolls the window by rows; the cursor stays on its row as long as that is in the window. */
export const scrollGrid = (state: State, view: GridView, by: number): State => {
	const {length} = state.index;
	const height = gridHeight(state);
	const top = clamp(view.top + by, 0, Math.max(0, length - height));
	const at = clamp(view.cursorIndex, top, Math.min(top + height, length) - 1);
	const key = state.index.at(at)?.resource.key;
	if (key === undefined || view.cursor === null || top === view.top) return state;
	hold(state, key);
	return place(state, view, {cursor: key, cursorIndex: state.index.indexOf(key), top});
};

/** Moves the cursor to a row by its index, or the nearest one, and the window along with it. */
export const moveTo = (state: State, view: GridView, index: number): State => {
	const key = state.index.at(clamp(index, 0, state.index.length - 1))?.resource.key;
	if (key === undefined) return state;
	// The row that it leaves may disappear now.
	hold(state, key);
	const at = state.index.indexOf(key);
	const height = gridHeight(state);
	const top = clamp(clamp(view.top, at - height + 1, at), 0, Math.max(0, state.index.length - height));
	return place(state, view, {cursor: key, cursorIndex: at, top});
};
