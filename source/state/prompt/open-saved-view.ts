import {showScope} from '../choose-scope.js';
import {newGrid} from '../grid/grid-view.js';
import {unfolded} from '../grid/spec.js';
import {type Next, next} from '../next.js';
import {withNotice} from '../notice.js';
import type {SavedGrid} from '../remembered/saved-grid.js';
import type {Scope} from '../scope/scope.js';
import type {State, View} from '../state.js';
import {readView, showOverHome} from './read-view.js';

/** Saved views by name: those of the configuration file go before those of `:save`. */
export const savedViewsOf = ({settings, remembered}: State): ReadonlyMap<string, SavedGrid> =>
	new Map([...remembered.views, ...Object.entries(settings.savedViews)]);

/** Limits all grids to a scope, or to none, and shows a view over the first one. */
export const showInScope = (state: State, scope: Scope | null, make: (id: number) => View): Next => {
	const limited = showScope(state, scope);
	const opened = showOverHome(limited.state, make);
	return next(opened.state, ...limited.effects, ...opened.effects);
};

/** Shows a saved view, in the scope that it was saved with. */
export const openSavedView = (state: State, saved: SavedGrid): Next => {
	const read = readView(state, saved);
	if ('error' in read) return next(withNotice(state, 'warning', read.error));
	const {trouble = false, wide = false, found = null, scope = state.scope, columns} = saved;
	const tree = saved.tree ? unfolded : null;
	return showInScope(state, scope, id => ({
		...newGrid(id, {...read, tree, found}),
		...{trouble, wide},
		...(columns !== undefined && {columns}),
	}));
};
