import type {GridView} from '../grid/grid-view.js';
import type {PageView} from '../page.js';
import type {SavedVisit} from '../remembered/saved-visit.js';

/** A view that one can return to: what streams belong to (logs, figures) and texts about one row are not. */
export type Lasting = GridView | PageView;

/** A view that was shown: in this run with the views below it, as they were when it was left; in an earlier one saved. */
export type Visit = {readonly views: readonly [...Lasting[], Lasting]} | {readonly saved: SavedVisit};

/** The views that were shown, oldest first, bounded. */
export type Visits = {
	readonly list: readonly Visit[];
	/** The one that is shown. */
	readonly at: number;
	/** The one that was shown before it; -1 if there was none. */
	readonly last: number;
};

/** More views than these are not kept, neither in a run nor for the next. */
export const maxVisits = 50;

/** What a later run needs of a view. */
export const savedVisit = (view: Lasting): SavedVisit => {
	if (view.type === 'page') return {page: view.page};
	const {kind, filter, sort, trouble, cursor, within, among, tree, found} = view;
	const order = `${sort.column.toLowerCase()}${sort.descending ? ':desc' : ''}`;
	const saved = {kind, filter: filter.text, sort: order, trouble, cursor, within: within?.key ?? null, among};
	return {...saved, ...(tree && {tree: true}), ...(found !== null && {found})};
};

/** Under what a view is remembered: seen again, with whatever filter, it replaces what was remembered of it. */
export const visitName = (visit: SavedVisit): string => {
	if ('page' in visit) return `:${visit.page}`;
	if (visit.found !== undefined) return `:find ${visit.found}`;
	if (visit.tree) return `:tree ${visit.kind}`;
	return visit.within === null ? visit.kind : `${visit.kind} ${visit.within}`;
};
